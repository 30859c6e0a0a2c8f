"""What is there of a line's financial year so far, and what is expected of the rest of it?"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.calculations.aggregation import NO_ACTIVITY
from dashboard.calculations.views import View
from dashboard.periods import (
    Grain,
    add_months,
    financial_year,
    financial_year_start,
    next_period,
    period_end,
    period_label,
)
from dashboard.services.line import Line
from dashboard.services.points import Point

# By which periods a view goes through the year.
GRAINS = {
    View.MONTH: Grain.MONTH,
    View.QUARTER: Grain.QUARTER,
    View.ROLLING_QUARTER: Grain.MONTH,
}


class Basis(StrEnum):
    """Whence it is taken how many are expected in the rest of the year."""

    PLAN = "plan"
    LAST_YEAR = "last_year"
    SO_FAR = "so_far"


class Year(NamedTuple):
    """A line's financial year, parted after its latest figure. so_far, rest: first days."""

    first: date
    last: date
    grain: Grain
    points: dict[date, Point]
    so_far: tuple[date, ...]
    rest: tuple[date, ...]

    @property
    def name(self) -> str:
        return financial_year(self.first)

    @property
    def every(self) -> tuple[date, ...]:
        return self.so_far + self.rest


def year_of(line: Line, point: Point) -> Year:
    """The year of a figure of a line by month or quarter; a rolling quarter is of its last month's.

    In a year of rolling quarters the points stand under those months.
    """
    view = line.request.view
    grain = GRAINS[view]
    rolling = view is View.ROLLING_QUARTER
    points = {each.end.replace(day=1) if rolling else each.start: each for each in line.points}
    now = point.end.replace(day=1) if rolling else point.start
    first = financial_year_start(now)
    last = period_end(first, Grain.YEAR)
    so_far: list[date] = []
    rest: list[date] = []
    start = first
    while start <= last:
        (so_far if start <= now else rest).append(start)
        start = next_period(start, grain)
    return Year(first, last, grain, points, tuple(so_far), tuple(rest))


def added_so_far(year: Year) -> tuple[float, float] | str:
    """Numerators and denominators since April, or which period cannot be added."""
    numerator = denominator = 0.0
    for start in year.so_far:
        point = year.points.get(start)
        if point and point.absent_reason == NO_ACTIVITY:
            continue
        if not point or point.numerator is None or point.missing or point.lacking:
            label = period_label(start, period_end(start, year.grain), year.grain)
            return f"the figure of {label} is not whole, so the year so far cannot be added up"
        numerator += point.numerator
        denominator += point.denominator or 0.0
    return numerator, denominator


def expected(year: Year, seen: float) -> tuple[float, Basis]:
    """How many the rest of the year brings: as planned, else as in the same periods of last year,
    else as many for each period as there were so far.

    seen: the denominators of the year so far. One source for the whole rest: a mixture of them
    could not be named.
    """
    planned = [year.points.get(start) for start in year.rest]
    plans = [point.plan_denominator for point in planned if point and point.plan_denominator]
    if len(plans) == len(year.rest):
        return round(sum(plans)), Basis.PLAN
    before = [year.points.get(add_months(start, -12)) for start in year.rest]
    counts = [point.denominator for point in before if point and _whole(point)]
    there = [count for count in counts if count is not None]
    if len(there) == len(year.rest):
        return round(sum(there)), Basis.LAST_YEAR
    return round(seen / len(year.so_far) * len(year.rest)), Basis.SO_FAR


def _whole(point: Point) -> bool:
    return point.value is not None and not point.missing and not point.lacking
