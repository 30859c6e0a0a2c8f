"""How are figures compared without the rounding of binary fractions?"""

from fractions import Fraction
from functools import lru_cache

# A numerator and a denominator above 0, whole and not reduced.
Ratio = tuple[int, int]


def exact(number: float) -> Fraction:
    """The decimal that was written: 66.7 is 667/10, not the binary fraction nearest to it."""
    return Fraction(int(number)) if number == int(number) else Fraction(str(number))


def exact_scale(scale: float) -> Ratio:
    """The fraction that was meant: 12 months of 7 reaches us as 1.714..., and is 12/7."""
    if scale == int(scale):
        return int(scale), 1
    meant = Fraction(scale).limit_denominator(1000)
    return meant.numerator, meant.denominator


@lru_cache(maxsize=1024)
def level(number: float) -> Ratio:
    """A standard: one of a few, held against everything."""
    return ratio(number)


def ratio(numerator: float, denominator: float = 1) -> Ratio:
    """One number over another, in whole numbers. Fractions themselves cost a click milliseconds.

    denominator: above 0.
    """
    if numerator == int(numerator) and denominator == int(denominator):
        return int(numerator), int(denominator)
    quotient = exact(numerator) / exact(denominator)
    return quotient.numerator, quotient.denominator


def subtracted(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[1] - other[0] * one[1], one[1] * other[1]


def multiplied(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[0], one[1] * other[1]


def as_float(quotient: Ratio) -> float:
    """The number nearest to the quotient."""
    return quotient[0] / quotient[1]


def compared(one: Ratio, other: Ratio) -> int:
    """Below, at or above 0 as the first is less than, equal to or greater than the other."""
    return one[0] * other[1] - other[0] * one[1]
