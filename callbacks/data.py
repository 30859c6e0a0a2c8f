"""What does the data page show?"""

from dataclasses import replace
from urllib.parse import parse_qs

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.charts.holdings import holdings_title
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.holdings import holdings
from layouts import ids
from layouts.components.chart_card import heading, page_links
from layouts.components.markup import markup_id
from layouts.pages.data import beneath_title, files_table, held_table, restated_table


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    query = _kept(search)
    held = holdings(now, selection, every_file=_every_file(search))
    title, place = holdings_title(held), held.place.code
    links = page_links(api_link("holdings", selection, organisation=place, plan=""))
    return {
        **framed(held.provenance, held.illustrative, title),
        ids.DATA_HEADING: {"children": heading(title, beneath_title(held), links)},
        markup_id(ids.DATA_HELD): {"data": held_table(held, query)},
        markup_id(ids.DATA_FILES): {"data": files_table(held, query)},
        markup_id(ids.DATA_RESTATED): {"data": restated_table(held, query)},
    }


def _kept(search: str) -> str:
    """What is chosen, for links to a trend: the indicator is the row's own."""
    selection = Selection.from_query(search).selection
    return replace(selection, indicator="", sort="", view="", breakdown=(), by="").to_query()


def _every_file(search: str) -> bool:
    """`all=1` asks for every file; it is no choice that other pages share."""
    return "all" in parse_qs(search.lstrip("?"))
