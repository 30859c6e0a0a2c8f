"""Which locality is where against its own plan, and how many patients is each from it?"""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.calculations.aggregation import Part, Total, total_over_organisations
from dashboard.calculations.views import View
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Direction, Family, Indicator, Unit
from dashboard.marking import Mark
from dashboard.organisations import Organisation
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, views_of
from dashboard.services.continued import Succeeded, succeeded_by
from dashboard.services.judged import Judged, judged_line, line_to_judge
from dashboard.services.line import Line, Request, key_of, performance_line
from dashboard.services.parts import Parts, parts_of, unavailable
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, provenance
from dashboard.services.rag import RagStatus, rag_of
from dashboard.services.trend import begins_by, within, year_range

MOST_PANELS = 12  # more parts than that are named, not drawn


@dataclass(frozen=True, slots=True)
class LocalityShare:
    """A locality's figures and its place in one period. patients: from plan, unrounded.

    judged: the verdict on its line up to the latest figure; None for one that is not drawn.
    """

    line: Line
    point: Point | None
    judged: Judged | None = None

    @property
    def rag(self) -> RagStatus:
        return rag_of(self.point, self.line.indicator)

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
    succeeded: who has the patients of an organisation that has closed.
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
    succeeded: Succeeded | None = None

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
    area = selection.footprint
    whole_of = Request(organisation, view, as_at, plan=selection.plan, footprint=area)
    whole, read = _lines(data, selection, parts, whole_of)
    start, end = year_range(selection, max(read, key=_last, default=whole))
    lines = [replace(line, points=within(line.points, start, end)) for line in read]
    lines = [line for line in lines if line.latest is not None]
    shares = _shares(lines, by_size=bool(selection.by))
    # A treatment function that is no longer used is no part that a total of today lacks.
    names = [line.name for line in lines] if selection.by else [name for _, name in parts.requests]
    note = _whole_note(lines, whole)
    most = MOST_PANELS if selection.by else len(shares)
    period = next((share.point for share in shares if share.point), None)
    return Localities(
        indicator,
        organisation,
        view,
        as_at,
        start,
        end,
        _judged(data, shares[:most], read),
        None if note else replace(whole, points=within(whole.points, start, end)),
        note,
        period.label if period else "",
        *total_of(indicator, shares, names),
        None if lines else unavailable(data, parts, organisation, bool(read), as_at),
        provenance(data, lines, as_at),
        parts,
        shares[most:],
        succeeded_by(data, organisation, as_at),
    )


def _lines(
    data: Data, selection: Selection, parts: Parts, whole_of: Request
) -> tuple[Line, list[Line]]:
    """The organisation's own line, and those of its parts that have a figure at all.

    From where they are judged: one that is kept to a baseline begins with it.
    """
    indicator = parts.indicator
    requests = [whole_of, *[request for request, _ in parts.requests]]
    data.store.read_together([key_of(indicator, each) for each in requests])
    lines = [
        performance_line(
            data, indicator, request, name, begins_by(selection, _marks(data, request, indicator))
        )
        for request, name in parts.requests
    ]
    whole = performance_line(data, indicator, whole_of, "", begins_by(selection))
    return whole, [line for line in lines if line.latest is not None]


def _marks(data: Data, request: Request, indicator: Indicator) -> tuple[Mark, ...]:
    """Of a place as a whole; its providers and members have none."""
    if request.provider or request.dimension:
        return ()
    return data.store.marks(indicator.id, request.organisation.code)


def _shares(lines: list[Line], by_size: bool) -> tuple[LocalityShare, ...]:
    latest = _judged_period(lines)
    shares = [LocalityShare(line, _at(line, latest)) for line in lines]
    return tuple(sorted(shares, key=lambda share: -share.size) if by_size else shares)


def _judged(
    data: Data, shares: tuple[LocalityShare, ...], read: list[Line]
) -> tuple[LocalityShare, ...]:
    """With the verdict on all that was read of each, whatever of it is drawn."""
    of = {line.request: line for line in read}
    return tuple(
        replace(share, judged=judged_line(data, line_to_judge(data, of[share.line.request])))
        for share in shares
    )


def _last(line: Line) -> date:
    return line.latest.end if line.latest else date.min


def _judged_period(lines: list[Line]) -> Point | None:
    """A point of the latest period that can be held against plan, else of the latest of all."""
    planned = [next((p for p in reversed(line.points) if _is_planned(p)), None) for line in lines]
    judged = [point for point in planned if point]
    latest = [line.latest for line in lines if line.latest]
    return max(judged or latest, key=lambda point: (point.end, point.start), default=None)


def _is_planned(point: Point) -> bool:
    return point.value is not None and point.against.points is not None


def _at(line: Line, latest: Point | None) -> Point | None:
    """Years to date begin on one day, so both ends are compared."""
    if latest is None:
        return None
    span = (latest.start, latest.end)
    return next((point for point in line.points if (point.start, point.end) == span), None)


def total_of(
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
