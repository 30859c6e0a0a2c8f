"""How far does chance alone take a series? The limits of an individuals (XmR) chart."""

from collections.abc import Sequence
from itertools import chain, pairwise
from math import fsum
from typing import NamedTuple

from dashboard.calculations.spc.model import Limits

# Three sigma over 1.128, the average moving range of two in sigmas, as it is rounded in use.
LIMIT = 2.66
WARNING = LIMIT * 2 / 3
# A moving range that many times the average is dropped, once, where outliers are screened.
SCREEN = 3.267

# What follows one another without a gap, in time order.
Run = Sequence[float]


class Lines(NamedTuple):
    """What a figure must pass to be strictly beyond a line.

    Each lies off its line by the noise of binary fractions, so that a figure on it stays on it.
    """

    above: float
    below: float
    upper: float
    lower: float
    warning_upper: float
    warning_lower: float
    noise: float


def noise_of(values: Sequence[float]) -> float:
    """Differences up to this size come of binary fractions, not of the figures."""
    return 1e-12 * max(max(values), -min(values)) if values else 0.0


def process_limits(runs: Sequence[Run], noise: float, screened: bool = False) -> Limits | None:
    """Mean, process limits and two-sigma lines of a baseline.

    runs: a moving range is taken within each, never between two.
    None where there is no moving range, or where none moves though figures differ across gaps.
    Figures that are all the same have limits of no width: they have shown no variation at all.
    Source: Making Data Count.
    """
    values = list(chain.from_iterable(runs))
    moves = [abs(after - before) for run in runs for before, after in pairwise(run)]
    if not moves:
        return None
    mean = fsum(values) / len(values)
    moving_range = _average_move(moves, screened)
    if moving_range <= noise:
        if max(values) - min(values) > noise:
            return None
        moving_range = 0.0
    limit, warning = LIMIT * moving_range, WARNING * moving_range
    return Limits(
        mean,
        mean - limit,
        mean + limit,
        mean - warning,
        mean + warning,
        moving_range,
        len(values),
    )


def _average_move(moves: Sequence[float], screened: bool) -> float:
    average = fsum(moves) / len(moves)
    if not screened:
        return average
    kept = [move for move in moves if move <= SCREEN * average]
    return fsum(kept) / len(kept)


def lines(limits: Limits, noise: float) -> Lines:
    return Lines(
        limits.mean + noise,
        limits.mean - noise,
        limits.upper + noise,
        limits.lower - noise,
        limits.warning_upper + noise,
        limits.warning_lower - noise,
        noise,
    )
