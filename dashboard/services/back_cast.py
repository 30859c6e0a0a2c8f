"""What do those who made up an organisation of today come to, before it was what it is?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dashboard.calculations.aggregation import COUNTS, added
from dashboard.calculations.distribution import add_bands, percentile
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family, Indicator
from dashboard.periods import long_month, period_end
from dashboard.series import ActualSeries, Distribution, Observation, PlanPoint, SeriesKey
from dashboard.services.footprint import Footprint
from dashboard.services.made import (
    INCOMPLETE_FOOTPRINT,
    Contribution,
    Figures,
    Made,
    put_together,
)
from dashboard.store import PerformanceStore

_WEEK_DECIMALS = 6  # as stored percentiles are kept: to the second
T = TypeVar("T", Observation, PlanPoint)


@dataclass(frozen=True, slots=True)
class Past:
    """What a back-cast is made of.

    read: by code, the figures of everybody who counts but the organisation itself.
    since: periods that begin earlier are not wanted.
    """

    store: PerformanceStore
    footprint: Footprint
    indicator: Indicator
    key: SeriesKey
    read: Mapping[str, Figures] = field(default_factory=dict)
    since: date = date.min

    def named(self, code: str) -> str:
        return self.store.organisation(code).label


def back_cast(past: Past, own: Figures | None) -> Figures | None:
    """The organisation's own figures since it was what it is, and sums before then.

    A month that one of them lacks has no figure and names who is missing. Where they cannot be
    added the line begins with the change and says why; so it does where practices were split.
    """
    there = own or Figures(ActualSeries(past.key, False, ()))
    kept = still_its_own(there.series.observations, past.footprint)
    try:
        made = dict(_sums(past, own)) if past.read else {}
    except NotAdditive as refusal:
        return _begun(past, own, kept, f"are not added up: {refusal.why}")
    if not any(each.observation.absent_reason is None for each in made.values()):
        return _begun(past, own, kept, _why_nothing(made))
    # A publisher's own figures of the new area, where it made them for earlier months, stand.
    sums = {start: each for start, each in made.items() if start not in kept}
    every = {**kept, **{start: each.observation for start, each in sums.items()}}
    lines = [there.series, *(each.series for each in past.read.values())]
    said = past.footprint.said(min(sums, default=date.max))
    return Figures(
        ActualSeries(
            past.key,
            any(each.illustrative for each in lines),
            tuple(every[start] for start in sorted(every)),
        ),
        {**there.lacking, **{start: each.lacking for start, each in sums.items() if each.lacking}},
        {**there.loads, **{start: each.loads for start, each in sums.items()}},
        _joined(there.note, f"Back-cast: {said}." if said else "", _cut(past)),
        "; ".join(filter(None, [there.source, f"back-cast: {said}" if said else ""])),
    )


def still_its_own(own: Sequence[T], footprint: Footprint) -> dict[date, T]:
    """What is of today's area as it stands: everything since the last change, and what is not of
    another area's under the same code."""
    before = max(footprint.inherited, default=date.min)
    first = max(before, footprint.begins)
    return {each.period_start: each for each in own if each.period_end >= first}


def _sums(past: Past, own: Figures | None) -> Iterator[tuple[date, Made]]:
    """Every period before the last change of which anybody has a figure."""
    every = {**past.read, past.key.organisation: own} if own else dict(past.read)
    if past.indicator.aggregation is Family.DISTRIBUTION:
        yield from _percentiles(past, every)
        return
    figures = {
        code: {each.period_start: each for each in found.series.observations}
        for code, found in every.items()
        if found
    }
    for start, end in periods_before(past, figures.values()):
        members = past.footprint.members_at(end)
        there = [figures.get(code, {}).get(start) for code in members]
        if any(there):
            made = _made(past, start, end, members, there)
            yield start, _whole(made, [every.get(code) for code in members])


def _made(
    past: Past, start: date, end: date, members: Sequence[str], there: Sequence[Observation | None]
) -> Made:
    present = [each for each in there if each and not each.absent_reason]
    total = (
        added_together(present, past.indicator.aggregation) if len(present) == len(there) else None
    )
    if total is None:
        named = [past.named(code) for code in members]
        given = [Contribution(*each) for each in zip(named, there, strict=True)]
        return put_together(start, end, given, past.indicator)
    loads = frozenset(each.load for each in present)
    provisional = any(each.status == "provisional" for each in present)
    status = "provisional" if provisional else "published"
    return Made(Observation(start, end, *total, None, status, None, min(loads)), (), loads)


