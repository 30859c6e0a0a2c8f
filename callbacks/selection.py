"""The address and the controls say the same, and the page follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, NoUpdate, Output, no_update

from callbacks.choices import CONTROLS, choices, problems, selection_of
from callbacks.frame import Drawing
from callbacks.navigation import Content, page_content, page_name
from callbacks.pages import drawn
from dashboard.errors import DashboardError
from dashboard.periods import long_date
from dashboard.selection import Read, Selection
from dashboard.services.catalogue import Data, checked, settled
from dashboard.services.extent import span_with_figures
from layouts import ids
from layouts.addresses import address_of, chosen_at
from layouts.components.controls import Option, options
from layouts.pages import page_at
from layouts.shell import forms, navigation

_MONTHS = (ids.START, ids.END)


@dataclass(frozen=True, slots=True)
class Asked:
    """What assets/choosing.js asks.

    controls: what each says, of those that were turned after another address was asked for;
    None where it is the address that says.
    drawn: the path of the page that is there; None where there is none.
    """

    number: int
    path: str
    search: str
    controls: Mapping[str, Any] | None
    drawn: str | None

    @property
    def standing(self) -> bool:
        """Whether all controls show what the address says, but for what was turned."""
        return self.controls is not None and len(self.controls) == len(CONTROLS)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where a question leads. query: what is chosen, for links to other pages."""

    path: str
    search: str
    query: str
    there: Read


def register(app: Dash, data: Callable[[], Data]) -> None:
    """One question for both ways. A page that is there is drawn anew; another brings its figures
    along."""

    @app.callback(
        Output(ids.ANSWER, "data"),
        Output(ids.PAGE, "children"),
        Input(ids.ASKED, "data"),
        prevent_initial_call=True,
    )
    def synchronise(question: Mapping[str, Any]) -> tuple[dict[str, Any], Content | NoUpdate]:
        return answered(data(), Asked(**question))


def answered(now: Data, asked: Asked) -> tuple[dict[str, Any], Content | NoUpdate]:
    """The answer as assets/choosing.js takes it, and the page where it is another."""
    chosen = _chosen(now, asked)
    content, drawing = _page(now, asked, chosen)
    return {
        "number": asked.number,
        "drawn": asked.drawn if content is no_update else None,
        "address": {"pathname": chosen.path, "search": chosen.search},
        "controls": _controls(now, asked, chosen.there.selection),
        "page": page_name(chosen.path),
        "places": {**_frame(now, asked, chosen), **drawing},
    }, content


def _chosen(now: Data, asked: Asked) -> Chosen:
    """A control offers only what is there, so what is not goes without a word; a link is told."""
    before = chosen_at(asked.path, asked.search)
    if asked.controls is None:
        query = before.selection.to_query()
        return Chosen(asked.path, asked.search, query, checked(now, before))
    wanted = selection_of(before.selection, asked.controls)
    there = checked(now, wanted)
    selection = settled(wanted.selection, there.selection)
    return Chosen(*address_of(asked.path, selection), selection.to_query(), there)


def _page(now: Data, asked: Asked, chosen: Chosen) -> tuple[Content | NoUpdate, Drawing]:
    drawing = drawn(now, chosen.path, chosen.search, chosen.there.selection)
    if asked.drawn is not None and page_at(asked.drawn) is page_at(chosen.path) is not None:
        return no_update, drawing
    return page_content(chosen.path, drawing)


def _frame(now: Data, asked: Asked, chosen: Chosen) -> Drawing:
    there = chosen.there.selection
    return {
        ids.NAVIGATION: {"children": navigation(chosen.path, chosen.query)},
        ids.PROBLEMS: {
            "children": problems(chosen.there.problems if asked.controls is None else ())
        },
        ids.AS_AT: {"children": f"As at {long_date(now.as_at(there))}"},
        ids.FORMS: {"children": forms(there.organisation)},
    }


def _controls(now: Data, asked: Asked, there: Selection) -> Drawing:
    """Values, and the options of those that depend on others; the browser sets what differs.

    more: what a link names and the list leaves out: a network, a practice, a place. A control
    clears a value that it does not offer, and the address with it.
    """
    kept = asked.standing and _same_months(
        now, chosen_at(asked.path, asked.search).selection, there
    )
    found = choices(now, there, not kept)
    controls: Drawing = {each: {"value": value} for each, value in found.values.items()}
    for each, offered in found.options.items():
        if not (kept and each in _MONTHS):
            controls[each]["options"] = options(offered)
    if not asked.standing and (more := _unlisted(now, there.organisation)):
        controls[ids.ORGANISATION]["more"] = more
    return controls


def _unlisted(now: Data, code: str) -> dict[str, str] | None:
    if code in {each.code for each in now.store.organisations_with_figures(now.fixed_as_at)}:
        return None
    return Option(code, now.store.organisation(code).choice).as_dict()


def _same_months(now: Data, before: Selection, there: Selection) -> bool:
    """Whether the lists of months stay: ten years of them, twice, are most of an answer."""
    if not before.organisation or not before.indicator:
        return False
    try:
        return span_with_figures(now, before) == span_with_figures(now, there)
    except DashboardError:  # what the address named before was not there
        return False
