"""How are figures compared without the rounding of binary fractions?"""

from fractions import Fraction


def exact(number: float) -> Fraction:
    """The decimal that was written: 66.7 is 667/10, not the binary fraction nearest to it."""
    return Fraction(int(number)) if number == int(number) else Fraction(str(number))


def exact_scale(scale: float) -> Fraction:
    """The fraction that was meant: 12 months of 7 reaches us as 1.714..., and is 12/7."""
    return Fraction(scale).limit_denominator(1000)
