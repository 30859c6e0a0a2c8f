"""Which rules does a monthly percentage meet? Worked out slowly, month by month, in fractions."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

PEOPLE, SHARE, FEWEST, PERIODS, PUBLICATIONS = 100, Fraction(2, 100), 1, 2, 2


class Month(NamedTuple):
    """One month: how many met the standard of how many, and as planned; None where not known."""

    met: int | None
    of: int
    plan_met: int | None
    plan_of: int


def rules_met(months: Sequence[Month], level: int, lag: int, as_at: date) -> set[str]:
    """months: from April 2019 on. level: the standard in percent. Rules as they are shipped."""
    there = [number for number, each in enumerate(months) if each.met is not None]
    if not there:
        return set()
    met = set()
    if _missed_running(months, level) >= PERIODS:
        met.add("misses_standard")
    if _far_behind(months[there[-1]]):
        met.add("behind_plan")
    if _nobody_left(months[there[-1]], level):
        met.add("headroom_gone")
    if _publications_missed(there[-1], lag, as_at) >= PUBLICATIONS:
        met.add("no_data")
    if as_at <= date(2020, 3, 31) and _out_of_reach(months, there[-1], level):
        met.add("out_of_reach")
    return met


def _missed_running(months: Sequence[Month], level: int) -> int:
    count = 0
    for each in reversed(months):
        if each.met is None:
            continue
        if Fraction(each.met, each.of) >= Fraction(level, 100):
            break
        count += 1
    return count


def _far_behind(month: Month) -> bool:
    if month.plan_met is None or month.met is None:
        return False
    behind = Fraction(month.plan_met, month.plan_of) * month.of - month.met
    return behind > PEOPLE or (behind >= FEWEST and behind > SHARE * month.of)


def _nobody_left(month: Month, level: int) -> bool:
    allowed = floor(Fraction(month.of * (100 - level), 100))
    left = allowed - (month.of - (month.met or 0))
    return left < 0 or (left == 0 and allowed > 0)


def _publications_missed(last: int, lag: int, as_at: date) -> int:
    count = 0
    while True:
        year, month = divmod(3 + last + count + 1, 12)
        end = date(2019 + year, month + 1, monthrange(2019 + year, month + 1)[1])
        if end + timedelta(days=lag) > as_at:
            return count
        count += 1


def _out_of_reach(months: Sequence[Month], last: int, level: int) -> bool:
    so_far = months[: last + 1]
    if last >= 11 or any(each.met is None for each in so_far):
        return False
    seen = sum(each.of for each in so_far)
    rest = [months[n] if n < len(months) else None for n in range(last + 1, 12)]
    if all(each is not None and each.plan_met is not None for each in rest):
        more = sum(each.plan_of for each in rest if each is not None)
    else:
        more = round(seen / len(so_far) * len(rest))
    best = sum(each.met or 0 for each in so_far) + more
    return Fraction(best, seen + more) < Fraction(level, 100)
