"""Where do the lines of a chart end and their labels stand, in points of a page?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.charts.chart import ACTUAL, LAST_YEAR, PLAN, STANDARD
from dashboard.charts.scale import spread
from dashboard.exports.pack_chart import Drawn, PackChart, Role, level_text
from dashboard.exports.pack_text import LEADING, Face

LABEL, LATEST, TICK = 12.0, 15.0, 11.0  # sizes of type
BESIDE = 8.0  # from a point to its label
_LEAST_EDGE = 20.0  # right of a plot that nothing is written beside
_WORD = 8  # periods that the word for what is planned is as long as
_FOOTNOTE = 14.0  # of the plot, where it says that the rest is planned
_KEY = 16.0  # height of the line above the plot
_FOOT, _TOP = 22.0, 8.0


class Pen(NamedTuple):
    """How a line is drawn. dash: lengths of strokes and gaps, empty for a solid one."""

    color: str
    width: float
    dash: tuple[float, ...] = ()


PENS = {
    Role.UPPER: Pen("#A8B4BC", 0.75),
    Role.LOWER: Pen("#A8B4BC", 0.75),
    Role.MEAN: Pen(LAST_YEAR, 0.75),
    Role.STANDARD: Pen(STANDARD, 1.5, (1.5, 2.5)),
    Role.PLAN: Pen(PLAN, 1.5, (5, 3)),
    Role.ACTUAL: Pen(ACTUAL, 2.25),
}
MARKER = 5.0  # across
PLANNED = "planned"


class Rectangle(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class LabelPlace(NamedTuple):
    """A label's left edge and middle; `line` is what it names, `point` where that ends."""

    line: Drawn
    x: float
    middle: float
    point: tuple[float, float]
    size: float
    width: float
    bold: bool

    @property
    def color(self) -> str:
        return PENS[self.line.role].color


class GapPlace(NamedTuple):
    """Why a period has no figure: its right edge and its top, beside a fine upright line."""

    text: str
    x: float
    y: float


class ChartPlace(NamedTuple):
    """box: all of the chart; plot: what is between its axes. key: what stands above the plot."""

    chart: PackChart
    box: Rectangle
    plot: Rectangle
    labels: tuple[LabelPlace, ...]
    gaps: tuple[GapPlace, ...]
    key: str
    planned: Rectangle | None

    @property
    def says_planned(self) -> bool:
        return self.planned is not None and self.planned.width > 60

    @property
    def planned_at_foot(self) -> bool:
        """Whether the word has room there, where most lines are not."""
        foot = self.plot.y + self.plot.height
        begins = self.chart.planned or 0
        beside = (v for line in self.chart.lines for v in line.values[begins : begins + _WORD])
        return all(v is None or self.y(v) < foot - 1.6 * TICK for v in beside)

    def x(self, index: int) -> float:
        return self.plot.x + self.chart.along(index) * self.plot.width

    def y(self, value: float) -> float:
        return self.plot.y + (1 - self.chart.up(value)) * self.plot.height


def chart_place(
    chart: PackChart, x: float, y: float, width: float, height: float, face: Face
) -> ChartPlace:
    """A chart that fills a box."""
    said = [f"Values in {chart.unit}" if chart.unit else "", chart.key]
    key = ". ".join(each for each in said if each)
    ends = [each for each in chart.lines if each.label]
    levels = max(face.width(level_text(chart, level), TICK) for level in chart.levels())
    for edge in ([each for each in ends if each.role is not Role.ACTUAL], ends):
        right = max([_wide(each, face) for each in edge], default=_LEAST_EDGE) + BESIDE + 4
        top, left = _TOP + (_KEY if key else 0), levels + 10
        plot = Rectangle(x + left, y + top, width - left - right, height - top - _FOOT)
        made = ChartPlace(chart, Rectangle(x, y, width, height), plot, (), (), key, None)
        if all(each in edge or _has_room(made, each, face) for each in ends):
            break
    labels = tuple(_labels(made, ends, face))
    return made._replace(labels=labels, gaps=tuple(_gaps(made)), planned=_planned(made))


def _size(line: Drawn) -> float:
    return LATEST if line.role is Role.ACTUAL else LABEL


def _wide(line: Drawn, face: Face) -> float:
    return face.width(line.label, _size(line), line.role is Role.ACTUAL) + 2


def _labels(place: ChartPlace, ends: Sequence[Drawn], face: Face) -> Iterator[LabelPlace]:
    """At the right edge, never one upon another; the latest figure beside its point where what is
    planned leaves room for it."""
    edge = place.plot.x + place.plot.width + BESIDE
    beside = [each for each in ends if _has_room(place, each, face)]
    others = [each for each in ends if each not in beside]
    latest = [each for each in ends if each.role is Role.ACTUAL]
    for line in beside:
        point = _end(place, line)
        wide = _wide(line, face)
        middle = _off_the_lines(place, line, wide)
        yield LabelPlace(line, point[0] + BESIDE, middle, point, LATEST, wide, True)
    high = max([_size(each) * LEADING for each in others], default=0.0) + 1
    top, bottom = place.plot.y + high / 2, place.plot.y + place.plot.height - high / 2
    wanted = [place.y(each.values[each.at] or 0.0) for each in others]
    for line, middle in zip(others, spread(wanted, top, bottom, high), strict=True):
        size, wide = _size(line), _wide(line, face)
        yield LabelPlace(line, edge, middle, _end(place, line), size, wide, line in latest)


def _has_room(place: ChartPlace, line: Drawn, face: Face) -> bool:
    if line.role is not Role.ACTUAL:
        return False
    after = place.plot.x + place.plot.width - place.x(line.at)
    return after >= _wide(line, face) + BESIDE


def _end(place: ChartPlace, line: Drawn) -> tuple[float, float]:
    return place.x(line.at), place.y(line.values[line.at] or 0.0)


def _off_the_lines(place: ChartPlace, line: Drawn, wide: float) -> float:
    """As near to its point as it covers neither what is planned nor the standard."""
    x, y = _end(place, line)
    half = LATEST * LEADING / 2
    top, foot = place.plot.y + half, place.plot.y + place.plot.height - half - _FOOTNOTE
    taken = [
        place.y(value)
        for each in place.chart.lines
        if each.role in (Role.PLAN, Role.STANDARD)
        for n, value in enumerate(each.values)
        if value is not None and x - BESIDE <= place.x(n) <= x + wide + BESIDE
    ]
    tries = [y + sign * step * 4.0 for step in range(40) for sign in (1, -1)]
    free = [each for each in tries if top <= each <= foot]
    clear = (each for each in free if all(abs(each - other) > half for other in taken))
    return next(clear, free[0] if free else top)


def _gaps(place: ChartPlace) -> Iterator[GapPlace]:
    """At the foot of the plot, in two rows by turns."""
    foot = place.plot.y + place.plot.height
    for number, (index, text) in enumerate(place.chart.gaps.items()):
        yield GapPlace(text, place.x(index), foot - 14 - 14 * (number % 2))


def _planned(place: ChartPlace) -> Rectangle | None:
    """The stretch after the latest figure."""
    chart, plot = place.chart, place.plot
    if chart.planned is None:
        return None
    begins = place.x(chart.planned) + plot.width / chart.slots / 2
    return Rectangle(begins, plot.y, plot.x + plot.width - begins, plot.height)
