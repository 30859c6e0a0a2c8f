"""Which actions were done, or fell overdue, since a board met?"""

from collections.abc import Mapping
from datetime import date
from textwrap import shorten

from dashboard.organisations import Organisation
from dashboard.periods import long_date
from dashboard.services.board.model import Change
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import actions_of_place
from dashboard.services.summary import Summary
from dashboard.written.actions import Action, ActionStatus
from dashboard.written.meetings import Snapshot

OVERDUE = "overdue"
_LONGEST = 110  # characters of an action; all of it stands on the page of its trend


def status_of(action: Action, as_at: date) -> str:
    """As a meeting keeps it: its status, or that it was late on that day."""
    return OVERDUE if action.overdue(as_at) else action.status.value


def whose(data: Data, place: Organisation, as_at: date) -> list[str]:
    """Its own, and those of the groups that it plans with."""
    return [place.code, *(each.code for each in data.store.parents(place.code, "group", as_at))]


def actions_since(data: Data, summary: Summary, before: Snapshot) -> list[Change]:
    """Of the indicators that are shown; where all are, those of none in particular too."""
    kept = dict(before.actions)
    shown = {row.indicator.id for row in summary.shown}
    everything = len(summary.shown) == len(summary.rows)
    changes = []
    places = whose(data, summary.place, summary.as_at)
    for action in actions_of_place(data, places, summary.as_at):
        if not everything and action.indicator not in shown:
            continue
        now = status_of(action, summary.as_at)
        if now == kept.get(action.key) or not _since(action, kept, before):
            continue
        if now == OVERDUE:
            changes.append(_change(data, action, "action_overdue", _overdue(action)))
        elif now == ActionStatus.DONE:
            changes.append(_change(data, action, "action_done", _done(action)))
    return changes


def _since(action: Action, kept: Mapping[str, str], before: Snapshot) -> bool:
    """Whether it is since then: one that the meeting did not see may have been late, or done, for
    years before it was written down here."""
    if action.key in kept:
        return True
    if action.changes:
        return action.changes[0].at >= before.made_at
    return action.due_on is not None and action.due_on >= before.as_at


def _change(data: Data, action: Action, kind: str, text: str) -> Change:
    known = action.indicator in data.indicators
    name = data.indicators[action.indicator].short_name if known else ""
    return Change(kind, action.indicator, name, text)


def _overdue(action: Action) -> str:
    by = f", {action.owner}" if action.owner else ""
    when = f" was due {long_date(action.due_on)}" if action.due_on else " is"
    return f"Overdue: {_text(action)}{when}{by}."


def _done(action: Action) -> str:
    last = action.changes[0]
    note = f": {last.note.rstrip('.')}" if last.note else ""
    return f"Done: {_text(action)} ({last.author}, {long_date(last.at.date())}{note})."


def _text(action: Action) -> str:
    return shorten(action.text.rstrip("."), _LONGEST, placeholder="…")
