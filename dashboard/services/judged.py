"""Is what a line shows real, and will it meet its target? Asked by every page, file and program.

What is judged does not depend on what is drawn: chart, summary, matrix and programs ask for the
same stretch of the same figures, so that they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard.calculations.spc.judgement import judged
from dashboard.calculations.spc.model import NO_MARKS, Judgement, Marks
from dashboard.calculations.views import View
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, add_months
from dashboard.services.catalogue import Data
from dashboard.services.line import Begins, Line, performance_line
from dashboard.services.marks import breaks_for_spc, spc_marks
from dashboard.services.points import Point

# How many periods are judged: long enough for limits, short enough for the process of today.
JUDGED = {
    Grain.MONTH: 36,
    Grain.QUARTER: 24,
    Grain.ROLLING_QUARTER: 36,
    Grain.ROLLING_12M: 36,
    Grain.WEEK: 156,
    Grain.DAY: 92,
    Grain.YEAR: 24,
    Grain.ROLLING_3Y: 24,
    Grain.SNAPSHOT: 36,
}
_TOO_OFTEN = "Daily figures are not judged: their days of the week differ. Read the weeks."


class Target(NamedTuple):
    """What assurance is about. kind: standard or plan. on: the period it is to be met in."""

    value: float
    comparator: str
    kind: str
    on: date


class Judged(NamedTuple):
    """A judgement and the points it is of, in the same order."""

    judgement: Judgement
    points: tuple[Point, ...]
    target: Target | None


def judged_line(data: Data, line: Line) -> Judged:
    """The verdict on a line of its indicator's own grain, whatever of it is drawn.

    line: with at least the periods of `first_judged`.
    """
    indicator, request = line.indicator, line.request
    grain = Grain(str(request.view))
    place = request.organisation.code
    marks = _marks(data, line, grain)
    breaks, rebase_breaks = breaks_for_spc(data.store.data_breaks(indicator.id, place))
    breaks = (*breaks, *line.breaks)
    points = window(line.points, grain, marks)
    target = target_of(line, points)
    suitable = indicator.spc_suitable and grain is not Grain.DAY
    judgement = judged(
        [(point.start, point.end, point.value, "") for point in points],
        indicator.direction,
        comparator=target.comparator if target else "",
        target=target.value if target else None,
        suitable=suitable,
        why_unsuitable=indicator.spc_reason or _TOO_OFTEN,
        seasonal=indicator.seasonal,
        grain=grain,
        marks=marks,
        settings=data.spc,
        breaks=breaks,
        rebase_breaks=rebase_breaks,
    )
    return Judged(judgement, points, target)


def line_to_judge(data: Data, line: Line) -> Line:
    """The same line in its indicator's own grain, which running totals and quarters are not of."""
    if is_judged(line):
        return line
    request = replace(line.request, view=View(str(line.indicator.grain)))
    marks = _marks(data, line, line.indicator.grain)
    return performance_line(data, line.indicator, request, line.name, begins_to_judge(marks))


def is_judged(line: Line) -> bool:
    """Figures as they are stored are judged; what is gathered from them overlaps or is too few."""
    return str(line.request.view) in (str(line.indicator.grain), Grain.WEEK, Grain.DAY)


def begins_to_judge(marks: Marks) -> Begins:
    """Where points must begin at the latest for a judgement by months."""
    kept = marks.baseline.start if marks.baseline else date.max
    return lambda last: min(kept, add_months(last, -JUDGED[Grain.MONTH]))


def _marks(data: Data, line: Line, grain: Grain) -> Marks:
    """Of an organisation's headline: parts have none of their own."""
    if line.request.provider or line.request.dimension:
        return NO_MARKS
    return spc_marks(data.store.marks(line.indicator.id, line.request.organisation.code), grain)


def window(points: Sequence[Point], grain: Grain, marks: Marks) -> tuple[Point, ...]:
    """The last so many periods up to the latest figure, or from a kept baseline on."""
    last = next((n for n in range(len(points) - 1, -1, -1) if points[n].value is not None), -1)
    first = max(0, last + 1 - JUDGED[grain])
    if marks.baseline is not None and first:
        begins = marks.baseline.start
        first = min(first, next((n for n, p in enumerate(points) if p.end >= begins), first))
    return tuple(points[first : last + 1])


def target_of(line: Line, judged_points: Sequence[Point]) -> Target | None:
    """The standard in force at the latest figure; where none is, the next planned figure.

    Assurance is about what is to come, so a trajectory is held against its next step.
    """
    if not judged_points or line.indicator.direction == "neutral":
        return None
    latest = judged_points[-1]
    if latest.standard is not None:
        return Target(latest.standard.value, latest.standard.comparator, "standard", latest.end)
    later = [p for p in line.points if p.start > latest.start and p.plan_value is not None]
    planned = later[0] if later else latest
    if planned.plan_value is None or _plan_grows(line.indicator):
        return None
    comparator = ">=" if line.indicator.direction == "up" else "<="
    return Target(planned.plan_value, comparator, "plan", planned.end)


def _plan_grows(indicator: Indicator) -> bool:
    """What accumulates through the year has no level that a process could keep."""
    return indicator.aggregation == "count_cumulative"
