"""A chart of a pack as a chart of a slide, with its numbers in a workbook of its own.

The numbers are unrounded, and what has none is an empty cell: whoever edits the chart has the same
figures as the pages.
"""

from datetime import date
from typing import Any

from pptx.chart.axis import DateAxis, ValueAxis
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_VERTICAL_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.charts.chart import GRID, LAST_YEAR, MUTED, SHADE
from dashboard.exports.pack_chart import NAMES, PackChart, Role
from dashboard.exports.pack_labels import (
    LABEL,
    MARKER,
    PENS,
    PLANNED,
    TICK,
    ChartPlace,
    GapPlace,
    LabelPlace,
)
from dashboard.exports.pack_pptx_draw import FONT, colour, length, without_style, write

_EPOCH = date(1899, 12, 30)  # from which workbooks count days
_STANDS = 3.0  # from its point, where nobody moves a label
_AXIS = "#D8DDE0"
_DASHES = {Role.STANDARD: MSO_LINE.ROUND_DOT, Role.PLAN: MSO_LINE.DASH}
_LAYOUT = (
    f'<c:layout {nsdecls("c")}><c:manualLayout>{{}}<c:x val="{{:.5f}}"/><c:y val="{{:.5f}}"/>{{}}'
    "</c:manualLayout></c:layout>"
)
# A label that is moved aside needs no line to its point: it has its colour.
_NO_LEADERS = (
    f'<c:extLst {nsdecls("c")}><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_INNER = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'


def add_chart(slide: Slide, place: ChartPlace, alternative: str) -> None:
    """alternative: the text that stands for the picture."""
    _shade(slide, place)
    box = map(length, place.box)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, _numbers(place.chart))
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Chart: {alternative}")
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size = FONT, Pt(TICK)
    chart.font.color.rgb = colour(MUTED)
    _inner(chart, place)
    _values(chart.value_axis, place.chart)
    _time(chart.category_axis, place.chart)
    _lines(chart, place.chart)
    for label in place.labels:
        _label(chart, place, label)
    for gap in place.gaps:
        _gap(slide, place, gap)
    if place.key:
        _words(slide, "Key", place.key, place.plot.x, place.box.y, place.plot.width, TICK)


def _numbers(chart: PackChart) -> CategoryChartData:
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = chart.places
    for line in chart.lines:
        data.add_series(NAMES[line.role], line.values)
    return data


def _inner(chart: Chart, place: ChartPlace) -> None:
    """Where the plot is within the chart, so that labels stand where they were measured to."""
    box, plot = place.box, place.plot
    sides = f'<c:w val="{plot.width / box.width:.5f}"/><c:h val="{plot.height / box.height:.5f}"/>'
    layout = _LAYOUT.format(
        _INNER, (plot.x - box.x) / box.width, (plot.y - box.y) / box.height, sides
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{area.nsmap['c']}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))


def _values(axis: ValueAxis, chart: PackChart) -> None:
    axis.minimum_scale, axis.maximum_scale = chart.low, chart.high
    axis.major_unit = chart.step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour(GRID)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
        chart.number_format,
        False,
    )


def _time(axis: Any, chart: PackChart) -> None:  # noqa: ANN401 - dates or names
    axis.format.line.color.rgb = colour(_AXIS)
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.has_major_gridlines = False
    if not isinstance(axis, DateAxis):
        return
    axis.minimum_scale = (chart.begins - _EPOCH).days
    axis.maximum_scale = (chart.ends - _EPOCH).days
    axis.tick_labels.number_format = "mmm yy"
    axis.tick_labels.number_format_is_linked = False
    _unit(axis, "baseTimeUnit", "months" if chart.months else "days")
    _unit(axis, "majorUnit", str(chart.months_a_tick))
    _unit(axis, "majorTimeUnit", "months")


_AFTER = ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit", "extLst")


