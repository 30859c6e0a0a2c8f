"""Which rows stand on the sheets of a pack's workbook?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.charts.board_words import before_line, gathered
from dashboard.exports.rows import SUMMARY_COLUMNS, Row, Value, series_rows, summary_rows
from dashboard.services.board.model import Deck, SinceLastBoard
from dashboard.services.board.went_well import RULE
from dashboard.services.catalogue import Data
from dashboard.services.desk.model import ExceptionRow
from dashboard.services.judged import Judged
from dashboard.services.line import Line
from dashboard.services.rag import rag_of
from dashboard.services.summary import SummaryRow
from dashboard.written.actions import Action
from dashboard.written.exceptions import Length

Written = Value | date


class Heading(NamedTuple):
    """Of a column. wide: how many letters it has room for; longer texts are broken."""

    text: str
    wide: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. said: what it holds, in a sentence. prose: whether rows are as high as their
    texts; figures stand in one line each, however wide."""

    name: str
    said: str
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[Written]]
    prose: bool = True


# What a row of the figures says, by its name among programs.
_FIGURES: Mapping[str, Heading] = {
    "organisation": Heading("Organisation", 13),
    "organisation_name": Heading("Organisation name", 26),
    "indicator": Heading("Indicator", 22),
    "name": Heading("Indicator name", 34),
    "period_start": Heading("Period begins"),
    "period_end": Heading("Period ends"),
    "grain": Heading("Period is a", 11),
    "numerator": Heading("Numerator"),
    "denominator": Heading("Denominator"),
    "value": Heading("Value"),
    "unit": Heading("Unit", 9),
    "status": Heading("Status", 11),
    "absent_reason": Heading("Why there is no figure", 22),
    "plan_numerator": Heading("Plan numerator"),
    "plan_denominator": Heading("Plan denominator"),
    "plan_value": Heading("Plan"),
    "plan_version": Heading("Plan version", 26),
    "points_from_plan": Heading("From plan"),
    "patients_from_plan": Heading("People from plan"),
    "standard_value": Heading("Standard"),
    "rag": Heading("RAG", 34),
    "spc_mean": Heading("Mean"),
    "spc_lower": Heading("Lower limit"),
    "spc_upper": Heading("Upper limit"),
    "spc_signal": Heading("Signal", 18),
    "variation": Heading("Variation icon", 18),
    "assurance": Heading("Assurance icon", 18),
    "actual_illustrative": Heading("Figure is illustrative", 11),
    "plan_illustrative": Heading("Plan is illustrative", 11),
    "missing": Heading("Lacks", 18),
    "notes": Heading("Notes", 30),
    "source": Heading("Source", 44),
}
_WIDE = {"name": 34, "organisation_name": 26, "rag_words": 34, "plan_version": 26, "indicator": 22,
         "patients_note": 22, "spc_reason": 40, "variation": 18, "assurance": 18}  # fmt: skip
_DATES = ("period_start", "period_end", "as_at")
_TEXT = 60


def sheets(data: Data, deck: Deck) -> Iterator[Sheet]:
    """After the contents: the summary, the exceptions and what is done, what changed, what went
    well, and the figures of all."""
    yield _summary(data, deck)
    yield _exceptions(deck)
    yield _actions(deck)
    if deck.since:
        yield _since(deck.since)
    yield _went_well(deck)
    yield Sheet(
        "Figures",
        "Every period of every indicator: figure, plan, standard, limits and icons.",
        tuple(_FIGURES.values()),
        list(_figures(data, deck)),
        prose=False,
    )


def _since(since: SinceLastBoard) -> Sheet:
    headings = (Heading("What", 30), Heading("Indicator", 34), Heading("Said", _TEXT))
    rows = [
        (kind.title, each.name, each.text)
        for kind in gathered(since.changes)
        for each in kind.changes
    ]
    return Sheet("Since the last board", before_line(since), headings, rows)


def _went_well(deck: Deck) -> Sheet:
    headings = (Heading("Indicator", 34), Heading("Said", _TEXT))
    rows = [(each.row.indicator.name, each.said) for each in deck.went_well]
    return Sheet("What went well", RULE, headings, rows)


def _summary(data: Data, deck: Deck) -> Sheet:
    headings = [
        Heading(each.replace("_", " ").capitalize(), _WIDE.get(each, 12))
        for each in SUMMARY_COLUMNS
    ]
    rows = [_dated(SUMMARY_COLUMNS, row) for row in summary_rows(data, deck.summary)]
    said = "The latest figure of every indicator, as on the summary page."
    return Sheet("Summary", said, tuple(headings), rows, prose=False)


def _exceptions(deck: Deck) -> Sheet:
    headings = (
        Heading("Slide", 7),
        Heading("Indicator", 34),
        Heading("Message", 50),
        Heading("Rules that it meets", 40),
        Heading("For the board", _TEXT),
        Heading("For analysts", _TEXT),
        Heading("What it would take", _TEXT),
        Heading("Put on or taken off the list", 30),
    )
    rows = [
        (
            each.number,
            each.exception.row.indicator.name,
            each.title,
            rules_met(each.exception),
            each.told.text,
            each.narrative.at(Length.ANALYST),
            " ".join(each.takes_words),
            overridden(each.exception),
        )
        for each in deck.slides
    ]
    return Sheet("Exceptions", f"What each slide says. {deck.report.rule_set}", headings, rows)


def rules_met(exception: ExceptionRow) -> str:
    return "; ".join(f"{each.name}: {each.said}" for each in exception.hits)


def overridden(exception: ExceptionRow) -> str:
    override = exception.override
    if override is None:
        return ""
    what = "Put on the list" if override.listed else "Taken off the list"
    return f"{what} by {override.author}: {override.reason}"


def _actions(deck: Deck) -> Sheet:
    headings = (
        Heading("Indicator", 34),
        Heading("Action", _TEXT),
        Heading("Owner", 22),
        Heading("Starts"),
        Heading("Due"),
        Heading("Status", 11),
        Heading("Source", 30),
    )
    rows = [
        (
            slide.exception.row.indicator.name,
            each.text,
            each.owner,
            each.start_on,
            each.due_on,
            status_of(each, deck.as_at),
            each.source,
        )
        for slide in deck.slides
        for each in slide.actions
    ]
    return Sheet("Actions", "What is being done about each exception.", headings, rows)


def status_of(action: Action, as_at: date) -> str:
    return "overdue" if action.overdue(as_at) else str(action.status)


def _figures(data: Data, deck: Deck) -> Iterator[Sequence[Written]]:
    """The lines of the charts, and of indicators without a slide that of the summary's row."""
    drawn = {each.exception.row.indicator.id: each.verdict for each in deck.slides}
    for row in deck.summary.shown:
        verdict = drawn.get(row.indicator.id)
        line, judged = (verdict.of, verdict.judged) if verdict else (row.line, row.judged)
        yield from _periods(data, row, line, judged)


def _periods(
    data: Data, row: SummaryRow, line: Line, judged: Judged
) -> Iterator[Sequence[Written]]:
    for point, said in zip(line.points, series_rows(data, [line], [judged]), strict=True):
        status = rag_of(point, row.indicator).words if point.value is not None else ""
        yield _dated(tuple(_FIGURES), {**said, "name": row.indicator.name, "rag": status})


def _dated(columns: Sequence[str], row: Row) -> list[Written]:
    """Days as days, so that a workbook can sort and draw by them."""
    cells: list[Written] = []
    for column in columns:
        value = row[column]
        day = column in _DATES and isinstance(value, str) and value
        cells.append(date.fromisoformat(str(value)) if day else value)
    return cells
