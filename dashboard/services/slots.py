"""Which periods does a line have, and what is stored of each?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import gcd

from dashboard.calculations.aggregation import NO_ACTIVITY
from dashboard.calculations.views import RUNNING, View, ViewPeriod, periods_of
from dashboard.periods import Grain, add_months, next_period
from dashboard.series import Observation

_SEASON = 31  # days; a longer gap between days is a season without a collection
_ROLLING = frozenset({Grain.ROLLING_QUARTER, Grain.ROLLING_12M})


def label_grain(view: View, grain: Grain) -> Grain:
    """The grain whose name a period of the view has."""
    if view in (View.QUARTER, View.ROLLING_QUARTER, View.ROLLING_12M):
        return Grain(view.value)
    return grain


def slots_of(view: View, grain: Grain, starts: Sequence[date]) -> Sequence[ViewPeriod]:
    """Every period of the view from the first to the last, with none left out between them."""
    if not starts or grain.yearly:  # calendar and financial years occur: none is invented
        return periods_of(view, starts, grain)
    if grain is Grain.DAY:
        return periods_of(
            view, _without_seasons(_every(starts[0], starts[-1], grain), starts), grain
        )
    if grain in _ROLLING:
        return periods_of(view, _as_often(starts), grain)
    return _between(view, grain, starts[0], starts[-1])


def _as_often(starts: Sequence[date]) -> list[date]:
    """Every period at the pace of those given: a rolling year may be published by quarter."""
    months = [start.year * 12 + start.month for start in starts]
    step = gcd(*(later - earlier for earlier, later in pairwise(months))) or 1
    return [
        add_months(starts[0], month - months[0]) for month in range(months[0], months[-1] + 1, step)
    ]


@lru_cache(maxsize=1024)
def _between(view: View, grain: Grain, first: date, last: date) -> Sequence[ViewPeriod]:
    """The calendar's own: every line of a page asks for the same few hundred periods."""
    return periods_of(view, _every(first, last, grain), grain)


def _every(first: date, last: date, grain: Grain) -> list[date]:
    every, start = [], first
    while start <= last:
        every.append(start)
        start = next_period(start, grain)
    return every


def _without_seasons(every: Sequence[date], given: Sequence[date]) -> list[date]:
    """Days that a winter collection does not ask for are no gaps, but for one that parts the
    line."""
    off = {
        earlier + timedelta(days=number)
        for earlier, later in pairwise(given)
        if (later - earlier).days > _SEASON
        for number in range(2, (later - earlier).days)
    }
    return [day for day in every if day not in off]


def stored_parts(
    slot: ViewPeriod, observed: Mapping[date, Observation], view: View
) -> Sequence[Observation]:
    """The stored parts of a period.

    A month without a figure has no running total: it would repeat the month before.
    """
    there = [observed[start] for start in slot.expected if start in observed]
    last = observed.get(slot.expected[-1])
    if view not in RUNNING or (last and last.absent_reason in (None, NO_ACTIVITY)):
        return there
    return (last,) if last else ()
