"""What does the board page show?"""

from collections.abc import Callable
from dataclasses import replace

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.frame import Drawing, framed
from dashboard.charts.board_words import place_line, title_of
from dashboard.charts.slide_chart import slide_chart
from dashboard.selection import Selection
from dashboard.services.board.deck import board_deck
from dashboard.services.catalogue import Data
from layouts import ids
from layouts.components.slide_sources import SlideSources
from layouts.pages.board import deck_markup


def register(app: Dash, data: Callable[[], Data]) -> None:
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("board", "show"),
        Output(ids.BOARD, "className"),
        Input(ids.BOARD_DECK, "data"),
    )


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    """Every slide at once: once it is there, a deck asks the server for nothing more."""
    asked = Selection.from_query(search).selection
    deck = board_deck(now, selection)
    charts = {each.number: slide_chart(each) for each in deck.slides}
    away = _away(asked)
    sources = SlideSources(away, {each.indicator.id: each for each in deck.summary.rows})
    held = now.store.snapshots(deck.place.code)
    figures = {str(number): chart.figure for number, chart in charts.items()}
    markup = deck_markup(deck, charts, held, sources, f"/{away.to_query()}")
    return {
        **framed(deck.provenance, deck.illustrative, f"{place_line(deck)}: {title_of(deck)}"),
        ids.BOARD_HEADING: {"children": f"{place_line(deck)}: {title_of(deck)}"},
        ids.BOARD_DECK: {"data": {"markup": markup, "figures": figures}},
    }


def _away(asked: Selection) -> Selection:
    """What is chosen, less what is of a deck alone."""
    return replace(asked, deck="", slide=None, since=None)
