"""What of all that happened since the last board matters to this one?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.calculations.spc.model import Variation
from dashboard.errors import UnknownPlanVersion
from dashboard.selection import Selection
from dashboard.services.board.actions_since import actions_since
from dashboard.services.board.changed import Seen, changes_of
from dashboard.services.board.model import SinceLastBoard
from dashboard.services.board.plans_in_force import plans_in_force
from dashboard.services.catalogue import Data
from dashboard.services.judged import judged_line
from dashboard.services.line import performance_line
from dashboard.services.summary import Summary, SummaryRow
from dashboard.written.meetings import KeptFigure, Snapshot

# In this order they are told.
KINDS = (
    "crossed_standard",
    "new_signal",
    "action_overdue",
    "plan_changed",
    "restated",
    "action_done",
)


def since_last_board(data: Data, selection: Selection, summary: Summary) -> SinceLastBoard | None:
    """What changed since the last meeting that was kept, or that of the day chosen.

    None where no meeting is kept that saw the same: figures of another footprint, or held against
    a version of the plan that a reader chose, differ without anything having happened.
    """
    if selection.footprint or selection.plan:
        return None
    held = data.store.snapshots(summary.place.code)
    before = last_board(held, summary.as_at, selection.since)
    if before is None:
        return None
    kept = {each.indicator: each for each in before.figures}
    rows = [row for row in summary.shown if row.indicator.id in kept]
    seen = [_seen(data, row, kept[row.indicator.id]) for row in rows]
    changes = [*plans_in_force(seen), *(change for each in seen for change in changes_of(each))]
    changes += actions_since(data, summary, before)
    return SinceLastBoard(before, tuple(sorted(changes, key=lambda each: KINDS.index(each.kind))))


def last_board(held: Sequence[Snapshot], as_at: date, chosen: date | None) -> Snapshot | None:
    """Of meetings, the last first: the last up to the day chosen, else the last held before the
    as-at date, so that one kept on the day itself is not held against itself."""
    seen = [each for each in held if each.as_at <= as_at]
    if chosen is not None:
        return next((each for each in seen if each.held_on <= chosen), None)
    return next((each for each in seen if each.held_on < as_at), None)


def _seen(data: Data, row: SummaryRow, kept: KeptFigure) -> Seen:
    def again() -> Variation:
        # With all its periods: what the summary read may not reach back far enough.
        line = performance_line(data, row.indicator, row.line.request, row.line.name)
        until = [p for p in line.points if kept.period and p.start <= kept.period]
        return judged_line(data, replace(line, points=tuple(until))).judgement.variation

    def version(slug: str) -> str:
        try:
            return data.store.plan_version(slug).name
        except UnknownPlanVersion:  # it has been withdrawn since
            return slug

    return Seen(kept, row, again, version)
