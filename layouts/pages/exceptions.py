"""The exceptions page: the list that the rules make, and why."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.markup import place


def content() -> list[Component]:
    return [html.Div(id=ids.EXCEPTIONS_HEADING, className="heading"), place(ids.EXCEPTIONS)]
