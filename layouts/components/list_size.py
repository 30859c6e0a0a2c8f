"""How long is a waiting list taken to be in March, and how else could a reader take it?"""

from dataclasses import replace
from typing import Any

from dashboard.periods import long_month
from dashboard.selection import Selection
from dashboard.services.what_it_takes import WhatItTakes
from dashboard.services.wording import units
from dashboard.services.year_end import Clearance
from layouts.components import plain as html
from layouts.components.plain import Element

_STAY: Any = {"data-page": "stay"}
_PERCENT = {0: "As long as now", -5: "5% shorter", 5: "5% longer"}


def list_sizes(takes: WhatItTakes, chosen: Selection) -> list[Element]:
    """Links to three assumptions; none where the year's end does not hang on one."""
    year, point = takes.year, takes.point
    if year is None or not isinstance(year.asked, Clearance):
        return []
    now = (point.denominator if point else None) or 0.0
    sizes = {change: round(now * (100 + change) / 100) if change else None for change in _PERCENT}
    if not all(size is None or size > 0 for size in sizes.values()):
        return []
    links = [_link(_PERCENT[change], size, chosen) for change, size in sizes.items()]
    when = html.Span(f"The list in {long_month(year.last)}:")
    other = chosen.list_size if chosen.list_size not in sizes.values() else None
    own = [html.Span(f"{units.count(other)}, as chosen")] if other else []
    return [html.P([when, *links, *own], className="list-sizes")]


def _link(name: str, size: int | None, chosen: Selection) -> Element:
    """What is taken now is no way to anywhere, so it is words."""
    text = f"{name} ({units.count(size)})" if size else name
    if size == chosen.list_size:
        return html.Strong(text)
    address = f"/trend{replace(chosen, list_size=size).to_query()}"
    return html.A(text, href=address, **_STAY)
