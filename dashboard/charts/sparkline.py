"""Two years of one indicator, small enough for a table row."""

from collections.abc import Sequence

from dashboard.charts.chart import ACTUAL, LAST_YEAR
from dashboard.services.points import Point

WIDTH, HEIGHT = 168, 32
_PAD = 4
# What a picture's source has that an address may not.
_IN_AN_ADDRESS = tuple((each, f"%{ord(each):X}") for each in "%#<>")


def sparkline(points: tuple[Point, ...]) -> str:
    """An SVG as a data address: the actual in blue, the plan dashed behind it, gaps as gaps."""
    values = [p.value for p in points] + [p.plan_value for p in points]
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * _PAD) / max(len(points) - 1, 1)
    first = _PAD if len(points) > 1 else WIDTH - _PAD  # a lone point is the latest
    across = [f"{first + index * step:.1f}" for index in range(len(points))]
    scale = (HEIGHT - 2 * _PAD) / span
    foot = HEIGHT - _PAD + low * scale
    plan = _paths([p.plan_value for p in points], across, foot, scale)
    actual = _paths([p.value for p in points], across, foot, scale)
    last = max((i for i, p in enumerate(points) if p.value is not None), default=None)
    dot = ""
    if last is not None:
        x, y = across[last], f"{foot - (points[last].value or 0.0) * scale:.1f}"
        fill = "#fff" if points[last].provisional else ACTUAL
        dot = (
            f"<circle cx='{x}' cy='{y}' r='3' fill='{fill}' stroke='{ACTUAL}' stroke-width='1.5'/>"
        )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>"
        f"<g fill='none'><path d='{plan}' stroke='{LAST_YEAR}' stroke-width='1.25' "
        f"stroke-dasharray='3 2'/><path d='{actual}' stroke='{ACTUAL}' stroke-width='2' "
        f"stroke-linejoin='round'/></g>{dot}</svg>"
    )
    for each, written in _IN_AN_ADDRESS:
        svg = svg.replace(each, written)
    return "data:image/svg+xml," + svg


def _paths(values: Sequence[float | None], across: Sequence[str], foot: float, scale: float) -> str:
    """One sub-path per unbroken run; a lone value becomes a short stroke."""
    parts, pen_down = [], False
    for index, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        lone = not pen_down and (index + 1 == len(values) or values[index + 1] is None)
        pen = "L" if pen_down else "M"
        parts.append(f"{pen}{across[index]},{foot - value * scale:.1f}{'h1' if lone else ''}")
        pen_down = True
    return "".join(parts)
