"""The board page: one slide at a time, all of them in one answer."""

from collections.abc import Mapping, Sequence

from dash import dcc, html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts.slide_chart import SlideChart
from dashboard.services.board.model import Deck
from dashboard.written.meetings import Snapshot
from layouts import ids
from layouts.components.markup import element, joined
from layouts.components.slide_lists import cover, matrix_slide, since_slide, went_well_slide
from layouts.components.slide_sources import SlideSources
from layouts.components.slides import indicator_slide


def content() -> list[Component]:
    """The heading is heard, not seen: each slide has its own."""
    return [
        html.H1(id=ids.BOARD_HEADING, className="unseen"),
        html.Div(id=ids.BOARD, className="deck"),
        dcc.Store(id=ids.BOARD_DECK),
        html.P(id=ids.BOARD_SAID, role="status", className="unseen"),
        # Where the small chart library is not installed, it is this that brings the other one.
        html.Div(dcc.Graph(), hidden=True),
    ]


def deck_markup(
    deck: Deck,
    charts: Mapping[int, SlideChart],
    held: Sequence[Snapshot],
    sources: SlideSources,
    leave: str,
) -> str:
    """charts: by slide number. held: the meetings that are kept. sources: what its figures lead
    to. leave: the address of the way back."""
    slides = [cover(deck, held)]
    if deck.since:
        slides.append(since_slide(deck, deck.since, sources))
    slides.append(matrix_slide(deck, sources))
    slides += [
        indicator_slide(deck, each, charts[each.number].alternative, sources)
        for each in deck.slides
    ]
    slides.append(went_well_slide(deck, sources))
    return str(joined([*slides, _controls(leave)]))


def _controls(leave: str) -> Markup:
    """Seen when the mouse moves or the keyboard reaches them."""
    buttons = [
        element("button", text, type="button", data_deck=what, title=key)
        for what, text, key in (
            ("previous", "Previous", "Arrow left"),
            ("next", "Next", "Arrow right, space"),
            ("full", "Full screen", "F"),
            ("print", "Print", "One slide a page"),
        )
    ]
    live = element("a", "Live chart", href="#", data_page="trend", data_deck="live", title="P")
    back = element("a", "Leave", href=leave, data_page="leave", data_deck="leave", title="Esc")
    return element("nav", *buttons, live, back, class_="deck-controls", aria_label="Slides")