def _unit(axis: DateAxis, name: str, value: str) -> None:
    """The library has no words for the units of time; their order is that of the format."""
    element = axis._element
    space = f"{{{element.nsmap['c']}}}"
    for old in element.findall(f"{space}{name}"):
        element.remove(old)
    later = _AFTER[_AFTER.index(name) + 1 :]
    before = next((each for each in element if each.tag.removeprefix(space) in later), None)
    new = parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>')
    if before is None:
        element.append(new)
    else:
        before.addprevious(new)


def _lines(chart: Chart, drawn: PackChart) -> None:
    for series, line in zip(chart.plots[0].series, drawn.lines, strict=True):
        pen = PENS[line.role]
        series.smooth = False
        series.format.line.color.rgb = colour(pen.color)
        series.format.line.width = Pt(pen.width)
        if line.role in _DASHES:
            series.format.line.dash_style = _DASHES[line.role]
        lone = sum(value is not None for value in line.values) == 1
        if line.role is not Role.ACTUAL and not lone:
            series.marker.style = XL_MARKER_STYLE.NONE
            continue
        _marked(series.marker, pen.color, pen.color)
        if line.role is Role.ACTUAL:
            for index in sorted(drawn.provisional):
                _marked(series.points[index].marker, "#FFFFFF", pen.color)


def _marked(marker: Any, fill: str, outline: str) -> None:  # noqa: ANN401
    """What is provisional is hollow."""
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, round(MARKER)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(fill)
    marker.format.line.color.rgb = colour(outline)
    marker.format.line.width = Pt(1.25)


def _label(chart: Chart, place: ChartPlace, label: LabelPlace) -> None:
    """A label of the line's own last point, so that it moves with it; moved aside where another
    one stands there."""
    index = place.chart.lines.index(label.line)
    said = chart.plots[0].series[index].points[label.line.at].data_label
    said.position = XL_LABEL_POSITION.RIGHT
    frame = said.text_frame
    frame.word_wrap = False
    write(frame.paragraphs[0], label.line.label, label.size, label.color, label.bold)
    right = (label.x - label.point[0] - _STANDS) / place.box.width
    down = (label.middle - label.point[1]) / place.box.height
    said._dLbl.idx.addnext(parse_xml(_LAYOUT.format("", right, down, "")))
    labels = said._dLbl.getparent()
    if not labels.findall(f"{{{labels.nsmap['c']}}}extLst"):
        labels.append(parse_xml(_NO_LEADERS))


def _shade(slide: Slide, place: ChartPlace) -> None:
    """What is only planned stands on a tint, beneath the chart."""
    if place.planned is None or place.planned.width < 1:
        return
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(length, place.planned))
    shape.name = "Planned"
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(SHADE)
    shape.line.fill.background()
    without_style(shape)
    if place.says_planned:
        frame = shape.text_frame
        foot = place.planned_at_foot
        frame.vertical_anchor = MSO_VERTICAL_ANCHOR.BOTTOM if foot else MSO_VERTICAL_ANCHOR.TOP
        frame.margin_left, frame.margin_bottom = length(6), length(4)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        write(frame.paragraphs[0], PLANNED, TICK, MUTED)


def _gap(slide: Slide, place: ChartPlace, gap: GapPlace) -> None:
    """Why a period has no figure, beside a fine upright line."""
    foot = place.plot.y + place.plot.height
    ends = map(length, (gap.x, foot - place.plot.height * 0.14, gap.x, foot))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.name = "Gap"
    without_style(line)
    line.line.width, line.line.dash_style = Pt(0.75), MSO_LINE.ROUND_DOT
    line.line.color.rgb = colour(LAST_YEAR)
    box = _words(slide, "Gap", gap.text, place.plot.x, gap.y, gap.x - place.plot.x - 4, LABEL - 1)
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _words(
    slide: Slide, name: str, text: str, x: float, y: float, width: float, size: float
) -> Any:  # noqa: ANN401
    box = slide.shapes.add_textbox(*map(length, (x, y, width, size * 1.3)))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame.paragraphs[0], text, size, MUTED)
    return box
