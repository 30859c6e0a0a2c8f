"""Which standard held when, as a small stepped line?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from dashboard.charts.chart import LAST_YEAR, MUTED, STANDARD
from dashboard.indicators.registry import Indicator
from dashboard.services.definition import StandardInTime
from dashboard.services.wording import units

_LEFT, _TOP, _FOOT = 8, 24, 28
_BELOW = 24  # under the lowest level, so that its label can stand there
_HIGH = 17  # a line of text
_LETTER = 7.6  # about how wide one is at 14 px
_Box = tuple[float, float, float, float]  # left, top, right, foot
_STYLES = {
    "national": f"stroke='{STANDARD}' stroke-width='2.5'",
    "interim": f"stroke='{STANDARD}' stroke-width='2' stroke-dasharray='6 4'",
    "local": f"stroke='{MUTED}' stroke-width='2' stroke-dasharray='2 3'",
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a day and a level are drawn."""

    first: date
    last: date
    low: float
    high: float
    width: int
    height: int

    def x(self, day: date) -> float:
        days = (min(day, self.last) - self.first).days
        return _LEFT + (self.width - 2 * _LEFT) * days / (self.last - self.first).days

    def y(self, level: float) -> float:
        room = self.height - _TOP - _BELOW - _FOOT
        span = self.high - self.low
        foot = self.height - _FOOT - _BELOW
        return foot - (room * (level - self.low) / span if span else 0)


class _Path(NamedTuple):
    """One straight piece of a line."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def drawn(self) -> str:
        return _line(self.x1, self.y1, self.x2, self.y2, _STYLES[self.kind])

    @property
    def box(self) -> _Box:
        top, foot = sorted((self.y1, self.y2))
        return self.x1 - 1, top - 1, self.x2 + 1, foot + 1


def standards_line(
    standards: Sequence[StandardInTime], indicator: Indicator, as_at: date, width: int
) -> str:
    """An SVG of that width, text at its own size; empty where there is no standard."""
    if not standards:
        return ""
    levels = [each.value for each in standards]
    frame = _Frame(*_ends(standards, as_at), min(levels), max(levels), width, _height(levels))
    paths = list(_paths(standards, frame))
    lines = [path.drawn for path in paths]
    drawn = [*_axis(frame, as_at), *lines, *_labels(standards, indicator, frame, paths)]
    return (
        f"<svg width='{width}' height='{frame.height}' viewBox='0 0 {width} {frame.height}' "
        f"role='img' aria-label='{escape(_alternative(standards, indicator))}'>"
        f"{''.join(drawn)}</svg>"
    )


def _ends(standards: Sequence[StandardInTime], as_at: date) -> tuple[date, date]:
    """A year more than is known, so that an open end is seen to go on."""
    first = min(each.valid_from for each in standards)
    days = [as_at, *[each.valid_to or each.valid_from for each in standards]]
    return first, max(days) + timedelta(days=366)


def _height(levels: Sequence[float]) -> int:
    return 88 if len(set(levels)) == 1 else 192


def _axis(frame: _Frame, as_at: date) -> Iterator[str]:
    """Years along the foot, and the day that stands for today."""
    foot = frame.height - _FOOT
    yield _line(_LEFT, foot, frame.width - _LEFT, foot, f"stroke='{LAST_YEAR}'")
    room = max(1, (frame.width - 2 * _LEFT) // 64)
    years = list(range(frame.first.year, frame.last.year + 1))
    step = -(-len(years) // room)
    for year in years[::step]:
        x = frame.x(max(date(year, 1, 1), frame.first))
        if x < frame.width - 36:
            yield _line(x, foot, x, foot + 4, f"stroke='{LAST_YEAR}'")
            yield _text(x, foot + 20, str(year), MUTED)
    if frame.first <= as_at:
        today = frame.x(as_at)
        yield _line(today, _TOP - 8, today, foot, "stroke='#D8DDE0'")


def _paths(standards: Sequence[StandardInTime], frame: _Frame) -> Iterator[_Path]:
    """Each level between its days, joined where the next of its kind follows at once."""
    for kind in _STYLES:
        before: StandardInTime | None = None
        for each in (each for each in standards if each.kind == kind):
            start, y = frame.x(each.valid_from), frame.y(each.value)
            end = frame.x(each.valid_to) if each.valid_to else frame.width - _LEFT
            if before and before.valid_to and (each.valid_from - before.valid_to).days == 1:
                yield _Path(kind, start, frame.y(before.value), start, y)
            yield _Path(kind, start, y, end, y)
            before = each


def _labels(
    standards: Sequence[StandardInTime],
    indicator: Indicator,
    frame: _Frame,
    paths: Sequence[_Path],
) -> Iterator[str]:
    """The level above its line, or below it, where nothing else is; its kind where it is new."""
    taken = [path.box for path in paths]
    kinds: set[str] = set()
    for each in standards:
        text = units.level(each.value, indicator)
        text = text if each.kind in kinds else f"{text} {each.kind}"
        kinds.add(each.kind)
        box = _free(frame, each, len(text) * _LETTER, taken)
        taken.append(box)
        yield _text(box[0], box[3] - 3, text, MUTED if each.kind == "local" else STANDARD)


def _free(frame: _Frame, standard: StandardInTime, wide: float, taken: Sequence[_Box]) -> _Box:
    x = min(frame.x(standard.valid_from), frame.width - wide - 4)
    y = frame.y(standard.value)
    tops = [y - _HIGH - 4, y + 4, y - 2 * _HIGH - 4, y + _HIGH + 4]
    boxes = [(x, top, x + wide, top + _HIGH) for top in tops]
    inside = [box for box in boxes if box[1] >= 0 and box[3] <= frame.height - _FOOT]
    return next((box for box in inside if not any(_meet(box, t) for t in taken)), boxes[0])


def _meet(one: _Box, other: _Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f"<path d='M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}' {style} fill='none'/>"


def _text(x: float, y: float, text: str, colour: str) -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' fill='{colour}' font-size='14'>{escape(text)}</text>"


def _alternative(standards: Sequence[StandardInTime], indicator: Indicator) -> str:
    levels = [
        f"{each.kind} {units.level(each.value, indicator)} from {each.valid_from.year}"
        for each in standards
    ]
    return f"Standards through time: {', '.join(levels)}. The table below has each of them."
