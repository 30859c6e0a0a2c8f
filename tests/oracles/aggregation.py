"""What do the parts come to, counted person by person?"""

from collections.abc import Sequence
from fractions import Fraction


def people(numerator: int, denominator: int) -> list[bool]:
    """Everybody in one part: True for each who counts towards the numerator."""
    return [person < numerator for person in range(denominator)]


def counted(parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Numerator and denominator of all parts' people in one crowd."""
    crowd = [person for part in parts for person in people(*part)]
    return sum(1 for person in crowd if person), len(crowd)


def share(parts: Sequence[tuple[int, int]]) -> Fraction | None:
    """Share (0-1) of the crowd, exactly; None where there is nobody."""
    numerator, denominator = counted(parts)
    return Fraction(numerator, denominator) if denominator else None


def latest(parts: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    """The last of the parts in time that has a figure."""
    found = None
    for part in parts:
        if part is not None:
            found = part
    return found


def mid_period(populations: Sequence[int]) -> Fraction:
    """Take the first and the last away until one or two are left, and average those."""
    left = list(populations)
    while len(left) > 2:
        left = left[1:-1]
    return Fraction(sum(left), len(left))
