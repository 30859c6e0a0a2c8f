"""Which points of a run are more than chance? The four rules of Making Data Count.

Each rule is given figures that follow one another without a gap, and answers with the places of
all points that take part and whether they are high.
"""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from dashboard.calculations.spc.model import Rule, Signal
from dashboard.calculations.spc.xmr import Lines, Run

Found = list[tuple[int, bool]]

_LEVEL = 1
_LOW, _HIGH = bytes([_LEVEL - 1]), bytes([_LEVEL + 1])
_LOW_AND_HIGH = {rule: (Signal(rule, False), Signal(rule, True)) for rule in Rule}


def signals_in(run: Run, than: Lines, length: int) -> dict[int, tuple[Signal, ...]]:
    """The signals of each point that has any, the strongest first.

    length: how many points make a shift or a trend.
    A turning point may end one trend and begin another: the trend it ends comes first.
    """
    met: dict[int, tuple[Signal, ...]] = {}
    for rule, found in (
        (Rule.ASTRONOMICAL, outside_a_limit(run, than)),
        (Rule.TREND, moves_one_way(run, than, length)),
        (Rule.TWO_OF_THREE, two_of_three_beyond_two_sigma(run, than)),
        (Rule.SHIFT, one_side_of_mean(run, than, length)),
    ):
        signals = _LOW_AND_HIGH[rule]
        for place, high in found:
            met[place] = (*met.get(place, ()), signals[high])
    return met


def reach(length: int) -> int:
    """How many figures, up to a point that is the last of its run, say which signals it has."""
    return max(length, 3)


def outside_a_limit(run: Run, than: Lines) -> Found:
    if max(run) <= than.upper and min(run) >= than.lower:
        return []
    return [
        (place, value > than.upper)
        for place, value in enumerate(run)
        if value > than.upper or value < than.lower
    ]


def moves_one_way(run: Run, than: Lines, length: int) -> Found:
    """Points each higher (or each lower) than the one before; a repeated value ends a trend."""
    noise = than.noise
    moves = bytes(
        [
            _LEVEL + (after - before > noise) - (before - after > noise)
            for before, after in pairwise(run)
        ]
    )
    # As many points as moves and one more: the point that the first move starts from.
    return [
        (place, high)
        for first, last, high in _stretches(moves, length - 1)
        for place in range(first, last + 2)
    ]


def two_of_three_beyond_two_sigma(run: Run, than: Lines) -> Found:
    """Two of three in a row beyond the same two-sigma line, all three on that side of the mean.

    Points outside a limit count too; only points that are beyond two sigma are part of the signal.
    """
    high = [place for place, value in enumerate(run) if value > than.warning_upper]
    low = [place for place, value in enumerate(run) if value < than.warning_lower]
    above = _near(high, lambda place: run[place] > than.above, len(run))
    below = _near(low, lambda place: run[place] < than.below, len(run))
    return [*((place, True) for place in above), *((place, False) for place in below)]


def _near(beyond: Sequence[int], beside: Callable[[int], bool], length: int) -> list[int]:
    """Which of the places beyond are two of a three that is all beside.

    Only a three that holds two neighbours among the places can be one.
    """
    if len(beyond) < 2:
        return []
    met: set[int] = set()
    for one, other in pairwise(beyond):
        for first in range(max(other - 2, 0), min(one, length - 3) + 1):
            if all(map(beside, range(first, first + 3))):
                met.update((one, other))
    return sorted(met)


def one_side_of_mean(run: Run, than: Lines, length: int) -> Found:
    """A shift. A point exactly on the mean ends it."""
    above, below = than.above, than.below
    sides = bytes([_LEVEL + (value > above) - (value < below) for value in run])
    return [
        (place, high)
        for first, last, high in _stretches(sides, length)
        for place in range(first, last + 1)
    ]


def _stretches(signs: bytes, least: int) -> list[tuple[int, int, bool]]:
    """First and last place of each stretch of one sign, level apart, that is long enough."""
    # Most series have none, and bytes say so at once.
    if _HIGH * least not in signs and _LOW * least not in signs:
        return []
    found = []
    begun = 0
    for sign, stretch in groupby(signs):
        ended = begun + len(list(stretch))
        if sign != _LEVEL and ended - begun >= least:
            found.append((begun, ended - 1, sign > _LEVEL))
        begun = ended
    return found
