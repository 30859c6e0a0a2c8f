"""As which charts can a trend be seen, beside whose line, and why not as another?"""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.trend_charts import Tab
from dashboard.selection import WITH_ENGLAND, Selection
from dashboard.services.beside_england import NOT_OFFERED, BesideEngland
from layouts.components import plain as html
from layouts.components.plain import Element

_STAY: Any = {"data-page": "stay"}  # the page stays where it is scrolled to: see assets/page.js
_HERE: Any = {"aria-current": "page"}


def chart_tabs(
    tabs: Sequence[Tab], shown: str, chosen: Selection, england: BesideEngland = NOT_OFFERED
) -> list[Element]:
    """Links that change the chart and nothing else of the address."""
    query = chosen.to_query("chart")
    there = [_link(tab, shown, query) for tab in tabs if not tab.why_not]
    not_there = [f"{tab.name} is not drawn: {tab.why_not}." for tab in tabs if tab.why_not]
    said = [html.Span(" ".join(not_there), className="why-not")] if not_there else []
    return [*there, *said, *([] if shown else _england(chosen, query, england))]


def _england(chosen: Selection, query: str, england: BesideEngland) -> list[Element]:
    """On and off; why not, where England has nothing to be held against. Of a trajectory alone."""
    if not england.offered:
        return []
    if england.why_not:
        said = f"England is not drawn: {england.why_not}."
        return [html.Span(said, className="why-not beside")]
    if england.line:
        text, other = "Without England", chosen.to_query("chart", "compare")
    else:
        text, other = (
            "Compare with England",
            f"{query}{'&' if query else '?'}compare={WITH_ENGLAND}",
        )
    return [html.A(text, href=f"/trend{other}", className="chart-beside beside", **_STAY)]


def _link(tab: Tab, shown: str, query: str) -> Element:
    kind = f"{'&' if query else '?'}chart={tab.kind}" if tab.kind else ""
    here = _HERE if tab.kind == shown else {}
    return html.A(tab.name, href=f"/trend{query}{kind}", className="chart-tab", **_STAY, **here)
