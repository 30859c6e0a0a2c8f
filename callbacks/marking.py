"""What does the form beneath a chart ask for and write? The page is drawn anew by `redrawing`."""

from collections.abc import Callable, Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.errors import DashboardError
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.markable import Place, markable
from dashboard.services.marking import add_mark, withdraw_mark
from layouts import ids
from layouts.components.mark_form import mark_form, mistake, no_form
from layouts.components.mark_list import saved

Answer = dict[str, Any]
Asked = Mapping[str, Any]


def register(app: Dash, data: Callable[[], Data]) -> None:
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("marks", "answered"),
        Input(ids.MARK_ANSWER, "data"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output(ids.MARK_ANSWER, "data"),
        Input(ids.MARK_ASKED, "data"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def answer(asked: Asked, search: str | None) -> Answer:
        now = data()
        try:
            return _DOES[asked["do"]](now, asked, search)
        except DashboardError as error:
            return {"mistake": mistake(error)}


def _form(now: Data, asked: Asked, search: str | None) -> Answer:
    place = Place(*asked["of"])
    try:
        form = mark_form(markable(now, place, Selection.from_query(search).selection), place)
    except DashboardError as error:
        form = no_form(error)
    return {"of": list(place), "form": form}


def _add(now: Data, asked: Asked, search: str | None) -> Answer:
    mark = add_mark(now, asked["fields"])
    return {"done": saved(mark, Grain(asked["fields"]["grain"]))}


def _withdraw(now: Data, asked: Asked, search: str | None) -> Answer:
    withdraw_mark(now, str(asked["mark"]), asked["fields"])
    return {"done": "Withdrawn. The chart and its limits are without it again."}


_DOES: Mapping[str, Callable[[Data, Asked, str | None], Answer]] = {
    "form": _form,
    "add": _add,
    "withdraw": _withdraw,
}
