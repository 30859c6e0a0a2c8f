"""A chart with its words: what every chart on every page has."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.chart import CONFIG
from layouts.components.aria import named


def chart_card(id_: str, label: str) -> html.Figure:
    """An empty chart; callbacks fill it. `label` names it until there is a finding."""
    return html.Figure(
        dcc.Graph(id=id_, config=CONFIG, className="graph"),
        className="chart",
        role="group",
        **named(label),
    )


def heading(
    title: str, subtitle: Sequence[str | Component], links: Sequence[Component]
) -> list[Component]:
    """The finding as the page's title, what it is of, and what can be done with it."""
    return [
        html.Div([html.H1(title), html.P([*subtitle], className="subtitle")], className="finding"),
        html.Div(list(links), className="links"),
    ]


def illustrative_tag(illustrative: bool, words: str = "Illustrative data") -> list[Component]:
    """Data that are not real say so wherever they are shown."""
    return [dbc.Badge(words, class_name="tag")] if illustrative else []


def _does(what: str) -> dict[str, Any]:
    return {"data-do": what}


def page_links(csv: str) -> list[Component]:
    """Copy link and Print are done by the browser: see assets/page.js."""
    return [
        html.Button("Copy link", type="button", className="link", **_does("copy-link")),
        html.A("Download CSV", href=csv, className="link"),
        html.Button("Print", type="button", className="link", **_does("print")),
    ]
