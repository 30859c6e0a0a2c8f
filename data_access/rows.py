"""What value does a row of a query become?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
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


@cache
def _period(start: date | str, end: date | str | None, grain: Grain) -> tuple[date, date]:
    """First and last day. Worked out once: what is text in SQLite would be read a thousand times
    for a page that is turned to another organisation, and its lines have the same months."""
    first = _day(start)
    return first, _day(end) if end else period_end(first, grain)


def _day(given: date | str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


# A named tuple's own way of being made takes longer than all the rest of it.
_made: Callable[..., Any] = tuple.__new__


def as_observations(grain: Grain, rows: Tuples) -> tuple[Observation, ...]:
    """rows: begin as those of queries.OBSERVATIONS. A page turned anew makes a thousand."""
    return tuple([_made(Observation, _period(row[0], row[1], grain) + row[2:8]) for row in rows])


def as_plan_points(
    grain: Grain, rows: Tuples, versions: Mapping[int, str]
) -> tuple[PlanPoint, ...]:
    """In order of period and version. rows: begin as those of queries.PLAN_POINTS, in order of
    period."""
    points = [
        _made(PlanPoint, (*_period(row[0], row[1], grain), versions[row[2]], *row[3:6]))
        for row in rows
    ]
    if len({row[2] for row in rows}) > 1:
        points.sort(key=itemgetter(0, 2))
    return tuple(points)
