"""How has it gone against plan, and what explains a reader's next question?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dashboard.calculations.views import View
from dashboard.errors import NoFigures
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import Grain, add_months, financial_year_start
from dashboard.selection import Selection
from dashboard.services.catalogue import (
    Data,
    breakdown_key,
    breakdowns,
    localities_of,
    views_of,
)
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, provenance
from dashboard.store import (
    DataBreak,
    LocalStandard,
    PlannedAction,
    ReferenceValue,
    SeriesKey,
)

MOST_LINES = 4  # more cannot be told apart on one chart
YEARS_SHOWN = 3
MONTHS_OF_DAYS = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """A plan over a span of its own (a year, a quarter, a day): a mark, never a monthly point."""

    start: date
    end: date
    value: float
    version: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything the trend page says. lines: the organisation first, unless only parts are chosen.

    left_out: how many chosen parts are not drawn. stand_in: what is shown instead, in words.
    """

    indicator: Indicator
    organisation: Organisation
    view: View
    as_at: date
    start: date | None
    end: date | None
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    reference_values: tuple[ReferenceValue, ...]
    local_standards: tuple[LocalStandard, ...]
    data_breaks: tuple[DataBreak, ...]
    actions: tuple[PlannedAction, ...]
    provenance: Provenance
    left_out: int = 0
    stand_in: str = ""

    @property
    def main(self) -> Line:
        return self.lines[0]

    @property
    def illustrative(self) -> bool:
        return any(line.illustrative for line in self.lines)


def performance_trend(data: Data, selection: Selection) -> Trend:
    """The trend of a checked selection.

    Raises NoFigures when nothing is loaded, NotAdditive when the view cannot be made.
    """
    organisation = data.store.organisation(selection.organisation)
    indicator, stand_in = _with_base(data, data.indicators[selection.indicator], organisation)
    as_at = data.as_at(selection)
    view = _view(data, selection.view, indicator, organisation)
    requests = _requests(data, selection, indicator, organisation, view, as_at)
    lines = [performance_line(data, indicator, each, name) for each, name in requests[:MOST_LINES]]
    if not any(line.points for line in lines):
        raise no_figures(indicator, organisation)
    start, end = year_range(selection, lines[0])
    lines = [replace(line, points=within(line.points, start, end)) for line in lines]
    if not any(line.points for line in lines):
        raise NoFigures(
            f"There are no figures of {indicator.short_name} for {organisation.label} in the "
            "months chosen.",
            "Choose other months.",
        )
    groups = data.store.parents(organisation.code, "group", as_at)
    places = [organisation.code, *[each.code for each in groups]]
    return Trend(
        indicator,
        organisation,
        view,
        as_at,
        start,
        end,
        tuple(lines),
        _targets(data, indicator, requests[0][0], start, end),
        _of_all(data.store.reference_values, indicator, places),
        _of_all(data.store.local_standards, indicator, places),
        data.store.data_breaks(indicator.id, organisation.code),
        _of_all(data.store.actions, indicator, places),
        provenance(data, lines, as_at),
        max(0, len(requests) - MOST_LINES),
        stand_in,
    )


def _of_all(
    read: Callable[[str, str], tuple[T, ...]], indicator: Indicator, places: Sequence[str]
) -> tuple[T, ...]:
    """What is said of an organisation and of the groups it plans with."""
    return tuple(each for place in places for each in read(indicator.id, place))


def no_figures(indicator: Indicator, organisation: Organisation) -> NoFigures:
    return NoFigures(
        f"There are no figures of {indicator.short_name} for {organisation.label}.",
        f"They come from: {indicator.source}. {indicator.locality_note}",
    )


def _with_base(
    data: Data, indicator: Indicator, organisation: Organisation
) -> tuple[Indicator, str]:
    """A rate whose base the site has not supplied gives way to the count it is made from."""
    if not indicator.base or data.store.bases(organisation.code, indicator.base):
        return indicator, ""
    count = data.indicators[indicator.counted_by]
    own = SeriesKey(indicator.id, organisation.code, indicator.grain)
    if data.store.actual(own) or not data.store.actual(replace(own, indicator=count.id)):
        return indicator, ""
    return count, (
        f"{indicator.name} needs a prevalence base for {organisation.name}, and none is loaded: "
        f"this is {count.name.lower()} instead. Fill the base template and load it."
    )


def _view(data: Data, name: str, indicator: Indicator, organisation: Organisation) -> View:
    there = views_of(data, indicator, organisation)
    return View(name) if name in [str(each) for each in there] else there[0]


def _requests(
    data: Data,
    selection: Selection,
    indicator: Indicator,
    organisation: Organisation,
    view: View,
    as_at: date,
) -> list[tuple[Request, str]]:
    """Chosen parts with their names, or the whole organisation where none is chosen."""
    whole = Request(organisation, view, as_at, plan=selection.plan)
    chosen = [
        (replace(whole, organisation=each), each.name)
        for each in localities_of(data, organisation, as_at)
        if each.code in selection.localities
    ]
    for member in breakdowns(data, indicator, organisation, selection.view):
        if breakdown_key(member) in selection.breakdown:
            by_provider = member.dimension == "provider"
            part = (
                replace(whole, provider=member.code)
                if by_provider
                else replace(whole, dimension=member.dimension, member=member.code)
            )
            chosen.append((part, member.name))
    return chosen or [(whole, organisation.name)]


def within(points: Sequence[Point], start: date | None, end: date | None) -> tuple[Point, ...]:
    """Points whose period ends from `start` on and begins by `end`."""
    return tuple(
        point
        for point in points
        if (start is None or point.end >= start) and (end is None or point.start <= end)
    )


def year_range(selection: Selection, line: Line) -> tuple[date | None, date | None]:
    """The chosen range, else what fits the data: three years back, and the plan's year ahead."""
    latest = line.latest
    if latest is None or line.indicator.grain is Grain.YEAR:
        return selection.start, selection.end
    year = financial_year_start(latest.end)
    start = date(year.year - YEARS_SHOWN + 1, 4, 1)
    if line.request.view is View.WEEK:
        start = add_months(latest.end, -13)
    if line.request.view is View.DAY:
        start = add_months(latest.end, 1 - MONTHS_OF_DAYS)
    end = date(year.year + 2, 3, 1)
    return selection.start or start, selection.end or end


def _targets(
    data: Data,
    indicator: Indicator,
    request: Request,
    start: date | None,
    end: date | None,
) -> tuple[Target, ...]:
    """Plans of other grains than the line's own, as marks over their span."""
    targets = []
    for grain in (Grain.QUARTER, Grain.YEAR, Grain.SNAPSHOT):
        if grain is indicator.grain:
            continue
        key = SeriesKey(
            indicator.id,
            request.organisation.code,
            grain,
            request.provider,
            request.dimension,
            request.member,
        )
        plan = data.store.plan(key)
        for point in plan.points if plan else ():
            submitted = data.store.plan_version(point.version).submitted_on
            if submitted and submitted > request.as_at:
                continue
            value = point.value if point.value is not None else point.numerator
            inside = (start is None or point.period_end >= start) and (
                end is None or point.period_start <= add_months(end, 1)
            )
            if value is not None and inside:
                version = data.store.plan_version(point.version).name
                targets.append(
                    Target(
                        point.period_start,
                        point.period_end,
                        value,
                        version,
                        bool(plan and plan.illustrative),
                    )
                )
    return tuple(targets)
