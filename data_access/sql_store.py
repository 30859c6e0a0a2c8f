"""How do the rows of the database become what services ask for?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine, Row, Select, or_, select

from dashboard.errors import UnknownOrganisation, UnknownPlanVersion
from dashboard.held import HeldSeries, LoadedFile, Restatement, RowSetAside
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.store import (
    ActualSeries,
    DataBreak,
    Distribution,
    Load,
    LocalStandard,
    Member,
    Membership,
    OrganisationSeries,
    PlannedAction,
    PlanSeries,
    PlanVersion,
    PopulationBase,
    ProviderShare,
    ReferenceValue,
    SeriesKey,
)
from data_access import band_text, held, loaded, queries
from data_access.cache import ReadCache, cached
from data_access.rows import as_observations, as_organisation, as_plan_points, by_series
from data_access.snapshots import Snapshots
from data_access.tables import (
    ActionRow,
    DataBreakRow,
    LocalStandardRow,
    OrganisationRow,
    PlanVersionRow,
    PopulationBaseRow,
    ReferenceValueRow,
)

_BATCH = 500


def _batches(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    """No more values in one statement than every database takes."""
    return (codes[first : first + _BATCH] for first in range(0, len(codes), _BATCH))


class SqlStore:
    """PerformanceStore over a database. Within `pinned` work, one moment answers."""

    def __init__(self, engine: Engine) -> None:
        self._snapshots = Snapshots(engine)
        self.cache = ReadCache()

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        return self._snapshots.rows(query)

    def pin(self) -> None:
        """All that this thread reads next is from one moment: a load is seen whole or not yet."""
        self._snapshots.begin()

    def unpin(self) -> None:
        self._snapshots.end()

    def data_version(self) -> int:
        return self._snapshots.data_version()

    @cached
    def carried_as_at(self) -> date | None:
        text = self._snapshots.property("as_at")
        return date.fromisoformat(text) if text else None

    @cached
    def organisation(self, code: str) -> Organisation:
        """By its own code before an ONS code, which an earlier and a later one may share."""
        named = or_(OrganisationRow.code == code, OrganisationRow.ons_code == code)
        found = [as_organisation(row) for row in self._rows(queries.organisations(named))]
        if not found:
            raise UnknownOrganisation(code)
        return min(found, key=lambda each: (each.code != code, each.code))

    @cached
    def organisations(self, level: Level | None = None) -> tuple[Organisation, ...]:
        wanted = None if level is None else OrganisationRow.level == str(level)
        return tuple(map(as_organisation, self._rows(queries.organisations(wanted))))

    @cached
    def organisations_with_figures(self) -> tuple[Organisation, ...]:
        return tuple(map(as_organisation, self._rows(queries.organisations_with_figures())))

    @cached
    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return tuple(map(as_organisation, self._rows(queries.parts(parent, kind, on))))

    @cached
    def parents(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return tuple(map(as_organisation, self._rows(queries.parents(child, kind, on))))

    @cached
    def actual(self, key: SeriesKey) -> ActualSeries | None:
        rows = self._rows(queries.actual(key))
        if not rows:
            return None
        return ActualSeries(key, rows[0][0], as_observations(key.grain, (row[1:] for row in rows)))

    @cached
    def plan(self, key: SeriesKey) -> PlanSeries | None:
        rows = self._rows(queries.plan(key))
        if not rows:
            return None
        return PlanSeries(key, rows[0][0], as_plan_points(key.grain, (row[1:] for row in rows)))

    @cached
    def actual_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[ActualSeries, ...]:
        rows = [
            row
            for batch in _batches(organisations)
            for row in self._rows(queries.actual_series(indicator, batch, grain))
        ]
        found = {
            key.organisation: ActualSeries(key, illustrative, as_observations(grain, figures))
            for key, illustrative, figures in by_series(rows)
        }
        return tuple(found[code] for code in organisations if code in found)

    @cached
    def plan_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[PlanSeries, ...]:
        rows = [
            row
            for batch in _batches(organisations)
            for row in self._rows(queries.plan_series(indicator, batch, grain))
        ]
        found = {
            key.organisation: PlanSeries(key, illustrative, as_plan_points(grain, points))
            for key, illustrative, points in by_series(rows)
        }
        return tuple(found[code] for code in organisations if code in found)

    @cached
    def memberships(self, parent: str, kind: str) -> tuple[Membership, ...]:
        rows = self._rows(queries.memberships(parent, kind))
        return tuple(Membership(as_organisation(row[:6]), row[6], row[7]) for row in rows)

    @cached
    def distributions(self, key: SeriesKey) -> tuple[Distribution, ...]:
        rows = self._rows(queries.distributions(key))
        return tuple(Distribution(start, band_text.read(bands)) for start, bands in rows)

    @cached
    def shares(self, commissioner: str) -> tuple[ProviderShare, ...]:
        return tuple(ProviderShare(*row) for row in self._rows(queries.shares(commissioner)))

    @cached
    def headlines(self, organisation: str, since: date) -> OrganisationSeries:
        """Every headline series, from `since` on; a series that ended before then, whole."""
        actuals = self._rows(queries.headline_actuals(organisation, since))
        plans = self._rows(queries.headline_plans(organisation))
        return OrganisationSeries(
            tuple(
                ActualSeries(key, illustrative, as_observations(key.grain, figures))
                for key, illustrative, figures in by_series(actuals)
            ),
            tuple(
                PlanSeries(key, illustrative, as_plan_points(key.grain, points))
                for key, illustrative, points in by_series(plans)
            ),
        )

    @cached
    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        rows = self._rows(queries.grains(indicator, organisation))
        return frozenset(Grain(row[0]) for row in rows)

    @cached
    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        parts = self._rows(queries.members(indicator, organisation, grain))
        providers = self._rows(queries.providers(indicator, organisation, grain))
        members = [Member(dimension, code, name or code) for dimension, code, name in parts]
        members += [Member("provider", code, name) for code, name in providers]
        return tuple(sorted(members, key=lambda each: (each.dimension, each.name, each.code)))

    @cached
    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        rows = self._rows(queries.versions_of(indicator, organisation))
        return tuple(PlanVersion(*row) for row in rows)

    @cached
    def plan_version(self, slug: str) -> PlanVersion:
        rows = self._rows(queries.plan_versions(PlanVersionRow.slug == slug))
        if not rows:
            raise UnknownPlanVersion(slug)
        return PlanVersion(*rows[0])

    @cached
    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]:
        return loaded.loads(self._rows, ids)

    @cached
    def files(self, most: int | None = None) -> tuple[LoadedFile, ...]:
        return loaded.files(self._rows, most)

    @cached
    def file_count(self) -> int:
        return loaded.file_count(self._rows)

    @cached
    def set_aside(self, load: int) -> tuple[RowSetAside, ...]:
        return loaded.set_aside(self._rows, load)

    @cached
    def held(self, organisation: str, as_at: date) -> tuple[HeldSeries, ...]:
        return held.held(self._rows, organisation, as_at)

    @cached
    def restatements(self, organisation: str) -> tuple[Restatement, ...]:
        return held.restatements(self._rows, organisation)

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
        rows = self._rows(query.order_by(table.valid_from, table.id))
        return tuple(LocalStandard(*row) for row in rows)

    @cached
    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]:
        table = ActionRow
        query = select(
            table.text, table.milestone, table.start_on, table.due_on, table.partner, table.source
        ).where(table.indicator == indicator, table.organisation == organisation)
        return tuple(
            PlannedAction(*row)
            for row in self._rows(query.order_by(table.due_on.nulls_first(), table.id))
        )

    @cached
    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]:
        table = DataBreakRow
        query = select(table.on, table.effect, table.treatment).where(
            table.indicator == indicator, table.organisation.in_(["", organisation])
        )
        rows = self._rows(query.order_by(table.on, table.organisation))
        return tuple(DataBreak(*row) for row in rows)

    @cached
    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]:
        table = PopulationBaseRow
        query = select(table.value, table.valid_from, table.valid_to).where(
            table.organisation == organisation, table.base == base
        )
        return tuple(PopulationBase(*row) for row in self._rows(query.order_by(table.valid_from)))
