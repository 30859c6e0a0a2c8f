"""Which page is shown for an address?"""

from dash import html
from dash.development.base_component import Component

from callbacks.frame import Drawing
from layouts.pages import PAGES, page_at

Content = Component | list[Component]


def page_content(path: str, drawing: Drawing) -> tuple[Content, Drawing]:
    """A page with its figures, and what of its drawing belongs to the frame around it."""
    page = page_at(path)
    if page is None:
        return _not_found(path), drawing
    content = html.Div(page.content())
    places = set(content)
    for place in places & drawing.keys():
        for name, value in drawing[place].items():
            setattr(content[place], name, value)
    return content, {place: each for place, each in drawing.items() if place not in places}


def page_name(path: str) -> str:
    """What the style sheet knows a page by: each has the controls that it uses."""
    page = page_at(path)
    return page.name if page else "none"


def _not_found(path: str) -> list[Component]:
    links = [html.Li(html.A(page.title, href=page.path)) for page in PAGES if page.listed]
    return [
        html.H1("There is no such page"),
        html.P(f"Nothing is at {path}. These pages are:"),
        html.Ul(links),
    ]
