"""Does what is held stand up: can the figures be so, is any period missing, do they add up?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.calculations.views import View
from dashboard.held import HeldSeries
from dashboard.indicators.registry import Family, Indicator, Unit
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain, next_period, period_end, period_label
from dashboard.series import ActualSeries, Observation, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.desk.published_total import PublishedTotal, published_total
from dashboard.services.line import Request
from dashboard.services.points import Point
from dashboard.services.what_it_takes import rounded_to

_SHARES = (Family.RATIO_FLOW, Family.RATIO_STOCK)
_REGULAR = (Grain.WEEK, Grain.MONTH, Grain.QUARTER)
Held = tuple[str, Grain]  # an indicator and how often it is counted


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that was not passed. kind: impossible, gap or total. periods: their labels, the last
    first. total: of a check of that kind, both sums."""

    kind: str
    periods: tuple[str, ...]
    total: PublishedTotal | None = None


def failed_checks(
    data: Data, place: Organisation, held: Iterable[tuple[Indicator, HeldSeries]], as_at: date
) -> Mapping[Held, tuple[Failed, ...]]:
    """Of an organisation's own headline figures; nothing for those that pass everything."""
    there = {
        (series.key.indicator, series.key.grain): series
        for series in data.store.headlines(place.code, date.min).actuals
    }
    found = {}
    for indicator, series in held:
        if series.organisation != place.code:
            continue
        actual = there.get((indicator.id, series.grain))
        if actual is not None:
            found[indicator.id, series.grain] = tuple(
                _failed(data, indicator, actual, place, as_at)
            )
    return {held: failed for held, failed in found.items() if failed}


def _failed(
    data: Data, indicator: Indicator, actual: ActualSeries, place: Organisation, as_at: date
) -> Iterator[Failed]:
    grain = actual.key.grain
    known = [each for each in actual.observations if each.period_end <= as_at]
    wrong = [each for each in actual.observations if impossible(each, indicator, as_at)]
    if wrong:
        yield Failed("impossible", _labels(((o.period_start, o.period_end) for o in wrong), grain))
    missing = gaps(known, grain)
    if missing:
        yield Failed("gap", _labels(((day, period_end(day, grain)) for day in missing), grain))
    total = _total(data, indicator, actual.key, known, place, as_at)
    if total is not None and differs(total, rounded_to(indicator, Level.CCG)):
        yield Failed(
            "total", _labels([(known[-1].period_start, known[-1].period_end)], grain), total
        )


def impossible(seen: Observation, indicator: Indicator, as_at: date) -> bool:
    """Less than nothing, more than those they are among, a share beyond 0 to 100, a period that
    had not begun."""
    numerator, denominator, value = seen.numerator, seen.denominator, seen.value
    share = indicator.unit is Unit.PERCENT and indicator.aggregation in _SHARES
    if any(each is not None and each < 0 for each in (numerator, denominator)):
        return True
    if share and not indicator.may_exceed:
        if numerator is not None and denominator is not None and numerator > denominator:
            return True
        if value is not None and not 0 <= value <= 100:
            return True
    return seen.period_start > as_at


def gaps(known: Sequence[Observation], grain: Grain) -> list[date]:
    """First days of periods between the first and the last of which nothing at all was loaded; one
    that says why it has no figure is none."""
    if grain not in _REGULAR or not known:
        return []
    there = {each.period_start for each in known}
    day, last, missing = min(there), max(there), []
    while day < last:
        if day not in there:
            missing.append(day)
        day = next_period(day, grain)
    return missing


def differs(total: PublishedTotal, nearest: int) -> bool:
    """Whether the sums are further apart than missing parts and rounding explain."""
    if total.without or nearest:
        return False
    pairs = (
        (total.numerator, total.england_numerator),
        (total.denominator, total.england_denominator),
    )
    return any(a is not None and b is not None and abs(a - b) >= 1 for a, b in pairs)


def _total(
    data: Data,
    indicator: Indicator,
    key: SeriesKey,
    known: Sequence[Observation],
    place: Organisation,
    as_at: date,
) -> PublishedTotal | None:
    """Of the last period alone: the others were the last once."""
    if not known or key.grain is not indicator.grain or key.grain.value not in set(View):
        return None
    last = known[-1]
    request = Request(place, View(key.grain.value), as_at)
    return published_total(data, indicator, request, Point(last.period_start, last.period_end, ""))


def _labels(periods: Iterable[tuple[date, date]], grain: Grain) -> tuple[str, ...]:
    ordered = sorted(periods, reverse=True)
    return tuple(period_label(start, end, grain) for start, end in ordered)
