"""Which stretch of which series does one row of the summary need?"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.marking import MarkKind
from dashboard.organisations import Organisation
from dashboard.periods import Grain, add_months
from dashboard.services.catalogue import Data
from dashboard.services.figures import made_of_others
from dashboard.services.judged import JUDGED
from dashboard.services.made import Figures
from dashboard.store import ActualSeries, Observation, PlanPoint, PlanSeries, SeriesKey

MONTHS_SHOWN = 24
MONTHS_LATE = 12  # a series that is later than that is read by itself
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


def reread(data: Data, figures: Figures | None, as_at: date) -> Figures | None:
    """A series that ended long ago, from further back than the others."""
    actual = figures.series if figures else None
    if figures is None or actual is None or not actual.observations or figures.loads:
        return figures
    if actual.observations[-1].period_end >= add_months(as_at, -MONTHS_LATE):
        return figures
    whole = data.store.actual(actual.key)
    return replace(figures, series=whole) if whole else figures


def near(
    data: Data, figures: Figures | None, plan: PlanSeries | None, as_at: date
) -> tuple[Figures | None, PlanSeries | None]:
    """Only what a row shows or is judged by: ten years would be most of the page's work."""
    if figures is None:
        return figures, plan
    actual = figures.series
    ended = actual.observations[: bisect_right(actual.observations, as_at, key=_end)]
    if actual.key.grain in SHOWN:
        return _with(figures, ended[-JUDGED[actual.key.grain] :]), plan
    if not ended or actual.key.grain is not Grain.MONTH:
        return figures, plan
    # Of a row whose last months are absent the sparkline begins earlier.
    last = ended[-1].period_start
    latest = next((o.period_start for o in reversed(ended) if not o.absent_reason), last)
    first = _first(data, actual.key, latest)
    if plan is not None:
        plan = _planned(plan, first, latest, last)
    return _with(figures, ended[bisect_left(ended, first, key=_start) :]), plan


def _first(data: Data, key: SeriesKey, latest: date) -> date:
    """Where the sparkline begins, or what is judged, whichever is earlier."""
    if not data.indicators[key.indicator].spc_suitable:
        return add_months(latest, 1 - MONTHS_SHOWN)
    marks = data.store.marks(key.indicator, key.organisation)
    baselines = [each.on for each in marks if each.kind is MarkKind.BASELINE]
    return min([add_months(latest, 1 - JUDGED[Grain.MONTH]), *baselines])


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
