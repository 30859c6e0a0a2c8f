"""The compare page: one organisation among others of its kind, ranked and in a funnel."""

from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.chart_card import chart_card
from layouts.components.controls import control
from layouts.components.markup import place


def content() -> list[Component]:
    return [
        html.Div(id=ids.COMPARE_HEADING, className="heading"),
        html.Div(
            [
                control(ids.COMPARE_GROUP, "Compare with"),
                control(
                    ids.COMPARE_LIST,
                    "Or with these only",
                    multi=True,
                    searchable=True,
                    placeholder="Choose by name or code",
                ),
                control(ids.COMPARE_PERIOD, "Period"),
            ],
            className="controls page-controls",
        ),
        dcc.Store(id=ids.COMPARE_SHOWN),
        html.Div(
            [
                html.Div([html.Div(id=ids.COMPARE_ENDS),
                          chart_card(ids.COMPARE, "Everybody in order of their figures"),
                          html.Div(id=ids.COMPARE_READING, className="reading")]),
                html.Div([html.Div(id=ids.COMPARE_FUNNEL_TITLE),
                          chart_card(ids.COMPARE_FUNNEL, "Figures by size"),
                          html.Div(id=ids.COMPARE_FUNNEL_READING, className="reading")]),
            ],
            className="compare",
        ),
        html.Div(id=ids.COMPARE_LEFT_OUT),
        place(ids.COMPARE_TABLE),
    ]  # fmt: skip
