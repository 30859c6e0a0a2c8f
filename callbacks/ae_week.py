"""What does the A&E week page show?"""

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.ae_week_words import subtitle, title
from dashboard.selection import Selection
from dashboard.services.ae_week.week import ae_week
from dashboard.services.catalogue import Data
from dashboard.written.ledger import CLOSED_LEDGER
from layouts import ids
from layouts.components.chart_card import heading, illustrative_tag, page_links
from layouts.components.markup import markup_id
from layouts.components.plain import Element
from layouts.pages.ae_week import controls, shown


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    week = ae_week(now, selection)
    found, beneath = title(week), subtitle(week)
    links = page_links(
        api_link(
            "ae_week",
            selection,
            organisation="",
            board=week.board.code,
            week=week.sunday.isoformat(),
            type=week.type_,
        )
    )
    words: list[str | Element] = [beneath, " ", *illustrative_tag(week.illustrative)]
    return {
        **framed(week.provenance, week.illustrative, f"{week.board.name}. {found}."),
        ids.AE_WEEK_HEADING: {"children": heading(found, words, links)},
        markup_id(ids.AE_WEEK_CONTROLS): {"data": controls(week)},
        markup_id(ids.AE_WEEK): {"data": shown(week, now.ledger is not CLOSED_LEDGER, selection)},
    }
