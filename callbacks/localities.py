"""What does the localities page show?"""

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.chart import Chart
from dashboard.charts.localities import small_multiples
from dashboard.charts.locality_bar import ranked_bar
from dashboard.charts.locality_standings import standings
from dashboard.charts.waterfall import waterfall
from dashboard.errors import NoFigures
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.localities import Localities, locality_performance
from dashboard.services.rate_and_mix import difference_by_part
from dashboard.services.wording.plan_named import plan_named
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.locality_table import locality_table
from layouts.components.locality_words import (
    bar_heading,
    reading,
    reading_below,
    waterfall_heading,
)
from layouts.components.markup import figures, markup_id
from layouts.components.plain import Element


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    """Raises NoFigures where there are no parts to show."""
    localities = locality_performance(now, selection)
    if localities.unavailable is not None:
        raise NoFigures(*localities.unavailable)
    chart, bar = small_multiples(localities), ranked_bar(localities)
    steps = _steps(now, localities)
    subtitle: list[str | Element] = [
        " ".join(filter(None, [reading(localities), _plan(localities)])),
        " ",
        *illustrative_tag(localities.illustrative),
    ]
    links = page_links(_csv(localities, selection))
    return {
        **framed(localities.provenance, localities.illustrative, chart.alternative),
        ids.LOCALITIES_HEADING: {"children": heading(chart.title, subtitle, links)},
        ids.LOCALITIES: {"figure": chart.figure},
        ids.LOCALITIES_READING: {"children": reading_below(localities, chart.sentence)},
        markup_id(ids.LOCALITIES_STANDINGS): {
            "data": locality_table(standings(localities), selection)
        },
        ids.LOCALITIES_BAR_TITLE: {"children": bar_heading(localities, bar)},
        ids.LOCALITIES_BAR: _drawn(bar),
        **_waterfall(steps),
        markup_id(ids.LOCALITIES_TABLE): {"data": figures(chart.table)},
    }


def _plan(localities: Localities) -> str:
    return plan_named(share.line for share in localities.shares)


def _steps(now: Data, localities: Localities) -> Chart | str:
    """From plan to actual, or why not."""
    found = difference_by_part(now, localities)
    return found if isinstance(found, str) else waterfall(found)


def _waterfall(steps: Chart | str) -> Drawing:
    chart = None if isinstance(steps, str) else steps
    return {
        ids.LOCALITIES_WATERFALL_TITLE: {"children": waterfall_heading(steps)},
        ids.LOCALITIES_WATERFALL: _drawn(chart),
        ids.LOCALITIES_WATERFALL_READING: {"children": chart.sentence if chart else None},
        markup_id(ids.LOCALITIES_WATERFALL_TABLE): {"data": figures(chart.table) if chart else ""},
    }


def _drawn(chart: Chart | None) -> dict[str, object]:
    return {"figure": chart.figure, "style": {}} if chart else {"style": {"display": "none"}}


def _csv(localities: Localities, selection: Selection) -> str:
    drawn = [share.line.request for share in localities.shares]
    places = ",".join(dict.fromkeys(each.organisation.code for each in drawn))
    members = (
        f"{each.dimension}:{each.member}" if each.dimension else f"provider:{each.provider}"
        for each in drawn
        if each.dimension or each.provider
    )
    return api_link(
        "series",
        selection,
        organisation=places,
        breakdown=",".join(members),
        indicator=localities.indicator.id,
        grain=str(localities.view),
        **{
            "from": localities.start.isoformat() if localities.start else "",
            "to": localities.end.isoformat() if localities.end else "",
        },
    )
