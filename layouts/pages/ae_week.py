"""The week of A&E: what it was, and what must happen by Sunday."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.markup import place


def content() -> list[Component]:
    return [html.Div(id=ids.AE_WEEK_HEADING, className="heading"), place(ids.AE_WEEK)]
