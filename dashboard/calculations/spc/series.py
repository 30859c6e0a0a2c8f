"""Which figures are judged, which follow one another, and where does a process begin anew?"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dashboard.calculations.spc.model import Baseline, Given, Mark, Marks
from dashboard.periods import Grain, next_period

# Limits need so many figures; with fewer behind a baseline they are no more than a trial.
FEWEST = 8
FROZEN = 12
_FULL = {Grain.WEEK: 26}


def full(grain: Grain) -> int:
    """From how many figures on there are icons."""
    return _FULL.get(grain, 13)


class Series(NamedTuple):
    """Periods in time order.

    shown: the figures. values: None where missing, suppressed or ghosted.
    apart: whether a period is absent before it.
    first: the place where judging begins, after the last break. left_out: from there on.
    """

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    shown: tuple[float | None, ...]
    values: Sequence[float | None]
    ghosts: Sequence[str]
    apart: tuple[bool, ...]
    first: int
    left_out: int


class Stretch(NamedTuple):
    """A phase to be: first and last place, and those of the figures behind its limits."""

    first: int
    last: int
    basis: tuple[int, int]
    mark: Mark | None


def series_of(
    points: Sequence[Given], grain: Grain, marks: Marks, breaks: Sequence[date]
) -> Series:
    starts, ends, shown, ghosts = zip(*points, strict=True) if points else ((), (), (), ())
    ghosts = _ghosted(ghosts, starts, grain, marks.ghosts)
    values = shown
    if any(ghosts):
        values = tuple(None if ghost else value for value, ghost in zip(shown, ghosts, strict=True))
    apart = _apart(starts, grain)
    first = max((_reached(starts, grain, day) for day in breaks), default=0)
    left_out = values[first:].count(None) + (_absent(starts[first:], grain) if any(apart) else 0)
    return Series(starts, ends, shown, values, ghosts, apart, first, left_out)


def stretches(
    series: Series, grain: Grain, rebases: Sequence[Mark], kept: tuple[int, int] | None
) -> list[Stretch]:
    """The phases between rebases; limits restart with each.

    kept: first and last place of the baseline.
    A baseline freezes the limits of the phase it begins in; each other phase is frozen after as
    many figures.
    """
    begun: dict[int, Mark | None] = {series.first: None}
    for mark in sorted(rebases):
        place = place_of(series.starts, grain, mark.on)
        if place < len(series.starts):
            begun[max(place, series.first)] = mark
    firsts = sorted(begun)
    lasts = [*(following - 1 for following in firsts[1:]), len(series.starts) - 1]
    return [
        Stretch(first, last, _basis(series, first, last, kept), begun[first])
        for first, last in zip(firsts, lasts, strict=True)
    ]


def baseline_places(
    series: Series, grain: Grain, baseline: Baseline | None
) -> tuple[int, int] | None:
    """First and last place of the baseline; None where it holds none of the judged periods."""
    if baseline is None:
        return None
    first = max(place_of(series.starts, grain, baseline.start), series.first)
    last = bisect_right(series.starts, baseline.end) - 1
    return (first, last) if first <= last else None


def _basis(series: Series, first: int, last: int, kept: tuple[int, int] | None) -> tuple[int, int]:
    if kept is None:
        return first, last
    if first <= kept[0] <= last:
        return kept[0], min(kept[1], last)
    wanted = max(counted(series.values, *kept), FROZEN)
    for place in range(first, last + 1):
        wanted -= series.values[place] is not None
        if not wanted:
            return first, place
    return first, last


def counted(values: Sequence[float | None], first: int, last: int) -> int:
    return last + 1 - first - values[first : last + 1].count(None)


def runs(
    series: Series, values: Sequence[float | None], first: int, last: int
) -> dict[int, list[float]]:
    """Figures that follow one another without a gap, by the place of the first of each run."""
    apart = series.apart
    found: dict[int, list[float]] = {}
    run: list[float] | None = None
    for place in range(first, last + 1):
        value = values[place]
        if value is None:
            run = None
        elif run is None or apart[place]:
            run = found[place] = [value]
        else:
            run.append(value)
    return found


def place_of(starts: Sequence[date], grain: Grain, day: date) -> int:
    """The place of the period that holds the day, or of the next; past the end if there is none.

    A period holds the days until the next one starts: so a window that rolls is meant by its start.
    """
    before = bisect_right(starts, day) - 1
    return before if before >= 0 and day < next_period(starts[before], grain) else before + 1


def _reached(starts: Sequence[date], grain: Grain, day: date) -> int:
    """As place_of, and 0 for a day that no figure has reached yet."""
    place = place_of(starts, grain, day)
    return place if place < len(starts) else 0


def _ghosted(
    ghosts: tuple[str, ...], starts: Sequence[date], grain: Grain, marks: Sequence[Mark]
) -> tuple[str, ...]:
    """Why each period is left out, empty where it is not."""
    if not marks:
        return ghosts
    found = list(ghosts)
    for mark in sorted(marks):
        place = place_of(starts, grain, mark.on)
        if place < len(starts) and starts[place] <= mark.on:
            found[place] = mark.reason or "left out"
    return tuple(found)


@lru_cache(maxsize=1024)
def _apart(starts: tuple[date, ...], grain: Grain) -> tuple[bool, ...]:
    """Whether a period is absent before each; snapshots are taken when they are taken.

    Kept, as many series have the same periods.
    """
    if grain is Grain.SNAPSHOT:
        return (False,) * len(starts)
    following = (next_period(start, grain) for start in starts)
    return (False, *(start != after for start, after in zip(starts[1:], following, strict=False)))


def _absent(starts: Sequence[date], grain: Grain) -> int:
    """How many periods there are between the periods given."""
    absent = 0
    for before, after in pairwise(starts):
        while (before := next_period(before, grain)) < after:
            absent += 1
    return absent
