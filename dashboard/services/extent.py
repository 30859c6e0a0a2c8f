"""From which month to which is there anything to look at?"""

from datetime import date

from dashboard.periods import Grain, months_between
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.store import SeriesKey


def months_with_figures(data: Data, selection: Selection) -> tuple[date, ...]:
    """Every month from the first actual to the last plan of a checked selection's headline."""
    indicator = data.indicators[selection.indicator]
    key = SeriesKey(indicator.id, selection.organisation, Grain(indicator.grain))
    actual, plan = data.store.actual(key), data.store.plan(key)
    ends = [each.period_start for each in actual.observations] if actual else []
    ends += [each.period_end for each in plan.points] if plan else []
    ends += [day for day in (selection.start, selection.end) if day]
    return tuple(months_between(min(ends), max(ends))) if ends else ()
