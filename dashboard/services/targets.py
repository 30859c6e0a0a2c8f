"""Which plans are there over spans of their own: a year, a quarter, a day?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, add_months
from dashboard.series import PlanSeries, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.line import Request

_SPANS = (Grain.QUARTER, Grain.YEAR, Grain.SNAPSHOT)


@dataclass(frozen=True, slots=True)
class Target:
    """A plan over a span of its own (a year, a quarter, a day): a mark, never a monthly point."""

    start: date
    end: date
    value: float
    version: str
    illustrative: bool


def targets_of(
    data: Data, indicator: Indicator, request: Request, start: date | None, end: date | None
) -> tuple[Target, ...]:
    """Plans of other grains than the line's own, as marks over their span."""
    place = request.organisation.code
    part = request.provider, request.dimension, request.member
    keys = [SeriesKey(indicator.id, place, g, *part) for g in _SPANS if g is not indicator.grain]
    plans = [plan for plan in map(data.store.plan, keys) if plan is not None]
    return tuple(
        target
        for plan in plans
        for target in _of_plan(data, plan, request.as_at)
        if (start is None or target.end >= start)
        and (end is None or target.start <= add_months(end, 1))
    )


def _of_plan(data: Data, plan: PlanSeries, as_at: date) -> Iterator[Target]:
    """What had been submitted by the day."""
    for point in plan.points:
        version = data.store.plan_version(point.version)
        value = point.value if point.value is not None else point.numerator
        if value is None or (version.submitted_on and version.submitted_on > as_at):
            continue
        days = point.period_start, point.period_end
        yield Target(*days, value, version.name, plan.illustrative)
