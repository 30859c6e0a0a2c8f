"""What two versions of a plan come to, the long way: person by person, month by month."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

Months = Mapping[date, tuple[int, int]]


def quarter_of(month: date) -> tuple[int, int]:
    """The year that it begins in and its first month."""
    return month.year, (month.month - 1) // 3 * 3 + 1


def financial_year_of(month: date) -> int:
    return month.year if month.month >= 4 else month.year - 1


def summed(months: Months, only: set[date]) -> tuple[int, int]:
    """Each person of each month that counts, one at a time."""
    met = everybody = 0
    for month, (numerator, denominator) in months.items():
        for person in range(denominator if month in only else 0):
            everybody += 1
            met += person < numerator
    return met, everybody


def points(earlier: tuple[int, int], later: tuple[int, int]) -> Fraction:
    return 100 * Fraction(*later) - 100 * Fraction(*earlier)


def patients(earlier: tuple[int, int], later: tuple[int, int]) -> Fraction:
    """Those outside the standard later, less those who would be at the earlier rate."""
    outside = later[1] - later[0]
    return outside - sum((1 - Fraction(*earlier) for _ in range(later[1])), Fraction(0))
