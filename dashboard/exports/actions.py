"""Actions as rows of plain values for CSV and JSON."""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.exports.marks import for_sheets
from dashboard.exports.rows import Row
from dashboard.services.wording.action_words import standing
from dashboard.written.actions import Action

ACTION_COLUMNS = (
    "action", "organisation", "indicator", "text", "milestone", "owner", "start_on", "due_on",
    "status", "overdue", "effects", "planned", "source", "author", "made_on", "note", "changed_by",
    "changed_at", "as_at",
)  # fmt: skip
TYPED = ("text", "milestone", "owner", "source", "author", "note", "changed_by")


def action_row(action: Action, as_at: date) -> Row:
    """overdue: open on the as-at date after its day. note, changed_by, changed_at: of the last
    change of its status; at in universal time. effects: as they are written, `2020-04: 1.5`."""
    last = action.changes[0] if action.changes else None
    return {
        "action": action.key,
        "organisation": action.organisation,
        "indicator": action.indicator,
        "text": action.text,
        "milestone": action.milestone,
        "owner": action.owner,
        "start_on": _day(action.start_on),
        "due_on": _day(action.due_on),
        "status": str(action.status),
        "overdue": standing(action, as_at) == "overdue",
        "effects": "; ".join(f"{each.month:%Y-%m}: {each.change:g}" for each in action.effects),
        "planned": action.planned,
        "source": action.source,
        "author": action.author,
        "made_on": _day(action.made_on),
        "note": last.note if last else "",
        "changed_by": last.author if last else "",
        "changed_at": last.at.isoformat(timespec="seconds") if last else None,
        "as_at": as_at.isoformat(),
    }


def action_rows_for_sheets(rows: Iterable[Row]) -> Iterator[Row]:
    return for_sheets(rows, TYPED)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
