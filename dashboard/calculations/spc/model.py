"""What does a judgement by statistical process control consist of?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.indicators.registry import Direction
from dashboard.once import once
from dashboard.periods import Grain


class Rule(StrEnum):
    """What sets a point apart from chance, the strongest first."""

    ASTRONOMICAL = "astronomical"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


class Variation(StrEnum):
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    COMMON_CAUSE = "common_cause"
    NEITHER_HIGH = "neither_high"
    NEITHER_LOW = "neither_low"
    NOT_JUDGED = "not_judged"


class Assurance(StrEnum):
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    HIT_AND_MISS = "hit_and_miss"
    FAIL = "fail"
    NO_TARGET = "no_target"
    NOT_JUDGED = "not_judged"


class Signal(NamedTuple):
    """A rule that a point meets. high: above the mean, or part of a rise."""

    rule: Rule
    high: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """Process limits and two-sigma lines. points: how many figures are behind them."""

    mean: float
    lower: float
    upper: float
    warning_lower: float
    warning_upper: float
    moving_range: float
    points: int


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch with limits of its own.

    first, last: places among the points, both within it. trial: too few points for icons.
    reason, author: of the rebase that began it; empty for the first.
    """

    first: int
    last: int
    limits: Limits | None
    trial: bool
    reason: str
    author: str


class Measured(NamedTuple):
    """A period's figure. value: None where missing or suppressed. ghost: why it is left out."""

    start: date
    end: date
    value: float | None
    ghost: str = ""


# As plain as it comes from a line: a click has hundreds.
Given = Measured | tuple[date, date, float | None, str]


class JudgedPoint(NamedTuple):
    """A period's figure and what can be said of it.

    mean, lower, upper: of its phase; they bend with the season where the series is seasonal.
    signals: every rule it meets, the strongest first.
    """

    value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    signals: tuple[Signal, ...]
    variation: Variation
    ghost: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Settings:
    """run: how many points make a shift or a trend, 7 or 6."""

    run: int = 7
    screen_outliers: bool = False


class Baseline(NamedTuple):
    """The periods that limits are taken from, both dates within."""

    start: date
    end: date
    author: str
    reason: str


class Mark(NamedTuple):
    """A rebase from the period that holds a date on, or a ghost of that period."""

    on: date
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What people have said of a series."""

    baseline: Baseline | None = None
    rebases: tuple[Mark, ...] = ()
    ghosts: tuple[Mark, ...] = ()


NO_MARKS = Marks()
USUAL = Settings()


@dataclass(frozen=True)
class Judgement:
    """Points, phases, both icons and their words: all that a chart, table or export says.

    reason: why it is not judged or why assurance is pending, in words; empty if nothing is missing.
    suggestion: a rebase that could be considered, in words. Nothing is ever rebased by itself.
    left_out: periods without a figure or ghosted, among those judged.
    latest: place of the point that the variation is of; -1 where there is none. latest_point: that
    point. drawn: makes all of them, which a summary of forty series does not ask for.
    """

    drawn: Callable[[], tuple[JudgedPoint, ...]] = field(repr=False, compare=False)
    latest_point: JudgedPoint | None
    phases: tuple[Phase, ...]
    variation: Variation
    assurance: Assurance
    target: float | None
    reason: str
    seasonal: bool
    suggestion: str
    left_out: int
    latest: int
    direction: Direction
    grain: Grain
    marks: Marks
    settings: Settings

    @once
    def points(self) -> tuple[JudgedPoint, ...]:
        return self.drawn()
