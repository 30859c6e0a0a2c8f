"""What do all parts of the chart of a slide share: its stage of 1,920 by 1,080 px, its type?"""

from typing import Any

from dashboard.charts.chart import label

WIDTH, HEIGHT = 1760, 480  # px of the stage; a slide leaves about as much
LARGE, USUAL, SMALL = 28, 22, 20  # px of type
LEFT, RIGHT, TOP, FOOT = 88, 248, 24, 72
ROW = 28  # px a line of a label needs
PLOT = HEIGHT - TOP - FOOT


def text_at(
    text: str,
    x: object,
    y: float | None,
    color: str,
    size: int,
    **more: Any,  # noqa: ANN401
) -> dict[str, Any]:
    return {**label(text, x, y, color, **more), "font": {"color": color, "size": size}}


def upright(place: object, low: float, high: float, color: str) -> dict[str, Any]:
    line = {"color": color, "width": 2, "dash": "dot"}
    return {"type": "line", "x0": place, "x1": place, "y0": low, "y1": high, "yref": "paper",
            "line": line}  # fmt: skip
