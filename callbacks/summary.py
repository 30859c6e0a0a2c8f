"""What does the summary page show?"""

from dataclasses import replace

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.summary import summary_sentence, summary_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.summary import performance_summary
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.plain import Element
from layouts.pages.summary import summary_table


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    summary = performance_summary(now, selection)
    title = summary_title(summary)
    status = f"{title}. {len(summary.rows)} indicators."
    subtitle: list[str | Element] = [
        summary_sentence(summary),
        " ",
        *illustrative_tag(summary.illustrative),
    ]
    csv = api_link("summary", selection, organisation=summary.place.code)
    return {
        **framed(summary.provenance, summary.illustrative, status),
        ids.SUMMARY_HEADING: {"children": heading(title, subtitle, page_links(csv))},
        markup_id(ids.SUMMARY_TABLE): {"data": summary_table(summary, _kept(search))},
    }


def _kept(search: str) -> str:
    """What is chosen, for links to a trend: the indicator is the row's own."""
    selection = Selection.from_query(search).selection
    return replace(selection, indicator="", sort="", view="", breakdown=()).to_query()
