"""How far is a figure from its plan, in points and in patients?"""

from dataclasses import dataclass
from typing import NamedTuple

from dashboard.calculations.exact import (
    Ratio,
    as_float,
    compared,
    exact_scale,
    multiplied,
    ratio,
    subtracted,
)
from dashboard.indicators.registry import Direction, Unit

PERCENTAGE_ONLY = "percentage only published"
NOT_PEOPLE = "not counted in people"
_NEUTRAL = "neither higher nor lower is better"


# Tuples, which are made in a third of the time: a page turned holds a hundred against plan.
class Figure(NamedTuple):
    """Counts, or a value in the indicator's unit where there are none."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None


class AgainstPlan(NamedTuple):
    """points: actual less plan, in the indicator's unit.

    patients: people outside the standard above (+) or below (-) the plan; for a count, actual less
    plan. meets: whether the plan is met, None where neither way is better.
    reason: why points, patients or meets is None, empty where none is.
    activity: breaches above plan because more came than planned, of unscaled counts on both sides;
    `patients` are the rest.
    """

    points: float | None
    patients: float | None
    meets: bool | None
    reason: str = ""
    activity: float | None = None


@dataclass(frozen=True, slots=True)
class BreachesVariance:
    """Breaches above plan, split: more of them came (activity), more of those breached
    (performance)."""

    activity: float
    performance: float

    @property
    def total(self) -> float:
        return self.activity + self.performance


def against_plan(
    actual: Figure, plan: Figure, unit: Unit, direction: Direction, scale: float = 1.0
) -> AgainstPlan:
    """One figure next to its plan, judged on exact values and never rounded.

    scale: makes a period's share a year's (12 for a month); it stretches points, never patients.
    """
    if unit is Unit.COUNT:
        return _counts_against_plan(actual, plan, direction)
    if unit is Unit.PERCENT and scale == 1:
        whole = whole_against_plan(*actual[:2], *plan[:2], direction)
        if whole is not None:
            return whole
    if unit is not Unit.PERCENT:
        return _measures_against_plan(actual, plan, unit, direction)
    stretch = exact_scale(scale)
    ours, planned = _share(actual, stretch), _share(plan, stretch)
    if ours is None or planned is None:
        return AgainstPlan(None, None, None, _reason(actual, ours, plan))
    patients, reason = _patients(actual, planned, direction)
    return AgainstPlan(
        points=as_float(multiplied(subtracted(ours, planned), (100 * stretch[0], stretch[1]))),
        patients=patients,
        meets=_meets(ours, planned, direction),
        reason=reason,
        activity=_activity(actual, plan, direction) if scale == 1 else None,
    )


def whole_against_plan(
    numerator: float | None,
    denominator: float | None,
    aim: float | None,
    base: float | None,
    direction: Direction,
) -> AgainstPlan | None:
    """The same of unscaled shares in whole numbers from the start: nearly all there are, dozens a
    click. None where a count is missing, a part of one or of nobody.
    """
    if numerator is None or aim is None or not denominator or not base:
        return None
    met, all_, planned, there = int(numerator), int(denominator), int(aim), int(base)
    if met != numerator or all_ != denominator or planned != aim or there != base:
        return None
    over = met * there - planned * all_  # of the shares' common denominator
    points, more = 100 * over / (all_ * there), all_ - there
    if direction is Direction.UP:
        activity = more * (there - planned) / there
        return AgainstPlan(points, 0.0 - over / there, over >= 0, "", activity)
    if direction is Direction.DOWN:
        return AgainstPlan(points, over / there, over <= 0, "", more * planned / there)
    return AgainstPlan(points, None, None, _NEUTRAL)


def _activity(actual: Figure, plan: Figure, direction: Direction) -> float | None:
    variance = breaches_variance(actual, plan, direction)
    return variance.activity if variance else None


def breaches_variance(
    actual: Figure, plan: Figure, direction: Direction
) -> BreachesVariance | None:
    """Breaches above plan as activity + performance, exactly; None without counts on both sides.

    Activity is the change of denominator at the planned rate of breaches; performance is the rest,
    which is the `patients` of against_plan.
    """
    breaches, planned = _breaches(actual, direction), _breaches(plan, direction)
    if breaches is None or planned is None or not plan.denominator:
        return None
    base, planned_base = ratio(actual.denominator or 0), ratio(plan.denominator)
    # Planned breaches in each patient planned.
    rate = planned[0] * planned_base[1], planned[1] * planned_base[0]
    return BreachesVariance(
        activity=as_float(multiplied(subtracted(base, planned_base), rate)),
        performance=as_float(subtracted(breaches, multiplied(base, rate))),
    )


def _counts_against_plan(actual: Figure, plan: Figure, direction: Direction) -> AgainstPlan:
    ours, planned = _count(actual), _count(plan)
    if ours is None or planned is None:
        return AgainstPlan(None, None, None, _reason(actual, ours, plan))
    difference = as_float(subtracted(ours, planned))
    return AgainstPlan(difference, difference, _meets(ours, planned, direction))


def _measures_against_plan(
    actual: Figure, plan: Figure, unit: Unit, direction: Direction
) -> AgainstPlan:
    """Times, beds, days and rates: a difference in their unit, and nobody to count."""
    ours, planned = _measure(actual, unit), _measure(plan, unit)
    if ours is None or planned is None:
        return AgainstPlan(None, None, None, _reason(actual, ours, plan))
    points = as_float(subtracted(ours, planned))
    return AgainstPlan(points, None, _meets(ours, planned, direction), NOT_PEOPLE)


def _measure(figure: Figure, unit: Unit) -> Ratio | None:
    """A mean where there is something to divide by, else the figure itself."""
    if figure.numerator is None or figure.denominator is None:
        return _count(figure)
    if not figure.denominator:
        return None
    return multiplied(ratio(figure.numerator, figure.denominator), (unit.per, 1))


def _count(figure: Figure) -> Ratio | None:
    count = figure.value if figure.numerator is None else figure.numerator
    return None if count is None else ratio(count)


def _share(figure: Figure, stretch: Ratio) -> Ratio | None:
    """0-1 and unscaled, from counts where there are any, otherwise from the value."""
    if figure.numerator is not None and figure.denominator is not None:
        if not figure.denominator:
            return None
        return ratio(figure.numerator, figure.denominator)
    if figure.value is None:
        return None
    return multiplied(ratio(figure.value), (stretch[1], 100 * stretch[0]))


def _patients(actual: Figure, planned: Ratio, direction: Direction) -> tuple[float | None, str]:
    """Actual breaches less those the planned share allows among as many people, and why not."""
    if actual.numerator is None or actual.denominator is None:
        return None, PERCENTAGE_ONLY
    if direction is Direction.NEUTRAL:
        return None, _NEUTRAL
    allowed = multiplied(planned, ratio(actual.denominator))
    over = as_float(subtracted(ratio(actual.numerator), allowed))
    return (0.0 - over if direction is Direction.UP else over), ""


def _breaches(figure: Figure, direction: Direction) -> Ratio | None:
    """The numerator counts those who met the standard where up is better, else the breaches."""
    if figure.numerator is None or figure.denominator is None or direction is Direction.NEUTRAL:
        return None
    if direction is Direction.DOWN:
        return ratio(figure.numerator)
    return subtracted(ratio(figure.denominator), ratio(figure.numerator))


def _meets(ours: Ratio, planned: Ratio, direction: Direction) -> bool | None:
    match direction:
        case Direction.UP:
            return compared(ours, planned) >= 0
        case Direction.DOWN:
            return compared(ours, planned) <= 0
        case _:
            return None


def _reason(actual: Figure, ours: Ratio | None, plan: Figure) -> str:
    """Why there is no comparison; what the actual lacks comes first."""
    if ours is None:
        return "no activity" if actual.denominator == 0 else "no actual figure"
    return "no activity planned" if plan.denominator == 0 else "no plan"
