"""What did each file say of one series, where a later one said something else?"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, select
from sqlalchemy.orm import aliased

from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.organisations import Organisation
from dashboard.periods import Grain, period_end, period_label, short_date
from dashboard.series import SeriesKey
from data_access.connections import readers
from data_access.ingest.series import SERIES_KEY
from data_access.reports.text import aligned, count, quantity
from data_access.sql_store import SqlStore
from data_access.tables import LoadRow, ObservationRow, SeriesRow, SupersededObservation

_HEADING = ("Period", "Before", "After", "Since", "As said by", "Before, by")


def print_history(
    engine: Engine,
    indicators: IndicatorRegistry,
    asked: argparse.Namespace,
    say: Callable[[str], None] = print,
) -> None:
    """asked: indicator, organisation, provider, breakdown and grain, as the command line has them.

    Raises UnknownIndicator and UnknownOrganisation.
    """
    indicator = indicators[asked.indicator]
    place = SqlStore(engine).organisation(asked.organisation)
    dimension, _, member = asked.breakdown.partition(":")
    grain = asked.grain or indicator.grain
    key = SeriesKey(indicator.id, place.code, grain, asked.provider, dimension, member)
    with readers(engine).connect() as connection:
        for line in history_lines(connection, key, indicator, place):
            say(line)


def history_lines(
    connection: Connection, key: SeriesKey, indicator: Indicator, place: Organisation
) -> Iterator[str]:
    """Every restatement, period by period, the earliest first."""
    replaced, standing = (connection.execute(query).all() for query in _said(key))
    by_period = {start: list(rows) for start, rows in groupby(replaced, key=itemgetter(0))}
    rows = [
        row
        for now in standing
        for row in _restatements(key.grain, by_period.get(now.period_start, []), now)
    ]
    part = ", ".join(filter(None, (key.provider, f"{key.dimension}:{key.member}".strip(":"))))
    yield (
        f"{indicator.short_name}, {place.label}{', ' if part else ''}{part}: "
        f"{count(len(standing), 'period')}, {count(len(rows), 'restatement')}."
    )
    if rows:
        yield ""
        yield from aligned(_HEADING, rows)


def _at(key: SeriesKey) -> ColumnElement[bool]:
    return and_(
        *[getattr(SeriesRow, name) == getattr(key, name) for name in SERIES_KEY[:-1]],
        SeriesRow.grain == str(key.grain),
        SeriesRow.kind == "actual",
        ~SeriesRow.retired,
    )


def _said(key: SeriesKey) -> list[Select[*tuple[Any, ...]]]:
    """What was said in turn, with the file that replaced it, and what stands."""
    was, by = SupersededObservation, aliased(LoadRow)
    replaced = _figures(was, key).add_columns(by.id, by.file_name, by.stands_on)
    return [
        replaced.join(by, by.id == was.replaced_by).order_by(was.period_start, was.replaced_by),
        _figures(ObservationRow, key).order_by(ObservationRow.period_start),
    ]


def _figures(
    table: type[ObservationRow | SupersededObservation], key: SeriesKey
) -> Select[*tuple[Any, ...]]:
    """Period, figures, and the newest file that said so."""
    return (
        select(
            table.period_start,
            table.numerator,
            table.denominator,
            table.value,
            table.absent_reason,
            LoadRow.file_name.label("said_in"),
        )
        .select_from(table)
        .join(SeriesRow, SeriesRow.id == table.series_id)
        .join(LoadRow, LoadRow.id == table.load_id)
        .where(_at(key))
    )


def _restatements(
    grain: Grain, replaced: Sequence[Row[*tuple[Any, ...]]], now: Row[*tuple[Any, ...]]
) -> Iterator[tuple[str, ...]]:
    """replaced: what was said of one period in turn; now: what stands."""
    start = now.period_start
    for before, after in pairwise([*replaced, now]):
        yield (
            period_label(start, period_end(start, grain), grain),
            _figure(before),
            _figure(after),
            short_date(before.stands_on),
            before.file_name,
            before.said_in,
        )


def _figure(said: Any) -> str:  # noqa: ANN401 - a row
    if said.absent_reason:
        return str(said.absent_reason).replace("_", " ")
    if said.value is not None:
        return quantity(said.value)
    if said.denominator is None:
        return quantity(said.numerator)
    return f"{quantity(said.numerator)} of {quantity(said.denominator)}"
