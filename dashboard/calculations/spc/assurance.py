"""Will the process as it runs now meet its target?"""

from collections.abc import Iterable

from dashboard.calculations.spc.model import Assurance, Limits
from dashboard.indicators.registry import Direction

_HIGH_IS_GOOD = {">=": True, ">": True, "<=": False, "<": False}


def high_is_good(direction: Direction, comparator: str) -> bool | None:
    """Which side of a target is good: its comparator's, else the indicator's; None for neither."""
    if direction is Direction.NEUTRAL:
        return None
    return _HIGH_IS_GOOD.get(comparator, direction is Direction.UP)


def assurance(
    limits: Limits, target: float, high_is_good: bool, effects: Iterable[float], noise: float
) -> Assurance:
    """Whether the target lies beyond the limits, strictly, with limits that no scale has clipped.

    effects: of the seasons; a seasonal series passes or fails only if it does in every month.
    """
    lowest, highest = min(effects, default=0.0), max(effects, default=0.0)
    above = target > limits.upper + highest + noise
    below = target < limits.lower + lowest - noise
    if not above and not below:
        return Assurance.HIT_AND_MISS
    return Assurance.FAIL if above is high_is_good else Assurance.PASS
