"""What would the slow, obvious way forecast of a month? Lists and NumPy, nothing shared."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

Weeks = Mapping[date, tuple[float, float]]  # long waits and attendances by Sunday
DAY = timedelta(days=1)


def sundays(month: date) -> list[date]:
    days = [month + DAY * n for n in range(31)]
    return [d for d in days if d.month == month.month and d.weekday() == 6]


def percent(counts: list[tuple[float, float]]) -> float:
    return 100 * (1 - sum(b for b, _ in counts) / sum(d for _, d in counts))


def whole(weeks: Weeks, month: date) -> list[tuple[float, float]] | None:
    found = [weeks.get(each) for each in sundays(month)]
    return None if None in found else [each for each in found if each]


def expected(weeks: Weeks, last: date, sunday: date) -> tuple[float, float]:
    recent = [last - DAY * 7 * n for n in range(4)]
    mean = np.mean([weeks[each][1] for each in recent])
    before = [each - DAY * 364 for each in recent]
    then = sunday - DAY * 364
    change = 1.0
    if all(each in weeks for each in [*before, then]):
        change = float(weeks[then][1] / np.mean([weeks[each][1] for each in before]))
    share = sum(weeks[each][0] for each in recent) / sum(weeks[each][1] for each in recent)
    return float(mean * change * share), float(mean * change)


def differences(weeks: Weeks, published: Weeks, before: date, known: date, lag: int) -> list[float]:
    found = []
    for month, counts in published.items():
        next_month = (month + DAY * 32).replace(day=1)
        built = whole(weeks, month)
        if month < before and next_month - DAY + DAY * lag <= known and built:
            found.append(percent([counts]) - percent(built))
    return found


def likely(weeks: Weeks, published: Weeks, month: date, last: date, lag: int) -> float:
    known = {day: counts for day, counts in weeks.items() if day <= last}
    parts = [known.get(each) or expected(known, last, each) for each in sundays(month)]
    gaps = differences(weeks, published, month, last, lag)
    return percent(parts) + (float(np.mean(gaps)) if gaps else 0.0)


def past_errors(weeks: Weeks, published: Weeks, month: date, last: date, lag: int) -> list[float]:
    left = sum(each > last or each not in weeks for each in sundays(month))
    errors = []
    for earlier in sorted(published):
        ends = (earlier + DAY * 32).replace(day=1) - DAY
        if earlier >= month or ends + DAY * lag > last or whole(weeks, earlier) is None:
            continue
        cut = sundays(earlier)[-1] - DAY * 7 * min(left, len(sundays(earlier)))
        if all(cut - DAY * 7 * n in weeks for n in range(4)):
            made = likely(weeks, published, earlier, cut, lag)
            errors.append(percent([published[earlier]]) - made)
    return errors
