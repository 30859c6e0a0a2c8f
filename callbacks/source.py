"""What does the page of one figure show?"""

from dataclasses import replace
from urllib.parse import parse_qs

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.where_from_words import where_sentence, where_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.where_from import WhereFrom, where_from
from layouts import ids
from layouts.components import plain
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.plain import Element
from layouts.pages.source import source_of


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    found = where_from(now, selection, _of(search))
    title, sentence = where_title(found), where_sentence(found)
    asked = Selection.from_query(search).selection
    trend = plain.A(
        "See it in its trend",
        href=f"/trend{replace(asked, period='').to_query()}",
        className="link",
    )
    subtitle: list[str | Element] = [sentence, " ", *illustrative_tag(found.line.illustrative)]
    return {
        **framed(found.provenance, found.line.illustrative, f"{title}. {sentence}"),
        ids.SOURCE_HEADING: {
            "children": heading(title, subtitle, [trend, *page_links(source_csv(selection, found))])
        },
        markup_id(ids.SOURCE): {"data": source_of(found)},
    }


def _of(search: str) -> str:
    """`of=Banbury`: which of the lines of a table; it is no choice that other pages share."""
    return parse_qs(search.lstrip("?")).get("of", [""])[0]


def source_csv(selection: Selection, found: WhereFrom) -> str:
    """The same for a program."""
    return api_link(
        "source",
        selection,
        organisation=selection.organisation,
        indicator=found.indicator.id,
        of=found.line.name if found.place != found.organisation else "",
        locality=",".join(selection.localities),
        breakdown=",".join(selection.breakdown),
        view=str(found.line.request.view),
        period=found.point.end.isoformat(),  # years to date all begin in April
        footprint=selection.footprint,
    )
