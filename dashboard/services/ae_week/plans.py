"""What did the providers of a board plan for a month or a quarter, put together?"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from dashboard.calculations.exact import exact
from dashboard.calculations.plan_in_force import in_force, of_version
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import Grain
from dashboard.series import PlanPoint, SeriesKey
from dashboard.services.ae_week.model import PlanOfPeriod
from dashboard.services.ae_week.weekly import Reading

NO_PLAN = PlanOfPeriod(None, None)


def plan_of(
    reading: Reading,
    indicator: Indicator | None,
    months: Sequence[date],
    providers: Sequence[Organisation],
    version: str = "",
) -> PlanOfPeriod:
    """Numerators and denominators of every provider and month, added up.

    version: a plan's slug, empty for the one in force each month. A percentage alone stands for
    one provider and one month; it can be added to nothing.
    """
    if indicator is None:
        return NO_PLAN
    found = {
        each: [_points(reading, indicator, each.code, version).get(month) for month in months]
        for each in providers
    }
    missing = tuple(each.name for each, points in found.items() if not all(map(_planned, points)))
    points = [point for some in found.values() for point in some if point is not None]
    if missing or not points:
        return PlanOfPeriod(None, None, missing)
    share = _share(points)
    if share is None:
        return PlanOfPeriod(None, None, tuple(each.name for each in providers))
    names = dict.fromkeys(reading.data.store.plan_version(p.version).name for p in points)
    return PlanOfPeriod(
        100 * float(share), (share.numerator, share.denominator), (), ", ".join(names)
    )


def _points(
    reading: Reading, indicator: Indicator, provider: str, version: str
) -> dict[date, PlanPoint]:
    store = reading.data.store
    series = store.plan(SeriesKey(indicator.id, provider, Grain.MONTH))
    if series is None:
        return {}
    reading.illustrative |= series.illustrative
    slugs = {point.version for point in series.points}
    chosen = (
        of_version(series.points, version)
        if version
        else in_force(series.points, {s: store.plan_version(s) for s in slugs}, reading.as_at)
    )
    return {point.period_start: point for point in chosen}


def _planned(point: PlanPoint | None) -> bool:
    return point is not None and (
        point.value is not None or (point.numerator is not None and bool(point.denominator))
    )


def _share(points: Sequence[PlanPoint]) -> Fraction | None:
    if any(point.numerator is None or not point.denominator for point in points):
        (only, *others) = points
        return None if others or only.value is None else exact(only.value) / 100
    met = sum(exact(point.numerator or 0.0) for point in points)
    return Fraction(met) / Fraction(sum(exact(point.denominator or 0.0) for point in points))
