"""What does the time of year do to a series, and what is left without it?

A month's effect is the average distance of its figures from the level of their year. Levels are
taken year by year (twelve months from the first figure of a phase), so a change from one year to
the next is no season. A drift within the year cannot be told from a season where every year has
it: it stays in the effects, and shows as a step at the turn of the year.

Each figure is judged by the effect that the other figures of its month have, itself left out. Were
it among them, it would take part of its own chance away with its effect, and limits taken from what
is left would be too narrow for the figures to come. Let chance be independent with variance s2, and
k figures be behind an effect: k years, or some four times as many weeks. A figure less an average
that holds it has variance s2 (1 - 1/k); less the average of the k - 1 others, s2 (1 + 1/(k - 1)),
which is s2 k / (k - 1). Neighbours in time have different effects, so their difference has twice
that, and moving ranges give limits for the very figures that are judged: sqrt(k / (k - 1)) times as
wide as if the season were known. That is the price of having to learn it, and falls as years come.
A figure after a kept baseline has s2 (1 + 1/k), a little less, so its limits are a little wide.
"""

from bisect import bisect_right
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dashboard.calculations.spc.effects import effects_of
from dashboard.calculations.spc.series import Series, Stretch
from dashboard.periods import Grain

# 104 weeks. Two years of months are longer, and 23 months shorter.
_TWO_YEARS = 728
_YEAR = 364
# The year is whole in each of these: no season is left.
_WITHOUT_SEASON = (Grain.YEAR, Grain.ROLLING_12M, Grain.ROLLING_3Y)


class Seasons(NamedTuple):
    """months: effects by calendar month. taken: the effect of each place, None in other months.

    reason: why there are no effects; empty where there are.
    """

    months: dict[int, float]
    taken: Sequence[float | None]
    reason: str


NO_SEASONS = Seasons({}, (), "")


def has_season(grain: Grain) -> bool:
    return grain not in _WITHOUT_SEASON


def seasons_of(
    series: Series, phases: Sequence[Stretch], kept: tuple[int, int] | None, grain: Grain
) -> Seasons:
    """The effects of the months, from the baseline where one is kept, else from all phases."""
    # A week counts for the month it ends in, all else for the month it starts in.
    days = series.ends if grain is Grain.WEEK else series.starts
    first, last = kept or (series.first, len(days) - 1)
    figures = _counted(series, first, last)
    behind = tuple(figures)
    judged = _counted(series, series.first, len(days) - 1)
    if refused := _refused(series, days, behind, judged):
        return Seasons({}, (), refused)
    levels = _levels(series.starts, tuple([phase.first for phase in phases]), behind)
    months = tuple([days[place].month for place in behind])
    values = list(figures.values())
    effects = effects_of(levels, months, values)
    taken = [effects.months.get(day.month) for day in days]
    for place, level, month, value in zip(behind, levels, months, values, strict=True):
        taken[place] = effects.without(level, month, value)
    return Seasons(effects.months, taken, "")


def without_season(series: Series, seasons: Seasons) -> list[float | None]:
    """The figures that are judged less the effect of their month."""
    return [
        None if value is None or effect is None else value - effect
        for value, effect in zip(series.values, seasons.taken, strict=True)
    ]


def _counted(series: Series, first: int, last: int) -> dict[int, float]:
    """The figures by place."""
    return {
        place: value
        for place, value in enumerate(series.values[first : last + 1], first)
        if value is not None
    }


def _refused(
    series: Series, days: tuple[date, ...], behind: tuple[int, ...], judged: Iterable[int]
) -> str:
    """Why two full years are not there for each month that is judged; empty where they are.

    behind, judged: places of the figures behind the effects, and of those that are judged.
    """
    if not behind or (series.ends[behind[-1]] - series.starts[behind[0]]).days + 1 < _TWO_YEARS:
        return "A seasonal series needs two years of figures behind its limits; there are fewer."
    years = _years(days, behind)
    for month in {days[place].month for place in judged}:
        if years.get(month, 0) < 2:
            return (
                "A seasonal series needs figures of two years for each month behind its limits; "
                f"{month_name[month]} has fewer."
            )
    return ""


@lru_cache(maxsize=1024)
def _years(days: tuple[date, ...], places: tuple[int, ...]) -> Mapping[int, int]:
    """In how many years each month is among the places.

    Kept, as many series have the same periods.
    """
    return Counter(
        month for _, month in {(days[place].year, days[place].month) for place in places}
    )


@lru_cache(maxsize=1024)
def _levels(
    starts: tuple[date, ...], firsts: tuple[int, ...], places: tuple[int, ...]
) -> tuple[int, ...]:
    """A number for the year within the phase of each place. firsts: places that phases begin at.

    Kept, as many series have the same periods.
    """
    phases = [bisect_right(firsts, place) - 1 for place in places]
    return tuple(
        [
            phase * _YEAR + (starts[place] - starts[firsts[phase]]).days // _YEAR
            for place, phase in zip(places, phases, strict=True)
        ]
    )
