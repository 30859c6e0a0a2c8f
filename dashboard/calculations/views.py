"""In which periods may an indicator be looked at, and which months make up each?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.indicators.registry import Family
from dashboard.periods import (
    Grain,
    add_months,
    financial_year_start,
    months_between,
    period_end,
    quarter_start,
)


class View(StrEnum):
    """How figures are gathered into periods; a native view has the name of the figures' grain."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_QUARTER = "rolling_quarter"
    ROLLING_12M = "rolling_12m"
    YEAR = "year"
    ROLLING_3Y = "rolling_3y"
    SNAPSHOT = "snapshot"


# Each ends a month after the one before, and overlaps it.
RUNNING = frozenset({View.YEAR_TO_DATE, View.ROLLING_QUARTER, View.ROLLING_12M})
_STOCKS = frozenset({Family.RATIO_STOCK, Family.COUNT_STOCK})
_AS_PUBLISHED_ONLY = frozenset(
    {
        Family.RATIO_CUMULATIVE,
        Family.COUNT_CUMULATIVE,
        Family.ROLLING_RATIO,
        Family.DISTRIBUTION,
    }
)


@dataclass(frozen=True, slots=True)
class ViewPeriod:
    """One period of a view; `expected` are the first days of the periods it is made of."""

    start: date
    end: date
    expected: tuple[date, ...]


def views(family: Family, grain: Grain, annualised: bool = False) -> tuple[View, ...]:
    """The views a family allows for figures of a grain, the native one first.

    A stock has a position at the end of a quarter or year to date, never a twelve-month one. What
    already accumulates or overlaps is shown as it is published. A rate that is put by the year
    begins with the rolling quarter: a month by twelve swings with its working days.
    """
    native = View(grain.value)
    if grain is not Grain.MONTH or family in _AS_PUBLISHED_ONLY:
        return (native,)
    gathered = (native, View.QUARTER, View.YEAR_TO_DATE)
    if family in _STOCKS:
        return gathered
    flows = (*gathered, View.ROLLING_12M)
    return (View.ROLLING_QUARTER, *flows) if annualised else flows


def periods_of(
    view: View, starts: Iterable[date], grain: Grain = Grain.MONTH
) -> tuple[ViewPeriod, ...]:
    """The view's periods that end with or hold the given ones, in order of time.

    starts: first days of the figures' periods. A quarter expects its three months even where only
    one is given; year to date and rolling periods have one for each month given.
    """
    ordered = sorted(set(starts))
    if view.value == grain.value:
        return tuple(ViewPeriod(start, period_end(start, grain), (start,)) for start in ordered)
    if grain is not Grain.MONTH:
        raise ValueError(f"{view} cannot be made of figures by {grain}")
    return tuple(dict.fromkeys(_gathered(view, month) for month in ordered))


def _gathered(view: View, month: date) -> ViewPeriod:
    match view:
        case View.QUARTER:
            first = quarter_start(month)
            last = add_months(first, 2)
        case View.YEAR_TO_DATE:
            first, last = financial_year_start(month), month
        case View.ROLLING_QUARTER:
            first, last = add_months(month, -2), month
        case View.ROLLING_12M:
            first, last = add_months(month, -11), month
        case _:
            raise ValueError(f"{view} cannot be made of months")
    return ViewPeriod(first, period_end(last, Grain.MONTH), tuple(months_between(first, last)))
