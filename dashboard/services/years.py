"""How do a line's periods fall into financial years that stand beside one another?"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.calculations.views import View
from dashboard.periods import financial_year, financial_year_start
from dashboard.services.line import Line
from dashboard.services.points import Point

YEARS = 3
_YEAR_OF_WEEKS = timedelta(weeks=52)
_MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_WEEKS = tuple(f"Week {number}" for number in range(1, 54))


class Year(NamedTuple):
    """One financial year's points by their place in it."""

    start: date
    points: Mapping[int, Point]

    @property
    def name(self) -> str:
        return financial_year(self.start)

    @property
    def last(self) -> Point | None:
        """The last with a figure."""
        there = [point for _, point in sorted(self.points.items()) if point.value is not None]
        return there[-1] if there else None

    def place_of(self, point: Point) -> int:
        return next(place for place, each in self.points.items() if each is point)


def why_no_years(line: Line) -> str:
    """Why years cannot stand beside one another; empty where they can."""
    view = line.request.view
    if line.indicator.grain.yearly:
        return "there is one figure a year"
    if view is View.DAY:
        return "the same day is another day of the week each year"
    if view is View.SNAPSHOT:
        return "snapshots are not of the same days each year"
    return ""


def years_of(line: Line) -> tuple[Year, ...]:
    """That of the latest figure first, and those before it that have any."""
    latest = line.latest or (line.points[-1] if line.points else None)
    if latest is None:
        return ()
    this = financial_year_start(latest.end).year
    starts = [date(this - back, 4, 1) for back in range(YEARS)]
    found: dict[date, dict[int, Point]] = {start: {} for start in starts}
    for point in line.points:
        start, slot = _placed(point, line, starts[0])
        if start in found:
            found[start][slot] = point
    years = [Year(start, points) for start, points in found.items()]
    return tuple(year for year in years if year.start == starts[0] or year.last)


def _placed(point: Point, line: Line, this: date) -> tuple[date, int]:
    """The year and the place in it of a period.

    A week stands under that of 52 weeks later, as a year before is meant everywhere.
    """
    start = financial_year_start(point.end)
    if line.request.view is not View.WEEK or start > this:
        return start, _slot(point, line)
    for back in range(YEARS):
        moved = point.end + _YEAR_OF_WEEKS * back
        if financial_year_start(moved) == this:
            return date(this.year - back, 4, 1), (moved - this).days // 7
    return date.min, 0


def _slot(point: Point, line: Line) -> int:
    """Which month, quarter or week of its own financial year a period ends in."""
    view = line.request.view
    if view is View.WEEK:
        return (point.end - financial_year_start(point.end)).days // 7
    month = (point.end.month - 4) % 12
    return month // 3 if view is View.QUARTER else month


def slot_names(line: Line) -> tuple[str, ...]:
    """What the places of a year are called."""
    return {View.WEEK: _WEEKS, View.QUARTER: _QUARTERS}.get(line.request.view, _MONTHS)
