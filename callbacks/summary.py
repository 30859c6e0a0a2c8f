"""What does the summary page show?"""

from dataclasses import replace

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.narrowing import narrowed_words
from dashboard.charts.summary import summary_sentence, summary_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.summary import Summary, performance_summary
from dashboard.services.wording.plan_named import plan_named
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.narrowing import narrowing
from layouts.components.pack_links import pack_links
from layouts.components.plain import Element
from layouts.pages.summary import summary_table


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    asked = Selection.from_query(search).selection
    summary = performance_summary(now, selection)
    title, shown = summary_title(summary), narrowed_words(summary)
    status = f"{title}. {shown or f'{len(summary.rows)} indicators.'}"
    subtitle: list[str | Element] = [
        " ".join(filter(None, [summary_sentence(summary), plan_of_rows(summary)])),
        " ",
        *illustrative_tag(summary.illustrative),
    ]
    links = [*pack_links(), *page_links(summary_csv(selection))]
    return {
        **framed(summary.provenance, summary.illustrative, status),
        ids.SUMMARY_HEADING: {"children": heading(title, subtitle, links)},
        markup_id(ids.SUMMARY_NARROWING): {"data": narrowing(summary, every_row("/", asked))},
        markup_id(ids.SUMMARY_TABLE): {"data": summary_table(summary, trend_of(asked))},
    }


def plan_of_rows(summary: Summary) -> str:
    """The version that the rows are held against."""
    return plan_named(row.line for row in summary.shown)


def summary_csv(selection: Selection) -> str:
    """The same rows for a program."""
    return api_link(
        "summary",
        selection,
        organisation=(*selection.localities, selection.organisation)[0],
        footprint=selection.footprint,
        group=selection.group,
        status=selection.status,
        needs=selection.needs,
    )


def every_row(path: str, asked: Selection) -> str:
    """The page's address with all that is chosen, and every row."""
    if asked.group or asked.status or asked.needs:
        asked = replace(asked, group="", status="", needs="")
    return f"{path}{asked.to_query()}"


def trend_of(asked: Selection, chart: str = "") -> str:
    """The address of a trend that keeps what is chosen; the row's own indicator ends it."""
    chart = chart or asked.chart
    kept = replace(
        asked, indicator="", sort="", view="", breakdown=(), chart=chart, list_size=None
    ).to_query()
    return f"/trend{kept}{'&' if kept else '?'}indicator="
