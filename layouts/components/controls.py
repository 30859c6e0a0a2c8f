"""The controls of the filter bar."""

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.selection import Sort
from layouts import ids


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what the link says and what the reader sees."""

    value: str
    label: str
    search: str = ""

    def as_dict(self) -> dict[str, str]:
        return {
            "value": self.value,
            "label": self.label,
            **({"search": self.search} if self.search else {}),
        }


# The same on every page and for everybody, so that no answer carries them.
SORTS = (
    Option(str(Sort.ATTENTION), "Needs attention first"),
    Option(str(Sort.PLAN), "Order of the plan"),
    Option(str(Sort.NAME), "Name"),
    Option(str(Sort.PATIENTS), "People from plan"),
)


def options(choices: Sequence[Option]) -> list[dict[str, str]]:
    return [each.as_dict() for each in choices]


def control(
    id_: str,
    label: str,
    choices: Sequence[Option] = (),
    *,
    multi: bool = False,
    placeholder: str = "",
    clearable: bool = False,
    searchable: bool = False,
) -> html.Div:
    """A labelled dropdown; what is chosen stands in it in words."""
    return html.Div(
        [
            dbc.Label(label, html_for=id_, id=f"{id_}-label"),
            dcc.Dropdown(
                id=id_,
                options=options(choices),
                multi=multi,
                clearable=clearable or multi,
                searchable=searchable,
                placeholder=placeholder,
                maxHeight=360,
                closeOnSelect=not multi,
            ),
        ],
        className=f"control control-{id_}",
    )


def filter_bar(organisations: Sequence[Option], indicators: Sequence[Option]) -> html.Details:
    """All controls; the style sheet shows those that the page uses. On a phone it folds away."""
    return html.Details(
        [
            html.Summary("Filters", className="filters-fold"),
            html.Div(
                [
                    control(ids.ORGANISATION, "Organisation", organisations, searchable=True),
                    control(ids.BY, "Parts"),
                    control(ids.LOCALITY, "Locality", multi=True, placeholder="All"),
                    control(ids.INDICATOR, "Indicator", indicators, searchable=True),
                    control(ids.VIEW, "View"),
                    control(
                        ids.BREAKDOWN,
                        "Breakdown",
                        multi=True,
                        placeholder="All together",
                        searchable=True,
                    ),
                    control(ids.START, "From", placeholder="Auto", clearable=True),
                    control(ids.END, "To", placeholder="Auto", clearable=True),
                    control(ids.PLAN, "Plan", placeholder="In force", clearable=True),
                    control(ids.SORT, "Order", SORTS),
                ],
                className="controls",
            ),
        ],
        id=ids.FILTERS,
        className="filters",
        open=True,
    )
