"""Which numbers does the chart of a slide draw, and what is written on it?

A plain description that the slides' own charts and the paper's drawing share, so that neither can
say what the other does not. The numbers are the line's own, unrounded; what has none is a gap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor, log10

from dashboard.calculations.spc.model import JudgedPoint
from dashboard.charts.scale import position, value_range
from dashboard.charts.slide_chart import drawn_line
from dashboard.charts.trend_labels import explained_gaps
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import add_months
from dashboard.services.board.model import IndicatorSlide
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.verdict import Verdict
from dashboard.services.wording import units, words

_TICKS = 6  # at most so many steps between the gridlines of values
_STEPS = (1, 2, 3, 5, 10)
_FOOT = 0.1  # share of the height kept free beneath the lowest figure
_FOOT_FOR_GAPS = 0.25
_CLOCK_STEPS = (1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400)  # seconds
FULL = 100.0


class Role(StrEnum):
    """What a line of a chart is; how it is drawn follows from that."""

    UPPER = "upper"
    LOWER = "lower"
    MEAN = "mean"
    STANDARD = "standard"
    PLAN = "plan"
    ACTUAL = "actual"


NAMES = {
    Role.UPPER: "Upper limit",
    Role.LOWER: "Lower limit",
    Role.MEAN: "Mean",
    Role.STANDARD: "Standard",
    Role.PLAN: "Plan",
    Role.ACTUAL: "Actual",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line. values: unrounded, one a period; None where there is none.

    label: what stands at the end of it, `at` that place among the values; empty for none.
    """

    role: Role
    values: tuple[float | None, ...]
    label: str = ""
    at: int = -1


