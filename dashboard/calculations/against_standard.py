"""Does a figure meet its standard, and does what is printed say so honestly?"""

from collections.abc import Callable
from operator import ge, gt, le, lt

from dashboard.calculations.exact import (
    Ratio,
    compared,
    exact_scale,
    level,
    multiplied,
    ratio,
)
from dashboard.indicators.registry import Unit

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    ">=": ge,
    "<=": le,
    ">": gt,
    "<": lt,
}
_MISSED = {
    ">=": "below standard",
    "<=": "above standard",
    ">": "not above standard",
    "<": "not below standard",
}


def meets_standard(
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    unit: Unit,
    comparator: str,
    standard: float,
    scale: float = 1.0,
) -> bool | None:
    """Whether the unrounded figure meets the standard; None where there is no figure.

    value: in the indicator's unit, used where there are no counts.
    scale: makes a period's share a year's, as the standard is (12 for a month).
    94.96 % prints as 95.0 % and fails 95 %.
    """
    counted = unit is Unit.PERCENT and scale == 1 and numerator is not None and bool(denominator)
    if counted and numerator == int(numerator or 0) and denominator == int(denominator or 0):
        # Whole counts, nearly all there are: the same comparison without a fraction made.
        aim, per = level(standard)
        over = 100 * int(numerator) * per - aim * int(denominator)
        return _COMPARISONS[comparator](over, 0)
    figure = _in_unit(numerator, denominator, value, unit, exact_scale(scale))
    return (
        None if figure is None else _COMPARISONS[comparator](compared(figure, level(standard)), 0)
    )


def rounds_onto(value: float, standard: float, decimals: int) -> bool:
    """Whether a value that is not the standard would be printed as if it were."""
    return value != standard and f"{value:.{decimals}f}" == f"{standard:.{decimals}f}"


def display(
    value: float,
    decimals: int,
    standard: float | None = None,
    comparator: str = ">=",
    meets: bool | None = None,
) -> str:
    """A percentage as printed: `95.0 %`, or `95.0 % (below standard)` where rounding would hide it.

    meets: the verdict of meets_standard; the words appear only when it is False.
    """
    printed = f"{value:.{decimals}f} %"
    if standard is None or meets is not False:
        return printed
    if value == standard or rounds_onto(value, standard, decimals):
        return f"{printed} ({_MISSED[comparator]})"
    return printed


def not_share(unit: Unit) -> bool:
    return unit is not Unit.PERCENT


def _in_unit(
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    unit: Unit,
    scale: Ratio,
) -> Ratio | None:
    """The figure in the indicator's unit; None where it is missing or its denominator is nought."""
    if numerator is not None and (unit is Unit.COUNT or (denominator is None and not_share(unit))):
        return ratio(numerator)
    if numerator is not None and denominator is not None:
        if not denominator:
            return None
        stretch = (unit.per, 1) if not_share(unit) else (100 * scale[0], scale[1])
        return multiplied(ratio(numerator, denominator), stretch)
    return None if value is None else ratio(value)
