"""What are the figures of a series: stored, shared out from providers, or a sum of practices?"""


from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.services.made import Figures
from dashboard.services.practices import practice_sum
from dashboard.services.shared_out import shared_out
from dashboard.store import PerformanceStore, SeriesKey


def figures_of(
    store: PerformanceStore, indicators: IndicatorRegistry, key: SeriesKey
) -> Figures | None:
    """Stored figures before made ones; for a rate on a site's base the count it is made from."""
    indicator = indicators[key.indicator]
    stored = store.actual(key)
    found = Figures(stored) if stored else made_of_others(store, indicator, key)
    if found is None and indicator.counted_by:
        return figures_of(store, indicators, key._replace(indicator=indicator.counted_by))
    return found


def made_of_others(store: PerformanceStore, indicator: Indicator, key: SeriesKey) -> Figures | None:
    """What is not stored, made of what is."""
    if key.provider:
        return None
    if indicator.shared_out:
        return shared_out(store, indicator, key)
    if indicator.locality_method == "practice_sum":
        return practice_sum(store, indicator, key)
    return None
