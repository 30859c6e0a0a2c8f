"""The board page: one slide at a time."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.markup import place


def content() -> list[Component]:
    return [html.Div(id=ids.BOARD_HEADING, className="heading"), place(ids.BOARD)]
