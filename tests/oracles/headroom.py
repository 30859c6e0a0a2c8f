"""How many may miss the standard, by letting one person after another miss it?"""

from fractions import Fraction

from dashboard.indicators.registry import Direction


def meets(breaches: int, denominator: int, percent: Fraction, direction: Direction) -> bool:
    """Whether so many breaches leave the standard met; no one at all breaks none."""
    if direction is Direction.DOWN:
        return Fraction(breaches) <= Fraction(denominator) * percent / 100
    return Fraction(denominator - breaches) >= Fraction(denominator) * percent / 100


def allowed(denominator: int, percent: Fraction, direction: Direction) -> int:
    """The most breaches with which the standard is still met."""
    return max(
        breaches
        for breaches in range(denominator + 1)
        if meets(breaches, denominator, percent, direction)
    )


def headroom(breaches: int, denominator: int, percent: Fraction, direction: Direction) -> int:
    """People who may still miss it, one at a time; or who must be won back, counted below 0."""
    return allowed(denominator, percent, direction) - breaches


def possible_counts(published: int, rounded_to: int) -> list[int]:
    """Every count that would have been published so."""
    return [
        count for count in range(published + rounded_to) if abs(count - published) * 2 <= rounded_to
    ]
