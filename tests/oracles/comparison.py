"""Ranks and funnel limits once more, slowly and by their definitions."""

from collections.abc import Sequence
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 40


def ranks(figures: Sequence[Fraction], highest_first: bool) -> list[tuple[int, bool]]:
    """One more than how many are strictly before; shared where anybody else is the same."""
    found = []
    for number, mine in enumerate(figures):
        before = [f for f in figures if (f > mine if highest_first else f < mine)]
        same = [f for other, f in enumerate(figures) if f == mine and other != number]
        found.append((len(before) + 1, bool(same)))
    return found


def phi(counts: Sequence[tuple[int, int]]) -> Decimal:
    """The mean square of z-scores of which a tenth at each end is drawn in."""
    mean = Decimal(sum(n for n, _ in counts)) / sum(d for _, d in counts)
    scores = sorted((Decimal(n) / d - mean) / (mean * (1 - mean) / d).sqrt() for n, d in counts)
    cut = len(scores) // 10
    for number in range(cut):
        scores[number] = scores[cut]
        scores[-1 - number] = scores[len(scores) - 1 - cut]
    return sum((score * score for score in scores), Decimal(0)) / len(scores)


def limits(counts: Sequence[tuple[int, int]], size: int, z: str) -> tuple[Decimal, Decimal]:
    """The mean of all together, less and more so many widened standard errors."""
    mean = Decimal(sum(n for n, _ in counts)) / sum(d for _, d in counts)
    reach = Decimal(z) * (max(phi(counts), Decimal(1)) * mean * (1 - mean) / size).sqrt()
    return mean - reach, mean + reach
