"""What does the localities page show?"""

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.localities import small_multiples
from dashboard.charts.locality_bar import ranked_bar
from dashboard.errors import NoFigures
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.localities import Localities, locality_performance
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.locality_words import bar_heading, reading, rest
from layouts.components.markup import figures, markup_id
from layouts.components.plain import Element


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    """Raises NoFigures where there are no parts to show."""
    localities = locality_performance(now, selection)
    if localities.unavailable is not None:
        raise NoFigures(*localities.unavailable)
    chart, bar = small_multiples(localities), ranked_bar(localities)
    subtitle: list[str | Element] = [
        reading(localities),
        " ",
        *illustrative_tag(localities.illustrative),
    ]
    links = page_links(_csv(localities, selection))
    said = [chart.sentence, *rest(localities), bar_heading(localities, bar)]
    return {
        **framed(localities.provenance, localities.illustrative, chart.alternative),
        ids.LOCALITIES_HEADING: {"children": heading(chart.title, subtitle, links)},
        ids.LOCALITIES: {"figure": chart.figure},
        ids.LOCALITIES_READING: {"children": said},
        ids.LOCALITIES_BAR: {"figure": bar.figure, "style": {}}
        if bar
        else {"style": {"display": "none"}},
        markup_id(ids.LOCALITIES_TABLE): {"data": figures(chart.table)},
    }


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
