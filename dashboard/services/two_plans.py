"""How do two versions of a plan stand to each other in a period, a quarter and a year?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dashboard.calculations.against_plan import AgainstPlan, Figure, against_plan
from dashboard.calculations.aggregation import Part, Total, total_over_time
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator
from dashboard.periods import (
    Grain,
    add_months,
    financial_year_start,
    next_period,
    period_end,
    period_label,
    quarter_start,
)
from dashboard.series import PlanPoint
from dashboard.services.stored import Planned, base_of, value_of

UNPLANNED = Planned()
Side = Mapping[date, PlanPoint]
# Which totals figures of a grain have, and in which one a day lies.
_TOTALS: Mapping[Grain, Mapping[Grain, Callable[[date], date]]] = {
    Grain.MONTH: {Grain.QUARTER: quarter_start, Grain.YEAR: financial_year_start},
    Grain.QUARTER: {Grain.YEAR: financial_year_start},
}
_MONTHS = {Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """One period in both versions. Values in the indicator's unit, unrounded.

    points: later less earlier. patients: people outside the standard that the later version has
    more (+) or fewer (-) of than at the earlier one's rate; for a count, the difference.
    missing: periods that a total lacks, because not both versions have them: it is made of those
    that both have. reason: why something is None, empty where nothing is.
    """

    grain: Grain
    start: date
    end: date
    label: str
    earlier: Planned
    later: Planned
    points: float | None
    patients: float | None
    missing: tuple[str, ...] = ()
    reason: str = ""


def differences(indicator: Indicator, earlier: Side, later: Side) -> Iterator[PlanDifference]:
    """One for each period that either version has."""
    scale = 12.0 if indicator.annualised else 1.0
    for start in sorted({*earlier, *later}):
        there = [side.get(start) for side in (earlier, later)]
        end = next(point.period_end for point in there if point)
        planned = [_planned(point, indicator, scale) for point in there]
        yield _compared(indicator, indicator.grain, (start, end), planned, scale)


def totals(indicator: Indicator, earlier: Side, later: Side, grain: Grain) -> list[PlanDifference]:
    """One for each quarter or year of which both versions have a period: like beside like."""
    begin = _TOTALS.get(indicator.grain, {}).get(grain)
    if begin is None:
        return []
    both = sorted(start for start in earlier if _has(earlier, start) and _has(later, start))
    gathered = [(first, list(starts)) for first, starts in groupby(both, key=begin)]
    sides = (earlier, later)
    return [
        _total(indicator, grain, first, [[side[each] for each in starts] for side in sides])
        for first, starts in gathered
    ]


def _has(side: Side, start: date) -> bool:
    point = side.get(start)
    return point is not None and (point.numerator is not None or point.value is not None)


def _planned(point: PlanPoint | None, indicator: Indicator, scale: float) -> Planned:
    if point is None:
        return UNPLANNED
    value = value_of(point.numerator, point.denominator, point.value, indicator, scale)
    return Planned(point.numerator, point.denominator, value, point.version)


def _total(
    indicator: Indicator, grain: Grain, first: date, sides: Sequence[Sequence[PlanPoint]]
) -> PlanDifference:
    """By the rule of the indicator's family: summed, or the latest position; never averaged."""
    end = add_months(first, _MONTHS[grain]) - timedelta(days=1)
    expected = tuple(_labels(first, end, indicator.grain))
    try:
        made = [_of_family(points, indicator, expected) for points in sides]
    except NotAdditive as refusal:
        return _compared(indicator, grain, (first, end), [UNPLANNED, UNPLANNED], reason=refusal.why)
    missing = made[0].missing
    scale = 12 / (len(expected) - len(missing)) if indicator.annualised else 1.0
    planned = [_of_total(total, indicator, scale) for total in made]
    return _compared(indicator, grain, (first, end), planned, scale, missing)


def _labels(first: date, end: date, grain: Grain) -> Iterator[str]:
    while first <= end:
        yield label(first, grain)
        first = next_period(first, grain)


def label(start: date, grain: Grain) -> str:
    return period_label(start, period_end(start, grain), grain)


def _of_family(points: Sequence[PlanPoint], indicator: Indicator, expected: Sequence[str]) -> Total:
    parts = [
        Part(label(p.period_start, indicator.grain), p.numerator, p.denominator, p.value)
        for p in points
    ]
    return total_over_time(parts, indicator.aggregation, expected, indicator.name)


def _of_total(total: Total, indicator: Indicator, scale: float) -> Planned:
    value = value_of(total.numerator, total.denominator, None, indicator, scale)
    return Planned(total.numerator, total.denominator, value)


def _compared(
    indicator: Indicator,
    grain: Grain,
    days: tuple[date, date],
    planned: Sequence[Planned],
    scale: float = 1.0,
    missing: tuple[str, ...] = (),
    reason: str = "",
) -> PlanDifference:
    earlier, later = planned
    against = AgainstPlan(None, None, None, reason or _unknown(earlier, later))
    if not against.reason:
        ours, theirs = _figure(later, indicator), _figure(earlier, indicator)
        against = against_plan(ours, theirs, indicator.unit, indicator.direction, scale)
    return PlanDifference(
        grain,
        *days,
        period_label(*days, grain),
        earlier,
        later,
        against.points,
        against.patients,
        missing,
        against.reason,
    )


def _unknown(earlier: Planned, later: Planned) -> str:
    if later.value is None:
        return "no figure in the later version"
    return "no figure in the earlier version" if earlier.value is None else ""


def _figure(planned: Planned, indicator: Indicator) -> Figure:
    given = None if planned.numerator is not None else planned.value
    return Figure(planned.numerator, base_of(planned.denominator, indicator), given)
