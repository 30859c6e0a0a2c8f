"""How many more may miss the standard before the period does?"""

from math import floor
from typing import NamedTuple

from dashboard.calculations.exact import Ratio, as_float, multiplied, ratio, subtracted
from dashboard.indicators.registry import Direction

_HALVES = 2  # a patient of two providers is a half of each
_ALL: Ratio = (1, 1)
_NOISE = 1e-6  # what subtracting two fractions of patients may leave


class Headroom(NamedTuple):
    """Breaches that the standard allows and those there were, in people."""

    allowed: float
    breaches: float

    @property
    def left(self) -> float:
        """How many more there may be; below 0, by how many the standard is missed."""
        return self.allowed - self.breaches


class HeadroomRange(NamedTuple):
    """The least and the most headroom there may be."""

    least: Headroom
    most: Headroom


def allowed_share(level: Ratio, direction: Direction) -> Ratio:
    """The largest share of breaches. level: the share the standard asks for, or allows where lower
    is better."""
    return level if direction is Direction.DOWN else subtracted(_ALL, level)


def breach_headroom(
    breaches: float, denominator: float, share: Ratio, *, strict: bool = False
) -> Headroom:
    """Breaches allowed among so many, less those there were; 0 or more means the standard is met.

    share: the largest share of breaches (allowed_share). strict: the standard is to be bettered.
    Counts of whole patients allow whole ones, also of a number that is estimated; of halves,
    halves. Parts of patients, as a provider's figures shared out have them, are not rounded down.
    """
    allowed = multiplied(ratio(denominator), share)
    step = _step(breaches, denominator)
    if step:
        allowed = _rounded_down(allowed, step, strict), step
    elif _is_whole(denominator - breaches):
        # Whole patients met the standard, of a number that is estimated: whole ones are to spare.
        return Headroom(breaches + floor(as_float(allowed) - breaches + _NOISE), breaches)
    return Headroom(as_float(allowed), breaches)


def forecast_headroom(
    breaches: float, fewest: float, most: float, share: Ratio, *, strict: bool = False
) -> HeadroomRange:
    """Of a period that has not ended: breaches so far, and between how many there will be."""
    return HeadroomRange(
        breach_headroom(breaches, fewest, share, strict=strict),
        breach_headroom(breaches, most, share, strict=strict),
    )


def rounded_headroom(
    numerator: float,
    denominator: float,
    share: Ratio,
    direction: Direction,
    rounded_to: int,
    *,
    strict: bool = False,
) -> HeadroomRange:
    """Of counts that are published to the nearest so many: all that they may have been."""
    slack = rounded_to // 2
    few, many = max(0.0, numerator - slack), numerator + slack
    small, large = max(0.0, denominator - slack), denominator + slack
    if direction is Direction.DOWN:
        worst, best = (many, max(small, many)), (few, large)
        return HeadroomRange(
            *(breach_headroom(*each, share, strict=strict) for each in (worst, best))
        )
    pairs = (few, large), (many, max(small, many))
    return HeadroomRange(
        *(breach_headroom(base - met, base, share, strict=strict) for met, base in pairs)
    )


def _step(*counts: float) -> int:
    """Into how many a patient is divided; 0 where there is no such number."""
    if all(count == int(count) for count in counts):
        return 1
    if all(count * _HALVES == int(count * _HALVES) for count in counts):
        return _HALVES
    return 0


def _is_whole(count: float) -> bool:
    return abs(count - round(count)) < _NOISE


def _rounded_down(allowed: Ratio, step: int, strict: bool) -> int:
    """The most steps that do not exceed what is allowed, or that stay below it."""
    number, base = allowed[0] * step, allowed[1]
    return -(-number // base) - 1 if strict else number // base
