"""Which parts of an organisation moved it from its plan, or from a year ago, and how?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum

from dashboard.calculations.aggregation import COUNTS
from dashboard.calculations.rate_and_mix import PartCounts, rate_and_mix
from dashboard.indicators.registry import Direction
from dashboard.periods import add_months
from dashboard.services.catalogue import Data
from dashboard.services.line import Line, performance_line
from dashboard.services.localities import Localities, LocalityShare, is_counted
from dashboard.services.points import Point
from dashboard.services.what_it_takes import rounded_to

Pair = tuple[float, float]  # numerator and denominator; a count has denominator 0
_NOBODY: Pair = (0.0, 0.0)
_NO_BEFORE = "not every part has a plan in counts, and there is no figure of a year before"


class Against(StrEnum):
    PLAN = "plan"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class PartEffect:
    """What one part did to the whole, in the indicator's unit.

    rate: by its own figure; mix: by its share of the whole, None where parts are only counted.
    before, now: its numerator and denominator.
    """

    name: str
    rate: float
    mix: float | None
    before: Pair
    now: Pair

    @property
    def total(self) -> float:
        return self.rate + (self.mix or 0.0)


@dataclass(frozen=True, slots=True)
class DifferenceByPart:
    """A difference handed out to parts, the one that did most harm first. The effects add up to it.

    before, now: what the parts come to together, in the indicator's unit. scale: from a numerator
    over its denominator to that unit.
    """

    localities: Localities
    against: Against
    before: float
    now: float
    effects: tuple[PartEffect, ...]
    scale: float

    @property
    def difference(self) -> float:
        return self.now - self.before

    @property
    def rate(self) -> float:
        return fsum(each.rate for each in self.effects)

    @property
    def mix(self) -> float | None:
        """None where parts are only counted."""
        mixes = [each.mix for each in self.effects if each.mix is not None]
        return fsum(mixes) if mixes else None


def difference_by_part(data: Data, localities: Localities) -> DifferenceByPart | str:
    """From the parts' plans to their figures, or why not.

    Where a part has no plan of its own, from the same period of the year before. Parts that are
    not the whole are refused: what the others did would be put down to them.
    """
    shares = [*localities.shares, *localities.left_out]
    if not shares:
        return f"there are no {localities.parts.several} with a figure"
    if localities.total is None:
        return localities.total_note.removesuffix(".")
    if len(shares) < 2:
        return f"one {localities.parts.one} alone cannot explain the whole"
    whole = _own_line(data, localities)
    now = [_figure(share.point, localities) for share in shares]
    if why := _uncovered(localities, shares, now, _whole_now(whole, localities)):
        return why
    against, before = Against.PLAN, [_plan(share.point, localities) for share in shares]
    if None in before:
        against = Against.LAST_YEAR
        before = [_figure(_year_before(share.line, localities), localities) for share in shares]
        ago = _year_before(whole, localities) if whole else None
        if all(each is None for each in before):
            return _NO_BEFORE
        if why := _uncovered(localities, shares, before, _figure(ago, localities)):
            return f"a year before, {why}"
    return _handed_out(localities, shares, against, before, now)


def _figure(point: Point | None, localities: Localities) -> Pair | None:
    if point is None or point.numerator is None or point.missing or point.lacking:
        return None
    if localities.indicator.aggregation in COUNTS:
        return point.numerator, 0.0
    return None if point.denominator is None else (point.numerator, point.denominator)


def _plan(point: Point | None, localities: Localities) -> Pair | None:
    if point is None or point.plan_numerator is None:
        return None
    if localities.indicator.aggregation in COUNTS:
        return point.plan_numerator, 0.0
    return (point.plan_numerator, point.plan_denominator) if point.plan_denominator else None


def _period(localities: Localities) -> Point:
    """A point of the period that is shown; where there are parts, one of them has it."""
    return next(share.point for share in localities.shares if share.point)


def _own_line(data: Data, localities: Localities) -> Line | None:
    """The organisation's own figures, by which it is seen whether its parts are all of it.

    A count's do not stand behind its parts on the page, and are told of in the same few periods.
    None where the ones are real and the others illustrative.
    """
    if localities.whole is not None or not is_counted(localities.indicator):
        return localities.whole
    period, (part, _) = _period(localities), localities.parts.requests[0]
    of_whole = replace(
        part, organisation=localities.organisation, provider="", dimension="", member=""
    )
    start = add_months(period.start, -12)
    line = performance_line(data, localities.indicator, of_whole, begins=lambda _: start)
    same = line.actual_illustrative == localities.shares[0].line.actual_illustrative
    return line if same else None


def _whole_now(whole: Line | None, localities: Localities) -> Pair | None:
    if whole is None:
        return None
    period = _period(localities)
    span = period.start, period.end
    found = next((point for point in whole.points if (point.start, point.end) == span), None)
    return _figure(found, localities)


def _year_before(line: Line, localities: Localities) -> Point | None:
    """Of weeks and days none: they do not begin on the same date each year."""
    period = _period(localities)
    if period.start.day != 1:
        return None
    start, month = add_months(period.start, -12), (period.end.year - 1, period.end.month)
    return next(
        (p for p in line.points if p.start == start and (p.end.year, p.end.month) == month), None
    )


def _uncovered(
    localities: Localities,
    shares: Sequence[LocalityShare],
    pairs: Sequence[Pair | None],
    whole: Pair | None,
) -> str:
    """Why the parts are not the whole: held against its own figure, else one without a figure."""
    names, own = localities.parts.several, localities.organisation.name
    if whole is None:
        absent = [share.line.name for share, pair in zip(shares, pairs, strict=True) if not pair]
        return f"without {', '.join(absent)} the {names} are not the whole" if absent else ""
    there = [pair for pair in pairs if pair]
    level = localities.organisation.level
    slack = rounded_to(localities.indicator, level) / 2 * (len(there) + 1) + 1e-6
    for index in (1, 0):
        total = fsum(pair[index] for pair in there)
        if abs(total - whole[index]) > slack:
            return f"the {names} come to {total:,.0f} and not to the {whole[index]:,.0f} of {own}"
    return ""


def _handed_out(
    localities: Localities,
    shares: Sequence[LocalityShare],
    against: Against,
    before: Sequence[Pair | None],
    now: Sequence[Pair | None],
) -> DifferenceByPart | str:
    """A part that had nobody on one side counts as none there: its absence is known by now."""
    rows = [
        (share.line.name, planned or _NOBODY, met or _NOBODY)
        for share, planned, met in zip(shares, before, now, strict=True)
    ]
    if localities.indicator.aggregation in COUNTS:
        effects = [PartEffect(name, n[0] - b[0], None, b, n) for name, b, n in rows]
        ends = fsum(b[0] for _, b, _ in rows), fsum(n[0] for _, _, n in rows)
        return DifferenceByPart(localities, against, *ends, _ranked(localities, effects), 1.0)
    split = rate_and_mix([PartCounts(name, *b, *n) for name, b, n in rows])
    if split is None:
        return "there was no activity on one of the two sides"
    scale = _scale(localities)
    effects = [
        PartEffect(name, float(each.rate) * scale, float(each.mix) * scale, b, n)
        for each, (name, b, n) in zip(split.effects, rows, strict=True)
    ]
    ends = float(split.before) * scale, float(split.after) * scale
    return DifferenceByPart(localities, against, *ends, _ranked(localities, effects), scale)


def _scale(localities: Localities) -> float:
    """From a share of one period to the indicator's unit, by the year where it is quoted so."""
    period = _period(localities)
    stretch = period.judge.scale if period.judge else 1.0
    return localities.indicator.unit.per * stretch


def _ranked(localities: Localities, effects: Sequence[PartEffect]) -> tuple[PartEffect, ...]:
    sign = 1 if localities.indicator.direction is Direction.UP else -1
    return tuple(sorted(effects, key=lambda each: (sign * each.total, each.name)))
