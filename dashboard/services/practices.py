"""What do a locality's or a network's practices come to?"""

from collections.abc import Sequence
from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Membership
from dashboard.series import ActualSeries, SeriesKey
from dashboard.services.made import Contribution, Figures, put_together
from dashboard.store import PerformanceStore

# In which hierarchy the practices of a place stand.
KINDS = {Level.LOCALITY: "practice", Level.PCN: "pcn"}


def practice_sum(store: PerformanceStore, indicator: Indicator, key: SeriesKey) -> Figures | None:
    """The sum of the practices that belonged to the place at the end of each period.

    A practice that moved counts where it was then. None where no practice has a figure.
    """
    kind = KINDS.get(store.organisation(key.organisation).level)
    members = store.memberships(key.organisation, kind) if kind and not key.dimension else ()
    codes = tuple(dict.fromkeys(each.part.code for each in members))
    series = store.actual_series(key.indicator, codes, key.grain) if codes else ()
    if not series:
        return None
    figures = {
        each.key.organisation: {o.period_start: o for o in each.observations} for each in series
    }
    ends = {o.period_start: o.period_end for each in series for o in each.observations}
    made = {}
    for start in sorted(ends):
        there = belonging(members, ends[start])
        if there:
            given = [Contribution(label, figures.get(code, {}).get(start)) for code, label in there]
            made[start] = put_together(start, ends[start], given, indicator)
    if not made:
        return None
    last = belonging(members, max(ends.values()))
    return Figures(
        ActualSeries(
            key,
            any(each.illustrative for each in series),
            tuple(each.observation for each in made.values()),
        ),
        {start: each.lacking for start, each in made.items() if each.lacking},
        {start: each.loads for start, each in made.items()},
        f"The sum of its {'practice' if len(last) == 1 else f'{len(last)} practices'}.",
    )


def belonging(members: Sequence[Membership], day: date) -> list[tuple[str, str]]:
    """Code and label of each practice that was part of the place, and open, on a day."""
    there = {
        each.part.code: each.part.label
        for each in members
        if each.valid_from <= day
        and (each.valid_to is None or day <= each.valid_to)
        and each.part.open_at(day)
    }
    return list(there.items())
