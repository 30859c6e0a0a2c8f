"""At which part of an organisation does the largest part of a difference lie?"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.calculations.exact import exact
from dashboard.indicators.registry import Direction, Indicator
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.breakdowns import PRACTICE
from dashboard.services.catalogue import Data, breakdowns
from dashboard.services.line import Line, key_of, performance_line
from dashboard.services.localities import Localities, LocalityShare, total_of
from dashboard.services.parts import Parts, parts_of
from dashboard.services.points import Point
from dashboard.services.provenance import provenance
from dashboard.services.rate_and_mix import Against, DifferenceByPart, difference_by_part
from dashboard.services.wording import units

_PLACES = ("", "provider")  # a difference is at them; in a treatment function


@dataclass(frozen=True, slots=True)
class Contributor:
    """The part at which most of a difference lies, which is not why there is one.

    several: what such parts are called. size, whole: its part of the difference and all of it, in
    the indicator's unit. place: whether something is at it or in it. before: the period of a year
    ago that both are held against, None for the plan.
    """

    name: str
    several: str
    place: bool
    against: Against
    size: float
    whole: float
    before: Point | None


def largest_contributor(data: Data, line: Line, point: Point) -> Contributor | None:
    """Of the first set of parts that is all of the whole: localities, then providers, then others.

    line: an organisation's own, point: its latest period. None where no set is complete, or where
    nothing is worse than it was to be.
    """
    if line.request.provider or line.request.dimension:
        return None
    for by in _dimensions(data, line):
        found = _parted(data, line, point, by)
        split = difference_by_part(data, found) if found else ""
        most = _largest(line, point, split, by) if isinstance(split, DifferenceByPart) else None
        if most is not None:
            return most
    return None


def _dimensions(data: Data, line: Line) -> Iterator[str]:
    """Not practices: a part among a hundred of them says nothing of the whole."""
    yield ""
    request = line.request
    members = breakdowns(
        data, line.indicator, request.organisation, str(request.view), request.as_at
    )
    there = {each.dimension for each in members}
    yield from sorted(there - {PRACTICE}, key=lambda each: (each != "provider", each))


def _parted(data: Data, line: Line, point: Point, by: str) -> Localities | None:
    """The parts in the one period, and the same of a year before; None unless there are some that
    are of the line's own kind, real or illustrative."""
    request, indicator = line.request, line.indicator
    selection = Selection(
        request.organisation.code,
        indicator=indicator.id,
        plan=request.plan,
        as_at=request.as_at,
        by=by,
        footprint=request.footprint,
    )
    parts = parts_of(data, selection, request.organisation, request.view, request.as_at)
    if len(parts.requests) < 2 or parts.indicator.id != indicator.id:
        return None
    shares = _shares(data, parts, point)
    if not shares or any(_of_another_kind(each.line, line) for each in shares):
        return None
    names = [each.line.name for each in shares] if by else [name for _, name in parts.requests]
    return Localities(
        indicator,
        request.organisation,
        request.view,
        request.as_at,
        None,
        None,
        shares,
        line,
        "",
        point.label,
        *total_of(indicator, shares, names),
        None,
        provenance(data, (), request.as_at),
        parts,
    )


def _of_another_kind(part: Line, whole: Line) -> bool:
    return part.actual_illustrative != whole.actual_illustrative


def _shares(data: Data, parts: Parts, point: Point) -> tuple[LocalityShare, ...]:
    """Those that have a figure at all, from a year before the period on: nothing is judged here."""
    start, span = add_months(point.start, -12), (point.start, point.end)
    data.store.read_together([key_of(parts.indicator, request) for request, _ in parts.requests])
    lines = [
        performance_line(data, parts.indicator, request, name, lambda _: start)
        for request, name in parts.requests
    ]
    return tuple(
        LocalityShare(line, next((p for p in line.points if (p.start, p.end) == span), None))
        for line in lines
        if line.latest is not None
    )


def _largest(line: Line, point: Point, split: DifferenceByPart, by: str) -> Contributor | None:
    worse = {Direction.UP: -1, Direction.DOWN: 1}.get(line.indicator.direction, 0)
    if exact(split.difference) * worse <= 0 or not split.effects:
        return None
    before = None
    if split.against is Against.LAST_YEAR:
        start = add_months(point.start, -12)
        before = next((p for p in line.points if p.start == start), None)
    if not _is_told(split, point, before, line.indicator):
        return None
    most = split.effects[0]  # the one that did most harm is first
    several = split.localities.parts.several
    return Contributor(
        most.name, several, by in _PLACES, split.against, most.total, split.difference, before
    )


def _is_told(
    split: DifferenceByPart, point: Point, before: Point | None, indicator: Indicator
) -> bool:
    """Whether the parts come to the difference that is told of the whole, as it is written.

    Plans of parts may not add up to that of the whole, and some wholes are held against none.
    """
    whole = point.against.points if split.against is Against.PLAN else None
    if before is not None and before.value is not None and point.value is not None:
        whole = point.value - before.value
    if whole is None:
        return False
    return units.difference(whole, indicator) == units.difference(split.difference, indicator)
