"""One period of a line: actual, plan and standard side by side, and what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.calculations.against_plan import AgainstPlan, Figure, against_plan
from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.views import ViewPeriod
from dashboard.indicators.registry import Indicator, Standard
from dashboard.periods import Grain, period_end
from dashboard.services.slots import slots_of
from dashboard.services.stored import (
    Actual,
    Planned,
    Stored,
    actual_of,
    base_of,
    planned_of,
    scale_of,
)

_NONE = AgainstPlan(None, None, None, "")


@dataclass(frozen=True, slots=True)
class Point:
    """One period. Percentages 0-100, unrounded; None where there is no figure.

    absent_reason: why there is no actual; '' when there is one or none is due yet.
    missing: parts of the period (months) that a total lacks. standard: in force at its end.
    lacking: organisations that a figure put together is without.
    open_from: weeks from which waits are no longer told apart, where the figure lies beyond.
    """

    start: date
    end: date
    label: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: str = ""
    absent_reason: str = ""
    missing: tuple[str, ...] = ()
    plan_numerator: float | None = None
    plan_denominator: float | None = None
    plan_value: float | None = None
    plan_version: str = ""
    standard: Standard | None = None
    meets_standard: bool | None = None
    against: AgainstPlan = _NONE
    loads: frozenset[int] = frozenset()
    lacking: tuple[str, ...] = ()
    open_from: int | None = None

    @property
    def provisional(self) -> bool:
        return self.status == "provisional" or bool(self.missing or self.lacking)


def points_of(stored: Stored, since: date = date.min) -> tuple[Point, ...]:
    """A point for every period from the first to the last that is stored or planned.

    since: periods that end before it are left out.
    Raises NotAdditive when the view needs a total that cannot be made.
    """
    there = [start for start, each in stored.observed.items() if not each.absent_reason]
    known = min(there, default=date.max), max(there, default=date.min)
    slots = slots_of(stored.view, stored.grain, sorted({*stored.observed, *stored.planned}))
    return tuple(_point(slot, stored, known) for slot in slots if slot.end >= since)


def _point(slot: ViewPeriod, stored: Stored, known: tuple[date, date]) -> Point:
    """known: the first and the last period of which there is a figure."""
    indicator = stored.indicator
    actual, planned = actual_of(slot, stored), planned_of(slot, stored)
    absent_reason = actual.absent_reason
    if actual.value is None and not absent_reason:
        absent_reason = _absence(slot, *known, indicator, stored.as_at)
    standard = indicator.standard_at(actual.end)
    meets, against = None, _NONE
    if actual.value is not None:
        scale = scale_of(indicator, slot, actual.missing)
        if standard:
            meets = _meets(actual, standard, indicator, scale)
        if planned.value is not None:
            against = _against(slot.start, actual, planned, indicator, scale)
    return Point(
        slot.start,
        actual.end,
        actual.label,
        actual.numerator,
        actual.denominator,
        actual.value,
        actual.status,
        absent_reason,
        actual.missing,
        planned.numerator,
        planned.denominator,
        planned.value,
        planned.version,
        standard,
        meets,
        against,
        actual.loads,
        actual.lacking,
    )


def _absence(slot: ViewPeriod, first: date, last: date, indicator: Indicator, as_at: date) -> str:
    """Why a period without any stored figure has none."""
    if first <= slot.expected[-1] <= last:
        return "not_loaded"
    if slot.end > as_at:
        return ""
    if slot.expected[-1] < first:
        return "needs_base" if indicator.base and first == date.max else "not_loaded"
    due = slot.end + timedelta(days=indicator.lag_days)
    return "late" if due <= as_at else "not_yet_published"


def _meets(actual: Actual, standard: Standard, indicator: Indicator, scale: float) -> bool | None:
    return meets_standard(
        actual.numerator,
        base_of(actual.denominator, indicator),
        None if actual.numerator is not None else actual.value,
        indicator.unit,
        standard.comparator,
        standard.value,
        scale,
    )


def _against(
    start: date, actual: Actual, planned: Planned, indicator: Indicator, scale: float
) -> AgainstPlan:
    if actual.missing or actual.lacking:
        absent = [*actual.missing, *actual.lacking]
        named = ", ".join(absent) if len(absent) < 4 else f"{len(absent)} parts"
        return AgainstPlan(None, None, None, f"not compared: {named} missing")
    if indicator.grain is Grain.YEAR and actual.end != period_end(start, Grain.YEAR):
        return AgainstPlan(
            None, None, None, "not compared: part of a year against a whole year's plan"
        )
    given = None if actual.numerator is not None else actual.value
    aim = None if planned.numerator is not None else planned.value
    return against_plan(
        Figure(actual.numerator, base_of(actual.denominator, indicator), given),
        Figure(planned.numerator, base_of(planned.denominator, indicator), aim),
        indicator.unit,
        indicator.direction,
        scale,
    )
