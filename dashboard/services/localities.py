"""Which locality is where against its own plan, and how many patients is each from it?"""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.calculations.aggregation import Part, Total, total_over_organisations
from dashboard.calculations.views import View
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Direction, Family, Indicator, Unit
from dashboard.organisations import Organisation
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, views_of
from dashboard.services.line import Line, Request, key_of, performance_line
from dashboard.services.parts import Parts, parts_of, unavailable
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, provenance
from dashboard.services.trend import begins_by, within, year_range

MOST_PANELS = 12  # more parts than that are named, not drawn


@dataclass(frozen=True, slots=True)
class LocalityShare:
    """A locality's figures and its place in one period. patients: from plan, unrounded."""

    line: Line
    point: Point | None

    @property
    def patients(self) -> float | None:
        return self.point.against.patients if self.point else None

    @property
    def size(self) -> float:
        """How many people it is about: the denominator, or the count itself."""
        if self.point is None:
            return 0.0
        return self.point.denominator or self.point.numerator or 0.0

    @property
    def breaches(self) -> float | None:
        """How many are outside the standard; for a count, how many there are."""
        indicator, point = self.line.indicator, self.point
        if point is None or point.numerator is None:
            return None
        if indicator.unit is Unit.COUNT or indicator.direction is Direction.DOWN:
            return point.numerator
        return None if point.denominator is None else point.denominator - point.numerator


@dataclass(frozen=True, slots=True)
class Localities:
    """Every locality of one organisation. shares: the furthest behind plan first.

    whole: the organisation's own line, None where it must not stand behind its localities.
    period: the latest one of which a locality has a figure. total: what the localities add up to in
    it, or why they are not added. unavailable: why there are none, and what would fill the page.
    parts: what they are called. left_out: the smallest of many, which are not drawn.
    """

    indicator: Indicator
    organisation: Organisation
    view: View
    as_at: date
    start: date | None
    end: date | None
    shares: tuple[LocalityShare, ...]
    whole: Line | None
    whole_note: str
    period: str
    total: Total | None
    total_note: str
    unavailable: tuple[str, str] | None
    provenance: Provenance
    parts: Parts
    left_out: tuple[LocalityShare, ...] = ()

    @property
    def illustrative(self) -> bool:
        return any(share.line.illustrative for share in self.shares)

    @property
    def ranked(self) -> tuple[LocalityShare, ...]:
        """Those with a count of patients, the furthest behind plan first."""
        counted = [share for share in self.shares if share.patients is not None]
        sign = -1 if self.more_is_better else 1
        return tuple(sorted(counted, key=lambda share: -sign * (share.patients or 0)))

    @property
    def more_is_better(self) -> bool:
        return self.indicator.unit == "count" and self.indicator.direction == "up"


def locality_performance(data: Data, selection: Selection) -> Localities:
    """The parts of a checked selection: the localities chosen, or all; or those it is told by."""
    indicator = data.indicators[selection.indicator]
    organisation = data.store.organisation(selection.organisation)
    as_at = data.as_at(selection)
    views = views_of(data, indicator, organisation)
    view = View(selection.view) if selection.view in [str(v) for v in views] else views[0]
    parts = parts_of(data, selection, organisation, view, as_at)
    indicator = parts.indicator
    begins = begins_by(selection)
    area = selection.footprint
    whole_of = Request(organisation, view, as_at, plan=selection.plan, footprint=area)
    requests = [whole_of, *[request for request, _ in parts.requests]]
    data.store.read_together([key_of(indicator, each) for each in requests])
    lines = [performance_line(data, indicator, *each, begins) for each in parts.requests]
    lines = [line for line in lines if line.latest is not None]
    whole = performance_line(data, indicator, whole_of, "", begins)
    start, end = year_range(selection, max(lines, key=_last, default=whole))
    known = bool(lines)
    lines = [replace(line, points=within(line.points, start, end)) for line in lines]
    lines = [line for line in lines if line.latest is not None]
    latest = _judged_period(lines)
    shares = tuple(LocalityShare(line, _at(line, latest)) for line in lines)
    if selection.by:
        shares = tuple(sorted(shares, key=lambda share: -share.size))
    # A treatment function that is no longer used is no part that a total of today lacks.
    names = [line.name for line in lines] if selection.by else [name for _, name in parts.requests]
    total, total_note = _total(indicator, shares, names)
    note = _whole_note(lines, whole)
    most = MOST_PANELS if selection.by else len(shares)
    return Localities(
        indicator,
        organisation,
        view,
        as_at,
        start,
        end,
        shares[:most],
        None if note else replace(whole, points=within(whole.points, start, end)),
        note,
        latest.label if latest else "",
        total,
        total_note,
        None if lines else unavailable(data, parts, organisation, known, as_at),
        provenance(data, lines, as_at),
        parts,
        shares[most:],
    )


def _last(line: Line) -> date:
    return line.latest.end if line.latest else date.min


def _judged_period(lines: list[Line]) -> Point | None:
    """A point of the latest period that can be held against plan, else of the latest of all."""
    drawn = [point for line in lines for point in line.points if point.value is not None]
    judged = [point for point in drawn if point.against.points is not None]
    return max(judged or drawn, key=lambda point: (point.end, point.start), default=None)


def _at(line: Line, latest: Point | None) -> Point | None:
    """Years to date begin on one day, so both ends are compared."""
    if latest is None:
        return None
    span = (latest.start, latest.end)
    return next((point for point in line.points if (point.start, point.end) == span), None)


def _total(
    indicator: Indicator, shares: tuple[LocalityShare, ...], expected: list[str]
) -> tuple[Total | None, str]:
    parts = [
        Part(
            share.line.name,
            share.point.numerator,
            share.point.denominator,
            share.point.value if share.point.numerator is None else None,
            "incomplete" if share.point.missing else share.point.absent_reason or None,
        )
        for share in shares
        if share.point
    ]
    try:
        return total_over_organisations(parts, indicator.aggregation, expected, indicator.name), ""
    except NotAdditive as refusal:
        return None, refusal.message


def is_counted(indicator: Indicator) -> bool:
    """People, days or beds: a whole is as large as all of its parts together."""
    families = (Family.COUNT_FLOW, Family.COUNT_STOCK)
    return indicator.unit is Unit.COUNT or indicator.aggregation in families


def _whole_note(lines: list[Line], whole: Line) -> str:
    """Why the organisation's own line may not stand behind its localities."""
    if not whole.points or whole.latest is None:
        return "The whole organisation has no figures of its own."
    if is_counted(whole.indicator):
        return "Counts of the whole organisation are not drawn behind those of its parts."
    if any(line.actual_illustrative != whole.actual_illustrative for line in lines):
        real = "real" if not whole.actual_illustrative else "illustrative"
        other = "illustrative" if real == "real" else "real"
        return (
            f"{whole.name}'s own figures are {real} and its localities' are {other}, "
            "so they are not drawn together."
        )
    return ""
