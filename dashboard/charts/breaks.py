"""Where does something on a chart have to be known to read it: breaks in the data, and notes?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from dashboard.charts.chart import LAST_YEAR, MUTED, label
from dashboard.charts.scale import DAILY, half_period
from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.periods import long_month, short_date, short_month
from dashboard.services.line import Line

ROW = 20  # px a row of labels above the plot needs
TOP = 24  # px above the plot where nothing is marked
_ROWS = 3
_APART = 0.07  # share of the width that a number on a phone needs
_ROOM = 0.2  # share of the width that a word needs
_BREAKS = {
    "annotate": "Changed",
    "gap": "Gap",
    "new_series": "New series",
    "rebase_suggested": "Changed",
}
_MARKS = {
    MarkKind.NOTE: "Note",
    MarkKind.EVENT: "Event",
    MarkKind.REBASE: "Rebased",
    MarkKind.GHOST: "Left out",
    MarkKind.BASELINE: "Baseline",
}
DRAWN_MARKS = (MarkKind.NOTE, MarkKind.EVENT, MarkKind.REBASE, MarkKind.GHOST)
_DASHES = {_MARKS[MarkKind.EVENT]: "dash"}  # what happened is told from what was written of it


@dataclass(frozen=True, slots=True)
class Happening:
    """Something known of a day. between: before the period that it begins, not upon it."""

    on: date
    word: str
    text: str
    between: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """A line on the chart and what the list beneath says of its number. share: of the width."""

    number: int
    place: object
    share: float
    word: str
    texts: tuple[str, ...]
    row: int
    roomy: bool

    @property
    def short(self) -> str:
        return str(self.number)

    @property
    def label(self) -> str:
        return f"{self.number} {self.word}" if self.roomy else self.short


def markings(line: Line, breaks: Sequence[DataBreak], marks: Sequence[Mark]) -> tuple[Marking, ...]:
    """Numbered in order of time, within what is drawn; what stands at one place is one."""
    if not line.points:
        return ()
    first, last = line.points[0].start, line.points[-1].end
    drawn = [each for each in breaks if first <= each.on <= last]
    there = [each for each in _happenings(line, drawn, marks) if first <= each.on <= last]
    if not there:
        return ()
    there.sort(key=lambda each: each.on)
    placed = [(_place(each, line), each) for each in there]
    gathered = [
        (place, [each for _, each in some])
        for place, some in groupby(placed, key=lambda pair: pair[0])
    ]
    shares = [_share(place, line) for place, _ in gathered]
    rows = _rows(shares)
    return tuple(
        Marking(
            number,
            _written(place, line),
            share,
            some[0].word if len({each.word for each in some}) == 1 else "Changes",
            tuple(each.text for each in some),
            row,
            _roomy(number - 1, shares, rows),
        )
        for number, ((place, some), share, row) in enumerate(
            zip(gathered, shares, rows, strict=True), 1
        )
    )


def _happenings(
    line: Line, breaks: Iterable[DataBreak], marks: Iterable[Mark]
) -> Iterator[Happening]:
    for each in breaks:
        when = short_month(each.on)
        yield Happening(
            each.on, _BREAKS.get(each.treatment, "Changed"), f"{when}: {each.effect}", True
        )
    for day in line.breaks:
        text = f"{short_month(day)}: the area became another; earlier figures are of the old one."
        yield Happening(day, "New area", text, True)
    for mark in marks:
        if mark.kind in DRAWN_MARKS:
            yield Happening(
                mark.on, _MARKS[mark.kind], mark_text(mark, line), mark.kind is MarkKind.REBASE
            )


def mark_text(mark: Mark, line: Line) -> str:
    """`Rebased from April 2019: a second site opened (A. Analyst, 5 Apr 20).`"""
    days = event_days(mark)
    if days or str(line.request.view) in DAILY:
        when = days or short_date(mark.on)
    else:
        when = long_month(mark.on)
    what = {
        MarkKind.NOTE: f"{when}:",
        MarkKind.EVENT: f"{when}, event:",
        MarkKind.REBASE: f"Rebased from {when}:",
        MarkKind.GHOST: f"{when} left out of the limits:",
        MarkKind.BASELINE: f"Baseline from {when}:",
    }[mark.kind]
    return f"{what} {mark.text.rstrip('.')} ({mark.author}, {short_date(mark.made_on)})."


def event_days(mark: Mark) -> str:
    """`14 Jan 19`, `14 Jan 19 to 2 Feb 19`; empty where a month is meant, named by its first."""
    if mark.kind is not MarkKind.EVENT:
        return ""
    if mark.until:
        return f"{short_date(mark.on)} to {short_date(mark.until)}"
    return short_date(mark.on) if mark.on.day > 1 else ""


def _place(each: Happening, line: Line) -> date | float:
    """Along time, or by number along years."""
    if line.indicator.grain.yearly:
        number = next((n for n, p in enumerate(line.points) if p.end >= each.on), 0)
        return number - 0.5 if each.between else float(number)
    if str(line.request.view) in DAILY:
        return each.on - half_period(line) if each.between else _point_day(each.on, line)
    day = each.on.replace(day=1)
    return day - half_period(line) if each.between else _point_day(each.on, line).replace(day=1)


def _point_day(on: date, line: Line) -> date:
    """The end of the period that holds a day, where its point stands."""
    return next((point.end for point in line.points if point.start <= on <= point.end), on)


def _share(place: date | float, line: Line) -> float:
    if not isinstance(place, date):
        return (place + 0.5) / len(line.points)
    first, last = line.points[0].end, line.points[-1].end
    span = (last - first) + timedelta(days=1)
    return min(1.0, max(0.0, (place - first) / span))


def _written(place: date | float, line: Line) -> object:
    return place.isoformat() if isinstance(place, date) else place


def _rows(shares: Sequence[float]) -> list[int]:
    """The lowest row in which a number stands clear of the one before it."""
    ends = [-1.0] * _ROWS
    rows = []
    for share in shares:
        free = (row for row in range(_ROWS) if share - ends[row] >= _APART)
        row = next(free, min(range(_ROWS), key=lambda each: ends[each]))
        ends[row] = share
        rows.append(row)
    return rows


def _roomy(index: int, shares: Sequence[float], rows: Sequence[int]) -> bool:
    """Whether a word fits before the next label of its row, and before the edge."""
    after = [s for s, row in zip(shares[index + 1 :], rows[index + 1 :], strict=True)
             if row == rows[index]]  # fmt: skip
    return min([*after, 1.0]) - shares[index] >= _ROOM


# What is drawn


def top_margin(marked: Sequence[Marking]) -> int:
    """px above the plot: labels stand there, clear of every line."""
    return TOP if not marked else 8 + ROW * (1 + max(each.row for each in marked))


def marking_shapes(marked: Sequence[Marking], plot: int) -> list[dict[str, Any]]:
    """Fine lines up to their labels. plot: its height in px."""
    return [
        {
            "type": "line",
            "x0": each.place,
            "x1": each.place,
            "y0": 0,
            "y1": round(1 + (ROW * each.row + 4) / plot, 3),
            "yref": "paper",
            "line": {"color": LAST_YEAR, "width": 1, "dash": _DASHES.get(each.word, "solid")},
        }
        for each in marked
    ]


def marking_labels(marked: Sequence[Marking], plot: int) -> list[dict[str, Any]]:
    return [
        label(
            each.label,
            each.place,
            1 + (ROW * each.row + 2) / plot,
            MUTED,
            yref="paper",
            xanchor="left",
            xshift=2,
            yanchor="bottom",
            name="marking",
        )
        for each in marked
    ]