@dataclass(frozen=True, slots=True)
class PackChart:
    """places: along time, a day each, or the names of years. first, last: where the axis begins and
    ends. low, high, step: of the axis of values, number_format for what stands along it.

    provisional: places of figures that are drawn hollow. gaps: why a period has no figure, by its
    place. planned: the place after which only plans stand, None where there is none. key: what the
    lines without a label are. unit: what no number says, such as seconds.
    """

    name: str
    places: tuple[date | str, ...]
    lines: tuple[Drawn, ...]
    low: float
    high: float
    step: float
    number_format: str
    provisional: frozenset[int]
    gaps: Mapping[int, str]
    planned: int | None
    key: str
    unit: str
    months: bool

    @property
    def dated(self) -> bool:
        return isinstance(self.places[0], date)

    @property
    def begins(self) -> date:
        """The first tick: in a long stretch an April, since years are financial."""
        first = self.places[0]
        assert isinstance(first, date)
        if not self.months:
            return first
        return add_months(first, -((first.month - 4) % self.months_a_tick))

    @property
    def ends(self) -> date:
        last = self.places[-1]
        assert isinstance(last, date)
        return last

    @property
    def months_a_tick(self) -> int:
        first, last = self.places[0], self.places[-1]
        assert isinstance(first, date) and isinstance(last, date)
        days = (last - first).days
        return 12 if days > 600 else 3 if days > 200 else 1

    @property
    def slots(self) -> int:
        """How many months, days or names the axis has a place for."""
        if not self.dated:
            return len(self.places)
        return self._slot(self.ends) + 1

    def along(self, index: int) -> float:
        """Where a place lies on the axis, 0-1: in the middle of its slot."""
        place = self.places[index]
        slot = self._slot(place) if isinstance(place, date) else index
        return (slot + 0.5) / self.slots

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Where on the axis (0-1) something is written, and what."""
        if not self.dated:
            yield from ((self.along(n), str(name)) for n, name in enumerate(self.places))
            return
        tick = self.begins
        while tick <= self.ends:
            yield (self._slot(tick) + 0.5) / self.slots, f"{tick:%b %y}"
            tick = add_months(tick, self.months_a_tick)

    def up(self, value: float) -> float:
        """Where a value lies on its axis, 0-1."""
        return (value - self.low) / (self.high - self.low)

    def levels(self) -> Iterator[float]:
        level, number = self.low, 0
        while level <= self.high + self.step / 1000:
            yield level
            number += 1
            level = self.low + number * self.step

    def _slot(self, day: date) -> int:
        begins = self.begins
        if self.months:
            return (day.year - begins.year) * 12 + day.month - begins.month
        return (day - begins).days


def pack_chart(slide: IndicatorSlide) -> PackChart | None:
    """The stretch that the slide draws, with mean and limits where it is judged; None without any
    figure or plan."""
    line, verdict = drawn_line(slide), slide.verdict
    points = line.points
    if not any(point.value is not None or point.plan_value is not None for point in points):
        return None
    drawn = tuple(_lines(line, points, verdict))
    gaps = _gaps(line, points)
    indicator = line.indicator
    every = [value for each in drawn for value in each.values]
    low, high = value_range(every, indicator, _FOOT_FOR_GAPS if gaps else _FOOT)
    low, high = _possible(low, high, points, indicator)
    step = _step(low, high, indicator)
    low, high = floor(low / step) * step, _top(high, step, indicator)
    places = tuple(_place(point, line) for point in points)
    return PackChart(
        line.name,
        places,
        drawn,
        low,
        high,
        step,
        _number_format(indicator, step),
        frozenset(n for n, p in enumerate(points) if p.value is not None and p.provisional),
        gaps,
        _planned(points),
        _key(drawn),
        _unit(indicator),
        line.indicator.grain not in ("week", "day"),
    )


def _place(point: Point, line: Line) -> date | str:
    place = position(point, line)
    return place if line.indicator.grain.yearly else date.fromisoformat(place)


def _lines(line: Line, points: Sequence[Point], verdict: Verdict) -> Iterator[Drawn]:
    """The faintest first, for what is drawn last lies on top."""
    judged = {each.start: each for each in verdict.judged.judgement.points}
    found = [judged.get(point.start) for point in points]
    for role in (Role.UPPER, Role.LOWER, Role.MEAN):
        values = tuple(_judged(each, role) for each in found)
        if any(value is not None for value in values):
            yield Drawn(role, values)
    indicator = line.indicator
    standards = tuple(point.standard.value if point.standard else None for point in points)
    at = _last(standards)
    if at >= 0 and (standard := points[at].standard):
        yield Drawn(
            Role.STANDARD, standards, f"Standard {words.standard_text(standard, indicator)}", at
        )
    plans = tuple(point.plan_value for point in points)
    at = _last(plans)
    if at >= 0:
        said = f"Plan {units.value(plans[at], indicator)} ({points[at].label})"
        yield Drawn(Role.PLAN, plans, said, at)
    actuals = tuple(point.value for point in points)
    at = _last(actuals)
    provisional = ", provisional" if at >= 0 and points[at].provisional else ""
    said = f"{units.value(actuals[at], indicator)} {points[at].label}{provisional}"
    yield Drawn(Role.ACTUAL, actuals, said if at >= 0 else "", at)


def _judged(point: JudgedPoint | None, role: Role) -> float | None:
    if point is None:
        return None
    return {Role.UPPER: point.upper, Role.LOWER: point.lower, Role.MEAN: point.mean}[role]


def _last(values: Sequence[float | None]) -> int:
    return next((n for n in range(len(values) - 1, -1, -1) if values[n] is not None), -1)


def _gaps(line: Line, points: Sequence[Point]) -> dict[int, str]:
    told = {point.start: f"{point.label}: {words.absence(point)}" for point in explained_gaps(line)}
    return {n: told[point.start] for n, point in enumerate(points) if point.start in told}


def _planned(points: Sequence[Point]) -> int | None:
    last = _last([point.value for point in points])
    return last if 0 <= last < len(points) - 1 else None


def _possible(
    low: float, high: float, points: Sequence[Point], indicator: Indicator
) -> tuple[float, float]:
    """A limit beyond what can be does not stretch the axis: it is drawn to the edge."""
    known = [value for p in points for value in (p.value, p.plan_value) if value is not None]
    if indicator.unit is Unit.PERCENT:
        high = min(high, max([FULL, *known]))
    return max(low, min([0.0, *known])), high


def _step(low: float, high: float, indicator: Indicator) -> float:
    least = (high - low) / _TICKS
    if indicator.unit is Unit.SECONDS:
        return next((each for each in _CLOCK_STEPS if each >= least), _CLOCK_STEPS[-1])
    size = 10.0 ** floor(log10(least))
    step = next(each * size for each in _STEPS if each * size >= least * 0.999)
    return max(step, 1.0) if indicator.unit is Unit.COUNT else step


def _top(high: float, step: float, indicator: Indicator) -> float:
    top = ceil(high / step - 1e-9) * step
    return min(top, FULL) if indicator.unit is Unit.PERCENT and high <= FULL else top


def _number_format(indicator: Indicator, step: float) -> str:
    """As spreadsheets and charts write it."""
    decimals = max(0, -floor(log10(step))) if step < 1 else 0
    digits = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    return f'{digits}"%"' if indicator.unit is Unit.PERCENT else digits


def level_text(chart: PackChart, level: float) -> str:
    """The same as the number format says it."""
    decimals = chart.number_format.partition(".")[2].count("0")
    return f"{level:,.{decimals}f}{'%' if '%' in chart.number_format else ''}"


def _key(lines: Sequence[Drawn]) -> str:
    roles = {each.role for each in lines}
    limits = "mean and limits of what chance gives" if Role.UPPER in roles else "mean"
    return f"Thin grey lines: {limits}" if Role.MEAN in roles else ""


def _unit(indicator: Indicator) -> str:
    """What no label along the axis says."""
    if indicator.unit is Unit.PERCENT or indicator.unit is Unit.COUNT:
        return ""
    if indicator.unit is Unit.SECONDS:
        return "seconds"
    return units.value(0, indicator).partition(" ")[2]
