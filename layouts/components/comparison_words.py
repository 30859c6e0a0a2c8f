"""What stands around the charts of the compare page."""

from datetime import date
from typing import Any

from dashboard.charts import comparison_words as said
from dashboard.charts.chart import Chart
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, long_month, period_end, period_label
from dashboard.selection import Selection
from dashboard.services.comparison import Comparison
from dashboard.services.peers import EVERYBODY, LIST, REGION, STP
from dashboard.services.wording.verbs import is_or_are
from layouts.addresses import definition_address
from layouts.components import plain as html
from layouts.components.controls import Option
from layouts.components.plain import Element

_NAMED = 60
_DEFINITION: Any = {"data-page": "definition"}
_KINDS = {REGION: "Region", STP: "STP"}


def left_out(comparison: Comparison) -> list[Element]:
    """Who is not ranked, by reason and by name; nobody goes without a word."""
    lines = said.left_out(comparison)
    many = sum(len(names) for _, names in lines)
    if not many:
        return []
    items = [
        html.Li([html.Strong(f"{why[0].upper()}{why[1:]} ({len(names)})"), f": {_listed(names)}"])
        for why, names in lines
    ]
    one = comparison.peers.one if many == 1 else comparison.peers.several
    fold = html.Summary(f"{many} {one} left out of the ranking, and why")
    return [html.Details([fold, html.Ul(items)], className="fold left-out")]


def about(indicator: Indicator, chosen: Selection) -> list[Element]:
    """The way to how it is counted."""
    address = definition_address(indicator.id, chosen.to_query("indicator"))
    link = html.A("All about this indicator", href=address, **_DEFINITION)
    counted = f"{is_or_are(indicator)} counted"
    return [html.P([f"How {indicator.short_name} {counted}, and by whom: ", link, "."])]


def _listed(names: tuple[str, ...]) -> str:
    """Every name, but for hundreds who never publish it; the CSV has them all."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} others" if more > 0 else "")


def funnel_heading(funnel: Chart | None, comparison: Comparison) -> list[Element]:
    if funnel is None:
        note = html.P(comparison.funnel_note, className="note no-funnel")
        return [note] if comparison.ranked else []
    return [html.H2(funnel.title)]


def group_options(comparison: Comparison) -> list[Option]:
    """Every set there is, each with what it is called; a list of one's own where it is chosen."""
    peers = comparison.peers
    options = [
        Option(key, f"All {peers.several}" if key == EVERYBODY else f"{_KINDS[key]}: {name}")
        for key, name in peers.groups
    ]
    return [*options, Option(LIST, "My own list")] if peers.group == LIST else options


def list_options(comparison: Comparison) -> list[Option]:
    return [Option(each.code, each.choice) for each in comparison.offered]


def period_options(comparison: Comparison) -> list[Option]:
    """The newest first; the one shown, whatever a link asked for."""
    starts = sorted({*comparison.periods, comparison.start}, reverse=True)
    return [Option(start.isoformat(), _named(start, comparison.grain)) for start in starts]


def _named(start: date, grain: Grain) -> str:
    if grain is Grain.MONTH:
        return long_month(start)
    return period_label(start, period_end(start, grain), grain)
