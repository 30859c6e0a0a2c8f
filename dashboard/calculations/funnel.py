"""Which organisations differ from the rest by more than their size explains?

Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24 (2005) 1185-1202: limits of a proportion by the normal approximation, and its adjustment for
over-dispersion by a factor taken from winsorised z-scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, sqrt
from typing import NamedTuple

# How many standard errors the two pairs of limits are from the mean: 95 % and 99.8 %.
WARNING, CONTROL = 1.96, 3.09
# Below this many organisations neither a mean nor a spread says much.
FEWEST = 5
_TAIL = 0.1  # the share of z-scores at either end that is drawn in


class Count(NamedTuple):
    """How many of how many, in one organisation."""

    numerator: float
    denominator: float


class Place(StrEnum):
    """Where an organisation stands in a funnel."""

    WITHIN = "within"
    ABOVE_95 = "above_95"
    BELOW_95 = "below_95"
    ABOVE_998 = "above_998"
    BELOW_998 = "below_998"


@dataclass(frozen=True, slots=True)
class Funnel:
    """mean: the share (0-1) of all together. phi: how many times the variance between
    organisations is what chance alone would give. widened: it is above 1, and the limits are
    wider by its root; limits are never narrowed."""

    mean: float
    phi: float
    widened: bool
    organisations: int

    @property
    def factor(self) -> float:
        return sqrt(self.phi) if self.widened else 1.0

    def limits(self, denominator: float, z: float) -> tuple[float, float]:
        """Shares (0-1, not clipped) between which an organisation of that size is expected:
        mean -/+ z * sqrt(phi * mean * (1 - mean) / denominator)."""
        reach = z * self.factor * _standard_error(self.mean, denominator)
        return self.mean - reach, self.mean + reach

    def place(self, count: Count) -> Place:
        """A figure on a limit is still within it."""
        share = count.numerator / count.denominator
        for z, below, above in (
            (CONTROL, Place.BELOW_998, Place.ABOVE_998),
            (WARNING, Place.BELOW_95, Place.ABOVE_95),
        ):
            lower, upper = self.limits(count.denominator, z)
            if share < lower or share > upper:
                return below if share < lower else above
        return Place.WITHIN


def funnel(counts: Sequence[Count]) -> Funnel:
    """Of at least two organisations whose mean is neither 0 nor 1; denominators above 0.

    Raises ValueError where there is no such mean: then nobody differs from anybody.
    """
    mean = fsum(each.numerator for each in counts) / fsum(each.denominator for each in counts)
    if not 0 < mean < 1:
        raise ValueError("limits need a mean between 0 and 1")
    scores = winsorised(
        [(n / d - mean) / _standard_error(mean, d) for n, d in counts],
    )
    many = len(scores)
    phi = fsum(score * score for score in scores) / many
    return Funnel(mean, phi, phi > 1, many)


def winsorised(scores: Sequence[float]) -> list[float]:
    """The outermost tenth at each end drawn in to the next score, so that the few whom the limits
    are meant to find do not widen them."""
    ordered = sorted(scores)
    cut = int(_TAIL * len(ordered))
    low, high = ordered[cut], ordered[-1 - cut]
    return [min(max(score, low), high) for score in scores]


def _standard_error(mean: float, denominator: float) -> float:
    return sqrt(mean * (1 - mean) / denominator)