def added_together(present: Sequence[T], family: Family) -> tuple[float, float | None] | None:
    """Where all are there with all their counts: nearly every month, and every click asks. None
    where one is not, which the families have rules for."""
    numerators = [each.numerator for each in present if each.numerator is not None]
    denominators = [each.denominator for each in present if each.denominator is not None]
    if len(numerators) < len(present) or 0 < len(denominators) < len(present):
        return None
    if denominators:
        return added(numerators), added(denominators)
    return (added(numerators), None) if family in COUNTS else None


def periods_before(past: Past, figures: Iterable[Mapping[date, T]]) -> Sequence[tuple[date, date]]:
    """First and last days, in order."""
    ends = {
        each.period_start: each.period_end
        for some in figures
        for each in some.values()
        if past.since <= each.period_start
        and past.footprint.begins <= each.period_end < past.footprint.changed
    }
    return sorted(ends.items())


def _whole(made: Made, lines: Sequence[Figures | None]) -> Made:
    """A sum without one of its organisations is no figure of the area; one whose organisations
    themselves lack somebody says whom."""
    start = made.observation.period_start
    loads = made.loads.union(*(each.loads.get(start, ()) for each in lines if each))
    if made.lacking:
        absent = made.observation._replace(
            numerator=None, denominator=None, absent_reason=INCOMPLETE_FOOTPRINT
        )
        return Made(absent, made.lacking, loads)
    within = [name for each in lines if each for name in each.lacking.get(start, ())]
    return Made(made.observation, tuple(dict.fromkeys(within)), loads)


def _percentiles(past: Past, every: Mapping[str, Figures | None]) -> Iterator[tuple[date, Made]]:
    """From the bands of all of them together: percentiles are never averaged."""
    indicator = past.indicator
    if not indicator.percentile or not indicator.banded_by:
        raise NotAdditive(indicator.name, "which share of the waits it stands for is not known")
    key = past.key._replace(indicator=indicator.banded_by)
    bands = {code: _bands(past.store, key._replace(organisation=code)) for code in every}
    starts = sorted({start for some in bands.values() for start in some if start >= past.since})
    for start in starts:
        end = period_end(start, past.key.grain)
        if not past.footprint.begins <= end < past.footprint.changed:
            continue
        members = past.footprint.members_at(end)
        lacking = [past.named(code) for code in members if start not in bands.get(code, {})]
        if len(lacking) == len(members):
            continue
        loads = _loads(start, [every.get(code) for code in members])
        if lacking:
            none = Observation(start, end, absent_reason=INCOMPLETE_FOOTPRINT)
            yield start, Made(none, tuple(lacking), loads)
            continue
        together = add_bands(*(bands[code][start].bands for code in members))
        yield start, Made(_percentile(start, end, together, indicator.percentile), (), loads)


def _bands(store: PerformanceStore, key: SeriesKey) -> dict[date, Distribution]:
    return {each.period_start: each for each in store.distributions(key)}


def _percentile(start: date, end: date, bands: Sequence[int], share: float) -> Observation:
    found = percentile(bands, share)
    if found.weeks is not None:
        return Observation(start, end, value=round(found.weeks, _WEEK_DECIMALS))
    beyond = found.open_from is not None
    return Observation(start, end, absent_reason="beyond_bands" if beyond else "no_activity")


def _loads(start: date, lines: Sequence[Figures | None]) -> frozenset[int]:
    return frozenset(
        each.load
        for line in lines
        if line
        for each in line.series.observations
        if each.period_start == start
    )


def _begun(
    past: Past, own: Figures | None, kept: Mapping[date, Observation], why: str
) -> Figures | None:
    """The line begins with what is its own."""
    if own is None:
        return None
    said = f"Figures before {long_month(past.footprint.changed)} {why}." if why else ""
    return replace(
        own,
        series=replace(own.series, observations=tuple(kept.values())),
        note=_joined(own.note, said, _cut(past)),
    )


def _why_nothing(made: Mapping[date, Made]) -> str:
    """That there are some, but never of everybody; nothing where there are none at all."""
    lacking = dict.fromkeys(name for each in made.values() for name in each.lacking)
    return f"are not added up: there are none of {', '.join(lacking)}" if lacking else ""


def _cut(past: Past) -> str:
    split = past.footprint.split
    if split is None:
        return ""
    taker = "" if split.successor == past.key.organisation else f"{past.named(split.successor)} "
    return (
        f"The line begins in {long_month(split.effective_from)}, when {taker or 'it '}took over "
        f"{split.share:.0%} of the practices of {past.named(split.predecessor)}: earlier figures "
        "are of another area."
    )


def _joined(*said: str) -> str:
    return " ".join(filter(None, said))
