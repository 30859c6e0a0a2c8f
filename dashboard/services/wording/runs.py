"""For how long has a line met what it is held against, or missed it?"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dashboard.services.points import Point


class Run(NamedTuple):
    """For how long a line has met what it is held against, or missed it.

    number: of judged periods up to the latest. before: the one before them, which was otherwise;
    None where they are all there are. first: the first of all that are judged.
    """

    meets: bool
    number: int
    before: Point | None
    first: Point


def run_of(points: Iterable[Point], meets: Callable[[Point], bool | None]) -> Run | None:
    """None where nothing is held against it."""
    judged = [(point, met) for point in points if (met := meets(point)) is not None]
    if not judged:
        return None
    now = judged[-1][1]
    run = 0
    for before, met in reversed(judged):
        if met != now:
            return Run(now, run, before, judged[0][0])
        run += 1
    return Run(now, run, None, judged[0][0])


def meets_plan(point: Point) -> bool | None:
    return point.against.meets
