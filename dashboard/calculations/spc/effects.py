"""How high is each year, and how far from it each month? Least squares, found by turns.

Each level is the average of its figures without their months' effects, each effect the average
of what is left; the turns end when nothing moves. With every month in every year that is at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

# Level, month and value, or month, level and value.
Figure = tuple[int, int, float]

# By then turns have settled, or the figures cannot tell levels from months.
_TURNS = 200


class Effects(NamedTuple):
    """levels: by number. months: by month, on average 0. figures: how many are behind a month."""

    levels: dict[int, float]
    months: dict[int, float]
    figures: dict[int, int]

    def without(self, level: int, month: int, value: float) -> float:
        """The month's effect by its other figures."""
        others = self.figures[month] - 1
        return self.months[month] + (self.months[month] - (value - self.levels[level])) / others


class _Table(NamedTuple):
    """The figures of one level or of one month. others: month or level of each of them."""

    total: float
    others: list[int]


def effects_of(figures: Sequence[Figure]) -> Effects:
    """figures: level, month and value of each."""
    by_level = _tables(figures)
    by_month = _tables((month, level, value) for level, month, value in figures)
    months = dict.fromkeys(by_month, 0.0)
    settled = 1e-13 * max(abs(value) for _, _, value in figures)
    for _ in range(_TURNS):
        levels = _fitted(by_level, months)
        before, months = months, _fitted(by_month, levels)
        if all(abs(months[month] - before[month]) <= settled for month in months):
            break
    middle = fsum(months.values()) / len(months)
    return Effects(
        {level: height + middle for level, height in levels.items()},
        {month: effect - middle for month, effect in months.items()},
        {month: len(table.others) for month, table in by_month.items()},
    )


def _tables(figures: Iterable[Figure]) -> dict[int, _Table]:
    values: dict[int, list[float]] = defaultdict(list)
    others: dict[int, list[int]] = defaultdict(list)
    for key, other, value in figures:
        values[key].append(value)
        others[key].append(other)
    return {key: _Table(fsum(found), others[key]) for key, found in values.items()}


def _fitted(tables: dict[int, _Table], taken: dict[int, float]) -> dict[int, float]:
    """The average of each, less what the other side accounts for."""
    return {
        key: (total - sum([taken[other] for other in others])) / len(others)
        for key, (total, others) in tables.items()
    }
