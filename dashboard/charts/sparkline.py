"""Two years of one indicator, small enough for a table row."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.services.points import Point

# Quarters of a pixel: whole numbers are written in half the time that fractions take.
WIDTH, HEIGHT = 672, 128
_PAD = 16


# Strokes in the page's own SVG, coloured by its style sheet: as images, each of them a document of
# its own, forty take the browser thrice as long.
_STROKES = '<path class="planned" d="{}"/><path class="actual" d="{}"/>{}'
_DOT = '<circle class="{}" cx="{}" cy="{}" r="12"/>'


def sparkline(points: Sequence[Point]) -> str:
    """What stands in an SVG of WIDTH by HEIGHT: the actual before the plan, gaps as gaps."""
    actual, planned = [p.value for p in points], [p.plan_value for p in points]
    known = [value for value in (*actual, *planned) if value is not None]
    if not known:
        return ""
    low = min(known)
    scale = (HEIGHT - 2 * _PAD) / ((max(known) - low) or 1.0)
    foot = HEIGHT - _PAD + low * scale + 0.5  # a half, so that what is cut off is rounded
    across = _across(len(points))
    drawn = _path(planned, across, foot, scale), _path(actual, across, foot, scale)
    return _STROKES.format(*drawn, _dot(points, across, foot, scale))


@lru_cache(maxsize=128)
def _across(count: int) -> tuple[int, ...]:
    """Where each point stands; a lone one is the latest."""
    if count == 1:
        return (WIDTH - _PAD,)
    step = (WIDTH - 2 * _PAD) / (count - 1)
    return tuple(round(_PAD + index * step) for index in range(count))


@lru_cache(maxsize=128)
def _unbroken(count: int) -> str:
    """The path through so many points, without their heights."""
    return f"M{'L'.join([f'{x},%d' for x in _across(count)])}"


def _dot(points: Sequence[Point], across: Sequence[int], foot: float, scale: float) -> str:
    """On the last figure, hollow where it is provisional."""
    for x, point in zip(reversed(across), reversed(points), strict=True):
        if point.value is not None:
            kind = "last hollow" if point.provisional else "last"
            return _DOT.format(kind, x, int(foot - point.value * scale))
    return ""


def _path(values: Sequence[float | None], across: Sequence[int], foot: float, scale: float) -> str:
    """One sub-path per unbroken run; a lone value becomes a short stroke."""
    if None not in values and len(values) > 1:  # as most are: written at once
        return _unbroken(len(values)) % tuple([foot - (value or 0) * scale for value in values])
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
