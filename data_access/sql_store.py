"""The reads of every page, as Core selects."""

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from dashboard.errors import UnknownOrganisation, UnknownPlanVersion
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, period_end
from dashboard.store import (
    ActualSeries,
    DataBreak,
    Load,
    LocalStandard,
    Member,
    Observation,
    OrganisationSeries,
    PlannedAction,
    PlanPoint,
    PlanSeries,
    PlanVersion,
    PopulationBase,
    ReferenceValue,
    SeriesKey,
)
from data_access.cache import ReadCache, cached
from data_access.database import read_property
from data_access.tables import (
    ActionRow,
    BreakdownMember,
    DataBreakRow,
    Hierarchy,
    LoadRow,
    LocalStandardRow,
    ObservationRow,
    OrganisationRow,
    PlanRow,
    PlanVersionRow,
    PopulationBaseRow,
    ReferenceValueRow,
    SeriesRow,
)

# In the pick-list stand those whom a page can be about; parts of a CCG are chosen beside it.
_PICKED = (Level.COUNTRY, Level.REGION, Level.STP, Level.CCG, Level.TRUST, Level.GROUP)

_ORGANISATION = (
    OrganisationRow.code,
    OrganisationRow.name,
    OrganisationRow.level,
    OrganisationRow.valid_from,
    OrganisationRow.valid_to,
    OrganisationRow.status,
)
_KEY = (
    SeriesRow.indicator,
    SeriesRow.organisation,
    SeriesRow.grain,
    SeriesRow.provider,
    SeriesRow.dimension,
    SeriesRow.member,
)
_FIGURES = (
    ObservationRow.period_start,
    ObservationRow.period_end,
    ObservationRow.numerator,
    ObservationRow.denominator,
    ObservationRow.value,
    ObservationRow.status,
    ObservationRow.absent_reason,
    ObservationRow.load_id,
)
_POINTS = (
    PlanRow.period_start,
    PlanRow.period_end,
    PlanVersionRow.slug,
    PlanRow.numerator,
    PlanRow.denominator,
    PlanRow.value,
)


def _organisation(row: Sequence[Any]) -> Organisation:
    code, name, level, valid_from, valid_to, status = row
    return Organisation(code, name, Level(level), valid_from, valid_to, status)


def _key(row: Sequence[Any]) -> SeriesKey:
    indicator, organisation, grain, provider, dimension, member = row
    return SeriesKey(indicator, organisation, Grain(grain), provider, dimension, member)


def _observation(grain: Grain, row: Sequence[Any]) -> Observation:
    start, end, *figures = row
    return Observation(start, end or period_end(start, grain), *figures)


def _plan_point(grain: Grain, row: Sequence[Any]) -> PlanPoint:
    start, end, *rest = row
    return PlanPoint(start, end or period_end(start, grain), *rest)


def _live(kind: str) -> ColumnElement[bool]:
    return and_(SeriesRow.kind == kind, ~SeriesRow.retired)


def _at(key: SeriesKey) -> ColumnElement[bool]:
    return and_(
        SeriesRow.organisation == key.organisation,
        SeriesRow.provider == key.provider,
        SeriesRow.dimension == key.dimension,
        SeriesRow.member == key.member,
        SeriesRow.indicator == key.indicator,
        SeriesRow.grain == str(key.grain),
    )


