"""Which columns show the last fourteen weeks, and what do they say to whoever cannot see them?"""

from dataclasses import dataclass

from dashboard.charts.ae_week_words import day_month, people, percent, short_day
from dashboard.charts.chart import Column, Table
from dashboard.periods import long_date
from dashboard.services.ae_week.model import AeWeek, WeekFigure

_STEPS = (20, 25, 10, 5, 2.5, 2, 15, 30)  # tenths of the size of the number, the plainest first
_CLEAR = 0.1  # of the height: what a label needs above a column


@dataclass(frozen=True, slots=True)
class WeekColumn:
    """Shares (0-1) are of the top of the scale. label: its Sunday; flag: * for a bank holiday.

    last_year: None where there is none. label_at: where the share is written, clear of that mark.
    said: everything in words.
    """

    label: str
    flag: str
    share: str
    height: float
    long_waits: float
    last_year: float | None
    label_at: float
    said: str
    missing: str


@dataclass(frozen=True, slots=True)
class WeekColumns:
    """ticks: the lines of the scale, from nought, with their words."""

    columns: tuple[WeekColumn, ...]
    ticks: tuple[tuple[float, str], ...]
    title: str
    notes: str
    sentence: str
    table: Table


def week_columns(week: AeWeek) -> WeekColumns:
    pairs = list(zip(week.figures, week.last_year, strict=True))
    top, step = _scale(
        max(
            (each.counted.attendances for pair in pairs for each in pair if each.counted), default=1
        )
    )
    ticks = tuple((n * step / top, people(n * step)) for n in range(round(top / step) + 1))
    of_type = f", {week.type_name[0].lower()}{week.type_name[1:]}" if week.type_name else ""
    return WeekColumns(
        tuple(_column(now, then, top) for now, then in pairs),
        ticks,
        f"Attendances and long waits, last 14 weeks{of_type}",
        _notes(week),
        _sentence(week),
        _table(week),
    )


def _scale(highest: float) -> tuple[float, float]:
    """The lowest top of at most four round steps that holds the highest, and its step."""
    size = 10.0 ** (len(str(int(highest))) - 1)
    steps = [size * each / 10 for each in _STEPS]
    found = [(step * -(-highest // step), step) for step in steps]
    return next(each for each in sorted(found, key=lambda f: f[0]) if each[0] <= 4 * each[1])


def _column(now: WeekFigure, then: WeekFigure, top: float) -> WeekColumn:
    label = short_day(now.sunday)
    before = then.counted.attendances / top if then.counted and then.complete else None
    if now.counted is None:
        missing = ", ".join(now.missing)
        return WeekColumn(label, _flag(now), "", 0.0, 0.0, before, 0.0, _said(now, then), missing)
    height = now.counted.attendances / top
    crossed = before is not None and height <= before < height + _CLEAR
    return WeekColumn(
        label,
        _flag(now),
        percent(now.percentage),
        height,
        now.counted.breaches / top,
        before,
        before if before is not None and crossed else height,
        _said(now, then),
        ", ".join(now.missing),
    )


def _flag(week: WeekFigure) -> str:
    return "*" if week.holidays else ""


def _said(now: WeekFigure, then: WeekFigure) -> str:
    told = [f"Week ending {long_date(now.sunday)}: {_counts(now)}"]
    if now.holidays:
        told.append(f"bank holiday: {', '.join(now.holidays)}")
    told.append(f"same week last year: {_counts(then)}")
    if then.holidays:
        told.append(f"which had {', '.join(then.holidays)}")
    return "; ".join(told)


def _counts(week: WeekFigure) -> str:
    if week.counted is None:
        return f"no figure, {', '.join(week.missing)}"
    without = f", without {', '.join(week.missing)}" if week.missing else ""
    return (
        f"{people(week.counted.attendances)} attendances, {people(week.counted.breaches)} over "
        f"four hours, {percent(week.percentage)} within{without}"
    )


def _sentence(week: AeWeek) -> str:
    """The text alternative: the range of the weeks, and which had a bank holiday."""
    there = [each for each in week.figures if each.percentage is not None]
    if not there:
        return "None of these weeks has a figure."
    low = min(there, key=lambda each: each.percentage or 0.0)
    high = max(there, key=lambda each: each.percentage or 0.0)
    text = (
        f"Between {percent(low.percentage)} (week ending {day_month(low.sunday)}) and "
        f"{percent(high.percentage)} ({day_month(high.sunday)}) within four hours."
    )
    return f"{text} {_notes(week)}".strip()


def _notes(week: AeWeek) -> str:
    """Which weeks had a bank holiday, and which lack whom."""
    days = [f"{short_day(each.sunday)} {', '.join(each.holidays)}"
            for each in week.figures if each.holidays]  # fmt: skip
    gaps = [f"{short_day(each.sunday)} {', '.join(each.missing)}"
            for each in week.figures if each.missing]  # fmt: skip
    told = [f"* Bank holiday: {'; '.join(days)}." if days else "",
            f"Missing: {'; '.join(gaps)}." if gaps else ""]  # fmt: skip
    return " ".join(each for each in told if each)


def _table(week: AeWeek) -> Table:
    names = (
        "Week ending", "Attendances", "Over four hours", "Within four hours", "Bank holiday",
        "Same week last year", "Its bank holiday", "Missing",
    )  # fmt: skip
    columns = tuple(Column(name, 0 < n < 4 or n == 5) for n, name in enumerate(names))
    rows = [_row(now, then) for now, then in zip(week.figures, week.last_year, strict=True)]
    return Table("Attendances and long waits by week", columns, tuple(rows))


def _row(now: WeekFigure, then: WeekFigure) -> tuple[str, ...]:
    counted = now.counted
    return (
        long_date(now.sunday),
        people(counted.attendances) if counted else "",
        people(counted.breaches) if counted else "",
        percent(now.percentage),
        ", ".join(now.holidays),
        percent(then.percentage),
        ", ".join(then.holidays),
        ", ".join(now.missing),
    )
