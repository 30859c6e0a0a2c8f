"""How high is each year, and how far from it each month? Least squares, found by turns.

Each level is the average of its figures without their months' effects, each effect the average
of what is left; the turns end when nothing moves. With every month in every year that is at once.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import fsum
from typing import NamedTuple

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


class _Group(NamedTuple):
    """The figures of one level or of one month. others: month or level of each of them."""

    places: list[int]
    others: list[int]


_Groups = Mapping[int, _Group]


def effects_of(
    levels: tuple[int, ...], months: tuple[int, ...], values: Sequence[float]
) -> Effects:
    """Level, month and value of each figure."""
    by_level, by_month = _grouped(levels, months), _grouped(months, levels)
    of_levels, of_months = _totals(by_level, values), _totals(by_month, values)
    effects = dict.fromkeys(by_month, 0.0)
    settled = 1e-13 * max(map(abs, values))
    for _ in range(_TURNS):
        heights = _fitted(by_level, of_levels, effects)
        before, effects = effects, _fitted(by_month, of_months, heights)
        if all(abs(effects[month] - before[month]) <= settled for month in effects):
            break
    middle = fsum(effects.values()) / len(effects)
    return Effects(
        {level: height + middle for level, height in heights.items()},
        {month: effect - middle for month, effect in effects.items()},
        {month: len(group.others) for month, group in by_month.items()},
    )


@lru_cache(maxsize=1024)
def _grouped(keys: tuple[int, ...], others: tuple[int, ...]) -> _Groups:
    """Kept, as many series have the same periods."""
    groups: dict[int, _Group] = {}
    for place, (key, other) in enumerate(zip(keys, others, strict=True)):
        group = groups.setdefault(key, _Group([], []))
        group.places.append(place)
        group.others.append(other)
    return groups


def _totals(groups: _Groups, values: Sequence[float]) -> dict[int, float]:
    return {key: fsum([values[place] for place in each.places]) for key, each in groups.items()}


def _fitted(
    groups: _Groups, totals: Mapping[int, float], taken: Mapping[int, float]
) -> dict[int, float]:
    """The average of each, less what the other side accounts for."""
    return {
        key: (totals[key] - sum([taken[other] for other in others])) / len(others)
        for key, (_, others) in groups.items()
    }
