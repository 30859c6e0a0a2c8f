"""What are the figures of a series: stored, shared out, a sum, or those of who came before?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.periods import add_months
from dashboard.selection import AS_PUBLISHED
from dashboard.series import PlanSeries, SeriesKey
from dashboard.services.back_cast import Past, back_cast
from dashboard.services.back_cast_plan import planned_before
from dashboard.services.footprint import Footprint, footprint_of
from dashboard.services.made import Figures
from dashboard.services.practices import practice_sum
from dashboard.services.shared_out import shared_out
from dashboard.store import PerformanceStore

_GATHERED = 12  # months that the first period drawn may be gathered from


def figures_of(
    store: PerformanceStore,
    indicators: IndicatorRegistry,
    key: SeriesKey,
    as_at: date = date.max,
    footprint: str = "",
    begins: Callable[[date], date] | None = None,
) -> Figures | None:
    """Stored figures before made ones; for a rate on a site's base the count it is made from.

    Of the area that the organisation has at the as-at date, unless they are wanted as published.
    begins: from when on they are wanted, by the last period with a figure; all of them if None.
    """
    indicator = indicators[key.indicator]
    stored = store.actual(key)
    found = Figures(stored) if stored else made_of_others(store, indicator, key)
    if store.predecessors(key.organisation):
        found = _of_area(store, indicator, key, found, as_at, footprint, begins)
    if found is None and indicator.counted_by:
        counted = key._replace(indicator=indicator.counted_by)
        return figures_of(store, indicators, counted, as_at, footprint, begins)
    return found


def plan_of(
    store: PerformanceStore,
    indicator: Indicator,
    key: SeriesKey,
    as_at: date = date.max,
    footprint: str = "",
    begins: Callable[[date], date] | None = None,
) -> PlanSeries | None:
    """The plan of the same area as the figures, and from when on they are wanted."""
    own = store.plan(key)
    if not store.predecessors(key.organisation) or footprint == AS_PUBLISHED:
        return own
    area = footprint_of(store, key.organisation, as_at)
    if area is None:
        return own
    stored = store.actual(key)
    since = _since(Figures(stored) if stored else None, as_at, begins)
    found = {code: store.plan(key._replace(organisation=code)) for code in area.others}
    plans = {code: plan for code, plan in found.items() if plan}
    return planned_before(Past(store, area, indicator, key, {}, since), own, plans)


def _of_area(
    store: PerformanceStore,
    indicator: Indicator,
    key: SeriesKey,
    own: Figures | None,
    as_at: date,
    footprint: str,
    begins: Callable[[date], date] | None,
) -> Figures | None:
    area = footprint_of(store, key.organisation, as_at)
    if area is None:
        return own
    if footprint == AS_PUBLISHED:
        return replace(own, breaks=area.inherited) if own else None
    since = _since(own, as_at, begins)
    read = _of_others(store, indicator, key, area) if since < area.changed else {}
    return back_cast(Past(store, area, indicator, key, read, since), own)


def _since(own: Figures | None, as_at: date, begins: Callable[[date], date] | None) -> date:
    """No more is added up than is drawn or gathered: years of months would slow every click."""
    observations = own.series.observations if own else ()
    last = [o.period_start for o in observations if not o.absent_reason and o.period_end <= as_at]
    return add_months(begins(last[-1]), -_GATHERED) if begins and last else date.min


def _of_others(
    store: PerformanceStore, indicator: Indicator, key: SeriesKey, area: Footprint
) -> Mapping[str, Figures]:
    """Headlines in one read; what is not stored as it is made."""
    keys = {code: key._replace(organisation=code) for code in area.others}
    if key.provider or key.dimension:
        stored = [series for each in keys.values() if (series := store.actual(each))]
    else:
        stored = list(store.actual_series(indicator.id, area.others, key.grain))
    there = {each.key.organisation: Figures(each) for each in stored}
    made = {
        code: made_of_others(store, indicator, each)
        for code, each in keys.items()
        if code not in there
    }
    return {**there, **{code: figures for code, figures in made.items() if figures}}


def made_of_others(store: PerformanceStore, indicator: Indicator, key: SeriesKey) -> Figures | None:
    """What is not stored, made of what is."""
    if key.provider:
        return None
    if indicator.shared_out:
        return shared_out(store, indicator, key)
    if indicator.locality_method == "practice_sum":
        return practice_sum(store, indicator, key)
    return None
