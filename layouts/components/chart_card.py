"""A chart with its words: what every chart on every page has."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.charts.chart import CONFIG
from layouts.components import plain
from layouts.components.aria import named
from layouts.components.plain import Element


def chart_card(id_: str, label: str) -> html.Figure:
    """An empty chart; callbacks fill it. `label` names it until there is a finding."""
    return html.Figure(
        dcc.Graph(id=id_, config=CONFIG, className="graph"),
        className="chart",
        role="group",
        **named(label),
    )


def heading(
    title: str, subtitle: Sequence[str | Element], links: Sequence[Element]
) -> list[Element]:
    """The finding as the page's title, what it is of, and what can be done with it."""
    return [
        plain.Div(
            [plain.H1(title), plain.P([*subtitle], className="subtitle")], className="finding"
        ),
        plain.Div(list(links), className="links"),
    ]


def illustrative_tag(illustrative: bool, words: str = "Illustrative data") -> list[Element]:
    """Data that are not real say so wherever they are shown."""
    return [plain.Badge(words, class_name="tag")] if illustrative else []


def _does(what: str) -> dict[str, Any]:
    return {"data-do": what}


def page_links(csv: str) -> list[Element]:
    """Copy link and Print are done by the browser: see assets/page.js."""
    return [
        plain.Button("Copy link", type="button", className="link", **_does("copy-link")),
        plain.A("Download CSV", href=csv, className="link"),
        plain.Button("Print", type="button", className="link", **_does("print")),
    ]
