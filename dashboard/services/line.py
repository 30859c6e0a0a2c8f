"""One line of figures: actual, plan and standard, period by period."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.calculations.plan_in_force import in_force, of_version
from dashboard.calculations.views import View
from dashboard.documents import PopulationBase
from dashboard.indicators.registry import Indicator
from dashboard.once import once
from dashboard.organisations import Organisation
from dashboard.periods import Grain
from dashboard.series import (
    ActualSeries,
    Observation,
    PlanPoint,
    PlanSeries,
    PlanVersion,
    SeriesKey,
)
from dashboard.services.breakdowns import PRACTICE
from dashboard.services.catalogue import Data, grain_of
from dashboard.services.figures import figures_of, plan_of
from dashboard.services.made import Figures
from dashboard.services.points import Point, points_of
from dashboard.services.stored import Stored

Begins = Callable[[date], date]
BEYOND_BANDS = "beyond_bands"
INCOMPLETE = "incomplete"
NO_FIGURES = Figures(ActualSeries(SeriesKey("", "", Grain.MONTH), False, ()))


@dataclass(frozen=True, slots=True)
class Request:
    """Which line is wanted; the parts of its key as in SeriesKey. plan: a version's slug.

    planned: whether a plan may stand beside it, which it may not beside a stand-in.
    footprint: as in Selection.
    """

    organisation: Organisation
    view: View
    as_at: date
    provider: str = ""
    dimension: str = ""
    member: str = ""
    plan: str = ""
    planned: bool = True
    footprint: str = ""


@dataclass(frozen=True)
class Line:
    """A line and what must be said of it.

    name: what the line is called on a chart. last_actual: first day of the last stored period (a
    month, also in the view of a quarter) that has a figure. made: how it is put together, in a
    sentence, and made_source the same for a file; empty for figures as they are published. breaks:
    days on which it goes on as that of another area.
    """

    name: str
    request: Request
    indicator: Indicator
    points: tuple[Point, ...]
    actual_illustrative: bool
    plan_illustrative: bool
    plan_versions: tuple[PlanVersion, ...]
    last_actual: date | None = None
    made: str = ""
    made_source: str = ""
    breaks: tuple[date, ...] = ()

    @once
    def latest(self) -> Point | None:
        """The last period with a figure; everything that is said of a line asks for it."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def illustrative(self) -> bool:
        return self.actual_illustrative or self.plan_illustrative

    @property
    def loads(self) -> frozenset[int]:
        return frozenset().union(*[point.loads for point in self.points])


def part_of(data: Data, whole: Request, dimension: str, code: str) -> Request:
    """The line of one part of an organisation. Raises UnknownOrganisation for a practice."""
    if dimension == "provider":
        return replace(whole, provider=code)
    if dimension == PRACTICE:
        return replace(whole, organisation=data.store.organisation(code))
    return replace(whole, dimension=dimension, member=code)


def performance_line(
    data: Data,
    indicator: Indicator,
    request: Request,
    name: str = "",
    begins: Begins | None = None,
) -> Line:
    """The line of one organisation, or of a provider or member within it.

    begins: where its points are to begin, by the last period that has a figure; with all if None.
    Raises NotAdditive when the view needs a total that cannot be made.
    """
    key = key_of(indicator, request)
    area = request.as_at, request.footprint
    plan = plan_of(data.store, indicator, key, *area, begins) if request.planned else None
    figures = figures_of(data.store, data.indicators, key, *area, begins)
    return line_of(data, indicator, request, figures, plan, name, begins)


def key_of(indicator: Indicator, request: Request) -> SeriesKey:
    """Where the figures of a line are stored."""
    return SeriesKey(
        indicator.id,
        request.organisation.code,
        grain_of(indicator, str(request.view)),
        request.provider,
        request.dimension,
        request.member,
    )


def line_of(
    data: Data,
    indicator: Indicator,
    request: Request,
    figures: Figures | None,
    plan: PlanSeries | None,
    name: str = "",
    begins: Begins | None = None,
) -> Line:
    """The line made of series that were read already."""
    given = figures or NO_FIGURES
    actual = figures.series if figures else None
    grain = grain_of(indicator, str(request.view))
    observed = _observed(data, indicator, request, given)
    versions = _versions(data, plan)
    planned = {p.period_start: p for p in _planned(plan, versions, request)}
    last = max([start for start, o in observed.items() if not o.absent_reason], default=None)
    stored = Stored(
        observed,
        planned,
        indicator,
        request.view,
        grain,
        request.as_at,
        given.lacking,
        given.loads,
    )
    points = points_of(stored, begins(last) if begins and last else date.min)
    if actual is not None and any(point.absent_reason == BEYOND_BANDS for point in points):
        banded = indicator.banded_by or indicator.id
        points = _with_open_bands(data, actual.key._replace(indicator=banded), points)
    used = {point.plan_version for point in points}
    return Line(
        name or request.organisation.name,
        request,
        indicator,
        points,
        bool(actual and actual.illustrative),
        bool(plan and plan.illustrative),
        tuple(version for version in versions.values() if version.slug in used),
        last,
        given.note,
        given.source,
        given.breaks,
    )


def _observed(
    data: Data, indicator: Indicator, request: Request, figures: Figures
) -> dict[date, Observation]:
    """Figures of periods that had ended by the as-at date."""
    actual = figures.series
    known = [each for each in actual.observations if each.period_end <= request.as_at]
    if indicator.counted_by and actual.key.indicator == indicator.counted_by:
        bases = data.store.bases(request.organisation.code, indicator.base)
        known = [each._replace(denominator=_base_at(bases, each.period_end)) for each in known]
        known = [_whole(each, figures) for each in known if each.denominator]
    return {each.period_start: each for each in known}


def _whole(counted: Observation, figures: Figures) -> Observation:
    """A count that lacks a practice is no share of a base that has everybody in it."""
    if counted.period_start not in figures.lacking:
        return counted
    reason = counted.absent_reason or INCOMPLETE
    return counted._replace(numerator=None, absent_reason=reason)


def _base_at(bases: Sequence[PopulationBase], day: date) -> float | None:
    return next(
        (
            base.value
            for base in reversed(bases)
            if base.valid_from <= day and (base.valid_to is None or day <= base.valid_to)
        ),
        None,
    )


def _with_open_bands(data: Data, key: SeriesKey, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Percentiles in the open band say where it begins."""
    bands = {each.period_start: len(each.bands) - 1 for each in data.store.distributions(key)}
    return tuple(
        replace(point, open_from=bands.get(point.start))
        if point.absent_reason == BEYOND_BANDS
        else point
        for point in points
    )


def _versions(data: Data, plan: PlanSeries | None) -> Mapping[str, PlanVersion]:
    slugs = dict.fromkeys([point.version for point in plan.points]) if plan else {}
    return {slug: data.store.plan_version(slug) for slug in slugs}


def _planned(
    plan: PlanSeries | None, versions: Mapping[str, PlanVersion], request: Request
) -> Sequence[PlanPoint]:
    if plan is None:
        return ()
    if request.plan:
        return of_version(plan.points, request.plan)
    return in_force(plan.points, versions, request.as_at)
