"""Which page is shown for an address?"""

from collections.abc import Callable

from dash import Dash, Input, Output, State, html, set_props
from dash.development.base_component import Component

from callbacks.frame import Drawing
from callbacks.pages import drawn
from dashboard.services.catalogue import Data, checked
from layouts import ids
from layouts.addresses import chosen_at
from layouts.pages import PAGES, page_at


def register(app: Dash, data: Callable[[], Data]) -> None:
    """A page comes with its figures; another query string of the same page redraws them."""

    @app.callback(
        Output(ids.PAGE, "children"),
        Output(ids.FILTERS, "className"),
        Input(ids.URL, "pathname"),
        State(ids.URL, "search"),
    )
    def show_page(path: str | None, search: str | None) -> tuple[Component | list[Component], str]:
        page = page_at(path)
        if page is None:
            return _not_found(path), "filters filters-none"
        now = data()
        selection = checked(now, chosen_at(path, search)).selection
        content = html.Div(page.content())
        _fill(content, drawn(now, path, search or "", selection))
        return content, f"filters filters-{page.name}"


def _fill(content: html.Div, drawing: Drawing) -> None:
    """Each property in its component: of the page, or of the frame around it."""
    places = set(content)
    for place, properties in drawing.items():
        if place not in places:
            set_props(place, properties)
            continue
        for name, value in properties.items():
            setattr(content[place], name, value)


def _not_found(path: str | None) -> list[Component]:
    links = [html.Li(html.A(page.title, href=page.path)) for page in PAGES if page.listed]
    return [
        html.H1("There is no such page"),
        html.P(f"Nothing is at {path}. These pages are:"),
        html.Ul(links),
    ]
