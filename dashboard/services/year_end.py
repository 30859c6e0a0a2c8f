"""What must the rest of the financial year bring for a line to end it where it should?"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.calculations.aggregation import COUNTS
from dashboard.calculations.exact import Ratio, level, multiplied
from dashboard.calculations.headroom import allowed_share, breach_headroom
from dashboard.calculations.run_rate import RequiredRate, YearSoFar, number_to_clear, required_rate
from dashboard.calculations.views import View
from dashboard.indicators.registry import Direction, Family, Indicator, Standard, Unit
from dashboard.periods import (
    Grain,
    financial_year,
    financial_year_start,
    months_between,
    period_end,
)
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.rest_of_year import GRAINS, Basis, Year, added_so_far, expected, year_of

RATIO_FLOWS = frozenset({Family.RATIO_FLOW, Family.MAPPED, Family.MEAN_TIME})
NO_PEOPLE = "a median or percentile has no patients to count"
NOT_COUNTED = "only the percentage is published, so no people can be counted"
NEUTRAL = "neither higher nor lower is better"
_OVERLAP = "the spans it is published for overlap, so they do not add up to a year"
NO_AIM = "there is neither a standard nor a plan for the end of the year"
_BY_MONTH = "the rest of a year is worked out from months or quarters"
_WHOLE = "a whole year's figure leaves no rest of the year"
_ON_ITS_OWN = "every period of it is judged on its own"


class Aim(NamedTuple):
    """Where the year should end. value: in the indicator's unit; share: over its denominator.

    standard: None where there is none and the plan is aimed at.
    """

    value: float
    share: Ratio
    strict: bool
    standard: Standard | None


@dataclass(frozen=True, slots=True)
class Recovery:
    """Of flows: how well those still expected must fare."""

    rate: RequiredRate
    basis: Basis


@dataclass(frozen=True, slots=True)
class Clearance:
    """Of a list: how many fewer must be outside the standard at the end of the year.

    size: how long the list is taken to be then; assumed: that somebody said so, else it is as long
    as now.
    """

    number: float
    size: float
    assumed: bool


@dataclass(frozen=True, slots=True)
class Remainder:
    """Of counts: what there is so far, or now, and what there should be at the end."""

    target: float
    so_far: float

    @property
    def left(self) -> float:
        """How many more there must be, or may be where fewer is better."""
        return self.target - self.so_far


@dataclass(frozen=True, slots=True)
class EachMonth:
    """Of a rate that is quoted by the year: people a month that make it up, and those of now.

    months: over how many months those of now are the mean.
    """

    needed: float
    now: float
    months: int


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What is asked of the rest of a year. periods: how many are still to come, of which grain."""

    year: str
    last: date
    periods: int
    grain: Grain
    aim: Aim
    asked: Recovery | Clearance | Remainder | EachMonth


def year_end(line: Line, point: Point, list_size: float | None = None) -> YearEnd | str:
    """What the rest of the year of a line's latest figure must bring, or why that cannot be said.

    list_size: how long a waiting list is taken to be at its end, where not as long as now.
    """
    if why := _why_not(line, point):
        return why
    year = year_of(line, point)
    if not year.rest:
        return f"{year.name} is complete"
    aim = _aim(line.indicator, year)
    if aim is None:
        return NO_AIM
    asked = _asked(line.indicator, point, year, aim, list_size)
    if isinstance(asked, str):
        return asked
    return YearEnd(year.name, year.last, len(year.rest), year.grain, aim, asked)


def _why_not(line: Line, point: Point) -> str:
    indicator = line.indicator
    if indicator.aggregation is Family.DISTRIBUTION:
        return NO_PEOPLE
    if indicator.aggregation is Family.ROLLING_RATIO:
        return _OVERLAP
    if indicator.direction is Direction.NEUTRAL:
        return NEUTRAL
    view = line.request.view
    if view not in GRAINS or (view is View.ROLLING_QUARTER and not indicator.annualised):
        return _WHOLE if view is View.YEAR else _BY_MONTH
    if line.request.as_at > period_end(financial_year_start(point.end), Grain.YEAR):
        return f"{financial_year(point.end)} is over"
    counted = point.numerator is not None or indicator.aggregation in COUNTS
    return "" if counted else NOT_COUNTED


