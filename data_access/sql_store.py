"""How do the rows of the database become what services ask for?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine, Row, Select

from dashboard.errors import UnknownOrganisation, UnknownPlanVersion
from dashboard.held import FileTotals, HeldSeries, LoadedFile, Restatement, RowSetAside
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
from data_access import band_text, held, loaded, queries, small_tables
from data_access.cache import ReadCache, cached
from data_access.rows import as_observations, as_organisation, as_plan_points, by_series
from data_access.series_of import SeriesOf, series_of
from data_access.small_tables import Grouped
from data_access.snapshots import Snapshots
from data_access.tables import (
    OrganisationRow,
)

_BATCH = 500


def _batches(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    """No more values in one statement than every database takes."""
    return (codes[first : first + _BATCH] for first in range(0, len(codes), _BATCH))


def _code(row: Sequence[Any]) -> str:
    return str(row[0])


def _start_and_version(point: Sequence[Any]) -> tuple[date, str]:
    return point[0], point[2]


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
    def _every_organisation(self) -> Mapping[str, Organisation]:
        """By code, and by ONS code where that is no code; of two with one ONS code the first."""
        rows = self._rows(queries.organisations_with_ons_codes())
        named = {row[0]: as_organisation(row[:6]) for row in rows}
        by_ons_code = {row[6]: named[row[0]] for row in sorted(rows, reverse=True, key=_code)}
        return MappingProxyType({**by_ons_code, **named})

    def organisation(self, code: str) -> Organisation:
        """By its own code before an ONS code, which an earlier and a later one may share."""
        found = self._every_organisation().get(code)
        if found is None:
            raise UnknownOrganisation(code)
        return found

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
    def _series_of(self, organisation: str) -> SeriesOf:
        return series_of(self._rows, organisation)

    @cached
    def actual(self, key: SeriesKey) -> ActualSeries | None:
        stored = self._series_of(key.organisation).actuals.get(key)
        rows = self._rows(queries.observations(stored.id)) if stored else ()
        if not stored or not rows:
            return None
        return ActualSeries(key, stored.illustrative, as_observations(key.grain, rows))

    @cached
    def plan(self, key: SeriesKey) -> PlanSeries | None:
        stored = self._series_of(key.organisation).plans.get(key)
        rows = self._rows(queries.plan_points(stored.id)) if stored else ()
        if not stored or not rows:
            return None
        versions = self._versions()
        named = sorted(
            (start, end, versions[version].slug, *figures) for start, end, version, *figures in rows
        )
        return PlanSeries(key, stored.illustrative, as_plan_points(key.grain, named))

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

    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        return self._series_of(organisation).grains(indicator)

    @cached
    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        names, every = self._member_names(), self._every_organisation()
        members = [
            Member("provider", key.provider, every[key.provider].name)
            if key.provider
            else Member(
                key.dimension, key.member, names.get((key.dimension, key.member), key.member)
            )
            for key in self._series_of(organisation).parts(indicator, grain)
            if not key.provider or key.provider in every
        ]
        return tuple(sorted(members, key=lambda each: (each.dimension, each.name, each.code)))

    @cached
    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        """The first submitted first."""
        plans = self._series_of(organisation).plans
        series = [stored.id for key, stored in plans.items() if key.indicator == indicator]
        used = {row[0] for row in self._rows(queries.versions_used(series))} if series else set()
        return tuple(version for id_, version in self._versions().items() if id_ in used)

    def plan_version(self, slug: str) -> PlanVersion:
        for version in self._versions().values():
            if version.slug == slug:
                return version
        raise UnknownPlanVersion(slug)

    @cached
    def _versions(self) -> Mapping[int, PlanVersion]:
        return small_tables.plan_versions(self._rows)

    @cached
    def _member_names(self) -> Mapping[tuple[str, ...], str]:
        return small_tables.member_names(self._rows)

    @cached
    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]:
        return loaded.loads(self._rows, ids)

    @cached
    def files(self, most: int | None = None) -> tuple[LoadedFile, ...]:
        return loaded.files(self._rows, most)

    @cached
    def file_totals(self) -> FileTotals:
        return loaded.file_totals(self._rows)

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
    def _reference_values(self) -> Grouped[ReferenceValue]:
        return small_tables.reference_values(self._rows)

    @cached
    def _local_standards(self) -> Grouped[LocalStandard]:
        return small_tables.local_standards(self._rows)

    @cached
    def _actions(self) -> Grouped[PlannedAction]:
        return small_tables.actions(self._rows)

    @cached
    def _data_breaks(self) -> Grouped[tuple[str, DataBreak]]:
        return small_tables.data_breaks(self._rows)

    @cached
    def _bases(self) -> Grouped[PopulationBase]:
        return small_tables.bases(self._rows)

    @cached
    def _shares(self) -> Grouped[ProviderShare]:
        return small_tables.shares(self._rows)

    def reference_values(self, indicator: str, organisation: str) -> tuple[ReferenceValue, ...]:
        return self._reference_values().get((indicator, organisation), ())

    def local_standards(self, indicator: str, organisation: str) -> tuple[LocalStandard, ...]:
        return self._local_standards().get((indicator, organisation), ())

    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]:
        return self._actions().get((indicator, organisation), ())

    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]:
        there = self._data_breaks().get((indicator,), ())
        return tuple(each for place, each in there if place in ("", organisation))

    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]:
        return self._bases().get((organisation, base), ())

    def shares(self, commissioner: str) -> tuple[ProviderShare, ...]:
        return self._shares().get((commissioner,), ())
