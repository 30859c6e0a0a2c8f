"""How is each point of a line written, wherever it is drawn, pointed at or tabled?"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.indicators.registry import Indicator
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording import units, words


class Written(NamedTuple):
    """A line's points in words: by column, in the points' order, empty where there is nothing.

    All of a column are written at once: a click has hundreds of points.
    """

    line: Line
    numerators: list[str]
    denominators: list[str]
    values: list[str]
    plans: list[str]


def written(line: Line) -> Written:
    points, indicator = line.points, line.indicator
    return Written(
        line,
        units.counts([point.numerator for point in points]),
        units.counts([point.denominator for point in points]),
        honest_values(points, indicator),
        units.values([point.plan_value for point in points], indicator),
    )


def honest_values(points: Sequence[Point], indicator: Indicator) -> list[str]:
    """As words.honest_value, which is asked only of what could be written as its standard is."""
    texts = units.values([point.value for point in points], indicator)
    for place, point in enumerate(points):
        standard, value = point.standard, point.value
        if standard and value is not None and abs(value - standard.value) < 1:
            texts[place] = words.honest_value(point, indicator)
    return texts


def hovers(said: Written, name: str) -> list[str]:
    """What each point says when it is pointed at."""
    columns = said.line.points, said.values, said.numerators, said.denominators
    return [_hover(name, *each) for each in zip(*columns, strict=True)]


def hover(point: Point, line: Line, name: str) -> str:
    """`Oxfordshire CCG 88.1% (14,128 of 16,040), provisional`."""
    counts = units.counts((point.numerator, point.denominator))
    return _hover(name, point, words.honest_value(point, line.indicator), *counts)


def _hover(name: str, point: Point, value: str, numerator: str, denominator: str) -> str:
    counted = f" ({numerator} of {denominator})" if numerator and denominator else ""
    return f"{name} {value}{counted}{', provisional' if point.provisional else ''}"
