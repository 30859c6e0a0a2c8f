"""The page of one figure: where it came from."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.markup import place


def content() -> list[Component]:
    return [html.Div(id=ids.SOURCE_HEADING, className="heading"), place(ids.SOURCE)]
