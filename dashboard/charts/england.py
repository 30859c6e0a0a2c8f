"""How is England's line drawn and told beside the one a trend is of?"""

from typing import Any

from dashboard.charts import units, words
from dashboard.charts.chart import TEXT, label, rounded
from dashboard.charts.line_traces import hover
from dashboard.charts.scale import position, positions
from dashboard.charts.trend_labels import (
    LABEL,
    PLOT,
    Forms,
    england_text,
    has_room,
    latest_text,
    own_label,
)
from dashboard.services.beside_england import NAME
from dashboard.services.line import Line
from dashboard.services.trend import Trend

_DOT, _ALONE = 3, 7  # px of a point on a line, and of one between two gaps


def england_trace(trend: Trend) -> list[dict[str, Any]]:
    """Thin, for it is there to be read against; none where it was not asked for."""
    line = trend.england.line
    if line is None:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": NAME,
            "x": positions(line),
            "y": [rounded(point.value) for point in line.points],
            "connectgaps": False,
            "line": {"color": TEXT, "width": 1.5},
            "marker": {"color": TEXT, "size": _sizes(line)},
            "text": [hover(point, line, NAME) for point in line.points],
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _sizes(line: Line) -> list[int]:
    there = [False, *[point.value is not None for point in line.points], False]
    return [
        _DOT if before or after else _ALONE for before, after in zip(there, there[2:], strict=False)
    ]


def england_label(trend: Trend, low: float, high: float) -> list[dict[str, Any]]:
    """Beside its last point where the line's own label is; else it stands at the right edge."""
    line, point = trend.england.line, trend.england.latest
    if line is None or point is None or point.value is None or not has_room(trend):
        return []
    lines = latest_text(trend, trend.main).count("<br>") + 1
    return [
        label(
            england_text(trend),
            position(point, line),
            point.value,
            TEXT,
            xanchor="left",
            xshift=10,
            yshift=_moved(trend, lines, 1, PLOT / (high - low)),
            yanchor="middle",
            bgcolor="rgba(247,249,251,0.85)",
        )
    ]


def _moved(trend: Trend, lines: int, own_lines: int, pixels: float) -> int:
    """How far up it goes to keep off the line's own label.

    lines: of that label; own_lines: of England's. pixels: of one unit of the axis.
    """
    point = trend.england.latest
    level, middle = own_label(trend, lines)
    above = ((point.value or 0.0) - level) * pixels - middle if point else 0.0
    least = (lines + own_lines) * LABEL / 2
    if abs(above) >= least:
        return 0
    return round((least if above >= 0 else -least) - above)


def narrow_label(trend: Trend, place: int, low: float, high: float) -> Forms:
    """In two lines on a phone, as the line's own is. place: among the annotations."""
    text, at = england_text(trend), f"annotations[{place}]"
    lines = latest_text(trend, trend.main).count("<br>") + 1
    pixels = PLOT / (high - low)
    return Forms(
        {
            f"{at}.text": text.replace(" <b>", "<br><b>"),
            f"{at}.yshift": _moved(trend, 2, 2, pixels),
        },
        {f"{at}.text": text, f"{at}.yshift": _moved(trend, lines, 1, pixels)},
    )


def england_sentence(trend: Trend) -> str:
    """What England had in the same period, or the last before it."""
    line, point = trend.england.line, trend.england.latest
    if line is None or point is None:
        return ""
    return f" {NAME}: {units.value(point.value, trend.indicator)} {words.at(point, line)}."
