"""From which month to which is there anything to look at?"""

from datetime import date

from dashboard.periods import Grain, months_between
from dashboard.selection import Selection
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data, shown_for
from dashboard.services.figures import figures_of, plan_of


def months_with_figures(data: Data, selection: Selection) -> tuple[date, ...]:
    """Every month from the first actual to the last plan of a checked selection's headline."""
    span = span_with_figures(data, selection)
    return tuple(months_between(*span)) if span else ()


def span_with_figures(data: Data, selection: Selection) -> tuple[date, date] | None:
    """The days in whose months that first actual and that last plan are."""
    indicator = data.indicators[selection.indicator]
    organisation = data.store.organisation(selection.organisation)
    shown = shown_for(data, indicator, organisation, "", data.as_at(selection))
    key = SeriesKey(indicator.id, shown.code, Grain(indicator.grain))
    area = data.as_at(selection), selection.footprint
    figures = figures_of(data.store, data.indicators, key, *area)
    plan = plan_of(data.store, indicator, key, *area) if shown == organisation else None
    # Both are in order of time, and every click asks.
    observed = figures.series.observations if figures else ()
    ends = [each.period_start for each in (*observed[:1], *observed[-1:])]
    ends += [each.period_end for each in (*plan.points[:1], *plan.points[-1:])] if plan else []
    ends += [day for day in (selection.start, selection.end) if day]
    return (min(ends), max(ends)) if ends else None
