"""How is the week of A&E said: its finding, its tiles, its table, what it is reconciled with?"""

from datetime import date
from typing import NamedTuple

from dashboard.calculations.headroom import HeadroomRange
from dashboard.calculations.weeks import WEEK
from dashboard.periods import long_date, long_month, short_month
from dashboard.services.ae_week.model import (
    AeWeek,
    Department,
    ReconciledMonth,
    WeekFigure,
)
from dashboard.services.wording import units

WITHIN = "seen within four hours"
# Never "none", which would be nobody.
NO_FIGURE = "no figure"


def percent(number: float | None, decimals: int = 1) -> str:
    return "" if number is None else f"{number:.{decimals}f}%"


def people(number: float) -> str:
    return units.count(round(number))


def signed(number: float) -> str:
    """`+12`, `−197`, `0`."""
    whole = round(number)
    return f"+{whole:,}" if whole > 0 else units.signless(f"{abs(whole):,}", whole)


def title(week: AeWeek) -> str:
    """The finding; the type stands in it, for type 1 alone is always much lower."""
    of_type = f"type {week.type_} " if week.type_ else ""
    when = "Last week" if is_last(week) else f"In the week to {day_month(week.sunday)}"
    if week.week.counted is None:
        return f"{when} has no {of_type}figure: {', '.join(week.week.missing)}".replace(
            "In the week", "The week"
        )
    share = percent(week.week.percentage)
    if week.week.missing:
        return f"{when} {share} were {WITHIN} without {', '.join(week.week.missing)}"
    what = f"{when} {share} {f'of {of_type}patients ' if of_type else ''}were {WITHIN}"
    compared = [
        _compared(week.week, other, than)
        for other, than in ((week.before, "the week before"), (week.year_before, "last year"))
    ]
    told = ", ".join(each for each in compared if each)
    return f"{what}: {told}" if told else what


def is_last(week: AeWeek) -> bool:
    """Whether it is the week that ended last, as at the date the page stands on."""
    return week.sunday == week.weeks[0] and week.provenance.as_at - week.sunday <= WEEK


def day_month(day: date) -> str:
    """`8 March`."""
    return long_date(day).rsplit(" ", 1)[0]


def short_day(day: date) -> str:
    """`8 Mar`."""
    number, month = day_month(day).split()
    return f"{number} {month[:3]}"


def _compared(now: WeekFigure, then: WeekFigure, than: str) -> str:
    if not (now.complete and then.complete) or now.percentage is None or then.percentage is None:
        return ""
    points = now.percentage - then.percentage
    size = f"{abs(points):.1f}"
    if size == "0.0":
        return f"the same as {than}"
    return f"{size} points {'better' if points > 0 else 'worse'} than {than}"


def subtitle(week: AeWeek) -> str:
    """How many waited, the month to date, and the month as it will be published."""
    counted = week.week.counted
    told = []
    if counted:
        told.append(f"{people(counted.breaches)} of {people(counted.attendances)} waited longer.")
    told.append(forecast_words(week))
    if week.asked:
        told.append(f"There are no figures for the week ending {long_date(week.asked)}.")
    return " ".join(each for each in told if each)


def forecast_words(week: AeWeek) -> str:
    """With how wrong the same method was before."""
    month = long_month(week.month.start).split()[0]
    found = week.forecast
    if found is None:
        return f"{month} cannot be forecast: fewer than four recent weeks are loaded."
    to_date = percent(found.so_far.percentage)
    so_far = f"{month} to date {to_date}" if to_date else f"{month} has no week yet"
    if found.between is None:
        many = len(found.errors)
        return (
            f"{so_far}; as published, likely {percent(found.likely)}, and too little history to "
            f"say how sure ({many} earlier {'month' if many == 1 else 'months'})."
        )
    low, high = (percent(each) for each in found.between)
    published = f" Published: {percent(week.published.percentage)}." if week.published else ""
    return (
        f"{so_far}; as published, likely {low} to {high} (eight in ten of {len(found.errors)} "
        f"earlier forecasts at this point of the month would have held).{published}"
    )


def range_words(room: HeadroomRange) -> str:
    """`−197`, or `+12 to +20` while attendances are still expected."""
    least, most = sorted((room.least.left, room.most.left))
    low, high = signed(least), signed(most)
    return low if low == high else f"{low} to {high}"


def not_loaded(week: AeWeek) -> str:
    """Said once, of all that is not there."""
    names = [each.indicator.short_name for each in week.others if not each.loaded]
    return f"Not loaded by week: {'; '.join(names)}." if names else ""


def department_cells(row: Department, month: str) -> tuple[str, ...]:
    """Name, attended, long waits, percentage, week before, same week last year, over plan, room."""
    counted = row.week.counted
    return (
        row.name,
        people(counted.attendances) if counted else NO_FIGURE,  # the tiles say whose
        people(counted.breaches) if counted else "",
        percent(row.week.percentage),
        percent(row.before.percentage) or NO_FIGURE,
        percent(row.last_year.percentage) or NO_FIGURE,
        _over_plan(row),
        _room(row, month),
    )


def _over_plan(row: Department) -> str:
    if row.over_plan is None:
        return "no plan" if row.plan.share is None else "not told"
    return "meets plan" if row.over_plan <= 0 else people(row.over_plan)


def _room(row: Department, month: str) -> str:
    if row.room is None or row.room.plan is None:
        return "no plan" if row.plan.share is None else row.room.why if row.room else ""
    return range_words(row.room.plan)


NOT_RECONCILED = (
    "No published month has all of its weeks here yet, so the two cannot be held against each "
    "other."
)


class SaidMonth(NamedTuple):
    """A published month and the same month built of weeks, each with what it is."""

    month: str
    built: str
    published: str


def month_said(last: ReconciledMonth) -> SaidMonth:
    return SaidMonth(
        long_month(last.month),
        f"{percent(last.built.percentage)} built from weeks",
        f"{percent(last.published.percentage)} published.",
    )


def parting(week: AeWeek) -> str:
    """How far the weeks have run from what was published. Some month is reconciled."""
    found = week.reconciliation
    mean, largest = found.mean or 0.0, found.largest
    size = f"{abs(mean):.1f}"
    way = "level with what was published" if size == "0.0" else (
        f"{size} points {'low' if mean > 0 else 'high'}"
    )  # fmt: skip
    months = "month" if len(found.months) == 1 else "months"
    text = f"Over {len(found.months)} {months} the weeks have run {way} on average"
    if largest is None:
        return f"{text}."
    return f"{text}, {abs(largest.difference):.1f} points at most ({short_month(largest.month)})."


def counted_how(week: AeWeek) -> str:
    """To which month a week belongs, and which months cannot be built."""
    rule = (
        "Weekly figures are local returns that nobody has validated, and stay apart from the "
        "published month. A whole week counts to the month of its Sunday, so that a month of "
        "weeks has 28 or 35 days."
    )
    left_out = week.reconciliation.left_out
    if not left_out:
        return rule
    names = ", ".join(short_month(each) for each in left_out)
    return f"{rule} Left out, a week missing: {names}."


def method() -> str:
    """How the forecast is made, for whoever asks."""
    return (
        "The weeks so far; for each week to come the attendances of the last four weeks, changed "
        "as they changed at the same time last year, and their share of long waits; corrected by "
        "the mean difference of earlier published months from their weeks. The range is where "
        "eight in ten of the same forecasts of earlier months would have been right."
    )
