"""Where does an organisation stand on every indicator, and which ones need attention?"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.views import View
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import Grain, add_months
from dashboard.selection import Selection, Sort
from dashboard.series import PlanSeries, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.headlines import headlines_before
from dashboard.services.judged import JUDGED, Judged, judged_line
from dashboard.services.line import Line, Request, line_of
from dashboard.services.made import Figures
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, next_expected, provenance
from dashboard.services.rag import RagStatus, rag_of, small_numbers
from dashboard.services.stand_in import StandIn, stand_in
from dashboard.services.summary_series import (
    MONTHS_LATE,
    MONTHS_SHOWN,
    SHOWN,
    near,
    not_stored,
)


class State(IntEnum):
    """What a row says, the most pressing first."""

    BEHIND_AND_BELOW = 0  # misses its plan and its standard
    BEHIND = 1  # misses its plan
    BELOW = 2  # misses its standard, and no plan is missed
    NO_FIGURE = 3
    ON_TRACK = 4
    NOT_JUDGED = 5  # neither a plan nor a standard to judge by


_BEHIND = (State.BEHIND_AND_BELOW, State.BEHIND)
_CONCERN = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One indicator. recent: its last 24 months; late: the next figure was due and is not there.

    absent_reason: why there is no figure at all, where there is none. stand_in: why another
    organisation is shown, under its own name; empty where none is.
    """

    indicator: Indicator
    line: Line
    latest: Point | None
    state: State
    late: bool
    small_numbers: bool
    absent_reason: str
    judged: Judged
    rag: RagStatus
    stand_in: str = ""

    @property
    def recent(self) -> tuple[Point, ...]:
        if self.latest is None or self.indicator.grain is not Grain.MONTH:
            return self.line.points[-SHOWN.get(self.indicator.grain, 0) :]
        first = add_months(self.latest.start, 1 - MONTHS_SHOWN)
        points = self.line.points
        begins = bisect_left(points, first, key=_start)
        return points[begins : bisect_right(points, self.latest.start, key=_start)]

    @property
    def behind(self) -> bool:
        """Whether it misses its plan."""
        return self.state in _BEHIND

    @property
    def concern(self) -> bool:
        """Whether the latest figure is a change for the worse that chance does not explain."""
        return self.judged.judgement.variation in _CONCERN

    @property
    def failing(self) -> bool:
        """Whether its target will go on being missed as it runs now."""
        return self.judged.judgement.assurance is Assurance.FAIL

    @property
    def needs_attention(self) -> bool:
        return self.behind or self.concern or self.failing


class Narrowed(NamedTuple):
    """Of which rows a reader asks to see. Empty or False: of all.

    group: its id. status: the name of a letter, in lower case. attention: those that need it.
    """

    group: str = ""
    status: str = ""
    attention: bool = False

    def takes(self, row: SummaryRow) -> bool:
        return (
            (not self.group or row.indicator.group == self.group)
            and (not self.status or status_of(row) == self.status)
            and (not self.attention or row.needs_attention)
        )


EVERYTHING = Narrowed()


def status_of(row: SummaryRow) -> str:
    """As an address says it."""
    return row.rag.rag.name.lower()


@dataclass(frozen=True, slots=True)
class Summary:
    """Rows in the order that was asked for. place: the organisation, or the locality chosen.

    rows: all that there are. narrowed: which of them are asked for.
    """

    organisation: Organisation
    place: Organisation
    as_at: date
    sort: Sort
    rows: tuple[SummaryRow, ...]
    provenance: Provenance
    narrowed: Narrowed

    @property
    def shown(self) -> tuple[SummaryRow, ...]:
        if self.narrowed == EVERYTHING:
            return self.rows
        return tuple(row for row in self.rows if self.narrowed.takes(row))

    @property
    def behind(self) -> tuple[SummaryRow, ...]:
        return tuple(row for row in self.rows if row.behind)

    @property
    def worse(self) -> tuple[SummaryRow, ...]:
        return tuple(row for row in self.rows if row.concern)

    @property
    def planned(self) -> tuple[SummaryRow, ...]:
        """Rows whose latest figure can be held against a plan."""
        return tuple(r for r in self.rows if r.latest and r.latest.against.meets is not None)

    @property
    def illustrative(self) -> bool:
        return any(row.line.illustrative for row in self.rows)


def performance_summary(data: Data, selection: Selection) -> Summary:
    """The summary of a checked selection; of its first locality where one is chosen."""
    organisation = data.store.organisation(selection.organisation)
    place = organisation
    if selection.localities:
        place = data.store.organisation(selection.localities[0])
    as_at = data.as_at(selection)
    sort = Sort(selection.sort or Sort.ATTENTION)
    rows = [row for row in _rows(data, place, selection, as_at) if row.line.points]
    return Summary(
        organisation,
        place,
        as_at,
        sort,
        tuple(_sorted(rows, sort)),
        provenance(data, [row.line for row in rows], as_at),
        Narrowed(selection.group, selection.status, bool(selection.needs)),
    )


