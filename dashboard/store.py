"""What services ask of the data: immutable rows, never SQL."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from dashboard.documents import (
    DataBreak,
    LocalStandard,
    PlannedAction,
    PopulationBase,
    ProviderShare,
    ReferenceValue,
)
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


class PerformanceStore(Protocol):
    """All reads. Each answers for one data version and hands out only immutable values."""

    def data_version(self) -> int: ...

    def carried_as_at(self) -> date | None:
        """The as-at date the database itself carries (the sample's), if any."""

    def organisation(self, code: str) -> Organisation:
        """Raises UnknownOrganisation."""

    def organisations(self, level: Level | None = None) -> tuple[Organisation, ...]:
        """All, or all of a level, by name."""

    def organisations_with_figures(self, on: date | None = None) -> tuple[Organisation, ...]:
        """Those with a headline series, localities and practices left out: the pick-list.

        on: without those that had closed by the day. None for the as-at date that the database
        carries, else today: what has closed stays reachable by its address.
        """

    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        """Children of an organisation in one hierarchy that are open at a date, by name.

        Each with its status on that day; a commissioner's `pcn` are its practices' networks.
        """

    def parents(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]: ...

    def actual(self, key: SeriesKey) -> ActualSeries | None: ...

    def plan(self, key: SeriesKey) -> PlanSeries | None: ...

    def read_together(self, keys: Sequence[SeriesKey]) -> None:
        """Read what will be asked of several series next, actuals and plans, in one go."""

    def actual_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[ActualSeries, ...]:
        """The headline series of several organisations in one read, in the order given; those
        without one are left out."""

    def plan_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[PlanSeries, ...]: ...

    def figures_of_period(
        self, indicator: str, grain: Grain, period_start: date
    ) -> tuple[PeriodFigure, ...]:
        """The headline of everybody, from countries to trusts, in one read; by code."""

    def distributions(self, key: SeriesKey) -> tuple[Distribution, ...]:
        """The weekly bands behind a series, in order of time."""

    def shares(self, commissioner: str) -> tuple[ProviderShare, ...]: ...

    def memberships(self, parent: str, kind: str) -> tuple[Membership, ...]:
        """Every part an organisation ever had in one hierarchy, by name and date."""

    def predecessors(self, code: str) -> tuple[Succession, ...]:
        """Whom an organisation took over, by day and code."""

    def successors(self, code: str) -> tuple[Succession, ...]:
        """Who took over from it, by day and code."""

    def headlines(self, organisation: str, since: date) -> OrganisationSeries: ...

    def grains(self, indicator: str, organisation: str) -> frozenset[Grain]:
        """The grains of headline or broken-down actuals that are loaded."""

    def members(self, indicator: str, organisation: str, grain: Grain) -> tuple[Member, ...]:
        """Breakdown members with actuals, by dimension and name."""

    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]: ...

    def plan_version(self, slug: str) -> PlanVersion:
        """Raises UnknownPlanVersion."""

    def loads(self, ids: frozenset[int]) -> tuple[Load, ...]: ...

    def place_in_file(self, key: SeriesKey, period_start: date) -> PlaceInFile | None:
        """Where an actual stood in the file it came with, if its reader says so."""

    def loaded_files(self, most: int | None = None) -> tuple[LoadedFile, ...]:
        """What was taken in, the newest first; only the first rows set aside come with each."""

    def file_totals(self) -> FileTotals: ...

    def set_aside(self, load: int) -> tuple[RowSetAside, ...]: ...

    def held(self, organisation: str, as_at: date) -> tuple[HeldSeries, ...]:
        """How far every headline series reached in periods that had ended by a date."""

    def restatements(self, organisation: str) -> tuple[Restatement, ...]:
        """Of its headline series, the last replaced first."""

    def reference_values(self, indicator: str, organisation: str) -> tuple[ReferenceValue, ...]: ...

    def local_standards(self, indicator: str, organisation: str) -> tuple[LocalStandard, ...]: ...

    def actions(self, indicator: str, organisation: str) -> tuple[PlannedAction, ...]: ...

    def data_breaks(self, indicator: str, organisation: str) -> tuple[DataBreak, ...]: ...

    def marks(self, indicator: str, organisation: str) -> tuple[Mark, ...]:
        """Those that stand, by day and then as they were made. They have a version of their own:
        what is kept of an answer made with them is kept by the marks too."""

    def bases(self, organisation: str, base: str) -> tuple[PopulationBase, ...]: ...

    # What people write has one version, with the marks.
    def written_actions(self, organisation: str) -> tuple[Action, ...]:
        """Those written here, by due day (those without one last), without status changes."""

    def status_changes(self, action: str) -> tuple[StatusChange, ...]:
        """Of an action by its key, planned ones too, the last first."""

    def overrides(self, organisation: str) -> tuple[Override, ...]:
        """Those that stand, the last first."""

    def narratives(self, organisation: str) -> tuple[WrittenNarrative, ...]:
        """The last one of each indicator and length."""

    def saved_views(self) -> tuple[SavedView, ...]:
        """Those that stand, by name."""

    def questions(self, board: str) -> tuple[Question, ...]:
        """By week and then as they were asked."""

    def snapshots(self, organisation: str) -> tuple[Snapshot, ...]:
        """Of its meetings, the last first; of one day only the last that was kept."""
