"""What is stored of a board's providers by week, by month and in their plans?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum

from dashboard.calculations.aggregation import NO_ACTIVITY
from dashboard.calculations.month_forecast import Counted
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Membership, Organisation
from dashboard.periods import Grain, period_end
from dashboard.series import Observation, SeriesKey
from dashboard.services.ae_week.boards import KIND
from dashboard.services.catalogue import Data

FOUR_HOURS = "ae_4hour"
# The plan and the standard of a single type are of an indicator of its own, where there is one.
OF_TYPE = {"1": "ae_4hour_type1"}
DIMENSION = "ae_type"


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """What the providers of a period come to; see WeekFigure. start: the period's first day."""

    start: date
    end: date
    counted: Counted | None
    missing: tuple[str, ...]


@dataclass
class Reading:
    """What one page reads, and from which loads and of what kind it came."""

    data: Data
    board: str
    as_at: date
    loads: set[int] = field(default_factory=set)
    illustrative: bool = False

    def __post_init__(self) -> None:
        self.members: Sequence[Membership] = self.data.store.memberships(self.board, KIND)

    def providers_on(self, day: date, only: str = "") -> tuple[Organisation, ...]:
        return tuple(
            each.part
            for each in self.members
            if each.valid_from <= day
            and (each.valid_to is None or day <= each.valid_to)
            and only in ("", each.part.code)
        )

    def every_provider(self, only: str = "") -> tuple[Organisation, ...]:
        there = {each.part.code: each.part for each in self.members}
        return tuple(each for code, each in there.items() if only in ("", code))

    def indicator_of(self, type_: str) -> Indicator | None:
        """By whose plan and standard a type is held; None for a type that has neither."""
        name = OF_TYPE.get(type_, "") if type_ else FOUR_HOURS
        return next((each for each in self.data.indicators.values() if each.id == name), None)

    def observed(
        self, indicator: str, provider: str, grain: Grain, type_: str = ""
    ) -> dict[date, Observation]:
        """By first day: periods that had ended by the as-at date."""
        part = ("", DIMENSION, type_) if type_ else ()
        series = self.data.store.actual(SeriesKey(indicator, provider, grain, *part))
        if series is None:
            return {}
        self.illustrative |= series.illustrative
        return {
            each.period_start: each for each in series.observations if each.period_end <= self.as_at
        }

    def figures(self, grain: Grain, type_: str, only: str = "") -> dict[date, PeriodFigure]:
        """By first day, of the providers that the board had when each period ended.

        only: one provider's.
        """
        of = {
            each.code: self.observed(FOUR_HOURS, each.code, grain, type_)
            for each in self.every_provider(only)
        }
        found = {}
        for start in sorted({start for some in of.values() for start in some}):
            end = period_end(start, grain)
            there = self.providers_on(end, only)
            if there:
                found[start] = _together(start, end, there, [of[p.code].get(start) for p in there])
        return found

    def came_with(self, observations: Iterable[Observation]) -> None:
        self.loads.update(each.load for each in observations)


def _together(
    start: date, end: date, there: Sequence[Organisation], given: Sequence[Observation | None]
) -> PeriodFigure:
    counted, missing = [], []
    for provider, found in zip(there, given, strict=True):
        if found is not None and found.numerator is not None and found.denominator is not None:
            counted.append((found.denominator - found.numerator, found.denominator))
        elif found is not None and found.absent_reason == NO_ACTIVITY:
            counted.append((0.0, 0.0))
        else:
            missing.append(why_missing(provider, found))
    whole = Counted(fsum(b for b, _ in counted), fsum(d for _, d in counted)) if counted else None
    return PeriodFigure(start, end, whole, tuple(missing))


def why_missing(provider: Organisation, found: Observation | None) -> str:
    """`University Hospitals of North Midlands (not submitted)`."""
    reason = (found.absent_reason or "no counts") if found is not None else "not loaded"
    return f"{provider.name} ({reason.replace('_', ' ')})"


def keys_of(reading: Reading, indicators: Sequence[str], types: Sequence[str]) -> list[SeriesKey]:
    """Everything that the page will ask for, so that it is read in one go."""
    return [key for each in reading.every_provider() for key in _keys(each, indicators, types)]


def _keys(
    provider: Organisation, indicators: Sequence[str], types: Sequence[str]
) -> Iterator[SeriesKey]:
    for grain in (Grain.WEEK, Grain.MONTH):
        yield SeriesKey(FOUR_HOURS, provider.code, grain)
        for type_ in types:
            yield SeriesKey(FOUR_HOURS, provider.code, grain, "", DIMENSION, type_)
    for name in OF_TYPE.values():
        yield SeriesKey(name, provider.code, Grain.MONTH)
    for name in indicators:
        yield SeriesKey(name, provider.code, Grain.WEEK)
