"""Which period of a line does an address ask for?"""

from datetime import date

from dashboard.calculations.views import RUNNING
from dashboard.errors import BadParameter, NoFigures
from dashboard.selection import read_day
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording.words import period_in_words


def point_asked(line: Line, period: str) -> Point:
    """By what the period is called, else by a day within it; the latest one without either.

    Raises NoFigures where nothing is loaded, BadParameter for a period that is not there.
    """
    if not line.points:
        raise NoFigures(
            f"There are no figures of {line.indicator.short_name} for {line.name}.",
            "Choose another indicator or organisation.",
        )
    if not period:
        return line.latest or line.points[-1]
    found = next((point for point in reversed(line.points) if _called(point, line, period)), None)
    found = found or _point_of(line, _day(period))
    if found is not None:
        return found
    first, last = line.points[0].start.isoformat(), line.points[-1].end.isoformat()
    raise BadParameter("period", period[:40], f"a day of the figures, {first} to {last}")


def _called(point: Point, line: Line, period: str) -> bool:
    """`Feb 20` as a table calls it, `February 2020` as a caption does."""
    return period in (point.label, period_in_words(point, line))


def _point_of(line: Line, day: date | None) -> Point | None:
    """By a day within it; periods that overlap are told apart by their last months, as a chart
    places them."""
    if day is None:
        return None
    overlap = line.request.view in RUNNING
    for point in line.points:
        if (point.end.replace(day=1) if overlap else point.start) <= day <= point.end:
            return point
    return next((point for point in line.points if point.start <= day <= point.end), None)


def _day(period: str) -> date | None:
    try:
        return read_day("period", period)
    except BadParameter:
        return None
