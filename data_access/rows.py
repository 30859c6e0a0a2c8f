"""What value does a row of a query become?"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, period_end
from dashboard.series import Observation, PlanPoint, SeriesKey


def as_organisation(row: Sequence[Any]) -> Organisation:
    code, name, level, valid_from, valid_to, status = row
    return Organisation(code, name, Level(level), valid_from, valid_to, status)


def as_key(row: Sequence[Any]) -> SeriesKey:
    indicator, organisation, grain, provider, dimension, member = row
    return SeriesKey(indicator, organisation, Grain(grain), provider, dimension, member)


def as_observations(grain: Grain, rows: Iterable[Sequence[Any]]) -> tuple[Observation, ...]:
    """rows: begin as those of queries.OBSERVATIONS. A page turned anew makes a thousand."""
    return tuple(
        [
            Observation(
                row[0], row[1] or period_end(row[0], grain), row[2], row[3], row[4], row[5], row[6],
                row[7],
            )
            for row in rows
        ]
    )  # fmt: skip


def as_plan_points(grain: Grain, rows: Iterable[Sequence[Any]]) -> tuple[PlanPoint, ...]:
    return tuple(
        [
            PlanPoint(row[0], row[1] or period_end(row[0], grain), row[2], row[3], row[4], row[5])
            for row in rows
        ]
    )


def by_series(
    rows: Sequence[Sequence[Any]],
) -> Iterable[tuple[SeriesKey, bool, list[Sequence[Any]]]]:
    """Rows of several series, which begin with the key and `illustrative`, series by series."""
    for head, group in groupby(rows, key=itemgetter(*range(7))):
        yield as_key(head[:6]), head[6], [row[7:] for row in group]
