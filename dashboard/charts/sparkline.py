"""Two years of one indicator, small enough for a table row."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dashboard.services.points import Point

# Halves of a pixel: whole numbers are written in half the time that fractions take. So wide that
# two years of months are equally far apart, and a page of forty is sent in fewer bytes.
WIDTH, HEIGHT = 338, 64
_PAD = 8


# Strokes in the page's own SVG, coloured by its style sheet: as images, each of them a document of
# its own, forty take the browser thrice as long.
_STROKES = '<path class="planned" d="{}"/><path class="actual" d="{}"/>{}'
_DOT = '<circle class="{}" cx="{}" cy="{}" r="6"/>'


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
    """The path through so many points, without the height of the first and the steps from it."""
    across = _across(count)
    return f"M{across[0]} %dl{' '.join([f'{there - here}%+d' for here, there in pairwise(across)])}"


def _dot(points: Sequence[Point], across: Sequence[int], foot: float, scale: float) -> str:
    """On the last figure, hollow where it is provisional."""
    for x, point in zip(reversed(across), reversed(points), strict=True):
        if point.value is not None:
            kind = "last hollow" if point.provisional else "last"
            return _DOT.format(kind, x, int(foot - point.value * scale))
    return ""


def _path(values: Sequence[float | None], across: Sequence[int], foot: float, scale: float) -> str:
    """One sub-path per unbroken run; a lone value becomes a short stroke.

    From point to point it says how far: that is fewer figures than where each stands.
    """
    if None not in values and len(values) > 1:  # as most are: written at once
        heights = [int(foot - (value or 0) * scale) for value in values]
        steps = [there - here for here, there in pairwise(heights)]
        return _unbroken(len(values)) % (heights[0], *steps)
    places = [
        None if value is None else (x, int(foot - value * scale))
        for x, value in zip(across, values, strict=True)
    ]
    return "".join(map(_stroke, _runs(places)))


def _stroke(run: Sequence[tuple[int, int]]) -> str:
    (x, y), steps = run[0], pairwise(run)
    if len(run) == 1:
        return f"M{x} {y}h2"
    return f"M{x} {y}l{' '.join([f'{c - a}{d - b:+}' for (a, b), (c, d) in steps])}"


def _runs(places: Sequence[tuple[int, int] | None]) -> list[list[tuple[int, int]]]:
    """What stands together without a gap."""
    runs: list[list[tuple[int, int]]] = []
    run: list[tuple[int, int]] = []
    for place in (*places, None):
        if place is not None:
            run.append(place)
        elif run:
            runs.append(run)
            run = []
    return runs
