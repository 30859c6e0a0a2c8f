"""Which of an organisation's headline figures reach back to before it was what it is?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.selection import AS_PUBLISHED
from dashboard.series import OrganisationSeries, PlanSeries, SeriesKey
from dashboard.services.back_cast import Past, back_cast
from dashboard.services.back_cast_plan import planned_before
from dashboard.services.figures import made_of_others
from dashboard.services.footprint import Footprint, footprint_of
from dashboard.services.made import Figures
from dashboard.store import PerformanceStore


@dataclass(frozen=True, slots=True)
class Headlines:
    """An organisation that changed within what is shown. read: of those it took over, by code."""

    store: PerformanceStore
    indicators: IndicatorRegistry
    footprint: Footprint
    since: date
    as_published: bool
    read: Mapping[str, OrganisationSeries]

    def of(
        self, indicator: Indicator, own: Figures | None, plan: PlanSeries | None
    ) -> tuple[Figures | None, PlanSeries | None]:
        """Figures and plan of one area, as on the page of the indicator."""
        if self.as_published:
            broken = self.footprint.inherited
            return (replace(own, breaks=broken) if own else None), plan
        # A rate on a site's base is made from a count, and the count is what is added up.
        added = self.indicators[own.series.key.indicator] if own else indicator
        key = SeriesKey(added.id, self.footprint.code, indicator.grain)
        read = self._figures(added, key)
        past = Past(self.store, self.footprint, added, key, read, self.since)
        plans = {
            code: series
            for code, there in self.read.items()
            for series in there.plans
            if series.key == key._replace(indicator=indicator.id, organisation=code)
        }
        aimed = replace(past, indicator=indicator, key=key._replace(indicator=indicator.id))
        planned = planned_before(aimed, plan, plans) if plan or plans else None
        return back_cast(past, own), planned

    def _figures(self, indicator: Indicator, key: SeriesKey) -> Mapping[str, Figures]:
        found: dict[str, Figures] = {}
        for code, there in self.read.items():
            wanted = key._replace(organisation=code)
            stored = next((each for each in there.actuals if each.key == wanted), None)
            made = None if stored else made_of_others(self.store, indicator, wanted)
            figures = Figures(stored) if stored else made
            if figures:
                found[code] = figures
        return found


def headlines_before(
    store: PerformanceStore,
    indicators: IndicatorRegistry,
    code: str,
    as_at: date,
    since: date,
    footprint: str,
) -> Headlines | None:
    """None for nearly everybody: who took nobody over, or did before anything that is shown."""
    if not store.predecessors(code):
        return None
    area = footprint_of(store, code, as_at)
    if area is None or area.changed <= since:
        return None
    as_published = footprint == AS_PUBLISHED
    read = {} if as_published else {each: store.headlines(each, since) for each in area.others}
    return Headlines(store, indicators, area, since, as_published, read)
