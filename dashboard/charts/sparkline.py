"""Two years of one indicator, small enough for a table row."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.charts.chart import ACTUAL, LAST_YEAR
from dashboard.services.points import Point

# Quarters of a pixel: whole numbers are written in half the time that fractions take.
WIDTH, HEIGHT = 672, 128
_PAD = 16


def _in_an_address(svg: str) -> str:
    """What a picture's source has that an address may not."""
    for each in "%#<>":
        svg = svg.replace(each, f"%{ord(each):X}")
    return svg


# Within double quotes nothing of it needs escaping: there are dozens of them on a page.
_PICTURE = "data:image/svg+xml," + _in_an_address(
    f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>"
    f"<g fill='none'><path d='{{}}' stroke='{LAST_YEAR}' stroke-width='5' "
    f"stroke-dasharray='12 8'/><path d='{{}}' stroke='{ACTUAL}' stroke-width='8' "
    "stroke-linejoin='round'/></g>{}</svg>"
)
_DOT = _in_an_address(
    f"<circle cx='{{}}' cy='{{}}' r='12' fill='{{}}' stroke='{ACTUAL}' stroke-width='6'/>"
)
_HOLLOW, _FULL = _in_an_address("#fff"), _in_an_address(ACTUAL)


def sparkline(points: Sequence[Point]) -> str:
    """An SVG as a data address: the actual in blue, the plan dashed behind it, gaps as gaps."""
    actual, planned = [p.value for p in points], [p.plan_value for p in points]
    known = [value for value in (*actual, *planned) if value is not None]
    if not known:
        return ""
    low = min(known)
    scale = (HEIGHT - 2 * _PAD) / ((max(known) - low) or 1.0)
    foot = HEIGHT - _PAD + low * scale + 0.5  # a half, so that what is cut off is rounded
    across = _across(len(points))
    drawn = _path(planned, across, foot, scale), _path(actual, across, foot, scale)
    return _PICTURE.format(*drawn, _dot(points, across, foot, scale))


@lru_cache(maxsize=128)
def _across(count: int) -> tuple[int, ...]:
    """Where each point stands; a lone one is the latest."""
    if count == 1:
        return (WIDTH - _PAD,)
    step = (WIDTH - 2 * _PAD) / (count - 1)
    return tuple(round(_PAD + index * step) for index in range(count))


def _dot(points: Sequence[Point], across: Sequence[int], foot: float, scale: float) -> str:
    """On the last figure, hollow where it is provisional."""
    for x, point in zip(reversed(across), reversed(points), strict=True):
        if point.value is not None:
            fill = _HOLLOW if point.provisional else _FULL
            return _DOT.format(x, int(foot - point.value * scale), fill)
    return ""


def _path(values: Sequence[float | None], across: Sequence[int], foot: float, scale: float) -> str:
    """One sub-path per unbroken run; a lone value becomes a short stroke."""
    places = [
        None if value is None else f"{x},{int(foot - value * scale)}"
        for x, value in zip(across, values, strict=True)
    ]
    return "".join([f"M{'L'.join(run)}{'' if len(run) > 1 else 'h4'}" for run in _runs(places)])


def _runs(places: Sequence[str | None]) -> list[list[str]]:
    """What stands together without a gap."""
    runs: list[list[str]] = []
    run: list[str] = []
    for place in (*places, None):
        if place is not None:
            run.append(place)
        elif run:
            runs.append(run)
            run = []
    return runs
