"""How do the rows of the database become what services ask for?"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from types import MappingProxyType

from sqlalchemy import Engine

from dashboard.documents import (
    DataBreak,
    LocalStandard,
    PlannedAction,
    PopulationBase,
    ProviderShare,
    ReferenceValue,
)
from dashboard.errors import UnknownOrganisation, UnknownPlanVersion
from dashboard.held import (
    FileTotals,
    HeldSeries,
    Load,
    LoadedFile,
    PlaceInFile,
    Restatement,
    RowSetAside,
)
from dashboard.marking import Mark
from dashboard.organisations import Level, Membership, Organisation, Succession
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain
from dashboard.series import (
    ActualSeries,
    Distribution,
    Member,
    OrganisationSeries,
    PlanSeries,
    PlanVersion,
    SeriesKey,
)
from dashboard.written.actions import Action, StatusChange
from dashboard.written.exceptions import Override, WrittenNarrative
from dashboard.written.meetings import Question, SavedView, Snapshot
from data_access import band_text, held, loaded, queries
from data_access.breaks import breaks_of
from data_access.cache import ReadCache, cached
from data_access.links import Links, links_of
from data_access.marks import MarkReads
from data_access.period_figures import period_figures
from data_access.rows import as_organisation
from data_access.series_reads import SeriesReads
from data_access.small_tables import SmallTables
from data_access.snapshots import Read, Snapshots
from data_access.tables import OrganisationRow
from data_access.written_reads import WrittenReads


class SqlStore:
    """PerformanceStore over a database. Within `pinned` work, one moment answers."""

    def __init__(self, engine: Engine) -> None:
        self._snapshots = Snapshots(engine)
        self._rows: Read = self._snapshots.rows
        self.cache = ReadCache()
        version, tuples = self._snapshots.data_version, self._snapshots.tuples
        self._small = SmallTables(self._rows, self.cache, version)
        self._series = SeriesReads(tuples, self.cache, version, self._small)
        self._marks = MarkReads(self._snapshots, self.cache)
        self._written = WrittenReads(self._snapshots, self.cache)

    def pin(self) -> None:
        """All that this thread reads next is from one moment: a load is seen whole or not yet."""
        self._snapshots.begin()

    def unpin(self) -> None:
        self._snapshots.end()

    def data_version(self) -> int:
        return self._snapshots.data_version()

    def written_version(self) -> int:
        """Of all that people write."""
        return self._snapshots.marks_version()

    @cached
    def carried_as_at(self) -> date | None:
        text = self._snapshots.property("as_at")
        return date.fromisoformat(text) if text else None

    @cached
    def _every_organisation(self) -> Mapping[str, Organisation]:
        """By code, and by ONS code where that is no code; of two with one ONS code the first."""
        rows = self._rows(queries.organisations_with_ons_codes())
        named = {row[0]: as_organisation(row[:6]) for row in rows}
        by_ons_code = {
            row[6]: named[row[0]] for row in sorted(rows, reverse=True, key=itemgetter(0))
        }
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

    def organisations_with_figures(self, on: date | None = None) -> tuple[Organisation, ...]:
        return self._picked(on or self.carried_as_at() or datetime.now(UTC).date())

    @cached
    def _picked(self, on: date) -> tuple[Organisation, ...]:
        every = map(as_organisation, self._rows(queries.organisations_with_figures()))
        return tuple(each for each in every if not each.closed_by(on))

    def other_names(self) -> Mapping[str, tuple[str, ...]]:
        """What else an organisation is called by everybody, in small letters, by its code."""
        return self._small.other_names()

    @cached
    def _links(self) -> Links:
        rows, statuses = self._rows(queries.LINKS), self._rows(queries.STATUSES_OF_LINKED)
        return links_of(rows, statuses, self._every_organisation())

    @cached
    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        if kind not in queries.PRACTICE_KINDS:
            return self._links().parts(parent, kind, on)
        return tuple(map(as_organisation, self._rows(queries.parts(parent, kind, on))))

    @cached
    def parents(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]:
        if kind not in queries.PRACTICE_KINDS:
            return self._links().above(child, kind, on)
        return tuple(map(as_organisation, self._rows(queries.parents(child, kind, on))))

    def actual(self, key: SeriesKey) -> ActualSeries | None:
        return self._series.actual(key)

    def plan(self, key: SeriesKey) -> PlanSeries | None:
        return self._series.plan(key)

    def read_together(self, keys: Sequence[SeriesKey]) -> None:
        self._series.read_together(keys)

    def actual_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[ActualSeries, ...]:
        return self._series.actual_series(indicator, organisations, grain)

    def plan_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[PlanSeries, ...]:
        return self._series.plan_series(indicator, organisations, grain)

    def headlines(self, organisation: str, since: date) -> OrganisationSeries:
        return self._series.headlines(organisation, since)

    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        return self._series.plan_versions(indicator, organisation)

    @cached
    def memberships(self, parent: str, kind: str) -> tuple[Membership, ...]:
        if kind not in queries.PRACTICE_KINDS:
            return self._links().memberships(parent, kind)
        rows = self._rows(queries.memberships(parent, kind))
        return tuple(Membership(as_organisation(row[:6]), row[6], row[7]) for row in rows)

    def predecessors(self, code: str) -> tuple[Succession, ...]:
        return self._small.predecessors().get(code, ())

    def successors(self, code: str) -> tuple[Succession, ...]:
        return self._small.successors().get(code, ())

    @cached
    def figures_of_period(
        self, indicator: str, grain: Grain, period_start: date
    ) -> tuple[PeriodFigure, ...]:
        return period_figures(self._rows, indicator, grain, period_start)

    @cached
    def distributions(self, key: SeriesKey) -> tuple[Distribution, ...]:
        rows = self._rows(queries.distributions(key))
        return tuple(Distribution(start, band_text.read(bands)) for start, bands in rows)

    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        return self._series.of(organisation).grains(indicator)

    @cached
    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        names, every = self._small.member_names(), self._every_organisation()
        members = [
            Member("provider", key.provider, every[key.provider].name)
            if key.provider
            else Member(
                key.dimension, key.member, names.get((key.dimension, key.member), key.member)
            )
            for key in self._series.of(organisation).parts(indicator, grain)
            if not key.provider or key.provider in every
        ]
        return tuple(sorted(members, key=lambda each: (each.dimension, each.name, each.code)))

    def plan_version(self, slug: str) -> PlanVersion:
        for version in self._small.plan_versions().values():
            if version.slug == slug:
                return version
        raise UnknownPlanVersion(slug)

    @cached
    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]:
        return loaded.loads(self._rows, ids)

    @cached
    def loaded_files(self, most: int | None = None) -> tuple[LoadedFile, ...]:
        return loaded.files(self._rows, most)

    @cached
    def file_totals(self) -> FileTotals:
        return loaded.file_totals(self._rows)

    def place_in_file(self, key: SeriesKey, period_start: date) -> PlaceInFile | None:
        return self._series.place_in_file(key, period_start)

    @cached
    def set_aside(self, load: int) -> tuple[RowSetAside, ...]:
        return loaded.set_aside(self._rows, load)

    @cached
    def held(self, organisation: str, as_at: date) -> tuple[HeldSeries, ...]:
        return held.held(self._rows, organisation, as_at)

    @cached
    def restatements(self, organisation: str) -> tuple[Restatement, ...]:
        return held.restatements(self._rows, organisation)

    def reference_values(self, indicator: str, organisation: str) -> tuple[ReferenceValue, ...]:
        return self._small.reference_values().get((indicator, organisation), ())

    def local_standards(self, indicator: str, organisation: str) -> tuple[LocalStandard, ...]:
        return self._small.local_standards().get((indicator, organisation), ())

    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]:
        return self._small.actions().get((indicator, organisation), ())

    @cached
    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]:
        place = self._every_organisation().get(organisation)
        named = organisation if organisation in self._small.broken() else ""
        return self._breaks(indicator, named, str(place.level) if place else "")

    @cached
    def _breaks(self, indicator: str, organisation: str, level: str) -> tuple[DataBreak, ...]:
        """Those of all organisations of a level are the same; '' for one that no break names."""
        return breaks_of(self._small.data_breaks(), indicator, organisation, level)

    def marks(self, indicator: str, organisation: str) -> tuple[Mark, ...]:
        return self._marks.standing().get((indicator, organisation), ())

    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]:
        return self._small.bases().get((organisation, base), ())

    def shares(self, commissioner: str) -> tuple[ProviderShare, ...]:
        return self._small.shares().get((commissioner,), ())

    def written_actions(self, organisation: str) -> tuple[Action, ...]:
        return self._written.actions().get((organisation,), ())

    def status_changes(self, action: str) -> tuple[StatusChange, ...]:
        return self._written.changes().get((action,), ())

    def overrides(self, organisation: str) -> tuple[Override, ...]:
        return self._written.overrides().get((organisation,), ())

    def narratives(self, organisation: str) -> tuple[WrittenNarrative, ...]:
        return self._written.narratives().get((organisation,), ())

    def saved_views(self) -> tuple[SavedView, ...]:
        return self._written.views()

    def questions(self, board: str) -> tuple[Question, ...]:
        return self._written.questions().get((board,), ())

    def snapshots(self, organisation: str) -> tuple[Snapshot, ...]:
        return self._written.meetings(organisation)
