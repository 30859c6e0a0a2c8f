"""How far from plan, the long way: the breaches there were, less those the plan allows?"""

from fractions import Fraction

from dashboard.indicators.registry import Direction


def breaches(numerator: int, denominator: int, direction: Direction) -> int:
    """People outside the standard, pointed at one by one."""
    met = [person < numerator for person in range(denominator)]
    outside = [not each if direction is Direction.UP else each for each in met]
    return outside.count(True)


def patients_from_plan(
    actual: tuple[int, int], plan: tuple[int, int], direction: Direction
) -> Fraction:
    """Actual breaches less the planned rate of breaches for each person who came."""
    planned_rate = Fraction(breaches(*plan, direction), plan[1])
    allowed = sum((planned_rate for _ in range(actual[1])), Fraction(0))
    return breaches(*actual, direction) - allowed


def points_from_plan(actual: tuple[int, int], plan: tuple[int, int], scale: int = 1) -> Fraction:
    return (Fraction(*actual) - Fraction(*plan)) * 100 * scale


def meets(actual: tuple[int, int], plan: tuple[int, int], direction: Direction) -> bool:
    """Shares put over one denominator, so that whole numbers are compared."""
    ours, planned = actual[0] * plan[1], plan[0] * actual[1]
    return ours >= planned if direction is Direction.UP else ours <= planned
