"""What value does a row of a query become?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, period_end
from dashboard.series import Observation, PlanPoint, SeriesKey

Tuples = Sequence[tuple[Any, ...]]
_GRAINS = {str(grain): grain for grain in Grain}


def as_organisation(row: Sequence[Any]) -> Organisation:
    code, name, level, valid_from, valid_to, status = row
    return Organisation(code, name, Level(level), valid_from, valid_to, status)


def as_key(row: Sequence[Any]) -> SeriesKey:
    indicator, organisation, grain, provider, dimension, member = row
    return SeriesKey(indicator, organisation, _GRAINS[grain], provider, dimension, member)


class _Days(dict[date | str, date]):
    """By what a database says of them, which is text in SQLite. Each is worked out once: a page
    turned to another organisation has a thousand, and all its lines have the same months."""

    def __missing__(self, given: date | str) -> date:
        self[given] = day = given if isinstance(given, date) else date.fromisoformat(given)
        return day


class _LastDays(dict[date | str, date]):
    """Of the periods of one grain, by what a database says of their first days."""

    def __init__(self, grain: Grain) -> None:
        super().__init__()
        self._grain = grain

    def __missing__(self, start: date | str) -> date:
        self[start] = day = period_end(_DAYS[start], self._grain)
        return day


_DAYS = _Days()
_LAST_DAYS = {grain: _LastDays(grain) for grain in Grain}


# A named tuple's own way of being made takes longer than all the rest of it.
_made: Callable[..., Any] = tuple.__new__


def as_observations(grain: Grain, rows: Tuples) -> tuple[Observation, ...]:
    """rows: as of queries.OBSERVATIONS. A page turned anew makes a thousand."""
    days, ends = _DAYS, _LAST_DAYS[grain]
    return tuple(
        [
            _made(
                Observation,
                (
                    days[start],
                    days[end] if end else ends[start],
                    numerator,
                    denominator,
                    value,
                    status,
                    reason,
                    load,
                ),
            )
            for start, end, numerator, denominator, value, status, reason, load, _ in rows
        ]
    )


def as_plan_points(
    grain: Grain, rows: Tuples, versions: Mapping[int, str]
) -> tuple[PlanPoint, ...]:
    """In order of period and version. rows: as of queries.PLAN_POINTS, in order of period."""
    days, ends = _DAYS, _LAST_DAYS[grain]
    points = [
        _made(
            PlanPoint,
            (days[start], days[end] if end else ends[start], versions[version], met, whole, value),
        )
        for start, end, version, met, whole, value, _ in rows
    ]
    if len({row[2] for row in rows}) > 1:
        points.sort(key=itemgetter(0, 2))
    return tuple(points)
