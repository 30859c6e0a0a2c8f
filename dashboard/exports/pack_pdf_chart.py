"""A chart of a pack, drawn on paper."""

from collections.abc import Iterator, Sequence

from dashboard.charts.chart import GRID, LAST_YEAR, MUTED, SHADE
from dashboard.exports.pack_chart import Drawn, Role, level_text
from dashboard.exports.pack_labels import LABEL, MARKER, PENS, PLANNED, TICK, ChartPlace
from dashboard.exports.pack_pdf_draw import Paper

_AXIS = "#D8DDE0"
_BREATH = 3.0  # beyond the plot, so that markers at its edges are whole


def draw_chart(paper: Paper, place: ChartPlace) -> None:
    """Shade, grid, lines, and then what is written."""
    if place.planned is not None:
        paper.rectangle(*place.planned, SHADE)
        if place.says_planned:
            low = place.planned.height - TICK * 1.5 if place.planned_at_foot else TICK * 0.4
            y = place.planned.y + low
            paper.text(place.planned.x + 6, y, PLANNED, TICK, MUTED)
    _axes(paper, place)
    plot = place.plot
    paper.within(
        plot.x - _BREATH, plot.y - _BREATH, plot.width + 2 * _BREATH, plot.height + 2 * _BREATH
    )
    for line in place.chart.lines:
        _line(paper, place, line)
    paper.everywhere()
    foot = plot.y + plot.height
    for gap in place.gaps:
        paper.line(gap.x, foot - plot.height * 0.14, gap.x, foot, LAST_YEAR, 0.75, (1, 2))
        paper.text(gap.x - 4, gap.y, gap.text, LABEL - 1, MUTED, right=True)
    for label in place.labels:
        y = label.middle - label.size * 0.6
        paper.text(label.x, y, label.line.label, label.size, label.color, label.bold)
    if place.key:
        paper.text(plot.x, place.box.y, place.key, TICK, MUTED)


def _axes(paper: Paper, place: ChartPlace) -> None:
    plot, chart = place.plot, place.chart
    right, foot = plot.x + plot.width, plot.y + plot.height
    for level in chart.levels():
        y = place.y(level)
        paper.line(plot.x, y, right, y, GRID, 0.75)
        text = level_text(chart, level)
        paper.text(plot.x - 6, y - TICK * 0.6, text, TICK, MUTED, right=True)
    paper.line(plot.x, foot, right, foot, _AXIS, 0.75)
    for along, text in chart.ticks():
        x = plot.x + along * plot.width
        paper.line(x, foot, x, foot + 4, LAST_YEAR, 0.75)
        half = paper.face.width(text, TICK) / 2
        paper.text(max(x - half, place.box.x), foot + 6, text, TICK, MUTED)


def _line(paper: Paper, place: ChartPlace, line: Drawn) -> None:
    """A gap stays a gap; a figure between two gaps is a marker alone."""
    pen = PENS[line.role]
    for stretch in stretches(line.values):
        points = [(place.x(n), place.y(value)) for n, value in stretch]
        if len(points) > 1:
            paper.path(points, *pen)
        elif line.role is not Role.ACTUAL:
            paper.circle(*points[0], MARKER, pen.color, pen.color)
    if line.role is Role.ACTUAL:
        for number, value in enumerate(line.values):
            if value is not None:
                hollow = number in place.chart.provisional
                fill = "#FFFFFF" if hollow else pen.color
                paper.circle(place.x(number), place.y(value), MARKER, fill, pen.color)


def stretches(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Runs of values without a gap, each value with its place."""
    run: list[tuple[int, float]] = []
    for number, value in enumerate(values):
        if value is not None:
            run.append((number, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
