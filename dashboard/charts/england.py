"""How is England's line drawn and told beside the one a trend is of?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.chart import TEXT, all_rounded, label
from dashboard.charts.scale import position, positions
from dashboard.charts.trend_labels import (
    ABOVE,
    LABEL,
    PLOT,
    Forms,
    england_text,
    has_room,
    latest_text,
    own_label,
)
from dashboard.charts.written import hovers, written
from dashboard.services.beside_england import NAME
from dashboard.services.line import Line
from dashboard.services.trend import Trend
from dashboard.services.wording import units, words

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
            "y": all_rounded([point.value for point in line.points]),
            "connectgaps": False,
            "line": {"color": TEXT, "width": 1.5},
            "marker": {"color": TEXT, "size": _sizes(line)},
            "text": hovers(written(line), NAME),
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
    return [
        label(
            england_text(trend),
            position(point, line),
            point.value,
            TEXT,
            xanchor="left",
            xshift=10,
            yshift=_wide_shift(trend, _Scale(low, high)),
            yanchor="middle",
            bgcolor="rgba(247,249,251,0.85)",
        )
    ]


def england_forms(
    trend: Trend, place: int, ends: Sequence[dict[str, Any]], low: float, high: float
) -> Forms:
    """In two lines on a phone, where the labels of the right edge come into its way.

    place: among the annotations.
    """
    scale, text, at = _Scale(low, high), england_text(trend), f"annotations[{place}]"
    taken = [_own(trend, 2, scale)]
    for each in ends:
        foot = scale.pixels(each["y"]) + ABOVE
        taken.append((foot, foot + LABEL * (each["text"].count("<br>") + 1)))
    narrow = {
        f"{at}.text": text.replace(" <b>", "<br><b>"),
        f"{at}.yshift": _shift(trend, 2, taken, scale),
    }
    return Forms(narrow, {f"{at}.text": text, f"{at}.yshift": _wide_shift(trend, scale)})


class _Scale(NamedTuple):
    low: float
    high: float

    def pixels(self, level: float) -> int:
        """Above the foot of the plot; whole, so that what touches does not overlap by a hair."""
        return round((level - self.low) * PLOT / (self.high - self.low))


def _wide_shift(trend: Trend, scale: _Scale) -> int:
    lines = latest_text(trend, trend.main).count("<br>") + 1
    return _shift(trend, 1, [_own(trend, lines, scale)], scale)


def _own(trend: Trend, lines: int, scale: _Scale) -> tuple[float, float]:
    """From where to where the line's own label stands, which has so many lines."""
    level, off = own_label(trend, lines)
    middle = scale.pixels(level) + off
    return middle - lines * LABEL / 2, middle + lines * LABEL / 2


def _shift(trend: Trend, lines: int, taken: Sequence[tuple[float, float]], scale: _Scale) -> int:
    """How far up its label goes, by the shortest way to where nothing else stands."""
    point, half = trend.england.latest, lines * LABEL / 2
    wanted = scale.pixels(point.value or 0.0) if point else 0.0
    places = [wanted, *[each for foot, top in taken for each in (foot - half, top + half)]]
    free = [
        place
        for place in places
        if half <= place <= PLOT - half
        and all(place + half <= foot or place - half >= top for foot, top in taken)
    ]
    return round(min(free, key=lambda place: abs(place - wanted), default=wanted) - wanted)


def england_sentence(trend: Trend) -> str:
    """What England had in the same period, or the last before it."""
    line, point = trend.england.line, trend.england.latest
    if line is None or point is None:
        return ""
    return f" {NAME}: {units.value(point.value, trend.indicator)} {words.at(point, line)}."
