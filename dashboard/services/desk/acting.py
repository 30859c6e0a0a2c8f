"""May this action be written down, or this be said of it? If so, it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from re import ASCII, compile

from dashboard.errors import BadParameter
from dashboard.selection import read_day
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import action_of
from dashboard.services.said import (
    author_of,
    day_or_none,
    fields_of,
    name_or_none,
    needed,
    place_of,
    words_of,
    words_or_none,
)
from dashboard.written.actions import Action, ActionStatus, Effect, NewAction
from dashboard.written.errors import UnknownEntry

FIELDS = (
    "organisation", "indicator", "text", "owner", "start_on", "due_on", "effects", "author",
)  # fmt: skip
STATUS_FIELDS = ("status", "note", "author")
MOST_EFFECTS = 60
_CHANGE = compile(r"([+-]?\d{1,9}(?:\.\d{1,6})?) ?%?", ASCII)
_A_ROW = "a month and a change in each row, such as 2020-04: +1.5"


def add_action(data: Data, given: Mapping[str, object]) -> Action:
    """Write an action; one that says the same as one that is there is that one.

    given: words by field, as a form or a program says them. effects: rows such as `2020-04: +1.5`.
    Raises BadParameter naming the field, UnknownIndicator, UnknownOrganisation and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    place = place_of(data, needed(said, "organisation", "an organisation's code")).code
    start, due = day_or_none(said, "start_on"), day_or_none(said, "due_on")
    if start and due and due < start:
        raise BadParameter("due_on", said["due_on"], f"no day before {said['start_on']}")
    action = NewAction(
        place,
        data.indicators[needed(said, "indicator", "an indicator's id")].id,
        words_of(said, "text", "what is to be done, in words"),
        name_or_none(said, "owner"),
        start,
        due,
        _effects(words_or_none(said, "effects"), start),
        author_of(said),
    )
    return _standing(data, action) or data.ledger.add_action(action)


def set_status(data: Data, key: str, given: Mapping[str, object]) -> Action:
    """The action as it is now. given: status (open, done, dropped), note and author; open of one
    that is open keeps its note.

    Raises UnknownEntry, BadParameter naming the field, and ReadOnly.
    """
    said = fields_of(given, STATUS_FIELDS)
    status = _status(said["status"])
    note, author = words_or_none(said, "note"), author_of(said)
    action = action_of(data, key)
    if action is None or not data.scope.covers(action.organisation):
        raise UnknownEntry("action", key[:40])
    last = action.changes[0] if action.changes else None
    if last and (last.status, last.note, last.author) == (status, note, author):
        return action
    change = data.ledger.set_status(action.key, status, note, author)
    return replace(action, changes=(change, *action.changes))


def _status(status: str) -> ActionStatus:
    if status not in list(ActionStatus):
        raise BadParameter("status", status[:40], "one of " + ", ".join(ActionStatus))
    return ActionStatus(status)


def _effects(text: str, start: date | None) -> tuple[Effect, ...]:
    """One for each month, in order of time."""
    rows = [row.strip() for row in text.replace(";", "\n").split("\n") if row.strip()]
    if len(rows) > MOST_EFFECTS:
        raise BadParameter("effects", "", f"{MOST_EFFECTS} months at most")
    effects = {each.month: each for each in map(_effect, rows)}
    if len(effects) < len(rows):
        raise BadParameter("effects", text[:40], "each month once")
    first = min(effects, default=None)
    if start and first and first < start.replace(day=1):
        raise BadParameter("effects", f"{first:%Y-%m}", f"no month before the start, {start:%Y-%m}")
    return tuple(effects[month] for month in sorted(effects))


def _effect(row: str) -> Effect:
    month, _, change = row.partition(":")
    found = _CHANGE.fullmatch(change.strip().replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise BadParameter("effects", row[:40], _A_ROW)
    return Effect(read_day("effects", month.strip()).replace(day=1), float(found[1]))


def _standing(data: Data, action: NewAction) -> Action | None:
    """The same action, open: a button pressed twice, a request sent again."""
    for each in data.store.written_actions(action.organisation):
        same = NewAction(
            each.organisation,
            each.indicator,
            each.text,
            each.owner,
            each.start_on,
            each.due_on,
            each.effects,
            each.author,
        )
        if same == action and not data.store.status_changes(each.key):
            return each
    return None
