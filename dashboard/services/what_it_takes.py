"""What would it take: how many more may miss the standard now, and what must the year bring?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dashboard.calculations.against_plan import BreachesVariance, Figure, breaches_variance
from dashboard.calculations.aggregation import COUNTS
from dashboard.calculations.exact import Ratio, exact_scale, level, multiplied
from dashboard.calculations.headroom import (
    Headroom,
    HeadroomRange,
    allowed_share,
    breach_headroom,
    rounded_headroom,
)
from dashboard.indicators.registry import Direction, Family, Indicator, Standard, Unit
from dashboard.organisations import Level
from dashboard.services.catalogue import Data
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.year_end import NEUTRAL, NO_PEOPLE, NOT_COUNTED, YearEnd, year_end

_ROUNDED = re.compile(r"rounded to the nearest (\d+)")
NO_FIGURE = "there is no figure yet"
NO_STANDARD = "there is no standard"
OF_THE_YEAR = "the standard is of the whole year, and this is a part of it"


@dataclass(frozen=True, slots=True)
class WhatItTakes:
    """Of a line's latest figure. Why something is None stands beside it; '' where it is there.

    headroom: against the standard of the period; rounded: what it may be where the publisher
    rounds its counts. distance: from the standard in the indicator's unit, where no people can be
    counted. variance: breaches above plan, None without counts on both sides. counted: whom the
    numerator counts, in the plural.
    """

    line: Line
    point: Point | None
    counted: str = ""
    headroom: Headroom | None = None
    rounded: HeadroomRange | None = None
    distance: float | None = None
    why_no_headroom: str = ""
    variance: BreachesVariance | None = None
    year: YearEnd | None = None
    why_no_year: str = ""

    @property
    def standard(self) -> Standard | None:
        return self.point.standard if self.point else None


def what_it_takes(data: Data, line: Line, list_size: float | None = None) -> WhatItTakes:
    """Of the points a line has, reading nothing more; the year's part needs months or quarters.

    list_size: how long a waiting list is taken to be in March, where not as long as now.
    """
    point = line.latest
    if point is None:
        return WhatItTakes(line, None, why_no_headroom=NO_FIGURE, why_no_year=NO_FIGURE)
    indicator = line.indicator
    headroom, why = _headroom(point, indicator)
    year = year_end(line, point, list_size)
    return WhatItTakes(
        line,
        point,
        data.indicators[indicator.counted_by or indicator.id].people,
        headroom,
        _rounded(line, point) if headroom else None,
        None if headroom else _distance(point),
        why,
        _variance(point, indicator),
        None if isinstance(year, str) else year,
        year if isinstance(year, str) else "",
    )


def rounded_to(indicator: Indicator, place: Level) -> int:
    """To the nearest how many the publisher rounds counts below England; 0 where it does not."""
    return 0 if place is Level.COUNTRY else _nearest(indicator.suppression)


@lru_cache(maxsize=256)
def _nearest(rule: str) -> int:
    """As the rule of the definition says it, which readers are shown as well."""
    found = _ROUNDED.search(rule)
    return int(found[1]) if found else 0


def _headroom(point: Point, indicator: Indicator) -> tuple[Headroom | None, str]:
    """Breaches allowed and those there were, or why they cannot be counted."""
    standard = point.whole_standard
    if indicator.aggregation is Family.DISTRIBUTION:
        return None, NO_PEOPLE
    if indicator.direction is Direction.NEUTRAL:
        return None, NEUTRAL
    if standard is None:
        return None, OF_THE_YEAR if indicator.standard_at(point.end) else NO_STANDARD
    strict = standard.comparator in ("<", ">")
    if indicator.aggregation in COUNTS:
        return _of_count(point, indicator, standard.value, strict)
    if indicator.aggregation is Family.MEAN_TIME:
        return None, "a mean time has no patients to count"
    if point.numerator is None or point.denominator is None:
        return None, NOT_COUNTED
    met = indicator.direction is Direction.UP
    breaches = point.denominator - point.numerator if met else point.numerator
    share = _allowed(point, indicator, standard)
    return breach_headroom(breaches, point.denominator, share, strict=strict), ""


def _of_count(
    point: Point, indicator: Indicator, most: float, strict: bool
) -> tuple[Headroom | None, str]:
    """A ceiling: everybody counted is a breach. Of a count that should be high nobody is one."""
    count = point.value if point.numerator is None else point.numerator
    if count is None or indicator.direction is Direction.UP:
        return None, "of a count that should be high nobody is outside the standard"
    return breach_headroom(count, most, (1, 1), strict=strict), ""


def _allowed(point: Point, indicator: Indicator, standard: Standard) -> Ratio:
    """The largest share of breaches in the point's own period.

    A year to date has as many twelfths of the year's standard as it has months: the whole one is
    exact.
    """
    whole, months = point.whole_standard or standard, 12
    scale: Ratio = (1, 1)
    if point.judge:
        months, scale = point.judge.months, exact_scale(point.judge.scale)
    asked = multiplied(level(whole.value), (months * scale[1], 12 * indicator.unit.per * scale[0]))
    return allowed_share(asked, indicator.direction)


def _rounded(line: Line, point: Point) -> HeadroomRange | None:
    indicator, standard = line.indicator, point.whole_standard
    nearest = rounded_to(indicator, line.request.organisation.level)
    if not nearest or standard is None or indicator.aggregation in COUNTS:
        return None
    strict = standard.comparator in ("<", ">")
    counts = point.numerator or 0.0, point.denominator or 0.0
    share = _allowed(point, indicator, standard)
    return rounded_headroom(*counts, share, indicator.direction, nearest, strict=strict)


def _distance(point: Point) -> float | None:
    if point.value is None or point.standard is None:
        return None
    return point.value - point.standard.value


def _variance(point: Point, indicator: Indicator) -> BreachesVariance | None:
    """Only of shares of people, and only where the two may be compared at all."""
    if indicator.unit is not Unit.PERCENT or point.against.patients is None:
        return None
    return breaches_variance(
        Figure(point.numerator, point.denominator),
        Figure(point.plan_numerator, point.plan_denominator),
        indicator.direction,
    )
