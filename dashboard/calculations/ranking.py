"""Who comes first among many, and who shares a place?"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


class Rank(NamedTuple):
    """place: 1 is the first; those who share one are followed by a gap, as in 1, 2, 2, 4."""

    place: int
    shared: bool


def ranks(figures: Sequence[Fraction], *, highest_first: bool) -> tuple[Rank, ...]:
    """The rank of each, in the order given. Exact figures: equal ones must not differ in the last
    binary digit."""
    ordered = sorted(figures, reverse=highest_first)
    first: dict[Fraction, int] = {}
    times: dict[Fraction, int] = {}
    for place, figure in enumerate(ordered, start=1):
        first.setdefault(figure, place)
        times[figure] = times.get(figure, 0) + 1
    return tuple(Rank(first[each], times[each] > 1) for each in figures)
