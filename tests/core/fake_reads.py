"""How does the fake store pick among its lists? As the database does, slowly and plainly."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from dashboard.held import HeldSeries, Restatement
from dashboard.organisations import Membership, Organisation
from dashboard.series import ActualSeries, Member, Observation, PlanPoint, SeriesKey

OfPeriod = TypeVar("OfPeriod", Observation, PlanPoint)


def headline(key: SeriesKey) -> bool:
    return not key.provider and not key.dimension


def holds(membership: Membership, on: date) -> bool:
    until = membership.valid_to
    return membership.valid_from <= on and (until is None or on <= until)


def named(key: SeriesKey, names: Iterable[Member]) -> Member:
    """The member of a key, which is its code where it has no name."""
    of = (key.dimension, key.member)
    known = (each for each in names if (each.dimension, each.code) == of)
    return next(known, Member(*of, key.member))


def since_or_whole(points: Sequence[OfPeriod], since: date) -> Sequence[OfPeriod]:
    """From the date on, or all where the series ended before it."""
    return [each for each in points if each.period_start >= since] or points


def by_name(organisations: Iterable[Organisation]) -> tuple[Organisation, ...]:
    return tuple(sorted(organisations, key=lambda each: each.name))


def reach(series: ActualSeries, replaced: Iterable[Restatement], as_at: date) -> HeldSeries:
    """How far a series goes in periods that had ended by the date."""
    key = series.key
    ended = [each for each in series.observations if each.period_end <= as_at]
    figures = [each for each in ended if not each.absent_reason]
    reasons = [each.absent_reason or "" for each in ended]
    of = (key.indicator, key.organisation, key.grain, series.illustrative)
    if not figures:
        return HeldSeries(*of, absent_reason=(reasons or [""])[-1])
    first, last = figures[0].period_start, figures[-1]
    times = sum((r.indicator, r.grain) == (key.indicator, key.grain) for r in replaced)
    end = last.period_end
    return HeldSeries(*of, first, last.period_start, end, last.status, last.load, times)
