"""Which locality is where against its own plan, and how many patients is each from it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.calculations.aggregation import Part, Total, total_over_organisations
from dashboard.calculations.views import View
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator, Unit
from dashboard.organisations import Level, Organisation
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, localities_of, stand_in_of, views_of
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.on_base import with_base
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, provenance
from dashboard.services.trend import within, year_range


@dataclass(frozen=True, slots=True)
class LocalityShare:
    """A locality's figures and its place in one period. patients: from plan, unrounded."""

    line: Line
    point: Point | None

    @property
    def patients(self) -> float | None:
        return self.point.against.patients if self.point else None


@dataclass(frozen=True, slots=True)
class Localities:
    """Every locality of one organisation. shares: the furthest behind plan first.

    whole: the organisation's own line, None where it must not stand behind its localities.
    period: the latest one of which a locality has a figure. total: what the localities add up to in
    it, or why they are not added. unavailable: why there are none, and what would fill the page.
    said: what is shown instead of the indicator that was chosen, and why.
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
    said: str = ""

    @property
    def kind(self) -> str:
        """What the parts are, in the plural."""
        levels = {share.line.request.organisation.level for share in self.shares}
        return "primary care networks" if levels == {Level.PCN} else "localities"

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
    """The localities of a checked selection; those chosen, or all where none is."""
    rate = data.indicators[selection.indicator]
    organisation = data.store.organisation(selection.organisation)
    as_at = data.as_at(selection)
    parts = [
        each
        for each in localities_of(data, organisation, as_at, rate)
        if not selection.localities or each.code in selection.localities
    ]
    indicator, said = _shown(data, rate, parts)
    views = views_of(data, indicator, organisation)
    view = View(selection.view) if selection.view in [str(v) for v in views] else views[0]
    lines = [_line(data, selection, indicator, each, view, as_at) for each in parts]
    lines = [line for line in lines if line.latest is not None]
    whole = _line(data, selection, indicator, organisation, view, as_at)
    start, end = year_range(selection, lines[0] if lines else whole)
    known = bool(lines)
    lines = [replace(line, points=within(line.points, start, end)) for line in lines]
    lines = [line for line in lines if line.latest is not None]
    latest = _judged_period(lines)
    shares = tuple(LocalityShare(line, _at(line, latest)) for line in lines)
    total, total_note = _total(indicator, shares, parts)
    note = _whole_note(lines, whole)
    return Localities(
        indicator,
        organisation,
        view,
        as_at,
        start,
        end,
        shares,
        None if note else replace(whole, points=within(whole.points, start, end)),
        note,
        latest.label if latest else "",
        total,
        total_note,
        None if lines else _unavailable(data, indicator, organisation, parts, known, as_at),
        provenance(data, lines, as_at),
        said,
    )


def _shown(
    data: Data, indicator: Indicator, parts: Sequence[Organisation]
) -> tuple[Indicator, str]:
    """The count a rate is made from, where no part has the base that the rate needs."""
    if not indicator.base or any(data.store.bases(each.code, indicator.base) for each in parts):
        return indicator, ""
    instead = (with_base(data, indicator, each, "its parts") for each in parts)
    return next((each for each in instead if each[1]), (indicator, ""))


def _line(
    data: Data,
    selection: Selection,
    indicator: Indicator,
    organisation: Organisation,
    view: View,
    as_at: date,
) -> Line:
    request = Request(organisation, view, as_at, plan=selection.plan)
    return performance_line(data, indicator, request)


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
    indicator: Indicator, shares: tuple[LocalityShare, ...], expected: list[Organisation]
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
        names = [each.name for each in expected]
        return total_over_organisations(parts, indicator.aggregation, names, indicator.name), ""
    except NotAdditive as refusal:
        return None, refusal.message


def _whole_note(lines: list[Line], whole: Line) -> str:
    """Why the organisation's own line may not stand behind its localities."""
    if not whole.points or whole.latest is None:
        return "The whole organisation has no figures of its own."
    if whole.indicator.unit is Unit.COUNT:
        return "Counts of the whole organisation are not drawn behind those of its parts."
    if any(line.actual_illustrative != whole.actual_illustrative for line in lines):
        real = "real" if not whole.actual_illustrative else "illustrative"
        other = "illustrative" if real == "real" else "real"
        return (
            f"{whole.name}'s own figures are {real} and its localities' are {other}, "
            "so they are not drawn together."
        )
    return ""


def _unavailable(
    data: Data,
    indicator: Indicator,
    organisation: Organisation,
    parts: list[Organisation],
    known: bool,
    as_at: date,
) -> tuple[str, str]:
    """What there is not, and what would fill the page; known: only the months chosen have none."""
    if known:
        return (
            f"No locality of {organisation.name} has a figure of {indicator.short_name} in the "
            "months chosen.",
            "Choose other months.",
        )
    if organisation.level in (Level.TRUST, Level.HOSPITAL_SITE):
        return (
            f"{organisation.name} is a provider.",
            "Localities are parts of a commissioner: choose a CCG.",
        )
    instead = stand_in_of(data, indicator, organisation, "", as_at)
    if instead is not None:
        return f"{instead.note} It has no localities.", indicator.locality_note
    if not parts:
        return (
            f"No localities of {organisation.name} are known to the database.",
            "Load a list of localities, in the layout of the plans' localities.csv.",
        )
    return (
        f"There are no figures of {indicator.short_name} by locality of {organisation.name}.",
        indicator.locality_note,
    )
