"""What do marks and known breaks mean to the judgement of a line?"""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.calculations.spc import model as spc
from dashboard.documents import DataBreak
from dashboard.marking import Mark, MarkKind
from dashboard.periods import Grain, next_period, period_end


def spc_marks(marks: Iterable[Mark], grain: Grain = Grain.MONTH) -> spc.Marks:
    """What a line is judged by; of two that disagree the later counts. Notes and events are words.

    grain: of the periods that are judged. A ghost of a longer period leaves out each one within
    it, a ghost of a shorter period none.
    """
    given = tuple(marks)
    if not given:
        return spc.NO_MARKS
    baselines = [each for each in given if each.kind is MarkKind.BASELINE]
    newest = max(baselines, key=lambda each: each.id, default=None)
    ghosts = _last_said(given, MarkKind.GHOST)
    return spc.Marks(
        _baseline(newest) if newest else None,
        tuple(_as_judged(each, each.on) for each in _last_said(given, MarkKind.REBASE)),
        tuple(_as_judged(each, day) for each in ghosts for day in _left_out(each, grain)),
    )


def breaks_for_spc(breaks: Iterable[DataBreak]) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The days on which a new series begins, and those on which a rebase may be considered."""
    given = tuple(breaks)
    new_series = sorted({each.on for each in given if each.treatment == "new_series"})
    suggested = sorted({each.on for each in given if each.treatment == "rebase_suggested"})
    return tuple(new_series), tuple(suggested)


def _last_said(marks: Iterable[Mark], kind: MarkKind) -> list[Mark]:
    """One for each day, in order of time."""
    by_day = {each.on: each for each in sorted(marks, key=_number) if each.kind is kind}
    return [by_day[day] for day in sorted(by_day)]


def _number(mark: Mark) -> int:
    return mark.id


def _baseline(mark: Mark) -> spc.Baseline:
    return spc.Baseline(mark.on, mark.until or mark.on, mark.author, mark.text)


def _as_judged(mark: Mark, day: date) -> spc.Mark:
    return spc.Mark(day, mark.author, mark.text)


def _left_out(ghost: Mark, grain: Grain) -> Iterator[date]:
    """A day of each period that it leaves out."""
    day, last = ghost.on, ghost.until or ghost.on
    while period_end(day, grain) <= last:
        yield day
        day = next_period(day, grain)
