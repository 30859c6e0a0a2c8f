"""The trend page: one legible chart, and what a reader asks next."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.action_forms import action_forms
from layouts.components.aria import named
from layouts.components.chart_card import chart_card
from layouts.components.mark_list import marks_place
from layouts.components.markup import place


def content() -> list[Component]:
    return [
        html.Div(
            [
                html.Div(id=ids.TREND_HEADING, className="heading"),
                html.Div(
                    [
                        html.Div(
                            [
                                html.Nav(
                                    id=ids.TREND_TABS,
                                    className="chart-tabs",
                                    **named("Ways to draw it"),
                                ),
                                chart_card(ids.TREND, "Actual against plan through time"),
                                html.Div(id=ids.TREND_READING, className="reading"),
                                place(ids.TREND_TABLE),
                                marks_place(),
                            ],
                            className="trend-chart",
                        ),
                        html.Aside(
                            [
                                place(ids.TREND_PANEL),
                                place(ids.TREND_ACTIONS),
                                place(ids.TREND_ABOUT),
                                place(ids.TREND_FORMS, action_forms()),
                            ],
                            className="panel",
                            **named("About this figure"),
                        ),
                    ],
                    className="trend",
                ),
            ],
        )
    ]
