"""The localities page: every locality against its own plan, on one scale."""

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.components.chart_card import chart_card
from layouts.components.markup import place


def content() -> list[Component]:
    return [
        html.Div(
            [
                html.Div(id=ids.LOCALITIES_HEADING, className="heading"),
                chart_card(ids.LOCALITIES, "Every locality through time"),
                html.Div(id=ids.LOCALITIES_READING, className="reading"),
                place(ids.LOCALITIES_STANDINGS),
                html.Div(
                    [
                        html.Div(
                            [
                                html.Div(id=ids.LOCALITIES_BAR_TITLE),
                                chart_card(ids.LOCALITIES_BAR, "People from plan by locality"),
                            ]
                        ),
                        html.Div(
                            [
                                html.Div(id=ids.LOCALITIES_WATERFALL_TITLE),
                                chart_card(
                                    ids.LOCALITIES_WATERFALL, "From plan to actual by locality"
                                ),
                                html.Div(id=ids.LOCALITIES_WATERFALL_READING, className="reading"),
                                place(ids.LOCALITIES_WATERFALL_TABLE),
                            ]
                        ),
                    ],
                    className="from-plan",
                ),
                place(ids.LOCALITIES_TABLE),
            ],
        )
    ]
