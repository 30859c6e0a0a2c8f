"""What does the exceptions page show?"""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionReport
from dashboard.services.desk.narrative import narrative_of, told
from dashboard.services.wording.exception_words import (
    exceptions_sentence,
    exceptions_title,
    shown_rows,
)
from dashboard.written.exceptions import Length
from dashboard.written.ledger import CLOSED_LEDGER
from layouts import ids
from layouts.components import plain
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.exception_block import Frame
from layouts.components.markup import markup_id
from layouts.components.narrative import narrative_block
from layouts.components.pack_links import pack_links
from layouts.components.plain import Element
from layouts.pages.exceptions import exceptions_markup


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    asked = Selection.from_query(search).selection
    report = exception_report(now, selection)
    illustrative = report.summary.illustrative
    title = exceptions_title(report)
    subtitle: list[str | Element] = [
        exceptions_sentence(report), " ", *illustrative_tag(illustrative),
    ]  # fmt: skip
    frame = Frame(asked, report.place.code, report.as_at, now.ledger is CLOSED_LEDGER)
    said = _narratives(now, report, Length(selection.length or Length.BOARD))
    page = exceptions_markup(report, now.rules, frame, said)
    return {
        **framed(report.provenance, illustrative, f"{title}."),
        ids.EXCEPTIONS_HEADING: {"children": heading(title, subtitle, _links(asked, selection))},
        markup_id(ids.EXCEPTIONS): {"data": page},
    }


def _narratives(now: Data, report: ExceptionReport, length: Length) -> Mapping[str, Markup]:
    """By indicator, of what is shown."""
    said = {}
    for each in shown_rows(report):
        narrative = narrative_of(now, each)
        text = told(now, each, narrative, length)
        writable = now.ledger is not CLOSED_LEDGER
        said[each.row.indicator.id] = narrative_block(
            text, narrative, each, length, writable=writable
        )
    return said


def _links(asked: Selection, selection: Selection) -> list[Element]:
    """The same choice on the board's screen and for a program."""
    deck = replace(asked, deck="", slide=None).to_query()
    board = plain.A("Board deck", href=f"/board{deck}", className="link", **{"data-page": "board"})
    csv = api_link(
        "exceptions",
        selection,
        organisation=(*selection.localities, selection.organisation)[0],
        footprint=selection.footprint,
        group=selection.group,
        status=selection.status,
        needs=selection.needs,
    )
    return [board, *pack_links(), *page_links(csv)]
