"""What does the page of an indicator show?"""

from dataclasses import replace
from urllib.parse import parse_qs

from callbacks.addresses import api_link
from callbacks.frame import Drawing, framed
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.definition import Definition, definition
from layouts import ids
from layouts.addresses import definition_address
from layouts.components.chart_card import heading, page_links
from layouts.components.markup import markup_id
from layouts.pages.definition import beneath_title, definition_markup


def draw(now: Data, search: str, selection: Selection) -> Drawing:
    versions = _versions(search)
    there = definition(now, selection, versions)
    wanted = replace(Selection.from_query(search).selection, indicator="")
    own = definition_address(selection.indicator, wanted.to_query())
    further = f"{own}{'&' if '?' in own else '?'}"
    markup = definition_markup(there, further, _csv(there), chosen=bool(versions))
    title = there.indicator.name
    figures = replace(wanted, indicator=selection.indicator).to_query()
    links = page_links("/api/v1/indicators?format=csv")
    return {
        **framed(there.provenance, there.illustrative, title),
        ids.DEFINITION_HEADING: {"children": heading(title, beneath_title(there, figures), links)},
        markup_id(ids.DEFINITION): {"data": markup},
    }


def _versions(search: str) -> list[str]:
    """`versions=a,b`: two of this indicator's and organisation's plan, no choice of other pages."""
    return [
        each for each in parse_qs(search.lstrip("?")).get("versions", [""])[0].split(",") if each
    ]


def _csv(there: Definition) -> str:
    one, other = there.plans.pair or ("", "")
    of = Selection(organisation=there.plans.place.code, indicator=there.indicator.id, plan=one)
    return api_link("plan_differences", of, indicator=of.indicator, **{"with": other})
