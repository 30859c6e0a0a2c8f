"""Which meetings are kept, as rows for programs and for sheets?"""

from dashboard.exports.rows import Row
from dashboard.written.meetings import Snapshot

MEETING_COLUMNS = (
    "meeting", "organisation", "held_on", "name", "as_at", "data_version", "plan", "indicators",
    "author", "made_at",
)  # fmt: skip
TYPED = ("name", "author")


def meeting_row(snapshot: Snapshot) -> Row:
    """indicators: how many had a row that was kept."""
    return {
        "meeting": snapshot.id,
        "organisation": snapshot.organisation,
        "held_on": snapshot.held_on.isoformat(),
        "name": snapshot.name,
        "as_at": snapshot.as_at.isoformat(),
        "data_version": snapshot.data_version,
        "plan": snapshot.plan,
        "indicators": len(snapshot.figures),
        "author": snapshot.author,
        "made_at": snapshot.made_at.isoformat(),
    }
