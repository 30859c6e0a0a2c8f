"""What had those planned who made up an organisation of today, before it was what it is?"""

from collections.abc import Mapping, Sequence

from dashboard.calculations.aggregation import Part, total_over_organisations
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family, Indicator
from dashboard.series import PlanPoint, PlanSeries
from dashboard.services.back_cast import Past, added_together, periods_before, still_its_own


def planned_before(
    past: Past, own: PlanSeries | None, plans: Mapping[str, PlanSeries]
) -> PlanSeries | None:
    """Its own plan since it was what it is, and before then sums of plans of one version.

    Where one of them has none there is none: plans are never mixed.
    """
    code, footprint = past.key.organisation, past.footprint
    every = {**plans, code: own} if own else dict(plans)
    kept = [each for each in own.points if still_its_own([each], footprint)] if own else []
    made = []
    for version in dict.fromkeys(p.version for plan in every.values() if plan for p in plan.points):
        points = {
            by: {each.period_start: each for each in plan.points if each.version == version}
            for by, plan in every.items()
            if plan
        }
        there = {each.period_start for each in kept if each.version == version}
        for start, end in periods_before(past, list(points.values())):
            given = [points.get(by, {}).get(start) for by in footprint.members_at(end)]
            if start not in there and (total := _planned(given, past.indicator, version)):
                made.append(total)
    if not made and own is None:
        return None
    given_plans = [plan for plan in every.values() if plan]
    ordered = sorted([*made, *kept], key=lambda each: (each.period_start, each.version))
    return PlanSeries(past.key, any(each.illustrative for each in given_plans), tuple(ordered))


def _planned(
    given: Sequence[PlanPoint | None], indicator: Indicator, version: str
) -> PlanPoint | None:
    """None unless all of them plan it, in counts that can be added."""
    there = [each for each in given if each]
    if not there or len(there) < len(given):
        return None
    first = there[0]
    plain = added_together(there, indicator.aggregation)
    if plain and indicator.aggregation is not Family.DISTRIBUTION:
        return PlanPoint(first.period_start, first.period_end, version, *plain)
    names = [str(number) for number in range(len(there))]
    parts = [
        Part(name, p.numerator, p.denominator, p.value if p.numerator is None else None)
        for name, p in zip(names, there, strict=True)
    ]
    try:
        total = total_over_organisations(parts, indicator.aggregation, names, indicator.name)
    except NotAdditive:
        return None
    if not total.complete:
        return None
    return PlanPoint(
        first.period_start, first.period_end, version, total.numerator, total.denominator
    )
