"""Which stretch of which series does one row of the summary need?"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.marking import MarkKind
from dashboard.organisations import Organisation
from dashboard.periods import Grain, add_months
from dashboard.series import ActualSeries, Observation, PlanPoint, PlanSeries, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.figures import figures_of, made_of_others, plan_of
from dashboard.services.judged import JUDGED
from dashboard.services.line import Request, key_of
from dashboard.services.made import Figures

MONTHS_SHOWN = 24
MONTHS_LATE = 3  # a series that is later than that is read by itself
MONTHS_OF = {
    Grain.MONTH: 1,
    Grain.ROLLING_QUARTER: 1,
    Grain.ROLLING_12M: 1,
    Grain.SNAPSHOT: 1,
    Grain.QUARTER: 3,
}
SHOWN = {Grain.DAY: 92, Grain.WEEK: 53}  # the last so many of the finer grains


def not_stored(
    data: Data,
    indicator: Indicator,
    place: Organisation,
    actuals: Mapping[tuple[str, Grain], ActualSeries],
) -> Figures | None:
    """Made of others' figures, or the count that a base of the site makes a rate of."""
    key = SeriesKey(indicator.id, place.code, indicator.grain)
    made = made_of_others(data.store, indicator, key)
    if made or not indicator.counted_by or not data.store.bases(place.code, indicator.base):
        return made
    count = actuals.get((indicator.counted_by, indicator.grain))
    if count is not None:
        return Figures(count)
    counted = key._replace(indicator=indicator.counted_by)
    return made_of_others(data.store, data.indicators[indicator.counted_by], counted)


def near(
    data: Data,
    indicator: Indicator,
    request: Request,
    figures: Figures | None,
    plan: PlanSeries | None,
    since: date = date.min,
) -> tuple[Figures | None, PlanSeries | None]:
    """Only what a row shows or is judged by: ten years would be most of the page's work.

    since: from which day all series were read at once. One that needs more is read by itself.
    """
    if figures is None or not figures.series.observations:
        return figures, plan
    given, grain = figures.series.observations, figures.series.key.grain
    ended = given[: bisect_right(given, request.as_at, key=_end)]
    if grain in SHOWN:
        return _with(figures, ended[-JUDGED[grain] :]), plan
    if not ended:
        return figures, plan
    # Of a row whose last months are absent the sparkline begins earlier.
    last = ended[-1].period_start
    latest = next((o.period_start for o in reversed(ended) if not o.absent_reason), last)
    first = _first(data, figures.series.key, latest)
    if first < since <= given[0].period_start:
        return near(data, indicator, request, *_whole(data, indicator, request))
    if plan is not None and latest < since:  # figures that ended before come whole, plans do not
        plan = _whole_plan(data, indicator, request)
    if grain is not Grain.MONTH:
        return figures, plan
    if plan is not None:
        plan = _planned(plan, first, latest, last)
    return _with(figures, ended[bisect_left(ended, first, key=_start) :]), plan


def _whole(
    data: Data, indicator: Indicator, request: Request
) -> tuple[Figures | None, PlanSeries | None]:
    """As the page of the indicator reads them."""
    key, area = key_of(indicator, request), (request.as_at, request.footprint)
    figures = figures_of(data.store, data.indicators, key, *area)
    return figures, _whole_plan(data, indicator, request)


def _whole_plan(data: Data, indicator: Indicator, request: Request) -> PlanSeries | None:
    key = key_of(indicator, request)
    return plan_of(data.store, indicator, key, request.as_at, request.footprint)


def _first(data: Data, key: SeriesKey, latest: date) -> date:
    """Where the sparkline begins, or what is judged, whichever is earlier."""
    months = MONTHS_OF.get(key.grain, 0)
    if not months or not data.indicators[key.indicator].spc_suitable:
        return add_months(latest, 1 - MONTHS_SHOWN)
    marks = data.store.marks(key.indicator, key.organisation)
    baselines = [each.on for each in marks if each.kind is MarkKind.BASELINE]
    return min([add_months(latest, months * (1 - JUDGED[key.grain])), *baselines])


def _planned(plan: PlanSeries, first: date, latest: date, last: date) -> PlanSeries:
    """Every version, up to the next figure: assurance is about it where there is no standard."""
    points = plan.points[bisect_left(plan.points, first, key=_start) :]
    after = bisect_right(points, latest, key=_start)
    until = max(last, points[after].period_start) if after < len(points) else last
    kept = points[: bisect_right(points, until, key=_start)]
    return PlanSeries(plan.key, plan.illustrative, kept)


def _with(figures: Figures, observations: tuple[Observation, ...]) -> Figures:
    actual = figures.series
    kept = ActualSeries(actual.key, actual.illustrative, observations)
    return Figures(
        kept, figures.lacking, figures.loads, figures.note, figures.source, figures.breaks
    )


def _start(of: Observation | PlanPoint) -> date:
    return of.period_start


def _end(of: Observation) -> date:
    return of.period_end
