"""What does the compare page show, and what do its own controls choose?"""

from collections.abc import Callable

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts import comparison_words as said
from dashboard.charts.chart import Chart
from dashboard.charts.comparison import ranked_bars
from dashboard.charts.funnel import funnel_chart
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.comparison import Comparison, comparison
from dashboard.services.peers import LIST
from layouts import ids
from layouts.components import plain
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.comparison_words import (
    about,
    funnel_heading,
    group_options,
    left_out,
    list_options,
    period_options,
)
from layouts.components.controls import options
from layouts.components.markup import figures, markup_id
from layouts.components.plain import Element


def register(app: Dash, data: Callable[[], Data]) -> None:
    """The page's own controls write the address; the address then brings the page."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("trajectory", "compare"),
        Output(ids.URL, "search", allow_duplicate=True),
        Input(ids.COMPARE_GROUP, "value"),
        Input(ids.COMPARE_LIST, "value"),
        Input(ids.COMPARE_PERIOD, "value"),
        State(ids.COMPARE_SHOWN, "data"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    """Where nobody has a figure the controls stay, so that something else can be chosen."""
    there = comparison(now, selection)
    if there.unavailable is not None:
        return {**_controls(there, selection), **_nothing(there, *there.unavailable)}
    bars, funnel = ranked_bars(there), funnel_chart(there)
    subtitle: list[str | Element] = [
        said.subtitle(there),
        " ",
        *illustrative_tag(there.illustrative),
    ]
    links = page_links(_csv(there, selection))
    return {
        **framed(there.provenance, there.illustrative, bars.alternative),
        **_controls(there, selection),
        ids.COMPARE_HEADING: {"children": heading(bars.title, subtitle, links)},
        ids.COMPARE_ENDS: {"children": plain.H2(said.ends(there))},
        ids.COMPARE: _drawn(bars),
        ids.COMPARE_READING: {"children": bars.sentence},
        ids.COMPARE_FUNNEL_TITLE: {"children": funnel_heading(funnel, there)},
        ids.COMPARE_FUNNEL: _drawn(funnel),
        ids.COMPARE_FUNNEL_READING: {"children": funnel.sentence if funnel else None},
        ids.COMPARE_LEFT_OUT: {"children": [*left_out(there), *about(there.indicator, selection)]},
        markup_id(ids.COMPARE_TABLE): {"data": figures(bars.table)},
    }


def _drawn(chart: Chart | None) -> dict[str, object]:
    return {"figure": chart.figure, "style": {}} if chart else {"style": {"display": "none"}}


def _controls(there: Comparison, selection: Selection) -> Drawing:
    """What stands in them, kept beside them too: only a reader's choice differs from it."""
    listed = [each.code for each in there.offered if each.code in selection.with_]
    chosen = listed if there.peers.group == LIST else []
    start = there.start.isoformat()
    shown = {"group": there.peers.group, "list": chosen, "period": start}
    # What assets/source.js leads to: a count may stand in for its rate.
    shown |= {"indicator": there.indicator.id, "view": str(there.grain)}
    return {
        ids.COMPARE_SHOWN: {"data": shown},
        ids.COMPARE_GROUP: {"options": options(group_options(there)), "value": there.peers.group},
        ids.COMPARE_LIST: {"options": options(list_options(there)), "value": chosen},
        ids.COMPARE_PERIOD: {"options": options(period_options(there)), "value": start},
    }


def _nothing(there: Comparison, what: str, remedy: str) -> Drawing:
    return {
        **framed(there.provenance, False, what),
        ids.COMPARE_HEADING: {"children": heading(what, [remedy], [])},
        ids.COMPARE_ENDS: {"children": None},
        ids.COMPARE: _drawn(None),
        ids.COMPARE_READING: {"children": None},
        ids.COMPARE_FUNNEL_TITLE: {"children": None},
        ids.COMPARE_FUNNEL: _drawn(None),
        ids.COMPARE_FUNNEL_READING: {"children": None},
        ids.COMPARE_LEFT_OUT: {"children": left_out(there)},
        markup_id(ids.COMPARE_TABLE): {"data": ""},
    }


def _csv(there: Comparison, selection: Selection) -> str:
    return api_link(
        "comparison",
        selection,
        organisation=there.asked.code,
        indicator=there.indicator.id,
        plan="",
        to=there.start.isoformat(),
        **{"with": ",".join(selection.with_)},
    )
