"""What do the rules look at: the figures of one indicator as they are, and as they were before?"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard.calculations.aggregation import NO_ACTIVITY
from dashboard.calculations.spc.model import Assurance, Judgement, Variation
from dashboard.indicators.registry import Indicator
from dashboard.periods import next_period
from dashboard.services.catalogue import Data, grain_of
from dashboard.services.judged import Target
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.provenance import expected_after
from dashboard.services.rag import small_numbers
from dashboard.services.summary import SummaryRow
from dashboard.services.what_it_takes import WhatItTakes, what_it_takes

# Published, and without a figure all the same: nothing is missing.
_NOT_MISSING = frozenset(
    {"suppressed", NO_ACTIVITY, "not_collected", "paused", "excluded", "beyond_bands"}
)


class Facts(NamedTuple):
    """points: those with a figure, the latest last. small: of too few people to judge by.

    due: the first days of periods whose publication was due since the last figure and brought none.
    """

    indicator: Indicator
    line: Line
    points: tuple[Point, ...]
    small: bool
    takes: WhatItTakes
    judgement: Judgement
    target: Target | None
    variation: Variation
    assurance: Assurance
    due: tuple[date, ...]

    @property
    def latest(self) -> Point:
        return self.points[-1]


def facts_of(row: SummaryRow, takes: WhatItTakes, as_at: date) -> Facts:
    """Of a row that has a figure. takes: with the whole line it is of."""
    judgement = row.judged.judgement
    points = tuple(point for point in takes.line.points if point.value is not None)
    return Facts(
        row.indicator,
        takes.line,
        points,
        small_numbers(points[-1], row.indicator),
        takes,
        judgement,
        row.judged.target,
        judgement.variation,
        judgement.assurance,
        overdue(takes.line, as_at),
    )


def facts_before(data: Data, facts: Facts, *, stand_in: bool = False) -> Facts | None:
    """As they were before the last publication, which brought a figure or failed to; with all that
    is known of the time today. None where there was no figure then."""
    if facts.due:
        return facts._replace(due=facts.due[:-1])
    if len(facts.points) < 2:
        return None
    latest = facts.latest
    line = replace(
        facts.line,
        points=tuple(_without_figure(p) if p is latest else p for p in facts.line.points),
    )
    takes = facts.takes if stand_in else what_it_takes(data, line)
    return facts._replace(
        line=line,
        points=facts.points[:-1],
        small=small_numbers(facts.points[-2], facts.indicator),
        takes=takes,
        variation=_variation(facts.judgement, facts.points[-2]),
    )


def overdue(line: Line, as_at: date) -> tuple[date, ...]:
    """First days of the periods after the last figure that were due by the day and are missing."""
    last = line.last_actual
    if last is None:
        return ()
    grain = grain_of(line.indicator, str(line.request.view))
    known = {point.start: point.absent_reason for point in line.points}
    missing: list[date] = []
    due = expected_after(last, grain, line.indicator)
    while due is not None and due <= as_at:
        last = next_period(last, grain)
        if known.get(last) not in _NOT_MISSING:
            missing.append(last)
        due = expected_after(last, grain, line.indicator)
    return tuple(missing)


def _without_figure(point: Point) -> Point:
    return replace(point, numerator=None, denominator=None, value=None, status="", absent_reason="")


def _variation(judgement: Judgement, point: Point) -> Variation:
    found = (each.variation for each in judgement.points if each.start == point.start)
    return next(found, Variation.NOT_JUDGED)
