"""Which few figures stand at the head of the week of A&E?"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.calculations.weeks import WEEK
from dashboard.charts.ae_week_words import NO_FIGURE, people, percent, range_words, short_day
from dashboard.periods import long_month
from dashboard.services.ae_week.model import AeWeek, OtherMeasure
from dashboard.services.ae_week.room import over_plan
from dashboard.services.ae_week.weekly import FOUR_HOURS
from dashboard.services.desk.where_from_board import BOARD_MONTH, BOARD_WEEK
from dashboard.services.wording import units


class Lead(NamedTuple):
    """A figure of the board: of which indicator and day; of: its week, or its month to date."""

    day: date
    of: str = BOARD_WEEK
    indicator: str = FOUR_HOURS


@dataclass(frozen=True, slots=True)
class Tile:
    """kind: plain, concern or good; said in words beside it as well.

    leads: of what the value is, and each line beneath it; None for what is no single figure.
    """

    label: str
    value: str
    beneath: tuple[str, ...]
    kind: str = "plain"
    leads: tuple[Lead | None, ...] = ()


def tiles(week: AeWeek) -> tuple[Tile, ...]:
    return (
        _within_tile(week),
        _sunday_tile(week),
        _room_tile(week),
        _attendance_tile(week),
        *_other_tiles(week),
    )


def _within_tile(week: AeWeek) -> Tile:
    plan, standard = week.plan, week.standard
    share = week.week.percentage
    beneath = [f"plan {percent(plan.percentage)}" if plan.percentage is not None else "no plan"]
    if plan.missing:
        beneath = [f"no plan of {', '.join(plan.missing)}"]
    beneath.append(f"standard {standard.value:g}%" if standard else "no standard of one type")
    told_ = percent(share) or NO_FIGURE
    leads = (Lead(week.sunday) if share is not None else None,)
    return Tile("Within four hours", told_, (", ".join(beneath),), _kind(week), leads)


def _kind(week: AeWeek) -> str:
    """Held against the plan, else the standard, on whole people: 94.96% does not meet 95%."""
    held = week.plan if week.plan.share else week.standard_as_plan
    over = over_plan(week.week.counted if week.week.complete else None, held)
    return "plain" if over is None else "concern" if over > 0 else "good"


def _sunday_tile(week: AeWeek) -> Tile:
    needs = week.needs
    label = f"To meet {'plan' if needs is None or needs.of_plan else 'standard'} by"
    label = f"{label} {short_day(week.sunday + WEEK)}"
    if needs is None:
        return Tile(label, "not told", ("a week of the month lacks a figure, or there is no plan",))
    month = long_month(needs.sunday).split()[0]
    if needs.out_of_reach:
        best, aim = _apart(needs.at_best, needs.aim)
        return Tile(label, "out of reach", (f"at best {best} by then", f"{month} asks {aim}"),
                    "concern")  # fmt: skip
    return Tile(
        label,
        f"{people(needs.most)} at most",
        (f"of {needs.expected:,} expected", f"{month} asks {percent(needs.aim)}"),
    )


def _apart(one: float, other: float) -> tuple[str, str]:
    """As many decimals as it takes to tell them apart."""
    for decimals in (1, 2, 3):
        if percent(one, decimals) != percent(other, decimals):
            break
    return percent(one, decimals), percent(other, decimals)


def _room_tile(week: AeWeek) -> Tile:
    month, quarter = week.month, week.quarter
    held = month.plan or month.standard
    name = long_month(month.start).split()[0]
    label = f"Room left in {name}" if month.weeks_left else f"Room left, end of {name}"
    if held is None:
        return Tile(label, "not told", (month.why,))
    against = "plan" if month.plan else "standard"
    short = held.least.left < 0
    beneath = f"past {against}" if short else f"within {against}"
    days = f", {month.days_left} days left" if month.weeks_left else ""
    others = (
        f"standard {range_words(month.standard)}" if month.plan and month.standard else "",
        f"{quarter.name.split()[0]} {range_words(quarter.plan)}" if quarter.plan else "",
    )
    kind = "concern" if short else "plain"
    # What it is reckoned from: the waits of the month to date, and its plan.
    leads = (Lead(week.sunday, BOARD_MONTH),)
    return Tile(label, range_words(held), (f"{beneath}{days}", *others), kind, leads)


def _attendance_tile(week: AeWeek) -> Tile:
    now, then = week.week.counted, week.year_before.counted
    if now is None:
        return Tile("Attendances", NO_FIGURE, (", ".join(week.week.missing),))
    here = Lead(week.sunday)
    if then is None or not week.year_before.complete or not then.attendances:
        none = ("no same week last year",)
        return Tile("Attendances", people(now.attendances), none, leads=(here,))
    change = 100 * (now.attendances / then.attendances - 1)
    sign = "+" if change > 0 else units.MINUS
    text = f"last year {people(then.attendances)} ({sign}{abs(change):.1f}%)"
    leads = (here, Lead(week.year_before.sunday))
    return Tile("Attendances", people(now.attendances), (text,), leads=leads)


def _other_tiles(week: AeWeek) -> list[Tile]:
    of = {each.indicator.id: each for each in week.others if each.loaded}
    made = (_twelve_hours(of, week), _handovers(of, week), _beds(of, week))
    return [each for each in made if each is not None]


def _lead(found: OtherMeasure | None, day: date) -> Lead | None:
    """None of what has no figure of the week."""
    there = found is not None and found.value is not None
    return Lead(day, BOARD_WEEK, found.indicator.id) if found and there else None


def _twelve_hours(of: dict[str, OtherMeasure], week: AeWeek) -> Tile | None:
    found = of.get("ae_12hour_dta")
    if found is None:
        return None
    before = "" if found.before is None else f"{people(found.before)} the week before"
    # Never to be taken for the wait from arrival, which is many times larger.
    earlier = Lead(week.before.sunday, BOARD_WEEK, found.indicator.id) if before else None
    leads = (_lead(found, week.sunday), None, earlier)
    return Tile("Waits over 12 hours", told(found), ("from decision to admit", before), leads=leads)


def _handovers(of: dict[str, OtherMeasure], week: AeWeek) -> Tile | None:
    half, hour, all_ = (
        of.get(f"ambulance_{name}") for name in ("handover_30min", "handover_60min", "arrivals")
    )
    if half is None:
        return None
    beneath = f"of {told(all_)} arrivals" if all_ and all_.value is not None else ""
    over = f"over 60 minutes: {told(hour)}" if hour else ""
    leads = tuple(_lead(each, week.sunday) for each in (half, all_, hour))
    return Tile("Handovers over 30 minutes", told(half), (beneath, over), leads=leads)


def _beds(of: dict[str, OtherMeasure], week: AeWeek) -> Tile | None:
    beds, delays = of.get("bed_occupancy"), of.get("dtoc_days")
    if beds is None and delays is None:
        return None
    late = [f"delays: {_days(delays)}"] if delays else []
    lates = [_lead(delays, week.sunday)]
    if beds is None:
        return Tile("Delayed days", told(delays), (), leads=(*lates,)) if delays else None
    before = [] if beds.before is None else [f"{percent(beds.before)} the week before"]
    earlier = [Lead(week.before.sunday, BOARD_WEEK, beds.indicator.id)] if before else []
    leads = (_lead(beds, week.sunday), *earlier, *lates)
    return Tile("Beds occupied", told(beds), (*before, *late), leads=leads)


def _days(found: OtherMeasure) -> str:
    return f"{told(found)} days" if found.value is not None else told(found)


def told(found: OtherMeasure) -> str:
    """The figure, or since when there is none."""
    if found.value is not None:
        return units.value(found.value, found.indicator).removesuffix(" days").removesuffix(" day")
    return f"{NO_FIGURE} since {short_day(found.until)}" if found.until else NO_FIGURE
