"""One period of a line: actual, plan and standard side by side, and what is missing."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from dashboard.calculations.against_plan import (
    AgainstPlan,
    Figure,
    against_plan,
    whole_against_plan,
)
from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.views import ViewPeriod
from dashboard.indicators.registry import Indicator, Standard, Unit
from dashboard.once import once
from dashboard.periods import Grain, period_end, period_label
from dashboard.series import PlanPoint
from dashboard.services.slots import slots_of
from dashboard.services.stored import (
    Stored,
    actual_of,
    base_of,
    part_of_year,
    planned_of,
    scale_of,
    valuing,
)

_ENDS = attrgetter("end")
_NONE = AgainstPlan(None, None, None, "")
_UNPLANNED = PlanPoint(date.min, date.min, "")


class Judge(NamedTuple):
    """By what a figure is judged. scale: makes a period's rate a year's.

    months: of twelve, for which a standard by the year is held against a year to date.
    """

    indicator: Indicator
    scale: float
    months: int = 12


# Not frozen, as all other values are: a page makes hundreds, and a frozen one takes ten times as
# long to be made. Nobody changes one.
@dataclass
class Point:
    """One period. Percentages 0-100, unrounded; None where there is no figure.

    absent_reason: why there is no actual; '' when there is one or none is due yet.
    missing: parts of the period (months) that a total lacks.
    lacking: organisations that a figure put together is without.
    open_from: weeks from which waits are no longer told apart, where the figure lies beyond.
    judge: None where nothing is to be judged.
    """

    start: date
    end: date
    label: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: str = ""
    absent_reason: str = ""
    missing: tuple[str, ...] = ()
    plan_numerator: float | None = None
    plan_denominator: float | None = None
    plan_value: float | None = None
    plan_version: str = ""
    loads: frozenset[int] = frozenset()
    lacking: tuple[str, ...] = ()
    open_from: int | None = None
    judge: Judge | None = None

    @property
    def provisional(self) -> bool:
        return self.status == "provisional" or bool(self.missing or self.lacking)

    # Judged when it is asked, and once: most points of a page are only drawn.
    @once
    def standard(self) -> Standard | None:
        """In force at the end of the period; of a year to date, as much of it as of the year."""
        if self.judge is None or self.judge.months != 12:
            return self._part_of_standard()
        return self.judge.indicator.standard_for(self.end)

    def _part_of_standard(self) -> Standard | None:
        found = self.whole_standard
        if self.judge is None or found is None:
            return None
        return found.model_copy(update={"value": found.value * self.judge.months / 12})

    @once
    def whole_standard(self) -> Standard | None:
        """As it is written: of a rate by the year, the year's."""
        return self.judge.indicator.standard_for(self.end) if self.judge else None

    @once
    def meets_standard(self) -> bool | None:
        if self.judge is None or self.value is None:
            return None
        indicator, scale, months = self.judge
        asked = self.standard if months == 12 else self.whole_standard
        if asked is None:
            return None
        return meets_standard(
            self.numerator,
            base_of(self.denominator, indicator),
            None if self.numerator is not None else self.value,
            indicator.unit,
            asked.comparator,
            asked.value,
            scale * 12 / months,  # held against the whole standard, which is exact
        )

    @once
    def against(self) -> AgainstPlan:
        if self.judge is None or self.value is None or self.plan_value is None:
            return _NONE
        indicator, scale, _ = self.judge
        if why := self._not_compared(indicator):
            return AgainstPlan(None, None, None, f"not compared: {why}")
        numerator, aim = self.numerator, self.plan_numerator
        if scale == 1 and indicator.unit is Unit.PERCENT:  # nearly all there are
            whole = whole_against_plan(
                numerator, self.denominator, aim, self.plan_denominator, indicator.direction
            )
            if whole is not None:
                return whole
        given = None if numerator is not None else self.value
        planned = None if aim is not None else self.plan_value
        return against_plan(
            Figure(numerator, base_of(self.denominator, indicator), given),
            Figure(aim, base_of(self.plan_denominator, indicator), planned),
            indicator.unit,
            indicator.direction,
            scale,
        )

    @property
    def by_activity(self) -> float | None:
        """Breaches above plan because more came than planned; `against.patients` are the rest."""
        return self.against.activity

    def _not_compared(self, indicator: Indicator) -> str:
        if self.missing or self.lacking:
            absent = [*self.missing, *self.lacking]
            return f"{', '.join(absent) if len(absent) < 4 else f'{len(absent)} parts'} missing"
        if indicator.grain is Grain.YEAR and self.end != period_end(self.start, Grain.YEAR):
            return "part of a year against a whole year's plan"
        return ""


