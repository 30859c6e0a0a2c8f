"""How far does each series reach, and what was restated of it? Reads for the store."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from dashboard.held import HeldSeries, Restatement, Said
from dashboard.periods import Grain, add_months, period_end
from data_access.queries import Rows
from data_access.snapshots import Read
from data_access.tables import ObservationRow, SeriesRow, SupersededObservation

_SAID = ("period_end", "numerator", "denominator", "value", "status", "absent_reason", "load_id")


def held(ask: Read, organisation: str, as_at: date) -> tuple[HeldSeries, ...]:
    """Each series by the ends of its own stretch of the clustered key: none is read through."""
    first, last = _end_of(as_at, newest=False), _end_of(as_at, newest=True)
    newest = ObservationRow
    query = (
        select(
            SeriesRow.indicator,
            SeriesRow.organisation,
            SeriesRow.grain,
            SeriesRow.illustrative,
            first,
            newest.period_start,
            newest.period_end,
            newest.status,
            newest.load_id,
            _times_restated(as_at),
            _last_reason(as_at),
        )
        .outerjoin(newest, and_(newest.series_id == SeriesRow.id, newest.period_start == last))
        .where(_headline(organisation))
        .order_by(SeriesRow.indicator, SeriesRow.grain)
    )
    return tuple(map(_as_held, ask(query)))


def _headline(organisation: str) -> ColumnElement[bool]:
    return and_(
        SeriesRow.organisation == organisation,
        SeriesRow.provider == "",
        SeriesRow.dimension == "",
        SeriesRow.kind == "actual",
        ~SeriesRow.retired,
    )


def _end_of(as_at: date, *, newest: bool) -> ScalarSelect[Any]:
    """First day of the first or last period with a figure that had ended."""
    table = aliased(ObservationRow)
    start = table.period_start
    return (
        select(start)
        .where(
            table.series_id == SeriesRow.id,
            table.absent_reason.is_(None),
            start <= as_at,
            _ended(table, as_at),
        )
        .order_by(start.desc() if newest else start)
        .limit(1)
        .correlate(SeriesRow)
        .scalar_subquery()
    )


def _ended(table: type[ObservationRow], as_at: date) -> ColumnElement[bool]:
    """A period without an end of its own ends as its grain does."""
    after = as_at + timedelta(days=1)
    lasts = {Grain.WEEK: as_at - timedelta(days=6)}
    lasts |= dict.fromkeys((Grain.DAY, Grain.SNAPSHOT), as_at)
    lasts |= dict.fromkeys((Grain.QUARTER, Grain.ROLLING_QUARTER), add_months(after, -3))
    lasts |= dict.fromkeys((Grain.YEAR, Grain.ROLLING_12M), add_months(after, -12))
    lasts[Grain.ROLLING_3Y] = add_months(after, -36)
    whens = [(SeriesRow.grain == str(grain), literal(day)) for grain, day in lasts.items()]
    by_then = case(*whens, else_=literal(add_months(after, -1)))
    return or_(
        and_(table.period_end.is_(None), table.period_start <= by_then),
        table.period_end <= as_at,
    )


def _times_restated(as_at: date) -> ScalarSelect[Any]:
    table = SupersededObservation
    return (
        select(func.count())
        .where(table.series_id == SeriesRow.id, table.period_start <= as_at)
        .correlate(SeriesRow)
        .scalar_subquery()
    )


def _last_reason(as_at: date) -> ScalarSelect[Any]:
    table = aliased(ObservationRow)
    return (
        select(table.absent_reason)
        .where(table.series_id == SeriesRow.id, table.period_start <= as_at)
        .order_by(table.period_start.desc())
        .limit(1)
        .correlate(SeriesRow)
        .scalar_subquery()
    )


def _as_held(row: Sequence[Any]) -> HeldSeries:
    indicator, organisation, grain_name, illustrative, first, last, end, *rest = row
    status, load, restated, reason = rest
    grain = Grain(grain_name)
    if last is None:
        return HeldSeries(
            indicator,
            organisation,
            grain,
            illustrative,
            restated=restated,
            absent_reason=reason or "",
        )
    return HeldSeries(
        indicator,
        organisation,
        grain,
        illustrative,
        first,
        last,
        end or period_end(last, grain),
        status,
        load,
        restated,
    )


def restatements(ask: Read, organisation: str) -> tuple[Restatement, ...]:
    """Every figure that was replaced, beside the one that replaced it."""
    found = [
        _as_restatement(was, later)
        for _, rows in groupby(ask(_replaced(organisation)), key=itemgetter(0, 1))
        for was, later in pairwise([*rows, None])
        if was is not None
    ]
    return tuple(
        sorted(found, key=lambda each: (-each.replaced_by, each.indicator, each.period_start))
    )


def _replaced(organisation: str) -> Rows:
    """Which series and period, by which load, what was said and what is said now."""
    was, now = SupersededObservation, ObservationRow
    same = and_(now.series_id == was.series_id, now.period_start == was.period_start)
    return (
        select(
            was.series_id,
            was.period_start,
            was.replaced_by,
            SeriesRow.indicator,
            SeriesRow.organisation,
            SeriesRow.grain,
            SeriesRow.illustrative,
            *[getattr(was, name) for name in _SAID],
            *[getattr(now, name) for name in _SAID],
        )
        .join(SeriesRow, SeriesRow.id == was.series_id)
        .join(now, same)
        .where(_headline(organisation))
        .order_by(was.series_id, was.period_start, was.replaced_by)
    )


def _as_restatement(row: Sequence[Any], later: Sequence[Any] | None) -> Restatement:
    """later: the next replacement of the same period, if it was replaced again."""
    _, start, replaced_by, indicator, organisation, grain_name, illustrative, *said = row
    grain, many = Grain(grain_name), len(_SAID)
    now = said[many:] if later is None else later[7 : 7 + many]
    return Restatement(
        indicator,
        organisation,
        grain,
        illustrative,
        start,
        _as_said(said[:many], start, grain),
        _as_said(now, start, grain),
        replaced_by,
        later is not None,
    )


def _as_said(figures: Sequence[Any], start: date, grain: Grain) -> Said:
    end, *rest = figures
    return Said(end or period_end(start, grain), *rest)