class SqlStore:
    """PerformanceStore over a database. Within `pinned` work, one data version answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pinned = threading.local()
        self.cache = ReadCache()

    def _rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def pin(self) -> None:
        """Read the data version once for the work that this thread does next."""
        self._pinned.version = None
        self._pinned.version = self.data_version()

    def unpin(self) -> None:
        self._pinned.version = None

    def data_version(self) -> int:
        version: int | None = getattr(self._pinned, "version", None)
        if version is None:
            with self._engine.connect() as connection:
                version = int(read_property(connection, "data_version") or 0)
        return version

    @cached
    def carried_as_at(self) -> date | None:
        with self._engine.connect() as connection:
            text = read_property(connection, "as_at")
        return date.fromisoformat(text) if text else None

    @cached
    def organisation(self, code: str) -> Organisation:
        rows = self._rows(select(*_ORGANISATION).where(OrganisationRow.code == code))
        if not rows:
            by_ons = select(*_ORGANISATION).where(OrganisationRow.ons_code == code)
            rows = self._rows(by_ons.order_by(OrganisationRow.code))
        if not rows:
            raise UnknownOrganisation(code)
        return _organisation(rows[0])

    @cached
    def organisations(self, level: Level | None = None) -> tuple[Organisation, ...]:
        query = select(*_ORGANISATION).order_by(OrganisationRow.name, OrganisationRow.code)
        if level is not None:
            query = query.where(OrganisationRow.level == str(level))
        return tuple(map(_organisation, self._rows(query)))

    @cached
    def organisations_with_figures(self) -> tuple[Organisation, ...]:
        shown = select(SeriesRow.organisation).where(
            _live("actual"), SeriesRow.provider == "", SeriesRow.dimension == ""
        )
        query = (
            select(*_ORGANISATION)
            .where(OrganisationRow.code.in_(shown), OrganisationRow.level.in_(map(str, _PICKED)))
            .order_by(OrganisationRow.name, OrganisationRow.code)
        )
        return tuple(map(_organisation, self._rows(query)))

    @cached
    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return self._related(Hierarchy.child, Hierarchy.parent, parent, kind, on)

    @cached
    def parents(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return self._related(Hierarchy.parent, Hierarchy.child, child, kind, on)

    def _related(
        self,
        wanted: InstrumentedAttribute[str],
        given: InstrumentedAttribute[str],
        code: str,
        kind: str,
        on: date,
    ) -> tuple[Organisation, ...]:
        query = (
            select(*_ORGANISATION)
            .join(Hierarchy, wanted == OrganisationRow.code)
            .where(
                given == code,
                Hierarchy.kind == kind,
                Hierarchy.valid_from <= on,
                or_(Hierarchy.valid_to.is_(None), Hierarchy.valid_to >= on),
            )
            .order_by(OrganisationRow.name, OrganisationRow.code)
        )
        return tuple(map(_organisation, self._rows(query)))

    @cached
    def actual(self, key: SeriesKey) -> ActualSeries | None:
        query = (
            select(SeriesRow.illustrative, *_FIGURES)
            .join(ObservationRow, ObservationRow.series_id == SeriesRow.id)
            .where(_live("actual"), _at(key))
            .order_by(ObservationRow.period_start)
        )
        rows = self._rows(query)
        if not rows:
            return None
        return ActualSeries(
            key, rows[0][0], tuple(_observation(key.grain, row[1:]) for row in rows)
        )

    @cached
    def plan(self, key: SeriesKey) -> PlanSeries | None:
        query = (
            select(SeriesRow.illustrative, *_POINTS)
            .join(PlanRow, PlanRow.series_id == SeriesRow.id)
            .join(PlanVersionRow, PlanVersionRow.id == PlanRow.version_id)
            .where(_live("plan"), _at(key))
            .order_by(PlanRow.period_start, PlanVersionRow.slug)
        )
        rows = self._rows(query)
        if not rows:
            return None
        return PlanSeries(key, rows[0][0], tuple(_plan_point(key.grain, row[1:]) for row in rows))

    @cached
    def headlines(self, organisation: str, since: date) -> OrganisationSeries:
        """Every headline series, from `since` on; a series that ended before then, whole."""
        here = and_(
            SeriesRow.organisation == organisation,
            SeriesRow.provider == "",
            SeriesRow.dimension == "",
        )
        last = (
            select(func.max(ObservationRow.period_start))
            .where(ObservationRow.series_id == SeriesRow.id)
            .scalar_subquery()
        )
        ended = select(SeriesRow.id).where(_live("actual"), here, last < since)
        actuals = (
            select(*_KEY, SeriesRow.illustrative, *_FIGURES)
            .join(ObservationRow, ObservationRow.series_id == SeriesRow.id)
            .where(
                _live("actual"),
                here,
                or_(ObservationRow.period_start >= since, SeriesRow.id.in_(ended)),
            )
            .order_by(SeriesRow.id, ObservationRow.period_start)
        )
        plans = (
            select(*_KEY, SeriesRow.illustrative, *_POINTS)
            .join(PlanRow, PlanRow.series_id == SeriesRow.id)
            .join(PlanVersionRow, PlanVersionRow.id == PlanRow.version_id)
            .where(_live("plan"), here)
            .order_by(SeriesRow.id, PlanRow.period_start, PlanVersionRow.slug)
        )
        return OrganisationSeries(
            tuple(
                ActualSeries(key, illustrative, tuple(_observation(key.grain, r) for r in figures))
                for key, illustrative, figures in _by_series(self._rows(actuals))
            ),
            tuple(
                PlanSeries(key, illustrative, tuple(_plan_point(key.grain, r) for r in points))
                for key, illustrative, points in _by_series(self._rows(plans))
            ),
        )

    @cached
    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        query = select(SeriesRow.grain).where(
            _live("actual"),
            SeriesRow.organisation == organisation,
            SeriesRow.indicator == indicator,
        )
        return frozenset(Grain(grain) for (grain,) in self._rows(query.distinct()))

    @cached
    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        here = and_(
            _live("actual"),
            SeriesRow.organisation == organisation,
            SeriesRow.indicator == indicator,
            SeriesRow.grain == str(grain),
        )
        named = (
            select(SeriesRow.dimension, SeriesRow.member, BreakdownMember.name)
            .outerjoin(
                BreakdownMember,
                and_(
                    BreakdownMember.dimension == SeriesRow.dimension,
                    BreakdownMember.code == SeriesRow.member,
                ),
            )
            .where(here, SeriesRow.dimension != "", SeriesRow.provider == "")
        )
        providers = (
            select(SeriesRow.provider, OrganisationRow.name)
            .join(OrganisationRow, OrganisationRow.code == SeriesRow.provider)
            .where(here, SeriesRow.dimension == "", SeriesRow.provider != "")
        )
        members = [
            Member(dimension, code, name or code) for dimension, code, name in self._rows(named)
        ]
        members += [Member("provider", code, name) for code, name in self._rows(providers)]
        return tuple(sorted(members, key=lambda each: (each.dimension, each.name, each.code)))

    @cached
    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        used = (
            select(PlanRow.version_id)
            .join(SeriesRow, SeriesRow.id == PlanRow.series_id)
            .where(
                _live("plan"),
                SeriesRow.organisation == organisation,
                SeriesRow.indicator == indicator,
            )
        )
        return tuple(self._versions(PlanVersionRow.id.in_(used)))

    @cached
    def plan_version(self, slug: str) -> PlanVersion:
        found = list(self._versions(PlanVersionRow.slug == slug))
        if not found:
            raise UnknownPlanVersion(slug)
        return found[0]

    def _versions(self, wanted: ColumnElement[bool]) -> Iterable[PlanVersion]:
        query = select(
            PlanVersionRow.slug,
            PlanVersionRow.name,
            PlanVersionRow.scenario,
            PlanVersionRow.status,
            PlanVersionRow.submitted_on,
            PlanVersionRow.illustrative,
        )
        rows = self._rows(
            query.where(wanted).order_by(PlanVersionRow.submitted_on, PlanVersionRow.slug)
        )
        return (PlanVersion(*row) for row in rows)

    @cached
    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]:
        query = select(
            LoadRow.id,
            LoadRow.title,
            LoadRow.publisher,
            LoadRow.file_name,
            LoadRow.published_on,
            LoadRow.loaded_at,
            LoadRow.illustrative,
        )
        rows = self._rows(query.where(LoadRow.id.in_(sorted(ids))).order_by(LoadRow.id))
        return tuple(
            Load(id_, title, publisher, file, published, loaded.date(), illustrative)
            for id_, title, publisher, file, published, loaded, illustrative in rows
        )

    @cached
    def reference_values(self, indicator: str, organisation: str) -> tuple[ReferenceValue, ...]:
        table = ReferenceValueRow
        query = select(
            table.kind,
            table.label,
            table.organisation,
            table.period_start,
            table.period_end,
            table.value,
            table.unit,
            table.source,
            table.quote,
        ).where(table.indicator == indicator, table.organisation == organisation)
        return tuple(ReferenceValue(*row) for row in self._rows(query.order_by(table.id)))

    @cached
    def local_standards(self, indicator: str, organisation: str) -> tuple[LocalStandard, ...]:
        table = LocalStandardRow
        query = select(
            table.organisation,
            table.comparator,
            table.value,
            table.valid_from,
            table.valid_to,
            table.source,
        ).where(table.indicator == indicator, table.organisation == organisation)
        return tuple(LocalStandard(*row) for row in self._rows(query.order_by(table.valid_from)))

    @cached
    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]:
        table = ActionRow
        query = select(
            table.text, table.milestone, table.start_on, table.due_on, table.partner, table.source
        ).where(table.indicator == indicator, table.organisation == organisation)
        return tuple(
            PlannedAction(*row) for row in self._rows(query.order_by(table.due_on, table.id))
        )

    @cached
    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]:
        table = DataBreakRow
        query = select(table.on, table.effect, table.treatment).where(
            table.indicator == indicator, table.organisation.in_(["", organisation])
        )
        return tuple(DataBreak(*row) for row in self._rows(query.order_by(table.on)))

    @cached
    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]:
        table = PopulationBaseRow
        query = select(table.value, table.valid_from, table.valid_to).where(
            table.organisation == organisation, table.base == base
        )
        return tuple(PopulationBase(*row) for row in self._rows(query.order_by(table.valid_from)))


def _by_series(
    rows: Sequence[Row[Any]],
) -> Iterable[tuple[SeriesKey, bool, list[Sequence[Any]]]]:
    """Rows of several series, which begin with the key and `illustrative`, series by series."""
    for head, group in groupby(rows, key=itemgetter(*range(7))):
        yield _key(head[:6]), head[6], [row[7:] for row in group]