def points_of(stored: Stored, since: date = date.min) -> tuple[Point, ...]:
    """A point for every period from the first to the last that is stored or planned.

    since: periods that end before it are left out.
    Raises NotAdditive when the view needs a total that cannot be made.
    """
    there = [start for start, each in stored.observed.items() if not each.absent_reason]
    known = min(there, default=date.max), max(there, default=date.min)
    # Merged as they come, which is nearly in order: to sort a set would take thrice as long.
    starts = sorted({**stored.observed, **stored.planned})
    slots = slots_of(stored.view, stored.grain, starts)
    drawn = slots[bisect_left(slots, since, key=_ENDS) :]
    if stored.view.value != stored.grain.value or stored.loads:
        return tuple(_point(slot, stored, known) for slot in drawn)
    judge = Judge(stored.indicator, 12.0 if stored.indicator.annualised else 1.0)
    return tuple(_as_stored(drawn, stored, known, judge))


def _as_stored(
    slots: Sequence[ViewPeriod], stored: Stored, known: tuple[date, date], judge: Judge
) -> Iterator[Point]:
    """Periods that are one stored figure and nothing else, made in one go: a page has hundreds."""
    observed, aims, grain = stored.observed, stored.planned, stored.grain
    value_of = valuing(judge.indicator, judge.scale)
    for slot in slots:
        start, end = slot.start, slot.end
        given, value = observed.get(start), None
        if given is not None:  # taken apart at once, as the plan is: it is a tuple
            _, until, numerator, denominator, published, status, reason, load = given
            if until == end and not reason:
                value = value_of(numerator, denominator, published)
        if value is None:
            yield _point(slot, stored, known)
            continue
        _, _, version, aim, base, level = aims.get(start, _UNPLANNED)
        yield Point(
            start,
            end,
            period_label(start, end, grain),
            numerator,
            denominator,
            value,
            status,
            "",
            (),
            aim,
            base,
            value_of(aim, base, level),
            version,
            _only(load),
            (),
            None,
            judge,
        )


@lru_cache(maxsize=4096)
def _only(load: int) -> frozenset[int]:
    return frozenset((load,))


def _point(slot: ViewPeriod, stored: Stored, known: tuple[date, date]) -> Point:
    """known: the first and the last period of which there is a figure."""
    indicator = stored.indicator
    actual, planned = actual_of(slot, stored), planned_of(slot, stored)
    absent_reason = actual.absent_reason
    if actual.value is None and not absent_reason:
        absent_reason = _absence(slot, *known, indicator, stored.as_at)
    return Point(
        slot.start,
        actual.end,
        actual.label,
        actual.numerator,
        actual.denominator,
        actual.value,
        actual.status,
        absent_reason,
        actual.missing,
        planned.numerator,
        planned.denominator,
        planned.value,
        planned.version,
        actual.loads,
        actual.lacking,
        None,
        Judge(
            indicator,
            scale_of(indicator, slot, stored.view, actual.missing),
            part_of_year(indicator, slot, stored.view, actual.missing),
        ),
    )


def _absence(slot: ViewPeriod, first: date, last: date, indicator: Indicator, as_at: date) -> str:
    """Why a period without any stored figure has none."""
    if first <= slot.expected[-1] <= last:
        return "not_loaded"
    if slot.end > as_at:
        return ""
    if slot.expected[-1] < first:
        return "needs_base" if indicator.base and first == date.max else "not_loaded"
    due = slot.end + timedelta(days=indicator.lag_days)
    return "late" if due <= as_at else "not_yet_published"
