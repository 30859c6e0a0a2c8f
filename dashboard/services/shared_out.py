"""What do providers' figures come to for a commissioner, by the shares that the site supplies?"""

from collections.abc import Sequence
from datetime import date

from dashboard.documents import ProviderShare
from dashboard.indicators.registry import Indicator
from dashboard.series import ActualSeries, Observation, SeriesKey
from dashboard.services.made import Contribution, Figures, Made, put_together
from dashboard.store import PerformanceStore

NEEDS_SHARES = "needs_shares"


def shared_out(store: PerformanceStore, indicator: Indicator, key: SeriesKey) -> Figures | None:
    """A commissioner's series: its share of each of its providers' counts, period by period.

    The shares are those valid at a period's end. The result says nothing of how long the
    commissioner's own patients waited. None where there are no shares or nothing to share out.
    Source: NHS England CCG scorecards, share of each provider's attendances by commissioner.
    """
    shares = store.shares(key.organisation)
    series = _of_providers(store, shares, key) if shares and not key.provider else ()
    if not series:
        return None
    figures = {
        each.key.organisation: {o.period_start: o for o in each.observations} for each in series
    }
    commissioner = store.organisation(key.organisation)
    ends = {
        o.period_start: o.period_end
        for each in series
        for o in each.observations
        if commissioner.open_at(o.period_end)  # shares without a last day outlive who has them
    }
    made: dict[date, Made] = {}
    for start in sorted(ends):
        valid = _valid(shares, ends[start])
        if valid:
            given = [
                Contribution(
                    store.organisation(each.provider).label,
                    figures.get(each.provider, {}).get(start),
                    each.share,
                )
                for each in valid
            ]
            made[start] = put_together(start, ends[start], given, indicator)
        elif made:
            made[start] = Made(_without_shares(start, ends[start]), (), frozenset())
    if not made:
        return None
    illustrative = any(each.illustrative for each in series)
    observations = tuple(each.observation for each in made.values())
    return Figures(
        ActualSeries(key, illustrative, observations),
        {start: each.lacking for start, each in made.items() if each.lacking},
        {start: each.loads for start, each in made.items()},
        _note(shares, max(ends[start] for start in made)),
        _source(shares),
    )


def _of_providers(
    store: PerformanceStore, shares: Sequence[ProviderShare], key: SeriesKey
) -> Sequence[ActualSeries]:
    """Their headlines in one read; the same member of each of them for a breakdown."""
    codes = tuple(dict.fromkeys(each.provider for each in shares))
    if not key.dimension:
        return store.actual_series(key.indicator, codes, key.grain)
    found = [store.actual(key._replace(organisation=code)) for code in codes]
    return [series for series in found if series is not None]


def _valid(shares: Sequence[ProviderShare], day: date) -> list[ProviderShare]:
    return [
        each
        for each in shares
        if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]


def _without_shares(start: date, end: date) -> Observation:
    return Observation(start, end, absent_reason=NEEDS_SHARES)


def _note(shares: Sequence[ProviderShare], latest: date) -> str:
    """From how many providers and by which set of shares, at the latest period that has any."""
    valid = _valid(shares, latest) or [max(shares, key=lambda each: each.valid_from)]
    versions = ", ".join(dict.fromkeys(each.version for each in valid))
    many = "1 provider" if len(valid) == 1 else f"{len(valid)} providers"
    return (
        f"Shared out from {many}, shares of {versions}: a part of everybody's waits there, not a "
        "count of the commissioner's own patients."
    )


def _source(shares: Sequence[ProviderShare]) -> str:
    named = dict.fromkeys(f"{each.version} ({each.source})" for each in shares)
    return f"provider shares {'; '.join(named)}"
