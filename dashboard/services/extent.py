"""From which month to which is there anything to look at?"""

from datetime import date

from dashboard.periods import Grain, months_between
from dashboard.selection import Selection
from dashboard.services.catalogue import Data, shown_for
from dashboard.services.figures import figures_of
from dashboard.store import SeriesKey


def months_with_figures(data: Data, selection: Selection) -> tuple[date, ...]:
    """Every month from the first actual to the last plan of a checked selection's headline."""
    indicator = data.indicators[selection.indicator]
    organisation = data.store.organisation(selection.organisation)
    shown = shown_for(data, indicator, organisation, "", data.as_at(selection))
    key = SeriesKey(indicator.id, shown.code, Grain(indicator.grain))
    figures = figures_of(data.store, data.indicators, key)
    plan = data.store.plan(key) if shown == organisation else None
    ends = [each.period_start for each in figures.series.observations] if figures else []
    ends += [each.period_end for each in plan.points] if plan else []
    ends += [day for day in (selection.start, selection.end) if day]
    return tuple(months_between(min(ends), max(ends))) if ends else ()
