"""Which page is shown for an address?"""

from collections.abc import Callable

from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from dashboard.services.catalogue import Data
from layouts import ids
from layouts.pages import PAGES, page_at


def register(app: Dash, data: Callable[[], Data]) -> None:
    """The page's frame follows the path; its figures follow the query string."""

    @app.callback(
        Output(ids.PAGE, "children"),
        Output(ids.FILTERS, "className"),
        Input(ids.URL, "pathname"),
    )
    def show_page(path: str | None) -> tuple[list[Component], str]:
        page = page_at(path)
        if page is None:
            return _not_found(path), "filters filters-none"
        return page.content(), f"filters filters-{page.name}"


def _not_found(path: str | None) -> list[Component]:
    links = [html.Li(html.A(page.title, href=page.path)) for page in PAGES]
    return [
        html.H1("There is no such page"),
        html.P(f"Nothing is at {path}. These pages are:"),
        html.Ul(links),
    ]
