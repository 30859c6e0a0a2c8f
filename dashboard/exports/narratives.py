"""Narratives as rows of plain values for CSV and JSON: what was written beside what follows."""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.exports.marks import for_sheets
from dashboard.exports.rows import Row
from dashboard.services.desk.exceptions import is_listed
from dashboard.services.desk.model import ExceptionRow, Narrative, Told
from dashboard.services.desk.narrative import place_of
from dashboard.written.exceptions import Length, WrittenNarrative

NARRATIVE_COLUMNS = (
    "organisation", "indicator", "name", "listed", "length", "title", "text", "generated", "stale",
    "author", "made_at", "facts", "illustrative", "as_at", "data_version",
)  # fmt: skip
WRITTEN_COLUMNS = (
    "narrative", "organisation", "indicator", "length", "text", "generated", "facts", "author",
    "made_at",
)  # fmt: skip
TYPED = ("title", "text", "generated", "author")


def narrative_row(
    exception: ExceptionRow,
    narrative: Narrative,
    told: Told,
    length: Length,
    as_at: date,
    data_version: int,
) -> Row:
    """text: what stands on the pages, a person's where there is one; generated: what follows from
    the figures. facts: the fingerprint of those, to be said when something is written of them."""
    written = told.written
    return {
        "organisation": place_of(exception),
        "indicator": exception.row.indicator.id,
        "name": exception.row.indicator.name,
        "listed": is_listed(exception),
        "length": str(length),
        "title": narrative.title,
        "text": told.text,
        "generated": told.generated,
        "stale": told.stale,
        "author": written.author if written else "",
        "made_at": written.made_at.isoformat(timespec="seconds") if written else None,
        "facts": narrative.facts,
        "illustrative": exception.row.line.illustrative,
        "as_at": as_at.isoformat(),
        "data_version": data_version,
    }


def written_row(written: WrittenNarrative) -> Row:
    values = (
        written.id,
        written.organisation,
        written.indicator,
        str(written.length),
        written.text,
        written.generated,
        written.facts,
        written.author,
        written.made_at.isoformat(timespec="seconds"),
    )
    return dict(zip(WRITTEN_COLUMNS, values, strict=True))


def narrative_rows_for_sheets(rows: Iterable[Row]) -> Iterator[Row]:
    return for_sheets(rows, TYPED)
