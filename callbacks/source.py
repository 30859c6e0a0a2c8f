"""What does the page of one figure show?"""

from dataclasses import replace
from urllib.parse import parse_qs

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.where_from_words import where_sentence, where_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.sources import WhereFrom
from dashboard.services.desk.where_from import where_from
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
    links = [_around(asked, found), *page_links(source_csv(selection, found, _of(search)))]
    subtitle: list[str | Element] = [sentence, " ", *illustrative_tag(found.line.illustrative)]
    return {
        **framed(found.provenance, found.line.illustrative, f"{title}. {sentence}"),
        ids.SOURCE_HEADING: {"children": heading(title, subtitle, links)},
        markup_id(ids.SOURCE): {"data": source_of(found)},
    }


def _around(asked: Selection, found: WhereFrom) -> Element:
    """The way to what stands around it: its trend, or the week of a delivery board."""
    if not found.of_board:
        there = replace(asked, period="").to_query()
        return plain.A("See it in its trend", href=f"/trend{there}", className="link")
    there = replace(asked, indicator="", period="", week=found.point.end).to_query()
    return plain.A("See the board's week", href=f"/ae-week{there}", className="link")


def _of(search: str) -> str:
    """`of=Banbury`: which of the lines of a table; it is no choice that other pages share."""
    return parse_qs(search.lstrip("?")).get("of", [""])[0]


def source_csv(selection: Selection, found: WhereFrom, of: str) -> str:
    """The same for a program."""
    if found.of_board:
        return api_link(
            "source",
            selection,
            organisation="",
            indicator=found.indicator.id,
            of=of,
            board=found.place.code,
            type=found.line.request.member,
            period=found.point.end.isoformat(),
        )
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