def _aim(indicator: Indicator, year: Year) -> Aim | None:
    """The standard on the last day of the year, else the plan."""
    standard = indicator.standard_at(year.last)
    value = standard.value if standard else _planned(indicator, year)
    if value is None:
        return None
    strict = standard is not None and standard.comparator in ("<", ">")
    return Aim(value, multiplied(level(value), (1, indicator.unit.per)), strict, standard)


def _planned(indicator: Indicator, year: Year) -> float | None:
    """The year's plan in the indicator's unit: its periods together for flows, else its last."""
    family = indicator.aggregation
    points = [year.points.get(start) for start in year.every]
    if family is not Family.COUNT_FLOW and family not in RATIO_FLOWS:
        return points[-1].plan_value if points[-1] else None
    there = [point for point in points if point and point.plan_numerator is not None]
    if len(there) < len(points):
        return None
    total = sum(point.plan_numerator or 0.0 for point in there)
    if family is Family.COUNT_FLOW:
        return total
    base = sum(point.plan_denominator or 0.0 for point in there)
    return indicator.unit.per * total / base if base else None


def _asked(
    indicator: Indicator, point: Point, year: Year, aim: Aim, list_size: float | None
) -> Recovery | Clearance | Remainder | EachMonth | str:
    family = indicator.aggregation
    if family in RATIO_FLOWS:
        return _recovery(indicator, year, aim)
    if family is Family.RATIO_STOCK:
        return _clearance(indicator, point, aim, list_size)
    if family is Family.RATE_POP:
        return _each_month(indicator, point, aim)
    if family is Family.COUNT_FLOW:
        return _remainder_of_flow(year, aim)
    now = point.value if point.numerator is None else point.numerator
    if family is Family.RATIO_CUMULATIVE:
        share = allowed_share(aim.share, indicator.direction)
        target = _people(point.denominator or 0.0, share, indicator.direction, aim.strict)
        return Remainder(target, now or 0.0)
    return Remainder(aim.value, now or 0.0)


def _recovery(indicator: Indicator, year: Year, aim: Aim) -> Recovery | str:
    added = added_so_far(year)
    if isinstance(added, str):
        return added
    more, basis = expected(year, added[1])
    rate = required_rate(
        YearSoFar(*added, more),
        aim.share,
        indicator.direction,
        strict=aim.strict,
        is_share=indicator.unit is Unit.PERCENT and not indicator.may_exceed,
    )
    return Recovery(rate, basis) if rate else "nothing is expected in the rest of the year"


def _clearance(indicator: Indicator, point: Point, aim: Aim, list_size: float | None) -> Clearance:
    met, now = point.numerator or 0.0, point.denominator or 0.0
    over = now - met if indicator.direction is Direction.UP else met
    size = now if list_size is None else list_size
    share = allowed_share(aim.share, indicator.direction)
    number = number_to_clear(over, size, share, strict=aim.strict)
    return Clearance(number, size, list_size is not None)


def _each_month(indicator: Indicator, point: Point, aim: Aim) -> EachMonth | str:
    if not indicator.annualised:
        return _ON_ITS_OWN
    share = allowed_share(multiplied(aim.share, (1, 12)), indicator.direction)
    months = len(list(months_between(point.start, point.end)))
    needed = _people(point.denominator or 0.0, share, indicator.direction, aim.strict)
    return EachMonth(needed, (point.numerator or 0.0) / months, months)


def _remainder_of_flow(year: Year, aim: Aim) -> Remainder | str:
    """A standard holds for each period; a plan was added up already."""
    added = added_so_far(year)
    if isinstance(added, str):
        return added
    return Remainder(aim.value * (len(year.every) if aim.standard else 1), added[0])


def _people(denominator: float, share: Ratio, direction: Direction, strict: bool) -> float:
    """The fewest who must meet a standard, or the most who may miss it where lower is better.

    share: the largest share that may miss it.
    """
    allowed = breach_headroom(0, denominator, share, strict=strict).allowed
    return allowed if direction is Direction.DOWN else denominator - allowed
