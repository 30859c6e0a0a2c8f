"""The trend redraws when the query string changes."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output

from callbacks.addresses import api_link
from callbacks.frame import frame
from dashboard.charts.trend import trend_chart
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, checked
from dashboard.services.trend import Trend, performance_trend
from layouts import ids
from layouts.components.chart_card import heading, page_links
from layouts.components.markup import figures, markup_id
from layouts.components.trend_panel import reading, subtitle, trend_panel


def register(app: Dash, data: Callable[[], Data]) -> None:
    @app.callback(
        Output(ids.TREND_HEADING, "children"),
        Output(ids.TREND, "figure"),
        Output(ids.TREND_READING, "children"),
        Output(markup_id(ids.TREND_TABLE), "data"),
        Output(ids.TREND_PANEL, "children"),
        Input(ids.URL, "search"),
    )
    def draw_trend(search: str | None) -> tuple[Any, ...]:
        now = data()
        selection = checked(now, Selection.from_query(search)).selection
        trend = performance_trend(now, selection)
        chart = trend_chart(trend)
        frame(trend.provenance, trend.illustrative, chart.alternative)
        return (
            heading(chart.title, subtitle(trend, chart), page_links(_csv(trend, selection))),
            chart.figure,
            reading(trend, chart),
            figures(chart.table),
            trend_panel(trend),
        )


def _csv(trend: Trend, selection: Selection) -> str:
    """The figures of the chart: the same indicator, places, view and stretch of time."""
    return api_link(
        "series",
        selection,
        **({"organisation": trend.shown.code} if trend.stands_in else {}),
        indicator=trend.indicator.id,
        breakdown=",".join(selection.breakdown),
        grain=str(trend.view),
        **{
            "from": trend.start.isoformat() if trend.start else "",
            "to": trend.end.isoformat() if trend.end else "",
        },
    )
