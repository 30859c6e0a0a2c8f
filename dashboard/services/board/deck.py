"""Which slides does a board see of a place, and what stands on each?"""

from collections.abc import Sequence
from itertools import chain

from dashboard.selection import Selection
from dashboard.services.board.model import Deck, IndicatorSlide
from dashboard.services.board.since import since_last_board
from dashboard.services.board.went_well import went_well
from dashboard.services.catalogue import Data
from dashboard.services.desk.exceptions import exception_report
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.services.desk.narrative import narrative_of, told
from dashboard.services.verdict import Verdict
from dashboard.services.wording.narrowed import narrowed_words
from dashboard.services.wording.plan_named import plan_named
from dashboard.services.wording.what_it_takes_words import what_it_would_take
from dashboard.written.exceptions import Length


def board_deck(data: Data, selection: Selection) -> Deck:
    """The deck of a checked selection: its exceptions or, where all are chosen, every indicator
    that has a figure; of them those that the selection's group, status and needs let through."""
    report = exception_report(data, selection)
    summary = report.summary
    since = since_last_board(data, selection, summary)
    first = 4 if since else 3  # after the title, what changed, and the matrix
    chosen = chosen_rows(report, bool(selection.deck))
    slides = tuple(_slide(data, number, each) for number, each in enumerate(chosen, first))
    return Deck(
        summary.organisation,
        summary.place,
        summary.as_at,
        summary,
        report,
        since,
        slides,
        went_well(summary.shown),
        summary.provenance,
        plan_named(row.line for row in summary.shown),
        narrowed_words(summary),
        summary.illustrative,
        _meeting(data, report),
    )


def chosen_rows(report: ExceptionReport, every: bool) -> Sequence[ExceptionRow]:
    """Exceptions in the list's order; of every indicator the rest after them, in the plan's."""
    rest = [
        each
        for each in chain(report.taken_off, report.others)
        if every and each.row.latest is not None
    ]
    takes = report.summary.narrowed.takes
    return [each for each in (*report.rows, *rest) if takes(each.row)]


def _slide(data: Data, number: int, of: ExceptionRow) -> IndicatorSlide:
    verdict = _verdict(data, of)
    narrative = narrative_of(data, of, verdict)
    return IndicatorSlide(
        number,
        of,
        verdict,
        narrative,
        told(data, of, narrative, Length.BOARD),
        narrative.title,
        what_it_would_take(of.takes),
        of.actions,
    )


def _verdict(data: Data, of: ExceptionRow) -> Verdict:
    """What the list has found already; nothing is judged a second time."""
    line = of.takes.line
    marks = data.store.marks(line.indicator.id, line.request.organisation.code)
    return Verdict(line, of.row.judged, of.takes, marks, None)


def _meeting(data: Data, report: ExceptionReport) -> str:
    """What the meeting of the very day is called, where it is kept already."""
    held = data.store.snapshots(report.place.code)
    return next((each.name for each in held if each.held_on == report.as_at), "")
