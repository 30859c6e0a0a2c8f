"""What will a month be as it is published, judged by the weeks that there are?

The method, as it is written on the page: the weeks so far, and for each week still to come the
attendances of the last four weeks on average, changed as they changed from then to that week last
year, with the share of long waits of the last four weeks; the percentage of all of them, corrected
by the mean difference of earlier published months from the same months built of weeks. The range
holds the middle eight in ten of the errors that the same method made at the same point of every
earlier month.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import floor, fsum
from typing import NamedTuple

from dashboard.calculations.weeks import WEEK, YEAR_OF_WEEKS, weeks_ending_in
from dashboard.periods import Grain, period_end

RECENT = 4  # weeks; a longer memory would miss how fast a winter turns
# Fewer errors than these have no tenth at either end.
FEWEST_ERRORS = 10
LOW, HIGH = 0.1, 0.9


class Counted(NamedTuple):
    """Attendances, and those of them that waited too long."""

    breaches: float
    attendances: float

    @property
    def percentage(self) -> float | None:
        """0-100: those who did not wait too long."""
        if not self.attendances:
            return None
        return 100 * (self.attendances - self.breaches) / self.attendances


class Span(NamedTuple):
    """Between which two numbers the middle eight in ten lie."""

    low: float
    high: float


@dataclass(frozen=True)
class History:
    """What is known of one line. weeks: by Sunday, only those that lack nobody. published: by the
    first day of the month. lag: from the end of a month to its publication."""

    weeks: Mapping[date, Counted]
    published: Mapping[date, Counted]
    lag: timedelta

    @cached_property
    def differences(self) -> Mapping[date, float]:
        """By month: points by which what is published is above what the weeks come to."""
        found = {}
        for month, published in self.published.items():
            built, stated = self.built(month), published.percentage
            if built is not None and built.percentage is not None and stated is not None:
                found[month] = stated - built.percentage
        return found

    def built(self, month: date) -> Counted | None:
        """The month made of its weeks; None where one is missing."""
        sundays = sundays_of(month)
        if not all(sunday in self.weeks for sunday in sundays):
            return None
        return added(self.weeks[sunday] for sunday in sundays)

    def known_on(self, month: date, day: date) -> bool:
        return period_end(month, Grain.MONTH) + self.lag <= day


@dataclass(frozen=True, slots=True)
class MonthForecast:
    """month: its first day. so_far: of the weeks there are; expected: of those there are not.

    left: the Sundays expected. correction: points by which months were published above their
    weeks. likely: the percentage as it will be published; between: None where too few earlier
    months tell how wrong it may be. errors: published less forecast, of those months, in points.
    """

    month: date
    so_far: Counted
    expected: Counted
    left: tuple[date, ...]
    correction: float
    likely: float
    between: Span | None
    errors: tuple[float, ...]

    @property
    def whole(self) -> Counted:
        return added((self.so_far, self.expected))


def sundays_of(month: date) -> tuple[date, ...]:
    return weeks_ending_in(month, period_end(month, Grain.MONTH))


def added(counts: Iterable[Counted]) -> Counted:
    some = list(counts)
    return Counted(fsum(c.breaches for c in some), fsum(c.attendances for c in some))


def expected_week(history: History, last: date, sunday: date) -> Counted | None:
    """A week to come, as seen on the Sunday `last`; None where no recent week is known."""
    return rest_of(history, (sunday,), last)


def rest_of(history: History, sundays: Sequence[date], last: date) -> Counted | None:
    """Weeks to come, all together; none of them are nought."""
    recent = recent_weeks(history, last)
    if not recent:
        return None if sundays else Counted(0.0, 0.0)
    now = added(history.weeks[each] for each in recent)
    usual = now.attendances / len(recent) * _weeks_like_these(history, recent, sundays)
    return Counted(usual * now.breaches / now.attendances if now.attendances else 0.0, usual)


def recent_weeks(history: History, last: date) -> tuple[date, ...]:
    """The last four weeks with figures, of the last eight; none where there are fewer."""
    there: list[date] = []
    for back in range(2 * RECENT):
        sunday = last - WEEK * back
        if sunday in history.weeks:
            there.append(sunday)
            if len(there) == RECENT:
                return tuple(there)
    return ()


def _weeks_like_these(history: History, recent: Sequence[date], sundays: Sequence[date]) -> float:
    """How many recent weeks those to come are worth, by how they stood to each other a year
    before; each is worth one where that is not known."""
    weeks, before = history.weeks, [each - YEAR_OF_WEEKS for each in recent]
    if not all(each in weeks for each in before):
        return len(sundays)
    usual = fsum(weeks[each].attendances for each in before) / len(before)
    then = [weeks.get(each - YEAR_OF_WEEKS) for each in sundays]
    if not usual:
        return len(sundays)
    return fsum(each.attendances / usual if each else 1.0 for each in then)


def forecast_month(history: History, month: date, last: date) -> MonthForecast | None:
    """As seen on the Sunday `last`, with how wrong it was in earlier months."""
    found = _estimate(history, month, last)
    if found is None:
        return None
    # A week that is missing is as unknown as one to come.
    left = len(found.left)
    errors = tuple(
        error
        for earlier in sorted(history.differences)
        if earlier < month and history.known_on(earlier, last)
        for error in _error(history, earlier, left)
    )
    between = None
    if len(errors) >= FEWEST_ERRORS:
        low, high = percentile(errors, LOW), percentile(errors, HIGH)
        between = Span(_within(found.likely + low), _within(found.likely + high))
    return MonthForecast(
        month, found.so_far, found.expected, found.left, found.correction, found.likely,
        between, errors,
    )  # fmt: skip


def _estimate(history: History, month: date, last: date) -> MonthForecast | None:
    sundays = sundays_of(month)
    there = [each for each in sundays if each <= last and each in history.weeks]
    left = tuple(each for each in sundays if each not in there)
    rest = rest_of(history, left, last)
    if rest is None:
        return None
    so_far = added(history.weeks[each] for each in there)
    whole = added((so_far, rest)).percentage
    if whole is None:
        return None
    correction = mean_difference(history, month, last)
    likely = _within(whole + correction)
    return MonthForecast(month, so_far, rest, left, correction, likely, None, ())


def mean_difference(history: History, month: date, last: date) -> float:
    """Of the earlier months that had been published; nought where there is none."""
    known = [
        difference
        for earlier, difference in history.differences.items()
        if earlier < month and history.known_on(earlier, last)
    ]
    return fsum(known) / len(known) if known else 0.0


def _error(history: History, month: date, left: int) -> tuple[float, ...]:
    """By how much the forecast was too low with so many weeks to come; empty if none was possible.

    A month with fewer weeks is looked at from the Sunday before its first.
    """
    sundays = sundays_of(month)
    last = sundays[-1] - WEEK * min(left, len(sundays))
    found = _estimate(history, month, last)
    stated = history.published[month].percentage
    return (stated - found.likely,) if found and stated is not None else ()


def rest_span(history: History, many: int, last: date) -> Span | None:
    """What the attendances of so many weeks came to, over what had been expected, on every
    earlier Sunday; None where too few Sundays tell."""
    ratios = []
    for origin in sorted(history.weeks):
        coming = [origin + WEEK * ahead for ahead in range(1, many + 1)]
        if coming[-1] > last:
            break
        if all(each in history.weeks for each in coming):
            expected = rest_of(history, coming, origin)
            came = fsum(history.weeks[each].attendances for each in coming)
            if expected and expected.attendances:
                ratios.append(came / expected.attendances)
    if len(ratios) < FEWEST_ERRORS:
        return None
    return Span(percentile(ratios, LOW), percentile(ratios, HIGH))


def percentile(numbers: Sequence[float], share: float) -> float:
    """Between the two nearest, in proportion (the usual definition of spreadsheets)."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _within(percentage: float) -> float:
    return min(100.0, max(0.0, percentage))
