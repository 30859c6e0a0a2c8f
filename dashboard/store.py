"""What services ask of the data: immutable rows, never SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from dashboard.held import FileTotals, HeldSeries, LoadedFile, Restatement, RowSetAside
from dashboard.marking import Mark
from dashboard.organisations import Level, Organisation, Succession
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain


# These three are tuples: a page turned to a new organisation makes and looks up thousands of them,
# and a tuple is made and compared in a quarter of the time.
class SeriesKey(NamedTuple):
    """Names one line of figures.

    provider, dimension and member are empty for the organisation's own headline series;
    `dimension` and `member` name a breakdown, such as treatment_function and 110.
    """

    indicator: str
    organisation: str
    grain: Grain
    provider: str = ""
    dimension: str = ""
    member: str = ""


class Observation(NamedTuple):
    """One period's figure.

    numerator, denominator: counts, or None where they are not published.
    value: in the indicator's unit, only where no counts are published.
    absent_reason: why there is no figure; None when there is one.
    load: the load it came with.
    """

    period_start: date
    period_end: date
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: str = "published"
    absent_reason: str | None = None
    load: int = 0


class PlanPoint(NamedTuple):
    """One period's plan in one version."""

    period_start: date
    period_end: date
    version: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class ActualSeries:
    key: SeriesKey
    illustrative: bool
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class PlanSeries:
    """Every version's points of one series, in order of period."""

    key: SeriesKey
    illustrative: bool
    points: tuple[PlanPoint, ...]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """status: draft, final, resubmission or local. submitted_on: None when not known."""

    slug: str
    name: str
    scenario: str
    status: str
    submitted_on: date | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Load:
    """Where figures came from."""

    id: int
    title: str
    publisher: str
    file_name: str
    published_on: date | None
    loaded_on: date
    illustrative: bool


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """A figure that a document states, never a point of a line.

    kind: actual, plan or standard. period_start and period_end are None where the text gives none.
    """

    kind: str
    label: str
    organisation: str
    period_start: date | None
    period_end: date | None
    value: float
    unit: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class LocalStandard:
    organisation: str
    comparator: str
    value: float
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class PlannedAction:
    text: str
    milestone: str
    start_on: date | None
    due_on: date | None
    partner: str
    source: str


@dataclass(frozen=True, slots=True)
class DataBreak:
    on: date
    effect: str
    treatment: str


@dataclass(frozen=True, slots=True)
class PopulationBase:
    value: float
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ProviderShare:
    """Which part (0-1) of a provider's activity is a commissioner's between two dates.

    version: the name of the site's set of shares.
    """

    provider: str
    share: float
    valid_from: date
    valid_to: date | None
    version: str
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A part of an organisation and when it was one."""

    part: Organisation
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many had waited 0, 1, 2 ... weeks; the last band has no upper end."""

    period_start: date
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a breakdown: a treatment function, an A&E type."""

    dimension: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationSeries:
    """Every headline series of one organisation: what the summary reads."""

    actuals: tuple[ActualSeries, ...]
    plans: tuple[PlanSeries, ...]


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
