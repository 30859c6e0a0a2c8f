"""What is known of an exception, of which alone something may be said?"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256

from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.contributor import Contributor, largest_contributor
from dashboard.services.desk.model import ExceptionRow, Hit
from dashboard.services.judged import Judged
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.provenance import next_expected
from dashboard.services.summary import SummaryRow
from dashboard.services.trend import within, year_range
from dashboard.services.verdict import Verdict
from dashboard.services.what_it_takes import WhatItTakes
from dashboard.services.wording.runs import Run, meets_plan, run_of
from dashboard.services.wording.words import year_before
from dashboard.written.actions import Action, ActionStatus

_PRINT = 16  # digits of a fingerprint


@dataclass(frozen=True, slots=True)
class Known:
    """All that a narrative is made of; its fingerprint is of this and not of how it is said.

    point: the latest that has a figure. before: the same period a year earlier. behind, below: for
    how long plan and standard have been met or missed, within what a trend draws. empty: a later
    period that has ended without a figure. due: when the next figure was due, where it is late.
    breaks, events: within what is judged, the last first. actions: those that are open, overdue
    first. hits, by_hand: why it is listed, which is nothing that the sentences tell of.
    """

    row: SummaryRow
    point: Point | None
    before: Point | None
    behind: Run | None
    below: Run | None
    empty: Point | None
    due: date | None
    judged: Judged
    takes: WhatItTakes
    contributor: Contributor | None
    breaks: tuple[DataBreak, ...]
    events: tuple[Mark, ...]
    actions: tuple[Action, ...]
    as_at: date
    hits: tuple[Hit, ...]
    by_hand: bool

    @property
    def line(self) -> Line:
        return self.row.line

    @property
    def overdue(self) -> tuple[Action, ...]:
        return tuple(each for each in self.actions if each.overdue(self.as_at))


def known_of(data: Data, exception: ExceptionRow, verdict: Verdict | None = None) -> Known:
    """verdict: of the same line, where a trend has it already: its marks are not read again.

    The row's own judgement counts in either case, so that a page and a slide have the same facts.
    """
    row = exception.row
    line, point = row.line, row.latest
    shown = within(line.points, *year_range(Selection(), line))
    place = line.request.organisation.code
    marks = verdict.marks if verdict else data.store.marks(row.indicator.id, place)
    return Known(
        row,
        point,
        year_before(line, point) if point else None,
        run_of(shown, meets_plan),
        run_of(shown, _meets_standard),
        _empty(line, point),
        next_expected(line) if row.late else None,
        row.judged,
        exception.takes,
        largest_contributor(data, line, point) if point and not row.stand_in else None,
        _breaks(data, line, row.judged, place),
        _events(marks, row.judged),
        tuple(each for each in exception.actions if each.status is ActionStatus.OPEN),
        line.request.as_at,
        exception.hits,
        exception.override is not None and exception.override.listed,
    )


def _meets_standard(point: Point) -> bool | None:
    return point.meets_standard


def _empty(line: Line, point: Point | None) -> Point | None:
    """The last that ended without a figure after the latest that has one, where that is not only
    that its day has not come."""
    later = [p for p in line.points if point is None or p.start > point.start]
    told = [p for p in later if p.absent_reason and p.end <= line.request.as_at]
    return next((p for p in reversed(told) if p.absent_reason != "not_yet_published"), None)


def _breaks(data: Data, line: Line, judged: Judged, place: str) -> tuple[DataBreak, ...]:
    """A break upon the first period that is judged has nothing before it to be told apart from."""
    if not judged.points:
        return ()
    first, last = judged.points[0].start, judged.points[-1].end
    there = data.store.data_breaks(line.indicator.id, place)
    return tuple(sorted((b for b in there if first < b.on <= last), key=_on, reverse=True))


def _on(each: DataBreak | Mark) -> date:
    return each.on


def _events(marks: tuple[Mark, ...], judged: Judged) -> tuple[Mark, ...]:
    if not judged.points:
        return ()
    first, last = judged.points[0].start, judged.points[-1].end
    there = [m for m in marks if m.kind is MarkKind.EVENT]
    held = [m for m in there if m.on <= last and first <= (m.until or m.on)]
    return tuple(sorted(held, key=_on, reverse=True))


# By what it is told that something has changed


def fingerprint(known: Known) -> str:
    """The same for the same facts, whatever words they are put in and wherever they are kept."""
    said = "\n".join(f"{name}={_plain(value)}" for name, value in _told(known))
    return sha256(said.encode()).hexdigest()[:_PRINT]


def _told(known: Known) -> Iterator[tuple[str, object]]:
    line, judgement = known.line, known.judged.judgement
    yield "of", (line.indicator.id, line.request.organisation.code, known.row.small_numbers)
    yield "illustrative", (line.actual_illustrative, line.plan_illustrative)
    yield "point", _figures(known.point)
    yield "before", _figures(known.before)
    yield "runs", [_run(known.behind), _run(known.below)]
    yield "empty", known.empty and (known.empty.start, known.empty.absent_reason)
    yield "due", known.due
    yield "signal", (judgement.variation, judgement.assurance, judgement.reason)
    yield "judged", judgement.latest_point
    yield "target", known.judged.target
    yield "year", known.takes.year
    yield "contributor", known.contributor and _part(known.contributor)
    yield "breaks", [known.breaks, line.breaks]
    yield "events", [(each.on, each.until, each.text) for each in known.events]
    late = known.overdue
    yield "actions", [(a.key, a.text, a.owner, a.due_on, a in late) for a in known.actions]


def _figures(point: Point | None) -> object:
    if point is None:
        return None
    counts = point.numerator, point.denominator, point.value
    planned = point.plan_numerator, point.plan_denominator, point.plan_value, point.plan_version
    lacks = point.status, point.missing, point.lacking
    standard = point.standard and (point.standard.comparator, point.standard.value)
    return point.start, point.end, counts, planned, lacks, standard


def _run(run: Run | None) -> object:
    return run and (run.meets, run.number, run.before and run.before.start, run.first.start)


def _part(found: Contributor) -> object:
    return found.name, found.against, found.size, found.whole


def _plain(value: object) -> str:
    """Written alike by every Python and database: no more digits than all of them agree on."""
    if isinstance(value, bool | None):
        return str(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float):
        return f"{value:.10g}"
    if is_dataclass(value) and not isinstance(value, type):
        return _plain([getattr(value, each.name) for each in fields(value)])
    if isinstance(value, tuple | list):
        return f"({' '.join(map(_plain, value))})"
    return repr(str(value))
