"""What do those who made up an organisation of today come to, before it was what it is?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dashboard.calculations.aggregation import Part, total_over_organisations
from dashboard.calculations.distribution import add_bands, percentile
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family, Indicator
from dashboard.periods import long_month, period_end
from dashboard.services.footprint import Footprint
from dashboard.services.made import (
    INCOMPLETE_FOOTPRINT,
    Contribution,
    Figures,
    Made,
    put_together,
)
from dashboard.store import (
    ActualSeries,
    Distribution,
    Observation,
    PerformanceStore,
    PlanPoint,
    PlanSeries,
    SeriesKey,
)

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
    kept = _kept(there.series.observations, past.footprint)
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


def _kept(own: Sequence[T], footprint: Footprint) -> dict[date, T]:
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
    for start, end in _periods(past, figures.values()):
        members = past.footprint.members_at(end)
        given = [
            Contribution(past.named(code), figures.get(code, {}).get(start)) for code in members
        ]
        if any(each.observation for each in given):
            made = put_together(start, end, given, past.indicator)
            yield start, _whole(made, [every.get(code) for code in members])


def _periods(past: Past, figures: Iterable[Mapping[date, T]]) -> Sequence[tuple[date, date]]:
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


def planned_before(
    past: Past, own: PlanSeries | None, plans: Mapping[str, PlanSeries]
) -> PlanSeries | None:
    """Its own plan since it was what it is, and before then sums of plans of one version.

    Where one of them has none there is none: plans are never mixed.
    """
    code, footprint = past.key.organisation, past.footprint
    every = {**plans, code: own} if own else dict(plans)
    kept = [each for each in own.points if _is_kept(each, footprint)] if own else []
    made = []
    for version in dict.fromkeys(p.version for plan in every.values() if plan for p in plan.points):
        points = {
            by: {each.period_start: each for each in plan.points if each.version == version}
            for by, plan in every.items()
            if plan
        }
        there = {each.period_start for each in kept if each.version == version}
        for start, end in _periods(past, list(points.values())):
            given = [points.get(by, {}).get(start) for by in footprint.members_at(end)]
            if start not in there and (total := _planned(given, past.indicator, version)):
                made.append(total)
    if not made and own is None:
        return None
    given_plans = [plan for plan in every.values() if plan]
    ordered = sorted([*made, *kept], key=lambda each: (each.period_start, each.version))
    return PlanSeries(past.key, any(each.illustrative for each in given_plans), tuple(ordered))


def _is_kept(point: PlanPoint, footprint: Footprint) -> bool:
    return bool(_kept([point], footprint))


def _planned(
    given: Sequence[PlanPoint | None], indicator: Indicator, version: str
) -> PlanPoint | None:
    """None unless all of them plan it, in counts that can be added."""
    there = [each for each in given if each]
    if not there or len(there) < len(given):
        return None
    names = [str(number) for number in range(len(there))]
    parts = [
        Part(name, p.numerator, p.denominator, p.value if p.numerator is None else None)
        for name, p in zip(names, there, strict=True)
    ]
    try:
        total = total_over_organisations(parts, indicator.aggregation, names, indicator.name)
    except NotAdditive:
        return None
    if not total.complete:
        return None
    first = there[0]
    return PlanPoint(
        first.period_start, first.period_end, version, total.numerator, total.denominator
    )
