"""How many more long waits has a month, a quarter or the coming week room for?"""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

from dashboard.calculations.exact import Ratio, ratio
from dashboard.calculations.headroom import (
    HeadroomRange,
    allowed_share,
    breach_headroom,
    forecast_headroom,
)
from dashboard.calculations.month_forecast import (
    Counted,
    added,
    expected_week,
    rest_of,
    rest_span,
)
from dashboard.calculations.weeks import WEEK, weeks_ending_in
from dashboard.indicators.registry import Direction, Standard
from dashboard.periods import (
    Grain,
    financial_quarter,
    long_month,
    months_between,
    period_end,
    quarter_start,
)
from dashboard.services.ae_week.lines import WeeklyLine
from dashboard.services.ae_week.model import PlanOfPeriod, Room, SundayNeeds
from dashboard.services.ae_week.plans import plan_of


def month_room(line: WeeklyLine, sunday: date, version: str) -> Room:
    """Of the month in which the week ends."""
    month = sunday.replace(day=1)
    return _room(line, sunday, long_month(month), (month,), version)


def quarter_room(line: WeeklyLine, sunday: date, version: str) -> Room:
    start = quarter_start(sunday)
    months = tuple(months_between(start, period_end(start, Grain.QUARTER)))
    return _room(line, sunday, financial_quarter(start), months, version)


def _room(line: WeeklyLine, sunday: date, name: str, months: Sequence[date], version: str) -> Room:
    sundays = weeks_ending_in(months[0], period_end(months[-1], Grain.MONTH))
    gone, coming = _parted(sundays, sunday)
    weeks, plan = line.history.weeks, plan_at(line, sunday, months, version)
    so_far = added(weeks[each] for each in gone if each in weeks)
    lacking = sum(each not in weeks for each in gone)
    bounds = _attendances(line, so_far, coming, sunday)
    why = _why(plan, lacking, bounds is not None)
    if bounds is None or lacking:
        return Room(name, months[0], so_far, len(coming), None, None, why)
    standard = standard_share(line, sunday)
    return Room(
        name,
        months[0],
        so_far,
        len(coming),
        _range(so_far, bounds, plan.share) if plan.share else None,
        _range(so_far, bounds, standard) if standard else None,
        why,
    )


def _parted(sundays: Sequence[date], last: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
    return tuple(s for s in sundays if s <= last), tuple(s for s in sundays if s > last)


def _attendances(
    line: WeeklyLine, so_far: Counted, coming: Sequence[date], sunday: date
) -> tuple[int, int] | None:
    """The fewest and the most there will be; None where nothing tells."""
    if not coming:
        return int(so_far.attendances), int(so_far.attendances)
    rest, span = rest_of(line.history, coming, sunday), rest_span(line.history, len(coming), sunday)
    if rest is None or span is None:
        return None
    fewest, most = rest.attendances * span.low, rest.attendances * span.high
    return floor(so_far.attendances + fewest), ceil(so_far.attendances + most)


def _why(plan: PlanOfPeriod, lacking: int, told: bool) -> str:
    if lacking:
        return f"{lacking} {'week' if lacking == 1 else 'weeks'} of it without a figure"
    if not told:
        return "too little history to expect the rest of it"
    if plan.missing:
        return f"no plan of {', '.join(plan.missing)}"
    return "" if plan.share else "there is no plan"


def _range(so_far: Counted, bounds: tuple[int, int], asked: Ratio) -> HeadroomRange:
    share = allowed_share(asked, Direction.UP)
    return forecast_headroom(so_far.breaches, *bounds, share)


def plan_at(line: WeeklyLine, sunday: date, months: Sequence[date], version: str) -> PlanOfPeriod:
    indicator = line.reading.indicator_of(line.type_)
    return plan_of(line.reading, indicator, months, line.providers(sunday), version)


def standard_at(line: WeeklyLine, sunday: date) -> Standard | None:
    indicator = line.reading.indicator_of(line.type_)
    return indicator.standard_at(sunday) if indicator else None


def standard_share(line: WeeklyLine, sunday: date) -> Ratio | None:
    standard = standard_at(line, sunday)
    return ratio(standard.value, 100) if standard else None


def over_plan(week: Counted | None, plan: PlanOfPeriod) -> float | None:
    """Long waits beyond those the plan allows among so many; below 0, by how many fewer."""
    if week is None or plan.share is None:
        return None
    share = allowed_share(plan.share, Direction.UP)
    return -breach_headroom(week.breaches, week.attendances, share).left


def sunday_needs(line: WeeklyLine, sunday: date, version: str) -> SundayNeeds | None:
    """Of the month in which the coming Sunday lies; None where a week of it lacks somebody, none
    can be expected, or there is neither plan nor standard."""
    coming = sunday + WEEK
    month = coming.replace(day=1)
    gone = weeks_ending_in(month, sunday)
    weeks, history = line.history.weeks, line.history
    expected = expected_week(history, sunday, coming)
    plan = plan_at(line, coming, (month,), version)
    share = plan.share or standard_share(line, coming)
    if expected is None or share is None or any(each not in weeks for each in gone):
        return None
    so_far, many = added(weeks[each] for each in gone), round(expected.attendances)
    by_then = so_far.attendances + many
    room = breach_headroom(so_far.breaches, by_then, allowed_share(share, Direction.UP))
    at_best = Counted(so_far.breaches, by_then).percentage
    aim = 100 * share[0] / share[1]
    return SundayNeeds(coming, many, room.left, at_best or 0.0, aim, plan.share is not None)
