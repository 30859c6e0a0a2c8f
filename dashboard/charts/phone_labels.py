"""Where do labels go on a phone, where those of the right edge stand inside the plot?"""

from typing import Any

from dashboard.charts.trend_labels import ABOVE, LABEL, PLOT, Forms, has_room, own_label
from dashboard.services.trend import Trend

MOVED = 2 * LABEL / PLOT  # of a chart's height, what a label that is moved takes above
_LINES = 2  # of the lone line's own label there: its figure and its period


def clear_of_own_label(
    trend: Trend, ends: list[dict[str, Any]], first: int, low: float, high: float
) -> Forms:
    """Labels of the edge that would stand upon the line's own are moved over it.

    first: the place of the edge's first label among all of the chart.
    """
    if not has_room(trend) or high <= low:
        return Forms({}, {})
    level, above = own_label(trend, _LINES)
    middle = _px(level, low, high) + above
    bottom, top = middle - _LINES * LABEL / 2, middle + _LINES * LABEL / 2
    moved: dict[str, Any] = {}
    for index, end in enumerate(ends, start=first):
        foot = _px(end["y"], low, high) + ABOVE
        head = foot + LABEL * (end["text"].count("<br>") + 1)
        if head > bottom and foot < top:
            moved[f"annotations[{index}].yshift"] = round(ABOVE + top - foot)
            top += head - foot  # the next one goes over this
    return Forms(moved, {})


def _px(level: float, low: float, high: float) -> float:
    return (level - low) / (high - low) * PLOT
