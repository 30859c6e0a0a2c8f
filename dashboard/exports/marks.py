"""Marks as rows of plain values for CSV and JSON."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.exports.rows import Row
from dashboard.marking import Mark
from dashboard.organisations import Organisation

MARK_COLUMNS = (
    "mark", "kind", "indicator", "organisation", "on", "until", "text", "author", "made_on",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t")


def mark_row(indicator: str, place: Organisation, mark: Mark) -> Row:
    return {
        "mark": mark.id,
        "kind": str(mark.kind),
        "indicator": indicator,
        "organisation": place.code,
        "on": mark.on.isoformat(),
        "until": mark.until.isoformat() if mark.until else None,
        "text": mark.text,
        "author": mark.author,
        "made_on": mark.made_on.isoformat(),
    }


def for_sheets(rows: Iterable[Row], typed: Sequence[str] = ("text", "author")) -> Iterator[Row]:
    """What people typed, so that a spreadsheet shows it and does not reckon with it."""
    for row in rows:
        yield {
            **row,
            **{name: _shown(str(row[name])) for name in typed},
        }


def _shown(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
