"""One line of figures: actual, plan and standard, period by period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.calculations.against_plan import AgainstPlan, Figure, against_plan
from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.aggregation import (
    NO_ACTIVITY,
    Part,
    percentage,
    total_over_time,
)
from dashboard.calculations.plan_in_force import in_force, of_version
from dashboard.calculations.views import View, ViewPeriod, periods_of
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator, Standard, Unit
from dashboard.organisations import Organisation
from dashboard.periods import Grain, next_period, period_end, period_label, short_month
from dashboard.services.catalogue import Data, grain_of
from dashboard.store import (
    ActualSeries,
    Observation,
    PlanPoint,
    PlanSeries,
    PlanVersion,
    PopulationBase,
    SeriesKey,
)

_NONE = AgainstPlan(None, None, None, "")
_RUNNING = frozenset({View.YEAR_TO_DATE, View.ROLLING_12M})


@dataclass(frozen=True, slots=True)
class Request:
    """Which line is wanted; the parts of its key as in SeriesKey. plan: a version's slug."""

    organisation: Organisation
    view: View
    as_at: date
    provider: str = ""
    dimension: str = ""
    member: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One period. Percentages 0-100, unrounded; None where there is no figure.

    absent_reason: why there is no actual; '' when there is one or none is due yet.
    missing: parts of the period (months) that a total lacks. standard: in force at its end.
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

    @property
    def provisional(self) -> bool:
        return self.status == "provisional" or bool(self.missing)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what must be said of it.

    name: what the line is called on a chart. last_actual: first day of the last stored period (a
    month, also in the view of a quarter) that has a figure.
    """

    name: str
    request: Request
    indicator: Indicator
    points: tuple[Point, ...]
    actual_illustrative: bool
    plan_illustrative: bool
    plan_versions: tuple[PlanVersion, ...]
    last_actual: date | None = None

    @property
    def latest(self) -> Point | None:
        """The last period with a figure."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def illustrative(self) -> bool:
        return self.actual_illustrative or self.plan_illustrative

    @property
    def loads(self) -> frozenset[int]:
        return frozenset().union(*[point.loads for point in self.points])


def performance_line(data: Data, indicator: Indicator, request: Request, name: str = "") -> Line:
    """The line of one organisation, or of a provider or member within it.

    Raises NotAdditive when the view needs a total that cannot be made.
    """
    grain = grain_of(indicator, str(request.view))
    key = SeriesKey(
        indicator.id,
        request.organisation.code,
        grain,
        request.provider,
        request.dimension,
        request.member,
    )
    return line_of(
        data, indicator, request, _actual(data, indicator, key), data.store.plan(key), name
    )


def _actual(data: Data, indicator: Indicator, key: SeriesKey) -> ActualSeries | None:
    """The stored series, or for a rate on a site's base the count it is made from."""
    stored = data.store.actual(key)
    if stored is None and indicator.counted_by:
        stored = data.store.actual(replace(key, indicator=indicator.counted_by))
    return stored


def line_of(
    data: Data,
    indicator: Indicator,
    request: Request,
    actual: ActualSeries | None,
    plan: PlanSeries | None,
    name: str = "",
) -> Line:
    """The line made of series that were read already."""
    grain = grain_of(indicator, str(request.view))
    observed = _observed(data, indicator, request, actual)
    versions = _versions(data, plan)
    planned = {p.period_start: p for p in _planned(plan, versions, request)}
    slots = _slots(request.view, grain, sorted({*observed, *planned}))
    actual_starts = [start for start, each in observed.items() if not each.absent_reason]
    first, last = min(actual_starts, default=date.max), max(actual_starts, default=date.min)
    points = []
    for slot in slots:
        point = Point(
            slot.start,
            slot.end,
            period_label(slot.start, slot.end, _label_grain(request.view, grain)),
        )
        point = _with_actual(point, slot, _there(slot, observed, request.view), indicator)
        point = _with_plan(point, slot, planned, indicator)
        if point.value is None and not point.absent_reason:
            point = replace(
                point, absent_reason=_absence(slot, first, last, indicator, request.as_at)
            )
        points.append(_judged(point, slot, indicator))
    used = {point.plan_version for point in points}
    return Line(
        name or request.organisation.name,
        request,
        indicator,
        tuple(points),
        bool(actual and actual.illustrative),
        bool(plan and plan.illustrative),
        tuple(version for version in versions.values() if version.slug in used),
        max(actual_starts, default=None),
    )


