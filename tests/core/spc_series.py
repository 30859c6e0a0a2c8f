"""Series to be judged, as short as a test can say them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dashboard.calculations.spc.model import (
    Baseline,
    Judgement,
    Mark,
    Marks,
    Measured,
    Signal,
)
from dashboard.periods import Grain, add_months, period_end

APRIL = date(2016, 4, 1)
# The first vector of the definitions, and its twelve months of baseline.
VECTOR_A = [90.1, 91.0, 89.6, 90.4, 90.9, 89.9, 90.2, 91.1, 90.0, 90.6, 89.8, 90.5]
VECTOR_A += [92.9, 90.3, 88.1, 90.7]


def months(
    values: Sequence[float | None], start: date = APRIL, without: Sequence[int] = ()
) -> list[Measured]:
    """Months in a row. without: places whose month is not even there."""
    return [
        Measured(month(place, start), period_end(month(place, start), Grain.MONTH), value)
        for place, value in enumerate(values)
        if place not in without
    ]


def weeks(values: Sequence[float | None], start: date = date(2016, 4, 4)) -> list[Measured]:
    mondays = [start + timedelta(weeks=place) for place in range(len(values))]
    return [
        Measured(monday, monday + timedelta(days=6), value)
        for monday, value in zip(mondays, values, strict=True)
    ]


def month(place: int, start: date = APRIL) -> date:
    return add_months(start, place)


def frozen(figures: int, first: int = 0) -> Marks:
    """A baseline of so many months from a place on."""
    last = period_end(month(first + figures - 1), Grain.MONTH)
    return Marks(baseline=Baseline(month(first), last, "A Reader", "a year of steady running"))


def mark(place: int) -> Mark:
    return Mark(month(place), "A Reader", "known")


def signals(judgement: Judgement) -> Mapping[int, tuple[Signal, ...]]:
    """The signals of the points that have any, by place."""
    return {place: point.signals for place, point in enumerate(judgement.points) if point.signals}


def highlighted(judgement: Judgement, signal: Signal) -> list[int]:
    return [place for place, found in signals(judgement).items() if signal in found]
