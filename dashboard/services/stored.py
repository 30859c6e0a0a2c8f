"""What is stored, and what planned, of one period of a line?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dashboard.calculations.aggregation import (
    COUNTS,
    NO_ACTIVITY,
    Part,
    total_over_time,
)
from dashboard.calculations.views import View, ViewPeriod
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain, period_label, short_month
from dashboard.series import Observation, PlanPoint
from dashboard.services.made import INCOMPLETE_FOOTPRINT
from dashboard.services.slots import label_grain, stored_parts

# Numerator, denominator and what was published of one period -> its value.
Valuing = Callable[[float | None, float | None, float | None], float | None]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a line, by first day, and how it is to be looked at.

    grain: of the stored figures; view: of the points they become. lacking, loads: as in Figures.
    """

    observed: Mapping[date, Observation]
    planned: Mapping[date, PlanPoint]
    indicator: Indicator
    view: View
    grain: Grain
    as_at: date
    lacking: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    loads: Mapping[date, frozenset[int]] = field(default_factory=dict)


class Actual(NamedTuple):
    """What is stored of one period."""

    end: date
    label: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: str = ""
    absent_reason: str = ""
    missing: tuple[str, ...] = ()
    loads: frozenset[int] = frozenset()
    lacking: tuple[str, ...] = ()


class Planned(NamedTuple):
    """What is planned for one period."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    version: str = ""


_UNPLANNED = Planned()


def scale_of(
    indicator: Indicator, slot: ViewPeriod, view: View, missing: Sequence[str] = ()
) -> float:
    """What makes a year of the months there are, for rates that are quoted by the year.

    A year to date is what has come together: nothing is made of it.
    """
    if not indicator.annualised or view is View.YEAR_TO_DATE:
        return 1.0
    return 12 / (len(slot.expected) - len(missing))


def part_of_year(
    indicator: Indicator, slot: ViewPeriod, view: View, missing: Sequence[str] = ()
) -> int:
    """For how many months of twelve a standard by the year is held against a year to date."""
    to_date = indicator.annualised and view is View.YEAR_TO_DATE
    return len(slot.expected) - len(missing) if to_date else 12


def actual_of(slot: ViewPeriod, stored: Stored) -> Actual:
    there = stored_parts(slot, stored.observed, stored.view)
    label = period_label(slot.start, slot.end, label_grain(stored.view, stored.grain))
    if not there:
        return Actual(slot.end, label)
    if len(slot.expected) == 1:
        actual = _of_one(slot, label, there[0], stored)
    else:
        actual = _of_several(slot, label, there, stored)
    return _put_together(actual, slot, stored) if stored.loads else actual


def _put_together(actual: Actual, slot: ViewPeriod, stored: Stored) -> Actual:
    """What a figure made of several organisations' is without, and all it came from."""
    parts = [start for start in slot.expected if start in stored.observed]
    lacking = dict.fromkeys(name for start in parts for name in stored.lacking.get(start, ()))
    loads = actual.loads.union(*(stored.loads.get(start, frozenset()) for start in parts))
    told = actual.value is not None or actual.absent_reason == INCOMPLETE_FOOTPRINT
    named = tuple(lacking) if told else ()
    return actual._replace(lacking=named, loads=loads)


def _of_several(
    slot: ViewPeriod, label: str, there: Sequence[Observation], stored: Stored
) -> Actual:
    indicator = stored.indicator
    parts = [
        Part(short_month(o.period_start), o.numerator, o.denominator, o.value, o.absent_reason)
        for o in there
    ]
    expected = [short_month(start) for start in slot.expected]
    total = total_over_time(parts, indicator.aggregation, expected, indicator.name)
    missing = total.missing if total.parts_present else ()
    scale = scale_of(indicator, slot, stored.view, missing)
    value = value_of(total.numerator, total.denominator, None, indicator, scale)
    reasons = [each.absent_reason for each in there if each.absent_reason]
    provisional = any(o.status == "provisional" for o in there)
    return Actual(
        slot.end,
        label,
        total.numerator,
        total.denominator,
        value,
        "provisional" if provisional else there[-1].status,
        (reasons or [NO_ACTIVITY])[-1] if value is None else "",
        missing if value is not None else (),
        frozenset(each.load for each in there),
    )


def _of_one(slot: ViewPeriod, label: str, given: Observation, stored: Stored) -> Actual:
    indicator = stored.indicator
    scale = scale_of(indicator, slot, stored.view)
    value = value_of(given.numerator, given.denominator, given.value, indicator, scale)
    if given.period_end != slot.end:
        label = period_label(given.period_start, given.period_end, Grain.YEAR)
    return Actual(
        given.period_end,
        label,
        given.numerator,
        given.denominator,
        value,
        given.status,
        (given.absent_reason or NO_ACTIVITY) if value is None else "",
        (),
        frozenset((given.load,)),
    )


def value_of(
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    indicator: Indicator,
    scale: float,
) -> float | None:
    """What was published, else what the counts come to in the indicator's unit."""
    return valuing(indicator, scale)(numerator, denominator, value)


def valuing(indicator: Indicator, scale: float) -> Valuing:
    """`value_of` of one indicator, which is chosen once for all of its points."""
    return _share(scale) if indicator.unit is Unit.PERCENT else _rate(indicator)


def _share(scale: float) -> Valuing:
    def value_of(
        numerator: float | None, denominator: float | None, value: float | None
    ) -> float | None:
        if value is not None:
            return value
        # As `percentage`, in the time that a call of it takes.
        return (
            None if numerator is None or not denominator else 100 * numerator / denominator * scale
        )

    return value_of


def _rate(indicator: Indicator) -> Valuing:
    counted, per = indicator.aggregation in COUNTS, indicator.unit.per

    def value_of(
        numerator: float | None, denominator: float | None, value: float | None
    ) -> float | None:
        if value is not None:
            return value
        if counted or denominator is None:
            return numerator
        return per * numerator / denominator if numerator is not None and denominator else None

    return value_of


def base_of(denominator: float | None, indicator: Indicator) -> float | None:
    """What a figure is divided by; a count is not, whatever is published beside it."""
    return None if indicator.aggregation in COUNTS else denominator


def planned_of(slot: ViewPeriod, stored: Stored) -> Planned:
    planned, indicator = stored.planned, stored.indicator
    there = [planned[start] for start in slot.expected if start in planned]
    if not there:
        return _UNPLANNED
    numerator, denominator, value = there[0].numerator, there[0].denominator, there[0].value
    if len(slot.expected) > 1:
        parts = [
            Part(short_month(p.period_start), p.numerator, p.denominator, p.value) for p in there
        ]
        expected = [short_month(start) for start in slot.expected]
        try:
            total = total_over_time(parts, indicator.aggregation, expected, indicator.name)
        except NotAdditive:
            return _UNPLANNED
        if not total.complete:
            return _UNPLANNED
        numerator, denominator, value = total.numerator, total.denominator, None
    value = value_of(
        numerator, denominator, value, indicator, scale_of(indicator, slot, stored.view)
    )
    return Planned(numerator, denominator, value, there[-1].version)
