"""Why did a whole move: did its parts change, or who is in which part?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from dashboard.calculations.exact import exact

Whole = tuple[int, int]
Counts = tuple[int, int, int, int]


class PartCounts(NamedTuple):
    """One part's counts on the side it is measured from (a plan, a year ago) and now.

    A part that is on one side only has nobody on the other.
    """

    name: str
    before_numerator: float
    before_denominator: float
    numerator: float
    denominator: float


class Effect(NamedTuple):
    """What one part does to the whole's rate, exactly.

    rate: by having another rate of its own. mix: by being a larger or smaller part of the whole.
    """

    name: str
    rate: Fraction
    mix: Fraction

    @property
    def total(self) -> Fraction:
        return self.rate + self.mix


@dataclass(frozen=True, slots=True)
class Split:
    """A difference of two rates, by part; the effects add up to it without any remainder."""

    before: Fraction
    after: Fraction
    effects: tuple[Effect, ...]

    @property
    def rate(self) -> Fraction:
        return sum((each.rate for each in self.effects), Fraction(0))

    @property
    def mix(self) -> Fraction:
        return sum((each.mix for each in self.effects), Fraction(0))

    @property
    def difference(self) -> Fraction:
        return self.after - self.before


def rate_and_mix(parts: Sequence[PartCounts]) -> Split | None:
    """Halfway between weighing the parts by the one side and by the other; None where either side
    has nobody at all.

    A part that is on one side only has no rate on the other: the rate it has is taken for both, so
    that all it does is mix. What it does altogether is the same whatever rate is taken.
    Source: E. M. Kitagawa, Components of a difference between two rates, 1955.
    """
    counts = _whole_numbers(parts)
    before = sum(each[0] for each in counts), sum(each[1] for each in counts)
    after = sum(each[2] for each in counts), sum(each[3] for each in counts)
    if not before[1] or not after[1]:
        return None
    effects = [
        Effect(part.name, *_effects(each, before, after))
        for part, each in zip(parts, counts, strict=True)
    ]
    return Split(Fraction(*before), Fraction(*after), tuple(effects))


def _whole_numbers(parts: Sequence[PartCounts]) -> list[Counts]:
    """Counts of halves or of shares as multiples of them: rates and weights stay as they are."""
    given = [tuple(exact(number) for number in part[1:]) for part in parts]
    times = lcm(*(number.denominator for row in given for number in row))
    return [
        (int(a * times), int(b * times), int(c * times), int(d * times)) for a, b, c, d in given
    ]


def _effects(counts: Counts, before: Whole, after: Whole) -> tuple[Fraction, Fraction]:
    """`(a - p) * (w + v) / 2` and `(v - w) * ((a + p) / 2 - (A + P) / 2)`.

    In whole numbers up to the last step: fractions that are reduced at every one are slow.
    """
    planned, base, met, seen = counts
    share_before, share_after = base * after[1], seen * before[1]  # of both wholes multiplied
    if not base:
        planned, base = met, seen
    if not seen:
        met, seen = planned, base
    if not base:
        return Fraction(0), Fraction(0)
    both, wholes = base * seen, before[1] * after[1]
    rate = (met * base - planned * seen) * (share_before + share_after)
    apart = (met * base + planned * seen) * wholes - both * (
        after[0] * before[1] + before[0] * after[1]
    )
    mix = (share_after - share_before) * apart
    return Fraction(rate, 2 * both * wholes), Fraction(mix, 2 * both * wholes**2)
