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
from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum, sqrt
from typing import NamedTuple, TypeVar

from dashboard.calculations.spc.model import Measured
from dashboard.calculations.spc.series import Series, Stretch
from dashboard.periods import Grain

Key = TypeVar("Key")

# 104 weeks. Two years of months are longer, and 23 months shorter.
_TWO_YEARS = 728
_YEAR = 364
# By then, turns have settled or the figures cannot tell levels from seasons.
_TURNS = 200
# The year is whole in each of these: no season is left.
_WITHOUT_SEASON = (Grain.YEAR, Grain.ROLLING_12M)


class Seasons(NamedTuple):
    """effects: by calendar month. widening: of moving ranges. reason: why there are none."""

    effects: dict[int, float]
    widening: float
    reason: str


class _Cell(NamedTuple):
    """Figures of one month in one year of a phase."""

    level: tuple[int, int]
    month: int
    total: float
    figures: int


NO_SEASONS = Seasons({}, 1.0, "")


def has_season(grain: Grain) -> bool:
    return grain not in _WITHOUT_SEASON


def season_day(point: Measured, grain: Grain) -> date:
    """A week counts for the month it ends in, all else for the month it starts in."""
    return point.end if grain is Grain.WEEK else point.start


def seasons_of(
    series: Series, phases: Sequence[Stretch], kept: tuple[int, int] | None, grain: Grain
) -> Seasons:
    """The effects of the months, from the baseline where one is kept, else from all phases."""
    first, last = kept or (series.first, len(series.points) - 1)
    places = _counted(series, first, last)
    refused = _refused(series, places, grain)
    if refused:
        return Seasons({}, 1.0, refused)
    effects = _effects(_cells(series, phases, places, grain))
    behind = len(places) / len(effects)
    return Seasons(effects, sqrt(behind / (behind - 1)), "")


def _counted(series: Series, first: int, last: int) -> list[int]:
    return [place for place in range(first, last + 1) if series.values[place] is not None]


def _refused(series: Series, places: Sequence[int], grain: Grain) -> str:
    """Why two full years are not there for each month that is judged; empty where they are."""
    points = series.points
    if not places or (points[places[-1]].end - points[places[0]].start).days + 1 < _TWO_YEARS:
        return "A seasonal series needs two years of figures behind its limits; there are fewer."
    years: dict[int, set[int]] = {}
    for place in places:
        day = season_day(points[place], grain)
        years.setdefault(day.month, set()).add(day.year)
    for place in _counted(series, series.first, len(points) - 1):
        month = season_day(points[place], grain).month
        if len(years.get(month, ())) < 2:
            return (
                "A seasonal series needs figures of two years for each month; "
                f"{month_name[month]} has fewer."
            )
    return ""


def _cells(
    series: Series, phases: Sequence[Stretch], places: Sequence[int], grain: Grain
) -> list[_Cell]:
    sums: dict[tuple[tuple[int, int], int], list[float]] = {}
    firsts = [phase.first for phase in phases]
    for place in places:
        phase = bisect_right(firsts, place) - 1
        year = (series.starts[place] - series.starts[firsts[phase]]).days // _YEAR
        month = season_day(series.points[place], grain).month
        value = series.values[place]
        assert value is not None
        sums.setdefault(((phase, year), month), []).append(value)
    return [
        _Cell(level, month, fsum(values), len(values)) for (level, month), values in sums.items()
    ]


def _effects(cells: Sequence[_Cell]) -> dict[int, float]:
    """Effects of least squares by month, on average 0."""
    effects = dict.fromkeys((cell.month for cell in cells), 0.0)
    settled = 1e-13 * max(abs(cell.total) for cell in cells)
    for _ in range(_TURNS):
        levels = _averages((cell.level, cell, effects[cell.month]) for cell in cells)
        before, effects = (
            effects,
            _averages((cell.month, cell, levels[cell.level]) for cell in cells),
        )
        if max(abs(effects[month] - before[month]) for month in effects) <= settled:
            break
    middle = fsum(effects.values()) / len(effects)
    return {month: effect - middle for month, effect in effects.items()}


def _averages(parts: Iterable[tuple[Key, _Cell, float]]) -> dict[Key, float]:
    """Average by key of what a cell's figures come to, each less something."""
    totals: dict[Key, float] = {}
    figures: dict[Key, int] = {}
    for key, cell, less in parts:
        totals[key] = totals.get(key, 0.0) + cell.total - less * cell.figures
        figures[key] = figures.get(key, 0) + cell.figures
    return {key: total / figures[key] for key, total in totals.items()}


def without_season(series: Series, seasons: Seasons, grain: Grain) -> list[float | None]:
    """The figures that are judged less their months' effects."""
    adjusted = series.values.copy()
    for place in _counted(series, series.first, len(adjusted) - 1):
        value = adjusted[place]
        assert value is not None
        adjusted[place] = value - seasons.effects[season_day(series.points[place], grain).month]
    return adjusted
