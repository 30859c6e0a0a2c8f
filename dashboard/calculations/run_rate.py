"""How well must the rest of the year go for the year to end at its standard?"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.calculations.exact import Ratio, as_float, compared, multiplied, ratio, subtracted
from dashboard.calculations.headroom import breach_headroom
from dashboard.indicators.registry import Direction

_ALL: Ratio = (1, 1)


class Reach(StrEnum):
    WITHIN = "within"
    SECURED = "secured"  # whatever the rest of the year brings
    OUT_OF_REACH = "out_of_reach"


class YearSoFar(NamedTuple):
    """Flows added up since April, and how many more events are expected by the end of March."""

    numerator: float
    denominator: float
    expected: float


@dataclass(frozen=True, slots=True)
class RequiredRate:
    """share: of the expected, how many must meet the standard, or may miss it where lower is
    better; a mean in the unit of the level for times. Exact, and beyond 0 to 1 where it cannot be.
    """

    year: YearSoFar
    direction: Direction
    share: Ratio
    reach: Reach

    @property
    def required(self) -> float:
        return as_float(self.share)

    @property
    def breaches_left(self) -> float:
        """The most of the expected that may miss the standard, in whole people."""
        share = self.share
        if self.direction is Direction.UP:
            share = subtracted(_ALL, share)
        return breach_headroom(0, round(self.year.expected), share).allowed

    @property
    def best(self) -> float:
        """The share the year would end at if nobody else missed the standard."""
        more = self.year.expected if self.direction is Direction.UP else 0.0
        return (self.year.numerator + more) / (self.year.denominator + self.year.expected)


def required_rate(
    year: YearSoFar,
    level: Ratio,
    direction: Direction,
    *,
    strict: bool = False,
    is_share: bool = True,
) -> RequiredRate | None:
    """`(s * (D + R) - N) / R`, of flows; None where nothing more is expected.

    level: the standard as a share (0-1), or a mean time where is_share is False.
    """
    if year.expected <= 0:
        return None
    so_far = ratio(year.numerator)
    wanted = multiplied(level, _sum(ratio(year.denominator), ratio(year.expected)))
    rest = ratio(year.expected)
    still = subtracted(wanted, so_far)
    share = still[0] * rest[1], still[1] * rest[0]
    return RequiredRate(year, direction, share, _reach(share, direction, strict, is_share))


def _sum(one: Ratio, other: Ratio) -> Ratio:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _reach(share: Ratio, direction: Direction, strict: bool, is_share: bool) -> Reach:
    """What is to be bettered is not reached by all of them just about."""
    over, under = compared(share, _ALL), compared(share, (0, 1))
    if direction is Direction.DOWN:
        if under < 0 or (strict and under == 0):
            return Reach.OUT_OF_REACH
        secured = is_share and (over > 0 or (over == 0 and not strict))
        return Reach.SECURED if secured else Reach.WITHIN
    if is_share and (over > 0 or (strict and over == 0)):
        return Reach.OUT_OF_REACH
    return Reach.SECURED if under < 0 or (under == 0 and not strict) else Reach.WITHIN


def number_to_clear(over: float, size: float, share: Ratio, *, strict: bool = False) -> float:
    """Of a list: how many fewer must wait too long for it to meet its standard; below 0, to spare.

    over: who waits too long now. size: of the list on the day aimed at, an assumption.
    share: the largest share that may wait too long.
    """
    return -breach_headroom(over, size, share, strict=strict).left
