"""What does the time of year do to a series, and what is left without it?

A month's effect is the average distance of its figures from the level of their year. Levels are
taken year by year (twelve months from the first figure of a phase), so a change from one year to
the next is no season. A drift within the year cannot be told from a season where every year has
it: it stays in the effects, and shows as a step at the turn of the year.

Where figures are missing, levels and effects are those of least squares, found by turns: each
year's level from its figures without their effects, each effect from what is left.

An effect is estimated from the figures that are then judged, so a little of their chance is taken
away with it. Let each figure have independent chance of variance s2, and an effect be the average
of k figures. A figure less its own effect has variance s2 (1 - 1/k), as for any distance from an
average of k with itself among them. Two neighbours in time have different effects, so their
difference has 2 s2 (1 - 1/k) instead of 2 s2: moving ranges come out sqrt((k - 1) / k) of what
they are, and are multiplied by sqrt(k / (k - 1)). With months, k is the number of years; a month
has four or five weeks a year, so with weeks k is that many times the years and little is lost.
"""

from bisect import bisect_right
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import fsum, sqrt
from typing import NamedTuple

from dashboard.calculations.spc.series import Series, Stretch
from dashboard.periods import Grain

# Level, month and value, or month, level and value.
Figure = tuple[int, int, float]

# 104 weeks. Two years of months are longer, and 23 months shorter.
_TWO_YEARS = 728
_YEAR = 364
# By then, turns have settled or the figures cannot tell levels from seasons.
_TURNS = 200
# The year is whole in each of these: no season is left.
_WITHOUT_SEASON = (Grain.YEAR, Grain.ROLLING_12M)


class Seasons(NamedTuple):
    """months: of each place, 1 to 12. effects: by month. widening: of moving ranges.

    reason: why there are no effects; empty where there are.
    """

    months: Sequence[int]
    effects: dict[int, float]
    widening: float
    reason: str


NO_SEASONS = Seasons((), {}, 1.0, "")


class _Table(NamedTuple):
    """The figures of one level or of one month. others: month or level of each of them."""

    total: float
    others: list[int]


def has_season(grain: Grain) -> bool:
    return grain not in _WITHOUT_SEASON


def seasons_of(
    series: Series, phases: Sequence[Stretch], kept: tuple[int, int] | None, grain: Grain
) -> Seasons:
    """The effects of the months, from the baseline where one is kept, else from all phases."""
    days = season_days(series, grain)
    months = [day.month for day in days]
    first, last = kept or (series.first, len(days) - 1)
    places = _counted(series, first, last)
    refused = _refused(series, days, places)
    if refused:
        return Seasons(months, {}, 1.0, refused)
    levels = _levels(series, phases, places)
    effects = _effects(
        [
            (level, months[place], value)
            for place, level in zip(places, levels, strict=True)
            if (value := series.values[place]) is not None
        ]
    )
    behind = len(places) / len(effects)
    return Seasons(months, effects, sqrt(behind / (behind - 1)), "")


def season_days(series: Series, grain: Grain) -> Sequence[date]:
    """A week counts for the month it ends in, all else for the month it starts in."""
    return series.ends if grain is Grain.WEEK else series.starts


def without_season(series: Series, seasons: Seasons) -> list[float | None]:
    """The figures that are judged less their months' effects."""
    effects = seasons.effects
    return [
        None if value is None or place < series.first else value - effects[month]
        for place, (value, month) in enumerate(zip(series.values, seasons.months, strict=True))
    ]


def _counted(series: Series, first: int, last: int) -> list[int]:
    return [place for place in range(first, last + 1) if series.values[place] is not None]


def _refused(series: Series, days: Sequence[date], places: Sequence[int]) -> str:
    """Why two full years are not there for each month that is judged; empty where they are."""
    if not places or (series.ends[places[-1]] - series.starts[places[0]]).days + 1 < _TWO_YEARS:
        return "A seasonal series needs two years of figures behind its limits; there are fewer."
    years = Counter(
        month for _, month in {(days[place].year, days[place].month) for place in places}
    )
    for month in {days[place].month for place in _counted(series, series.first, len(days) - 1)}:
        if years[month] < 2:
            return (
                "A seasonal series needs figures of two years for each month behind its limits; "
                f"{month_name[month]} has fewer."
            )
    return ""


def _levels(series: Series, phases: Sequence[Stretch], places: Sequence[int]) -> Iterator[int]:
    """A number for the year within the phase of each place."""
    firsts = [phase.first for phase in phases]
    for place in places:
        phase = bisect_right(firsts, place) - 1
        year = (series.starts[place] - series.starts[firsts[phase]]).days // _YEAR
        yield phase * _YEAR + year


def _effects(figures: Sequence[Figure]) -> dict[int, float]:
    """Effects of least squares by month, on average 0.

    figures: level, month and value.
    """
    by_level = _tables(figures)
    by_month = _tables((month, level, value) for level, month, value in figures)
    effects: dict[int, float] = dict.fromkeys(by_month, 0.0)
    settled = 1e-13 * max(abs(value) for _, _, value in figures)
    for _ in range(_TURNS):
        levels = _fitted(by_level, effects)
        before, effects = effects, _fitted(by_month, levels)
        if all(abs(effects[month] - before[month]) <= settled for month in effects):
            break
    middle = fsum(effects.values()) / len(effects)
    return {month: effects[month] - middle for month in by_month}


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