def _label_grain(view: View, grain: Grain) -> Grain:
    if view is View.QUARTER:
        return Grain.QUARTER
    return Grain.ROLLING_12M if view is View.ROLLING_12M else grain


def _observed(
    data: Data, indicator: Indicator, request: Request, actual: ActualSeries | None
) -> dict[date, Observation]:
    """Figures of periods that had ended by the as-at date."""
    if actual is None:
        return {}
    known = [each for each in actual.observations if each.period_end <= request.as_at]
    if indicator.counted_by and actual.key.indicator == indicator.counted_by:
        bases = data.store.bases(request.organisation.code, indicator.base)
        known = [replace(each, denominator=_base_at(bases, each.period_end)) for each in known]
        known = [each for each in known if each.denominator]
    return {each.period_start: each for each in known}


def _base_at(bases: Sequence[PopulationBase], day: date) -> float | None:
    return next(
        (
            base.value
            for base in reversed(bases)
            if base.valid_from <= day and (base.valid_to is None or day <= base.valid_to)
        ),
        None,
    )


def _versions(data: Data, plan: PlanSeries | None) -> Mapping[str, PlanVersion]:
    slugs = dict.fromkeys(point.version for point in plan.points) if plan else {}
    return {slug: data.store.plan_version(slug) for slug in slugs}


def _planned(
    plan: PlanSeries | None, versions: Mapping[str, PlanVersion], request: Request
) -> Sequence[PlanPoint]:
    if plan is None:
        return ()
    if request.plan:
        return of_version(plan.points, request.plan)
    return in_force(plan.points, versions, request.as_at)


def _slots(view: View, grain: Grain, starts: Sequence[date]) -> Sequence[ViewPeriod]:
    """Every period of the view from the first to the last, with none left out between them."""
    if not starts or grain is Grain.YEAR:  # calendar and financial years occur: none is invented
        return periods_of(view, starts, grain)
    every, start = [], starts[0]
    while start <= starts[-1]:
        every.append(start)
        start = next_period(start, grain)
    return periods_of(view, every, grain)


def _scale(indicator: Indicator, slot: ViewPeriod, missing: Sequence[str] = ()) -> float:
    """What makes a year of the months there are, for rates that are quoted by the year."""
    return 12 / (len(slot.expected) - len(missing)) if indicator.annualised else 1.0


def _there(
    slot: ViewPeriod, observed: Mapping[date, Observation], view: View
) -> Sequence[Observation]:
    """The stored parts of a period.

    A month without a figure has no running total: it would repeat the month before.
    """
    there = [observed[start] for start in slot.expected if start in observed]
    last = observed.get(slot.expected[-1])
    if view not in _RUNNING or (last and last.absent_reason in (None, NO_ACTIVITY)):
        return there
    return (last,) if last else ()


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
    if indicator.unit is Unit.COUNT:
        return numerator
    share = percentage(numerator, denominator)
    return None if share is None else share * scale


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
            point.denominator,
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
    if point.missing:
        return AgainstPlan(
            None, None, None, "not compared: " + ", ".join(point.missing) + " missing"
        )
    plan_value = None if point.plan_numerator is not None else point.plan_value
    if indicator.grain is Grain.YEAR and point.end != period_end(point.start, Grain.YEAR):
        return AgainstPlan(
            None, None, None, "not compared: part of a year against a whole year's plan"
        )
    return against_plan(
        Figure(point.numerator, point.denominator, given),
        Figure(point.plan_numerator, point.plan_denominator, plan_value),
        indicator.unit,
        indicator.direction,
        scale,
    )
