"""The data page redraws when the query string changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from dash import Dash, Input, Output

from callbacks.addresses import api_link
from callbacks.frame import frame
from dashboard.charts.holdings import holdings_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.holdings import holdings
from layouts import ids
from layouts.components.chart_card import heading, page_links
from layouts.components.markup import markup_id
from layouts.pages.data import beneath_title, files_table, held_table, restated_table


def register(app: Dash, data: Callable[[], Data]) -> None:
    @app.callback(
        Output(ids.DATA_HEADING, "children"),
        Output(markup_id(ids.DATA_HELD), "data"),
        Output(markup_id(ids.DATA_FILES), "data"),
        Output(markup_id(ids.DATA_RESTATED), "data"),
        Input(ids.URL, "search"),
    )
    def draw_data(search: str | None) -> tuple[Any, ...]:
        now, query = data(), _kept(search)
        selection = checked(now, Selection.from_query(search)).selection
        held = holdings(now, selection, every_file=_every_file(search))
        title, place = holdings_title(held), held.place.code
        frame(held.provenance, held.illustrative, title)
        links = page_links(api_link("holdings", selection, organisation=place, plan=""))
        return (
            heading(title, beneath_title(held), links),
            held_table(held, query),
            files_table(held, query),
            restated_table(held, query),
        )


def _kept(search: str | None) -> str:
    """What is chosen, for links to a trend: the indicator is the row's own."""
    selection = Selection.from_query(search).selection
    return replace(selection, indicator="", sort="", view="", breakdown=(), by="").to_query()


def _every_file(search: str | None) -> bool:
    """`all=1` asks for every file; it is no choice that other pages share."""
    return "all" in parse_qs((search or "").lstrip("?"))
