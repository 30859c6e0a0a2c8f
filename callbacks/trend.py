"""What does the trend page show?"""

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.trend_charts import DrawnTrend, drawn_trend
from dashboard.organisations import ENGLAND
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.markable import standing
from dashboard.services.trend import Trend, performance_trend
from dashboard.written.ledger import CLOSED_LEDGER
from layouts import ids
from layouts.components.chart_card import page_links
from layouts.components.chart_tabs import chart_tabs
from layouts.components.mark_list import marks_shown
from layouts.components.markup import figures, markup_id, written_out
from layouts.components.trend_panel import trend_about, trend_actions, trend_panel
from layouts.components.trend_words import reading, trend_heading


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    trend = performance_trend(now, selection)
    drawn = drawn_trend(trend)
    links = page_links(_csv(trend, drawn, selection))
    return {
        **framed(trend.provenance, trend.illustrative, drawn.chart.alternative),
        ids.TREND_HEADING: {"children": trend_heading(trend, drawn, selection, links)},
        ids.TREND_TABS: {"children": chart_tabs(drawn.tabs, drawn.kind, selection, trend.england)},
        ids.TREND: {"figure": drawn.chart.figure},
        ids.TREND_READING: {"children": reading(trend, drawn)},
        markup_id(ids.TREND_TABLE): {"data": figures(drawn.chart.table)},
        markup_id(ids.TREND_PANEL): {"data": written_out(trend_panel(trend, drawn, selection))},
        markup_id(ids.TREND_ACTIONS): {
            "data": trend_actions(trend, drawn, now.ledger is CLOSED_LEDGER)
        },
        markup_id(ids.TREND_ABOUT): {"data": written_out(trend_about(trend, selection))},
        ids.MARKS: {"data": marks_shown(standing(now, trend.main))},
    }


def _csv(trend: Trend, drawn: DrawnTrend, selection: Selection) -> str:
    """The figures of the chart: the same indicator, places, view and stretch of time."""
    places = [trend.shown.code] if trend.stands_in else []
    if trend.england.line and not drawn.kind:
        places = [trend.main.request.organisation.code, ENGLAND]
    return api_link(
        "series",
        selection,
        **({"organisation": ",".join(places)} if places else {}),
        indicator=trend.indicator.id,
        breakdown=",".join(selection.breakdown),
        grain=str(trend.view),
        **{
            "from": trend.start.isoformat() if trend.start else "",
            "to": trend.end.isoformat() if trend.end else "",
        },
    )