def _rows(data: Data, place: Organisation, selection: Selection, as_at: date) -> list[SummaryRow]:
    """One row for each indicator of which the place has figures, in the plan's order."""
    # More than is judged, so that a late series still has all that its chart judges.
    since = add_months(as_at, -JUDGED[Grain.MONTH] - MONTHS_LATE)
    found = data.store.headlines(place.code, since)
    actuals = {(each.key.indicator, each.key.grain): each for each in found.actuals}
    plans = {(each.key.indicator, each.key.grain): each for each in found.plans}
    before = headlines_before(
        data.store, data.indicators, place.code, as_at, since, selection.footprint
    )
    rows = []
    for indicator in data.indicators.values():
        key = (indicator.id, indicator.grain)
        actual, plan = actuals.get(key), plans.get(key)
        figures = Figures(actual) if actual else not_stored(data, indicator, place, actuals)
        if before:
            figures, plan = before.of(indicator, figures, plan)
        instead = None
        if figures is None and indicator.stand_in:
            instead = stand_in(data.store, indicator, place, indicator.grain, as_at)
        if instead is not None:
            rows.append(_row_of_stand_in(data, indicator, instead, as_at))
        elif figures is not None or plan is not None:
            view, area = View(str(indicator.grain)), selection.footprint
            request = Request(place, view, as_at, plan=selection.plan, footprint=area)
            kept = near(data, indicator, request, figures, plan, since)
            rows.append(_row(data, indicator, request, *kept))
    return rows


def _row_of_stand_in(data: Data, indicator: Indicator, instead: StandIn, as_at: date) -> SummaryRow:
    """Under its own name, and held against nobody's plan but its own, where there are such."""
    shown = instead.organisation
    view = View(str(indicator.grain))
    key = SeriesKey(indicator.id, shown.code, indicator.grain)
    actual = data.store.actual(key)
    plan = data.store.plan(key) if indicator.stand_in_planned else None
    request = Request(shown, view, as_at, planned=plan is not None)
    given = Figures(actual) if actual else None
    figures, aims = near(data, indicator, request, given, plan)
    row = _row(data, indicator, request, figures, aims, shown.label)
    return replace(row, stand_in=instead.note)


def _row(
    data: Data,
    indicator: Indicator,
    request: Request,
    figures: Figures | None,
    plan: PlanSeries | None,
    name: str = "",
) -> SummaryRow:
    line = line_of(data, indicator, request, figures, plan, name)
    latest = line.latest
    due = next_expected(line)
    small = latest is not None and small_numbers(latest, indicator)
    needs_base = figures is None and bool(indicator.base)
    absent = "needs_base" if needs_base else _last_reason(line)
    late = bool(due and due <= request.as_at)
    verdict, colour = judged_line(data, line), rag_of(latest, indicator)
    return SummaryRow(
        indicator, line, latest, state_of(latest), late, small, absent, verdict, colour
    )


def _last_reason(line: Line) -> str:
    return next((p.absent_reason for p in reversed(line.points) if p.absent_reason), "")


def state_of(point: Point | None) -> State:
    """Plan and standard kept apart: meeting the trajectory but not the standard is usual."""
    if point is None or point.value is None:
        return State.NO_FIGURE
    behind, below = point.against.meets is False, point.meets_standard is False
    if behind:
        return State.BEHIND_AND_BELOW if below else State.BEHIND
    if below:
        return State.BELOW
    if point.against.meets is None and point.meets_standard is None:
        return State.NOT_JUDGED
    return State.ON_TRACK


def _sorted(rows: list[SummaryRow], sort: Sort) -> list[SummaryRow]:
    """A stable sort over the plan's order."""
    match sort:
        case Sort.NAME:
            return sorted(rows, key=lambda row: row.indicator.short_name.casefold())
        case Sort.PATIENTS:
            return sorted(rows, key=lambda row: -_worse(row))
        case Sort.ATTENTION:
            return sorted(rows, key=_pressing)
        case _:
            return rows


def _pressing(row: SummaryRow) -> tuple[State, bool, bool, bool]:
    """Behind plan first, and among equals what gets worse; the rest keep their places."""
    state = row.state if row.behind else State.BELOW
    return state, not row.needs_attention, not row.concern, not row.failing


def _start(point: Point) -> date:
    return point.start


def _worse(row: SummaryRow) -> float:
    """Patients on the wrong side of plan; rows without that count come last."""
    patients = row.latest.against.patients if row.latest else None
    if patients is None:
        return float("-inf")
    from_counts = row.indicator.unit == "count" and row.indicator.direction == "up"
    return -patients if from_counts else patients
