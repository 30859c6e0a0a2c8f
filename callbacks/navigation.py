"""Which page is shown for an address?"""

from collections.abc import Iterator, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from callbacks.frame import Drawing
from layouts.pages import PAGES, page_at

Content = Component | list[Component]
Components = Mapping[str, Any]  # by name; each has properties of its own


def page_content(path: str, drawing: Drawing) -> tuple[Content, Drawing]:
    """A page with its figures, and what of its drawing has no component there: what belongs to the
    frame around it, and the markup that assets/page.js writes into it."""
    page = page_at(path)
    if page is None:
        return _not_found(path), drawing
    content = html.Div(page.content())
    return content, fill(named(content), drawing)


def fill(there: Components, drawing: Drawing) -> Drawing:
    """Put what is drawn in its places; handed back is what has none there."""
    for place in drawing.keys() & there.keys():
        for name, value in drawing[place].items():
            setattr(there[place], name, value)
    return {place: each for place, each in drawing.items() if place not in there}


def named(whole: Component) -> Components:
    """Its components by their names, found at once: Dash looks through all of it for each."""
    return dict(_named(whole))


def _named(there: Any) -> Iterator[tuple[str, Component]]:  # noqa: ANN401 - text is among them
    if isinstance(there, list):
        for each in there:
            yield from _named(each)
    elif isinstance(there, Component):
        if name := getattr(there, "id", ""):
            yield name, there
        yield from _named(getattr(there, "children", None))


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
