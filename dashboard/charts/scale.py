"""Where do things go on a chart: ranges of axes, places of labels?"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from dashboard.indicators.registry import Indicator, Unit
from dashboard.services.line import Line
from dashboard.services.points import Point

DAILY = ("day", "week")  # views whose points stand on a day, not on a month


def positions(line: Line) -> list[str]:
    """The places of all its points, in order."""
    if line.indicator.grain.yearly or str(line.request.view) in DAILY:
        return [position(point, line) for point in line.points]
    return [_first_of_month(point.end) for point in line.points]


def position(point: Point, line: Line) -> str:
    """A point's place along time: its last month, its day, its week's Sunday, its year's name."""
    if line.indicator.grain.yearly:
        return point.label
    if str(line.request.view) in DAILY:
        return point.end.isoformat()
    return _first_of_month(point.end)


@lru_cache(maxsize=1024)
def _first_of_month(day: date) -> str:
    """Every trace of every chart asks for the same few hundred."""
    return day.replace(day=1).isoformat()


def value_range(
    values: Iterable[float | None], indicator: Indicator, foot: float = 0.1
) -> tuple[float, float]:
    """Room for every value given; percentages may be zoomed, the rest begins at nought.

    foot: share (0-1) of the span kept free below the lowest value, where labels stand.
    """
    known = [value for value in values if value is not None]
    if not known:
        return 0.0, 100.0 if indicator.unit is Unit.PERCENT else 1.0
    low, high = min(known), max(known)
    pad = max((high - low) * 0.1, 0.5 if indicator.unit is Unit.PERCENT else 1.0)
    if indicator.unit is not Unit.PERCENT:
        return min(0.0, low), high + pad
    # A percentage is never drawn beyond what is possible, unless a figure is there.
    return max(low - max(pad, (high - low) * foot), min(0.0, low)), min(
        high + pad, max(102.0, high + pad / 2)
    )


def spread(places: Sequence[float], low: float, high: float, least: float) -> list[float]:
    """Places moved apart until each is at least `least` from the next, kept within the range.

    The order stays; who stands alone stays where he is.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [min(max(places[index], low), high) for index in order]
    for index in range(1, len(moved)):
        moved[index] = max(moved[index], moved[index - 1] + least)
    ceiling = high
    for index in range(len(moved) - 1, -1, -1):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - least
    result = [0.0] * len(places)
    for index, place in zip(order, moved, strict=True):
        result[index] = place
    return result


def half_period(line: Line) -> timedelta:
    """Half the distance between two points, for shading that begins between them."""
    return timedelta(days={"day": 1, "week": 3}.get(str(line.request.view), 15))


def across(point: Point, line: Line) -> list[str]:
    """Where the stretch of a lone point of days, weeks or months begins and ends."""
    place, half = date.fromisoformat(position(point, line)), half_period(line)
    return [(place - half).isoformat(), (place + half).isoformat()]


def first_and_last(lines: Iterable[Line]) -> tuple[date, date]:
    """The months from the first to the last point of all lines."""
    ends = [point.end for line in lines for point in line.points]
    return min(ends).replace(day=1), max(ends)
