"""What are numbers, grains and periods called in a sentence?"""

from datetime import date

from dashboard.periods import Grain, long_month, period_label

_NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)
_PERIODS = {
    Grain.DAY: "day",
    Grain.WEEK: "week",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.YEAR: "year",
    Grain.ROLLING_3Y: "year",
}


def number(count: int) -> str:
    """In words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def grain_word(grain: Grain) -> str:
    return _PERIODS.get(grain, "period")


def several(count: int, word: str) -> str:
    """`one month`, `seven months`."""
    return f"{number(count)} {word}{'' if count == 1 else 's'}"


def period(start: date, end: date, grain: Grain) -> str:
    """`April 2017` for a month, else the period's label."""
    return long_month(start) if grain is Grain.MONTH else period_label(start, end, grain)
