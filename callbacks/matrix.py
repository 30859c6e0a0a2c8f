"""What does the matrix page show?"""

from callbacks.frame import Drawing, framed
from callbacks.summary import every_row, plan_of_rows, summary_csv, trend_of
from dashboard.charts.matrix import matrix_of, matrix_sentence, matrix_title
from dashboard.charts.narrowing import narrowed_words
from dashboard.selection import SPC, Selection
from dashboard.services.catalogue import Data
from dashboard.services.summary import performance_summary
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.narrowing import narrowing
from layouts.components.plain import Element
from layouts.pages.matrix import matrix_table


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    """Of the summary's own rows: the two can never disagree."""
    asked = Selection.from_query(search).selection
    summary = performance_summary(now, selection)
    title, sentence = matrix_title(summary), matrix_sentence(summary)
    subtitle: list[str | Element] = [
        " ".join(filter(None, [sentence, plan_of_rows(summary)])),
        " ",
        *illustrative_tag(summary.illustrative),
    ]
    status = f"{title}. {narrowed_words(summary) or sentence}"
    links = page_links(summary_csv(selection))
    return {
        **framed(summary.provenance, summary.illustrative, status),
        ids.MATRIX_HEADING: {"children": heading(title, subtitle, links)},
        markup_id(ids.MATRIX_NARROWING): {"data": narrowing(summary, every_row("/matrix", asked))},
        markup_id(ids.MATRIX_TABLE): {
            "data": matrix_table(matrix_of(summary), trend_of(asked, SPC))
        },
    }
