"""Which points of a run are more than chance? The four rules of Making Data Count.

Each rule is given figures that follow one another without a gap, and answers with the places of
all points that take part and whether they are high.
"""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.calculations.spc.model import Rule, Signal
from dashboard.calculations.spc.xmr import Lines, Run

Found = list[tuple[int, bool]]

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
    if len(run) < length:
        return []
    noise = than.noise
    moves = [(after - before > noise) - (before - after > noise) for before, after in pairwise(run)]
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
    high = [value > than.warning_upper for value in run]
    low = [value < than.warning_lower for value in run]
    return [
        *((place, True) for place in _near(high, [value > than.above for value in run])),
        *((place, False) for place in _near(low, [value < than.below for value in run])),
    ]


def _near(beyond: Sequence[bool], beside: Sequence[bool]) -> list[int]:
    if sum(beyond) < 2:
        return []
    met: set[int] = set()
    for first in range(len(beyond) - 2):
        three = range(first, first + 3)
        if sum(beyond[first : first + 3]) > 1 and all(beside[first : first + 3]):
            met.update(place for place in three if beyond[place])
    return sorted(met)


def one_side_of_mean(run: Run, than: Lines, length: int) -> Found:
    """A shift. A point exactly on the mean ends it."""
    if len(run) < length:
        return []
    above, below = than.above, than.below
    sides = [(value > above) - (value < below) for value in run]
    return [
        (place, high)
        for first, last, high in _stretches(sides, length)
        for place in range(first, last + 1)
    ]


def _stretches(signs: Sequence[int], least: int) -> list[tuple[int, int, bool]]:
    """First and last place of each stretch of one sign, 0 apart, that is long enough."""
    found = []
    begun = 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[begun]:
            if signs[begun] and place - begun >= least:
                found.append((begun, place - 1, signs[begun] > 0))
            begun = place
    return found
