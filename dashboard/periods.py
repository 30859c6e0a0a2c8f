"""When does a period begin and end, and what is it called?"""

from calendar import month_abbr, month_name
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

# Every line asks for the ends and names of the same few hundred periods.
_KEPT = 8192
# The calendar's own lists format a date for each look.
_SHORT, _LONG = tuple(month_abbr), tuple(month_name)


class Grain(StrEnum):
    """How long one period is; a period is stored by its first day plus its grain."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    ROLLING_QUARTER = "rolling_quarter"
    ROLLING_12M = "rolling_12m"
    YEAR = "year"
    ROLLING_3Y = "rolling_3y"
    SNAPSHOT = "snapshot"

    @property
    def yearly(self) -> bool:
        """Whether there is one figure a year, of a financial or of a calendar one."""
        return self is Grain.YEAR or self is Grain.ROLLING_3Y


_MONTHS = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.ROLLING_QUARTER: 3,
    Grain.ROLLING_12M: 12,
    Grain.YEAR: 12,
    Grain.ROLLING_3Y: 36,
}
_DAYS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.SNAPSHOT: 1}


def add_months(day: date, months: int) -> date:
    """The first day of the month so many months from the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@lru_cache(maxsize=_KEPT)
def period_end(start: date, grain: Grain) -> date:
    """The last day of the period that begins at `start`."""
    if grain in _DAYS:
        return start + timedelta(days=_DAYS[grain] - 1)
    return add_months(start, _MONTHS[grain]) - timedelta(days=1)


@lru_cache(maxsize=_KEPT)
def next_period(start: date, grain: Grain) -> date:
    """The first day of the period that follows; rolling windows move by a month or a year."""
    if grain in _DAYS:
        return start + timedelta(days=_DAYS[grain])
    if grain in (Grain.ROLLING_QUARTER, Grain.ROLLING_12M):
        return add_months(start, 1)
    return add_months(start, 12 if grain.yearly else _MONTHS[grain])


def months_between(first: date, last: date) -> Iterator[date]:
    """Every first of a month from the month of `first` to the month of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def financial_year_start(day: date) -> date:
    """1 April of the financial year that holds `day`."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)


def financial_year(day: date) -> str:
    """`2017/18`."""
    start = financial_year_start(day)
    return f"{start.year}/{(start.year + 1) % 100:02d}"


def quarter_start(day: date) -> date:
    """First day of the financial-year quarter; these are the calendar quarters too."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def financial_quarter(day: date) -> str:
    """`Q1 2017/18`, where Q1 is April to June."""
    return f"Q{(day.month - 4) % 12 // 3 + 1} {financial_year(day)}"


def short_month(day: date) -> str:
    """`Apr 17`."""
    return f"{_SHORT[day.month]} {day.year % 100:02d}"


def long_month(day: date) -> str:
    """`April 2017`."""
    return f"{_LONG[day.month]} {day.year}"


def long_date(day: date) -> str:
    """`31 March 2020`."""
    return f"{day.day} {_LONG[day.month]} {day.year}"


def short_date(day: date) -> str:
    """`5 Apr 20`."""
    return f"{day.day} {short_month(day)}"


@lru_cache(maxsize=_KEPT)
def period_label(start: date, end: date, grain: Grain) -> str:
    """What a reader calls the period: `Apr 17`, `Q1 2017/18`, `week ending 5 Apr 20`.

    A period that ends early (part of a year) says both of its ends.
    """
    if end != period_end(start, grain):
        return _span_label(start, end)
    match grain:
        case Grain.MONTH:
            return short_month(start)
        case Grain.QUARTER:
            return financial_quarter(start)
        case Grain.YEAR:
            return financial_year(start) if start.month == 4 else str(start.year)
        case Grain.ROLLING_3Y:
            return _years_label(start, end)
        case Grain.WEEK:
            return f"week ending {short_date(end)}"
        case Grain.ROLLING_QUARTER | Grain.ROLLING_12M:
            return f"{short_month(start)} to {short_month(end)}"
        case _:
            return short_date(start)


def _years_label(start: date, end: date) -> str:
    """`2011-13`, or `2011/12 to 2013/14` of financial years."""
    if start.month == 4:
        return f"{financial_year(start)} to {financial_year(end)}"
    return f"{start.year}-{end.year % 100:02d}"


def _span_label(start: date, end: date) -> str:
    """Both ends: by month where the span is of whole months, otherwise by day."""
    if start.day != 1 or end != period_end(end.replace(day=1), Grain.MONTH):
        return f"{short_date(start)} to {short_date(end)}"
    if short_month(start) == short_month(end):
        return short_month(start)
    return f"{short_month(start)} to {short_month(end)}"
