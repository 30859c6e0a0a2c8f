"""One period of a line: actual, plan and standard side by side, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dashboard.calculations.against_plan import AgainstPlan, Figure, against_plan
from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.aggregation import (
    COUNTS,
    NO_ACTIVITY,
    Part,
    percentage,
    total_over_time,
)
from dashboard.calculations.views import View, ViewPeriod
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator, Standard, Unit
from dashboard.periods import Grain, period_end, period_label, short_month
from dashboard.services.slots import label_grain, slots_of, stored_parts
from dashboard.store import Observation, PlanPoint

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


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a line, by first day, and how it is to be looked at.

    grain: of the stored figures; view: of the points they become. lacking, loads: as in Figures.
    """

    observed: Mapping[date, Observation]
    planned: Mapping[date, PlanPoint]
    indicator: Indicator
    view: View
    grain: Grain
    as_at: date
    lacking: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    loads: Mapping[date, frozenset[int]] = field(default_factory=dict)


def points_of(stored: Stored) -> tuple[Point, ...]:
    """A point for every period from the first to the last that is stored or planned.

    Raises NotAdditive when the view needs a total that cannot be made.
    """
    indicator, view = stored.indicator, stored.view
    there = [start for start, each in stored.observed.items() if not each.absent_reason]
    first, last = min(there, default=date.max), max(there, default=date.min)
    points = []
    for slot in slots_of(view, stored.grain, sorted({*stored.observed, *stored.planned})):
        label = period_label(slot.start, slot.end, label_grain(view, stored.grain))
        point = Point(slot.start, slot.end, label)
        point = _with_actual(point, slot, stored_parts(slot, stored.observed, view), indicator)
        if stored.loads:
            point = _put_together(point, slot, stored)
        point = _with_plan(point, slot, stored.planned, indicator)
        if point.value is None and not point.absent_reason:
            reason = _absence(slot, first, last, indicator, stored.as_at)
            point = replace(point, absent_reason=reason)
        points.append(_judged(point, slot, indicator))
    return tuple(points)


def _put_together(point: Point, slot: ViewPeriod, stored: Stored) -> Point:
    """What a figure made of several organisations' is without, and all it came from."""
    parts = [start for start in slot.expected if start in stored.observed]
    lacking = dict.fromkeys(name for start in parts for name in stored.lacking.get(start, ()))
    loads = point.loads.union(*(stored.loads.get(start, frozenset()) for start in parts))
    return replace(point, lacking=tuple(lacking) if point.value is not None else (), loads=loads)


def _scale(indicator: Indicator, slot: ViewPeriod, missing: Sequence[str] = ()) -> float:
    """What makes a year of the months there are, for rates that are quoted by the year."""
    return 12 / (len(slot.expected) - len(missing)) if indicator.annualised else 1.0


def _with_actual(
    point: Point, slot: ViewPeriod, there: Sequence[Observation], indicator: Indicator
) -> Point:
    if not there:
        return point
    if len(slot.expected) == 1:
        return _of_one(point, there[0], indicator, _scale(indicator, slot))
    parts = [
        Part(short_month(o.period_start), o.numerator, o.denominator, o.value, o.absent_reason)
        for o in there
    ]
    expected = [short_month(start) for start in slot.expected]
    total = total_over_time(parts, indicator.aggregation, expected, indicator.name)
    missing = total.missing if total.parts_present else ()
    scale = _scale(indicator, slot, missing)
    value = _value(total.numerator, total.denominator, None, indicator, scale)
    reasons = [each.absent_reason for each in there if each.absent_reason]
    return replace(
        point,
        numerator=total.numerator,
        denominator=total.denominator,
        value=value,
        missing=missing if value is not None else (),
        status="provisional" if any(o.status == "provisional" for o in there) else there[-1].status,
        absent_reason=(reasons or [NO_ACTIVITY])[-1] if value is None else "",
        loads=frozenset(each.load for each in there),
    )


def _of_one(point: Point, given: Observation, indicator: Indicator, scale: float) -> Point:
    value = _value(given.numerator, given.denominator, given.value, indicator, scale)
    early = given.period_end != point.end
    label = period_label(given.period_start, given.period_end, Grain.YEAR) if early else point.label
    return replace(
        point,
        end=given.period_end,
        label=label,
        numerator=given.numerator,
        denominator=given.denominator,
        value=value,
        status=given.status,
        absent_reason=(given.absent_reason or NO_ACTIVITY) if value is None else "",
        loads=frozenset((given.load,)),
    )


def _value(
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    indicator: Indicator,
    scale: float,
) -> float | None:
    if value is not None:
        return value
    if indicator.unit is Unit.PERCENT:
        share = percentage(numerator, denominator)
        return None if share is None else share * scale
    base = _base(denominator, indicator)
    if base is None:
        return numerator
    return numerator / base if numerator is not None and base else None


def _base(denominator: float | None, indicator: Indicator) -> float | None:
    """What a figure is divided by; a count is not, whatever is published beside it."""
    return None if indicator.aggregation in COUNTS else denominator


def _with_plan(
    point: Point, slot: ViewPeriod, planned: Mapping[date, PlanPoint], indicator: Indicator
) -> Point:
    there = [planned[start] for start in slot.expected if start in planned]
    if not there:
        return point
    numerator, denominator, value = there[0].numerator, there[0].denominator, there[0].value
    if len(slot.expected) > 1:
        parts = [
            Part(short_month(p.period_start), p.numerator, p.denominator, p.value) for p in there
        ]
        expected = [short_month(start) for start in slot.expected]
        try:
            total = total_over_time(parts, indicator.aggregation, expected, indicator.name)
        except NotAdditive:
            return point
        if not total.complete:
            return point
        numerator, denominator, value = total.numerator, total.denominator, None
    return replace(
        point,
        plan_numerator=numerator,
        plan_denominator=denominator,
        plan_value=_value(numerator, denominator, value, indicator, _scale(indicator, slot)),
        plan_version=there[-1].version,
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


def _judged(point: Point, slot: ViewPeriod, indicator: Indicator) -> Point:
    standard = indicator.standard_at(point.end)
    scale = _scale(indicator, slot, point.missing)
    if point.value is None:
        return replace(point, standard=standard)
    given_value = None if point.numerator is not None else point.value
    met = (
        meets_standard(
            point.numerator,
            _base(point.denominator, indicator),
            given_value,
            indicator.unit,
            standard.comparator,
            standard.value,
            scale,
        )
        if standard
        else None
    )
    against = _NONE
    if point.plan_value is not None:
        against = _against(point, given_value, indicator, scale)
    return replace(point, standard=standard, meets_standard=met, against=against)


def _against(point: Point, given: float | None, indicator: Indicator, scale: float) -> AgainstPlan:
    if point.missing or point.lacking:
        absent = [*point.missing, *point.lacking]
        named = ", ".join(absent) if len(absent) < 4 else f"{len(absent)} parts"
        return AgainstPlan(None, None, None, f"not compared: {named} missing")
    plan_value = None if point.plan_numerator is not None else point.plan_value
    if indicator.grain is Grain.YEAR and point.end != period_end(point.start, Grain.YEAR):
        return AgainstPlan(
            None, None, None, "not compared: part of a year against a whole year's plan"
        )
    return against_plan(
        Figure(point.numerator, _base(point.denominator, indicator), given),
        Figure(point.plan_numerator, _base(point.plan_denominator, indicator), plan_value),
        indicator.unit,
        indicator.direction,
        scale,
    )
