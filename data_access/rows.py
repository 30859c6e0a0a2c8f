"""What value does a row of a query become?"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, period_end
from dashboard.store import Observation, PlanPoint, SeriesKey


def as_organisation(row: Sequence[Any]) -> Organisation:
    code, name, level, valid_from, valid_to, status = row
    return Organisation(code, name, Level(level), valid_from, valid_to, status)


def as_key(row: Sequence[Any]) -> SeriesKey:
    indicator, organisation, grain, provider, dimension, member = row
    return SeriesKey(indicator, organisation, Grain(grain), provider, dimension, member)


def as_observations(grain: Grain, rows: Iterable[Sequence[Any]]) -> tuple[Observation, ...]:
    return tuple(
        Observation(start, end or period_end(start, grain), *figures)
        for start, end, *figures in rows
    )


def as_plan_points(grain: Grain, rows: Iterable[Sequence[Any]]) -> tuple[PlanPoint, ...]:
    return tuple(
        PlanPoint(start, end or period_end(start, grain), *rest) for start, end, *rest in rows
    )


def by_series(
    rows: Sequence[Sequence[Any]],
) -> Iterable[tuple[SeriesKey, bool, list[Sequence[Any]]]]:
    """Rows of several series, which begin with the key and `illustrative`, series by series."""
    for head, group in groupby(rows, key=itemgetter(*range(7))):
        yield as_key(head[:6]), head[6], [row[7:] for row in group]
