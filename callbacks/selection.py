"""The address and the controls say the same, and the page follows."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from dash import Dash, Input, Output, Patch, ctx, no_update

from callbacks.choices import Choices, choices, problems, selection_of
from callbacks.pages import drawn
from dashboard.errors import DashboardError
from dashboard.periods import long_date
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked, settled
from dashboard.services.extent import span_with_figures
from layouts import ids
from layouts.addresses import address_of, chosen_at
from layouts.components.controls import Option, options
from layouts.shell import forms, navigation

# What is chosen, in the order of the callback's arguments.
CONTROLS = (
    ids.ORGANISATION,
    ids.LOCALITY,
    ids.INDICATOR,
    ids.VIEW,
    ids.BREAKDOWN,
    ids.START,
    ids.END,
    ids.PLAN,
    ids.SORT,
    ids.BY,
)
_PATH = f"{ids.URL}.pathname"
_MONTHS = (ids.START, ids.END)
# Whose options depend on what else is chosen.
DEPENDENT = (
    ids.LOCALITY,
    ids.VIEW,
    ids.BREAKDOWN,
    ids.START,
    ids.END,
    ids.PLAN,
    ids.BY,
)


def register(app: Dash, data: Callable[[], Data]) -> None:
    """One callback for both ways, since Dash allows a circle only inside one.

    A page that was there before is drawn anew in the same answer; another brings its figures along.
    """

    @app.callback(
        Output(ids.URL, "search"),
        Output(ids.URL, "pathname"),
        *[Output(each, "value") for each in CONTROLS],
        *[Output(each, "options") for each in DEPENDENT],
        Output(ids.ORGANISATION, "options"),
        Output(ids.DRAWING, "data"),
        Input(ids.URL, "search"),
        Input(ids.URL, "pathname"),
        *[Input(each, "value") for each in CONTROLS],
    )
    def synchronise(search: str | None, path: str | None, *values: Any) -> Sequence[Any]:  # noqa: ANN401
        now = data()
        before = chosen_at(path, search)
        by = ctx.triggered_id
        turned = by in CONTROLS
        wanted = selection_of(before.selection, values) if turned else before
        there = checked(now, wanted)
        # A control offers only what is there, so what is not goes without a word; a link is told.
        chosen = settled(wanted.selection, there.selection) if turned else wanted.selection
        place, query = address_of(path, chosen)
        moved = turned and place != (path or "/")  # to the page of another indicator
        # What a control of a fresh page offers is not known, so that it is told everything.
        kept = turned and _same_months(now, before.selection, there.selection)
        same_page = by is not None and not moved and _PATH not in ctx.triggered_prop_ids
        shown = query if turned else search or ""
        return (
            query if turned and query != (search or "") else no_update,
            place if moved else no_update,
            *_answers(choices(now, there.selection, not kept), _MONTHS if kept else ()),
            no_update if turned else _listed(now, there.selection.organisation),
            {
                ids.NAVIGATION: {"children": navigation(path or "/", chosen.to_query())},
                ids.PROBLEMS: {"children": problems(() if turned else there.problems)},
                ids.AS_AT: {"children": f"As at {long_date(now.as_at(there.selection))}"},
                ids.FORMS: {"children": forms(there.selection.organisation)},
                **(drawn(now, path, shown, there.selection) if same_page else {}),
            },
        )


def _answers(there: Choices, as_before: Collection[str]) -> Sequence[Any]:
    """Values of all controls, then options of those that depend on others."""
    return (
        *[there.values[each] for each in CONTROLS],
        *[no_update if each in as_before else options(there.options[each]) for each in DEPENDENT],
    )


def _listed(now: Data, code: str) -> Any:  # noqa: ANN401 - a patch, or nothing
    """The list, with what a link names and the list leaves out: a network, a practice, a place.

    A control clears a value that it does not offer, and the address with it.
    """
    if code in {each.code for each in now.store.organisations_with_figures(now.fixed_as_at)}:
        return no_update
    more = Patch()
    more.append(Option(code, now.store.organisation(code).choice).as_dict())
    return more


def _same_months(now: Data, before: Selection, there: Selection) -> bool:
    """Whether the lists of months stay: ten years of them, twice, are most of an answer."""
    if not before.organisation or not before.indicator:
        return False
    try:
        return span_with_figures(now, before) == span_with_figures(now, there)
    except DashboardError:  # what the address named before was not there
        return False
