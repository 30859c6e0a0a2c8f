"""What answers services in a test of the core? Plain lists, read as the database reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

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
from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.marking import Mark
from dashboard.organisations import Level, Membership, Organisation, Succession
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain
from dashboard.series import (
    ActualSeries,
    Distribution,
    Member,
    Observation,
    OrganisationSeries,
    PlanPoint,
    PlanSeries,
    PlanVersion,
    SeriesKey,
)
from dashboard.services.catalogue import Data
from dashboard.store import PerformanceStore
from dashboard.written.actions import Action, StatusChange
from dashboard.written.exceptions import Override, WrittenNarrative
from dashboard.written.meetings import Question, SavedView, Snapshot
from tests.builders import indicator, plan_version
from tests.core.fake_ledger import Written
from tests.core.fake_reads import by_name, headline, holds, named, reach, since_or_whole

OXFORDSHIRE = Organisation("10Q", "Oxfordshire CCG", Level.CCG)
DUDLEY = Organisation("05C", "Dudley CCG", Level.CCG)
BANBURY = Organisation("banbury", "Banbury", Level.LOCALITY)
NORTH = Organisation("north", "North Oxfordshire", Level.LOCALITY)
TRUST = Organisation("RTH", "Oxford University Hospitals", Level.TRUST)
GROUP = Organisation("partnership", "Health Partnership", Level.GROUP)
AS_AT = date(2020, 3, 31)


@dataclass
class FakeStore:
    """PerformanceStore over lists; tests put rows in before they ask.

    relations: (parent, kind, child), valid on every day; dated: (parent, kind, membership).
    facts: of the kinds that hang on an indicator and an organisation, by both.
    """

    places: list[Organisation] = field(
        default_factory=lambda: [OXFORDSHIRE, DUDLEY, BANBURY, NORTH, TRUST, GROUP]
    )
    actuals: list[ActualSeries] = field(default_factory=list)
    plans: list[PlanSeries] = field(default_factory=list)
    versions: list[PlanVersion] = field(default_factory=lambda: [plan_version()])
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    files: list[Load] = field(default_factory=list)
    names: list[Member] = field(default_factory=list)
    stated: list[tuple[str, ReferenceValue]] = field(default_factory=list)
    local: list[tuple[str, LocalStandard]] = field(default_factory=list)
    tasks: list[tuple[str, str, PlannedAction]] = field(default_factory=list)
    breaks: list[tuple[str, str, DataBreak]] = field(default_factory=list)
    populations: list[tuple[str, str, PopulationBase]] = field(default_factory=list)
    shared: list[tuple[str, ProviderShare]] = field(default_factory=list)
    dated: list[tuple[str, str, Membership]] = field(default_factory=list)
    weekly: list[tuple[SeriesKey, Distribution]] = field(default_factory=list)
    taken_in: list[LoadedFile] = field(default_factory=list)
    replaced: list[Restatement] = field(default_factory=list)
    takeovers: list[Succession] = field(default_factory=list)
    marked: list[tuple[str, str, Mark]] = field(default_factory=list)
    written: Written = field(default_factory=Written)
    stood: dict[tuple[SeriesKey, date], PlaceInFile] = field(default_factory=dict)
    version: int = 7
    as_at: date | None = None

    def add(
        self,
        key: SeriesKey,
        observations: Sequence[Observation] = (),
        plan: Sequence[PlanPoint] = (),
        *,
        illustrative: bool = False,
        plan_illustrative: bool = False,
    ) -> "FakeStore":
        if observations:
            self.actuals.append(ActualSeries(key, illustrative, tuple(observations)))
        if plan:
            self.plans.append(PlanSeries(key, plan_illustrative, tuple(plan)))
        return self

    def data_version(self) -> int:
        return self.version

    def carried_as_at(self) -> date | None:
        return self.as_at

    def organisation(self, code: str) -> Organisation:
        for each in self.places:
            if each.code == code:
                return each
        raise UnknownOrganisation(code)

    def organisations(self, level: Level | None = None) -> tuple[Organisation, ...]:
        return by_name(each for each in self.places if level in (None, each.level))

    def organisations_with_figures(self, on: date | None = None) -> tuple[Organisation, ...]:
        shown = {series.key.organisation for series in self.actuals if headline(series.key)}
        parts = (Level.LOCALITY, Level.PRACTICE, Level.PCN)
        day = on or self.as_at or AS_AT
        there = [each for each in self.places if not each.closed_by(day)]
        return by_name(p for p in there if p.code in shown and p.level not in parts)

    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return by_name(each.part for each in self.memberships(parent, kind) if holds(each, on))

    def parents(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]:
        there = [above for above, how, below in self.relations if (below, how) == (child, kind)]
        there += [
            above
            for above, how, each in self.dated
            if (each.part.code, how) == (child, kind) and holds(each, on)
        ]
        return by_name(self.organisation(code) for code in there)

    def actual(self, key: SeriesKey) -> ActualSeries | None:
        return next((series for series in self.actuals if series.key == key), None)

    def plan(self, key: SeriesKey) -> PlanSeries | None:
        return next((series for series in self.plans if series.key == key), None)

    def read_together(self, keys: Sequence[SeriesKey]) -> None:
        """Nothing is gained here: everything is at hand."""

    def actual_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[ActualSeries, ...]:
        found = [self.actual(SeriesKey(indicator, code, grain)) for code in organisations]
        return tuple(series for series in found if series is not None)

    def plan_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[PlanSeries, ...]:
        found = [self.plan(SeriesKey(indicator, code, grain)) for code in organisations]
        return tuple(series for series in found if series is not None)

    def figures_of_period(
        self, indicator: str, grain: Grain, period_start: date
    ) -> tuple[PeriodFigure, ...]:
        return tuple(
            PeriodFigure(s.key.organisation, *o[2:8], s.illustrative)
            for s in sorted(self.actuals, key=lambda series: series.key.organisation)
            if (s.key.indicator, s.key.grain) == (indicator, grain) and headline(s.key)
            for o in s.observations
            if o.period_start == period_start
        )

    def distributions(self, key: SeriesKey) -> tuple[Distribution, ...]:
        return tuple(each for of, each in self.weekly if of == key)

    def shares(self, commissioner: str) -> tuple[ProviderShare, ...]:
        return tuple(each for of, each in self.shared if of == commissioner)

    def memberships(self, parent: str, kind: str) -> tuple[Membership, ...]:
        """Dated ones, and those of `relations`, which hold on every day."""
        always = [
            Membership(self.organisation(below), date.min, None)
            for above, how, below in self.relations
            if (above, how) == (parent, kind)
        ]
        dated = [each for above, how, each in self.dated if (above, how) == (parent, kind)]
        return tuple(sorted([*always, *dated], key=lambda each: (each.part.name, each.valid_from)))

    def predecessors(self, code: str) -> tuple[Succession, ...]:
        return tuple(each for each in self.takeovers if each.successor == code)

    def successors(self, code: str) -> tuple[Succession, ...]:
        return tuple(each for each in self.takeovers if each.predecessor == code)

    def headlines(self, organisation: str, since: date) -> OrganisationSeries:
        def wanted(key: SeriesKey) -> bool:
            return key.organisation == organisation and headline(key)

        return OrganisationSeries(
            tuple(
                ActualSeries(s.key, s.illustrative, tuple(since_or_whole(s.observations, since)))
                for s in self.actuals
                if wanted(s.key)
            ),
            tuple(
                PlanSeries(s.key, s.illustrative, tuple(since_or_whole(s.points, since)))
                for s in self.plans
                if wanted(s.key)
            ),
        )

    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        return frozenset(
            series.key.grain
            for series in self.actuals
            if (series.key.indicator, series.key.organisation) == (indicator, organisation)
        )

    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        keys = [series.key for series in self.actuals]
        found = [
            Member("provider", key.provider, self.organisation(key.provider).name)
            if key.provider
            else named(key, self.names)
            for key in keys
            if (key.indicator, key.organisation, key.grain) == (indicator, organisation, grain)
            and not headline(key)
        ]
        return tuple(sorted(found, key=lambda each: (each.dimension, each.name)))

    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        used = {
            point.version
            for series in self.plans
            if (series.key.indicator, series.key.organisation) == (indicator, organisation)
            for point in series.points
        }
        return tuple(version for version in self.versions if version.slug in used)

    def plan_version(self, slug: str) -> PlanVersion:
        for each in self.versions:
            if each.slug == slug:
                return each
        raise UnknownPlanVersion(slug)

    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]:
        return tuple(sorted((f for f in self.files if f.id in ids), key=lambda each: each.id))

    def place_in_file(self, key: SeriesKey, period_start: date) -> PlaceInFile | None:
        return self.stood.get((key, period_start))

    def loaded_files(self, most: int | None = None) -> tuple[LoadedFile, ...]:
        return tuple(sorted(self.taken_in, key=lambda each: -each.id)[:most])

    def file_totals(self) -> FileTotals:
        aside = [each.set_aside for each in self.taken_in if each.set_aside]
        return FileTotals(len(self.taken_in), len(aside), sum(aside))

    def set_aside(self, load: int) -> tuple[RowSetAside, ...]:
        return next((each.aside for each in self.taken_in if each.id == load), ())

    def held(self, organisation: str, as_at: date) -> tuple[HeldSeries, ...]:
        return tuple(
            reach(series, self.replaced, as_at)
            for series in self.actuals
            if series.key.organisation == organisation and headline(series.key)
        )

    def restatements(self, organisation: str) -> tuple[Restatement, ...]:
        return tuple(each for each in self.replaced if each.organisation == organisation)

    def reference_values(self, indicator: str, organisation: str) -> tuple[ReferenceValue, ...]:
        return tuple(
            v for of, v in self.stated if (of, v.organisation) == (indicator, organisation)
        )

    def local_standards(self, indicator: str, organisation: str) -> tuple[LocalStandard, ...]:
        return tuple(v for of, v in self.local if (of, v.organisation) == (indicator, organisation))

    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]:
        return tuple(v for of, place, v in self.tasks if (of, place) == (indicator, organisation))

    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]:
        return tuple(v for of, p, v in self.breaks if of == indicator and p in ("", organisation))

    def marks(self, indicator: str, organisation: str) -> tuple[Mark, ...]:
        there = [m for of, place, m in self.marked if (of, place) == (indicator, organisation)]
        return tuple(sorted(there, key=lambda each: (each.on, each.id)))

    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]:
        return tuple(v for place, of, v in self.populations if (place, of) == (organisation, base))

    def written_actions(self, organisation: str) -> tuple[Action, ...]:
        return tuple(each for each in self.written.actions if each.organisation == organisation)

    def status_changes(self, action: str) -> tuple[StatusChange, ...]:
        return tuple(each for each in reversed(self.written.changes) if each.action == action)

    def overrides(self, organisation: str) -> tuple[Override, ...]:
        there = reversed(self.written.overrides)
        return tuple(each for each in there if each.organisation == organisation)

    def narratives(self, organisation: str) -> tuple[WrittenNarrative, ...]:
        last = {
            (each.indicator, each.length): each
            for each in self.written.narratives
            if each.organisation == organisation
        }
        return tuple(last.values())

    def saved_views(self) -> tuple[SavedView, ...]:
        return tuple(sorted(self.written.views, key=lambda each: each.name.casefold()))

    def questions(self, board: str) -> tuple[Question, ...]:
        there = [each for each in self.written.questions if each.board == board]
        return tuple(sorted(there, key=lambda each: (each.week, each.id)))

    def snapshots(self, organisation: str) -> tuple[Snapshot, ...]:
        last = {s.held_on: s for s in self.written.snapshots if s.organisation == organisation}
        return tuple(last[day] for day in sorted(last, reverse=True))


def data_of(
    store: PerformanceStore,
    *indicators: Indicator,
    as_at: date = AS_AT,
    first_organisation: str = "",
) -> Data:
    """What services work with: the store, the given indicators (one if none), a date."""
    registry = IndicatorRegistry(list(indicators) or [indicator()])
    return Data(store, registry, as_at, first_organisation=first_organisation)


def key(
    organisation: str = "10Q",
    of: str = "waits",
    grain: Grain = Grain.MONTH,
    provider: str = "",
    dimension: str = "",
    member: str = "",
) -> SeriesKey:
    """The headline of `waits` in Oxfordshire by month."""
    return SeriesKey(of, organisation, grain, provider, dimension, member)
