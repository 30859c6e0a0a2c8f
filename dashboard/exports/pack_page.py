"""What stands on a page of a pack, whether it is shown, printed or edited?"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dashboard.exports.pack_chart import PackChart
from dashboard.periods import long_date
from dashboard.services.board.model import Deck


class Cell(NamedTuple):
    """Items of a table's cell. heading: above them, in bold."""

    items: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class PackTable:
    """columns: what heads each, with the share (0-1) of the width that it has. The first cell of a
    row names it."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Cell, ...], ...]


class Words(NamedTuple):
    """A few sentences beneath a heading."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """aside: of which group of indicators it is. notes: what a presenter may want to say, or look
    up; printed nowhere. imprint: the line that every page of every export carries."""

    number: int
    title: str
    imprint: str
    above: str = ""
    aside: str = ""
    lead: tuple[str, ...] = ()
    chart: PackChart | None = None
    words: tuple[Words, ...] = ()
    table: PackTable | None = None
    notes: tuple[str, ...] = ()
    cover: bool = False


def imprint(deck: Deck, made_at: datetime, period: str = "") -> str:
    """Organisation, period, plan version, filters, when it was made, data version, and whether
    anything is made up: the same line on slides, on paper and in workbooks.

    period: of a page's own figure; empty for the latest of all.
    """
    said = (
        deck.place.label,
        f"figures to {period or latest_period(deck)}",
        deck.plan.rstrip(".") or "no plan",
        deck.filters.rstrip(".") or "all indicators",
        f"as at {long_date(deck.as_at)}",
        f"made {long_date(made_at.date())} at {made_at:%H:%M} UTC",
        f"data version {deck.provenance.data_version}",
        "illustrative data" if deck.illustrative else "",
    )
    return " · ".join(each for each in said if each)


def latest_period(deck: Deck) -> str:
    """Of all rows the last period that has a figure."""
    latest = [row.latest for row in deck.summary.rows if row.latest]
    if not latest:
        return "none yet"
    return max(latest, key=lambda point: point.end).label
