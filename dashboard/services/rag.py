"""Which letter does one period of a line have?"""

from functools import cache
from typing import NamedTuple

from dashboard.calculations.rag import Rag, rag, rag_words
from dashboard.indicators.registry import Indicator
from dashboard.services.points import Point


class RagStatus(NamedTuple):
    """words: the colour and why, `Amber: meets its plan, not the standard`."""

    rag: Rag
    words: str


_EMPTY = RagStatus(Rag.GREY, rag_words(None, None, False, False))


def small_numbers(point: Point, indicator: Indicator) -> bool:
    """Whether too few people are behind a figure to judge by it; a count is its own figure."""
    least = indicator.minimum_denominator
    return bool(least and point.denominator and point.denominator < least)


def rag_of(point: Point | None, indicator: Indicator) -> RagStatus:
    """The one answer of every page and export; None where there is no point at all."""
    if point is None or point.value is None:
        return _EMPTY
    return _status(point.meets_standard, point.against.meets, small_numbers(point, indicator))


@cache
def _status(meets_standard: bool | None, meets_plan: bool | None, small: bool) -> RagStatus:
    """There are eighteen of them, and dozens on a page."""
    given = (meets_standard, meets_plan, True, small)
    return RagStatus(rag(*given), rag_words(*given))
