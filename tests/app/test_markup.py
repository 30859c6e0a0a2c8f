"""Do elements that are written out say what they said as components?"""

from html.parser import HTMLParser

from layouts.components import plain as html
from layouts.components.markup import written_out
from layouts.components.plain import Element


class Parsed(HTMLParser):
    """Tags with their attributes, and texts, in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_elements_texts_and_attributes_are_kept_in_order() -> None:
    link = html.A("All of it", href="/trend?a=1&b=2", **{"data-page": "change"})
    content: list[str | Element] = [
        html.P(["Before ", link, html.Br(), "after"], className="note", id=None),
        html.Img(src="/i.svg", alt="", width=24),
        "bare",
    ]

    assert Parsed(written_out(content)).found == [
        ("p", {"class": "note"}),
        "Before ",
        ("a", {"href": "/trend?a=1&b=2", "data-page": "change"}),
        "All of it",
        "/a",
        ("br", {}),
        "after",
        "/p",
        ("img", {"src": "/i.svg", "alt": "", "width": "24"}),
        "bare",
    ]


def test_nothing_that_is_written_becomes_an_element() -> None:
    hostile = "<img src=x onerror='bad()'>\"&"

    markup = written_out(html.P(hostile, title=hostile))

    assert Parsed(markup).found == [("p", {"title": hostile}), hostile, "/p"]


def test_nothing_is_no_markup() -> None:
    assert written_out(None) == written_out([]) == ""
