"""What does an A&E delivery board look at each week?"""

from dataclasses import dataclass
from datetime import date

from dashboard.calculations.exact import Ratio, ratio
from dashboard.calculations.headroom import HeadroomRange
from dashboard.calculations.month_forecast import Counted, MonthForecast
from dashboard.indicators.registry import Indicator, Standard
from dashboard.organisations import Organisation
from dashboard.services.provenance import Provenance
from dashboard.written.actions import Action
from dashboard.written.meetings import Question


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """One week of a board, a provider or a department. sunday: the day it ends on.

    counted: None where nobody has a figure. missing: who should have one and has not, with the
    reason; where anybody is missing, the counts are of the others only.
    """

    sunday: date
    counted: Counted | None
    missing: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return self.counted is not None and not self.missing

    @property
    def percentage(self) -> float | None:
        return self.counted.percentage if self.counted else None


@dataclass(frozen=True, slots=True)
class PlanOfPeriod:
    """What the providers planned together. percentage: 0-100; share: the same, exactly (0-1).

    missing: providers of the period without a plan: then there is no sum of the others.
    """

    percentage: float | None
    share: Ratio | None
    missing: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """How many more long waits a period has room for. start: its first day.

    so_far: of its weeks that there are. weeks_left: Sundays still to come. plan, standard: as a
    range while attendances are still expected; None where there is none of the two.
    why: why there is no plan's headroom, in words.
    """

    name: str
    start: date
    so_far: Counted
    weeks_left: int
    plan: HeadroomRange | None
    standard: HeadroomRange | None
    why: str = ""

    @property
    def days_left(self) -> int:
        return 7 * self.weeks_left


@dataclass(frozen=True, slots=True)
class SundayNeeds:
    """What the coming week must be for its month to meet its plan (else the standard) on Sunday.

    most: long waits at most, of `expected` attendances; below 0, out of reach. at_best: the
    percentage of the month on Sunday without a single long wait. aim: percentage asked for.
    """

    sunday: date
    expected: int
    most: float
    at_best: float
    aim: float
    of_plan: bool

    @property
    def out_of_reach(self) -> bool:
        return self.most < 0


@dataclass(frozen=True, slots=True)
class Department:
    """One row of the table: a provider's type, a provider, or all of them together (whole)."""

    name: str
    provider: str
    type_: str
    week: WeekFigure
    before: WeekFigure
    last_year: WeekFigure
    plan: PlanOfPeriod
    over_plan: float | None
    room: Room | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OtherMeasure:
    """One of the weekly figures beside the four-hour wait.

    loaded: whether any week of the board's providers is. until: the last week with a figure.
    value, before: in the indicator's unit; None where there is none. missing: as in WeekFigure.
    """

    indicator: Indicator
    loaded: bool
    value: float | None = None
    before: float | None = None
    until: date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconciledMonth:
    """month: first day. difference: published less built of weeks, in points."""

    month: date
    built: Counted
    published: Counted
    difference: float


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """months: those of the last 24 of which both are known, in order of time.

    left_out: months that are published and lack a week. mean, largest: in points, None for none.
    """

    months: tuple[ReconciledMonth, ...]
    left_out: tuple[date, ...]
    mean: float | None
    largest: ReconciledMonth | None


@dataclass(frozen=True, slots=True)
class ActionOfWeek:
    """overdue: open after its due day, as the meeting sees it. due: by the coming Sunday."""

    action: Action
    overdue: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """What comes back. by: the coming Sunday. actions: what is due by then or just done, those
    first that are due this week; more: open ones that are overdue beyond those shown.
    questions: those without an answer first.
    """

    by: date
    actions: tuple[ActionOfWeek, ...]
    overdue: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AeWeek:
    """weeks: every Sunday that can be chosen, the last first. asked: the week that was asked for
    and is not there, else None. figures: this week and the thirteen before, in order of time;
    last_year: the same weeks a year before. published: of the forecast's month, once it is.
    type_name: empty for all types. illustrative: whether any figure is.
    """

    board: Organisation
    boards: tuple[Organisation, ...]
    providers: tuple[Organisation, ...]
    types: tuple[tuple[str, str], ...]
    type_: str
    type_name: str
    sunday: date
    weeks: tuple[date, ...]
    asked: date | None
    indicator: Indicator
    figures: tuple[WeekFigure, ...]
    last_year: tuple[WeekFigure, ...]
    plan: PlanOfPeriod
    standard: Standard | None
    forecast: MonthForecast | None
    published: Counted | None
    month: Room
    quarter: Room
    needs: SundayNeeds | None
    departments: tuple[Department, ...]
    others: tuple[OtherMeasure, ...]
    reconciliation: Reconciliation
    agenda: Agenda
    provenance: Provenance
    illustrative: bool

    @property
    def week(self) -> WeekFigure:
        return self.figures[-1]

    @property
    def standard_as_plan(self) -> PlanOfPeriod:
        """The standard in force, to be held against as a plan is."""
        if self.standard is None:
            return PlanOfPeriod(None, None)
        return PlanOfPeriod(self.standard.value, ratio(self.standard.value, 100))

    @property
    def before(self) -> WeekFigure:
        return self.figures[-2]

    @property
    def year_before(self) -> WeekFigure:
        return self.last_year[-1]
