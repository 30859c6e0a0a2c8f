"""What is being done about a figure, by whom and by when, and what of it is late?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256

from dashboard.documents import PlannedAction
from dashboard.services.catalogue import Data
from dashboard.store import PerformanceStore
from dashboard.written.actions import Action, ActionStatus

_KEY = 12  # digits; of ten thousand actions two meet in one of five million sites
_ENDED = (ActionStatus.DONE, ActionStatus.DROPPED)


def actions_of(
    data: Data, indicator: str, organisations: Sequence[str], as_at: date
) -> tuple[Action, ...]:
    """Of plans and written here: those overdue first, then as they are due, then what has ended.

    organisations: whose, the groups that one plans with among them. as_at: the day on which one is
    overdue or not; what people wrote since is told as well.
    """
    store = data.store
    found = [each for code in organisations for each in _planned(store, indicator, code)]
    found += [
        each
        for code in organisations
        for each in store.written_actions(code)
        if each.indicator == indicator
    ]
    return _in_order(store, found, as_at) if found else ()


def whose_actions(store: PerformanceStore, organisation: str, as_at: date) -> tuple[str, ...]:
    """The organisation and the groups that it plans with, whose actions are its own too."""
    groups = store.parents(organisation, "group", as_at)
    return (organisation, *(each.code for each in groups))


def actions_of_place(
    data: Data,
    organisations: Sequence[str],
    as_at: date,
    due_from: date | None = None,
    due_to: date | None = None,
) -> tuple[Action, ...]:
    """As `actions_of`, of every indicator. due_from, due_to: only those due within these days."""
    found = [each for code in organisations for each in _everything(data, code)]
    if due_from or due_to:
        first, last = due_from or date.min, due_to or date.max
        found = [each for each in found if each.due_on and first <= each.due_on <= last]
    return _in_order(data.store, found, as_at)


def action_of(data: Data, key: str) -> Action | None:
    """By its key, whosever it is; for writing, since everybody is looked through."""
    for place in data.store.organisations():
        for each in _everything(data, place.code):
            if each.key == key:
                return _with_changes(data.store, each)
    return None


def _everything(data: Data, organisation: str) -> Iterator[Action]:
    for indicator in data.indicators:
        yield from _planned(data.store, indicator, organisation)
    yield from data.store.written_actions(organisation)


def _planned(store: PerformanceStore, indicator: str, organisation: str) -> Iterable[Action]:
    """What two documents say in the same words for the same milestone is one action."""
    there = store.actions(indicator, organisation)
    if not there:
        return ()
    made = (_of_plan(indicator, organisation, each) for each in there)
    return {each.key: each for each in made}.values()


@lru_cache(maxsize=4096)
def _of_plan(indicator: str, organisation: str, planned: PlannedAction) -> Action:
    words = "\x1f".join((organisation, indicator, planned.text, planned.milestone))
    return Action(
        f"p{sha256(words.encode()).hexdigest()[:_KEY]}",
        organisation,
        indicator,
        planned.text,
        planned.milestone,
        planned.partner,
        planned.start_on,
        planned.due_on,
        True,
        planned.source,
        "",
        None,
    )


def _in_order(store: PerformanceStore, found: Iterable[Action], as_at: date) -> tuple[Action, ...]:
    told = [_with_changes(store, each) for each in found]
    return tuple(sorted(told, key=lambda each: _place(each, as_at)))


def _with_changes(store: PerformanceStore, action: Action) -> Action:
    changes = store.status_changes(action.key)
    return replace(action, changes=changes) if changes else action


def _place(action: Action, as_at: date) -> tuple[int, date | timedelta, str]:
    """Overdue, open with a day, open without one, done, dropped; what has ended, the last first."""
    if action.status in _ENDED:
        ended = 3 if action.status is ActionStatus.DONE else 4
        return ended, date.max - action.changes[0].at.date(), action.key
    if action.overdue(as_at):
        return 0, action.due_on or date.max, action.key
    return (1 if action.due_on else 2), action.due_on or date.max, action.key
