"""What does a view come to, month by month with pencil and paper?"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

Counts = Mapping[date, tuple[int, int] | None]


def months_of(view: str, last: date) -> list[date]:
    """First days of the months of the period that ends with the month of `last`.

    A quarter is that which ends in March, June, September or December.
    """
    months: list[date] = []
    day = last
    while not _is_first(view, months, day):
        if day.day == 1:
            months.append(day)
        day -= timedelta(days=1)
    return sorted(months)


def _is_first(view: str, months: list[date], day: date) -> bool:
    """Whether the day before the oldest month taken so far is no longer in the period."""
    if not months:
        return False
    length = {"month": 1, "quarter": 3, "rolling_12m": 12}
    if view == "year_to_date":
        return months[-1].month == 4
    return len(months) == length[view]


def percentage(counts: Counts, view: str, last: date, *, stock: bool = False) -> Fraction | None:
    """Exactly, of the months that are there; of the last of them where people are a stock."""
    there = [counts[month] for month in months_of(view, last) if counts.get(month)]
    found = [each for each in there if each is not None]
    if stock:
        found = found[-1:]
    numerator = sum(each[0] for each in found)
    denominator = sum(each[1] for each in found)
    return Fraction(100 * numerator, denominator) if denominator else None
