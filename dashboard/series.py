"""What is a line of figures, and of plans, as it is stored?"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
class OrganisationSeries:
    """Every headline series of one organisation: what the summary reads."""

    actuals: tuple[ActualSeries, ...]
    plans: tuple[PlanSeries, ...]


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
