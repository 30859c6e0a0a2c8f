"""Which organisations make up one of today, in a period before it was what it is?"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dashboard.organisations import Succession
from dashboard.periods import long_month
from dashboard.store import PerformanceStore

_DAY = timedelta(days=1)
# A new code stands in the register for some months before anybody is commissioned under it.
_RESERVED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Footprint:
    """An organisation that took over others.

    changes: the days on which its area, or that of one it took over, became another, in order.
    members: whose figures are its own before each of those days. split: the takeover of a part
    only, before which nobody's figures are those of its area. inherited: those of the changes
    before which other people's figures stand under its code.
    """

    code: str
    changes: tuple[date, ...]
    members: tuple[tuple[str, ...], ...]
    split: Succession | None = None
    inherited: tuple[date, ...] = field(default=())

    @property
    def begins(self) -> date:
        """From when on its area can be put together."""
        return self.split.effective_from if self.split else date.min

    @property
    def changed(self) -> date:
        """Since when its own figures are all there is."""
        return self.changes[-1]

    def members_at(self, end: date) -> tuple[str, ...]:
        """Whose figures of a period that ended then are those of today's area."""
        number = bisect_right(self.changes, end)
        return self.members[number] if number < len(self.members) else (self.code,)

    @property
    def others(self) -> tuple[str, ...]:
        """Everybody but the organisation itself whose figures count at any time."""
        return tuple(
            dict.fromkeys(code for some in self.members for code in some if code != self.code)
        )

    def said(self, first: date) -> str:
        """Who is added up before when, for figures that reach back to a day."""
        told = [
            f"of {', '.join(some)} before {long_month(day)}"
            for day, some in zip(reversed(self.changes), reversed(self.members), strict=True)
            if first < day and day > self.begins and some != (self.code,)
        ]
        return f"the sum {', and '.join(told)}" if told else ""


def footprint_of(store: PerformanceStore, code: str, as_at: date) -> Footprint | None:
    """None where the organisation had taken nobody over by the day, which is nearly everybody."""
    if not store.predecessors(code):
        return None
    changes = tuple(sorted(_changes(store, code, as_at)))
    if not changes:
        return None
    own = {each.effective_from for each in _taken(store, code, as_at)}
    born = _born(store, code)
    return Footprint(
        code,
        changes,
        tuple(_members(store, code, day - _DAY, as_at) for day in changes),
        _split(store, code, as_at),
        tuple(sorted(day for day in own if born < day)),
    )


def _taken(store: PerformanceStore, code: str, as_at: date) -> Sequence[Succession]:
    """A register may have a code that goes on under itself, which takes nobody over."""
    return [
        each
        for each in store.predecessors(code)
        if each.effective_from <= as_at and each.predecessor != code
    ]


def _changes(store: PerformanceStore, code: str, as_at: date) -> set[date]:
    days = set()
    for each in _taken(store, code, as_at):
        # What one took over after it had itself been taken over is no part of this.
        before = each.effective_from - _DAY
        days |= {each.effective_from, *_changes(store, each.predecessor, before)}
    return days


def _members(store: PerformanceStore, code: str, end: date, as_at: date) -> tuple[str, ...]:
    found = [code] if _born(store, code) <= end else []
    for each in _taken(store, code, as_at):
        if end < each.effective_from:
            before = each.effective_from - _DAY
            found += _members(store, each.predecessor, end, before)
    return tuple(sorted(set(found)))


def _born(store: PerformanceStore, code: str) -> date:
    """Since when figures stand under a code; one that is newer than its merger begins with it."""
    since = store.organisation(code).valid_from or date.min
    merged = [each.effective_from for each in store.predecessors(code) if each.predecessor != code]
    if not merged or since == date.min:
        return since
    return min(merged) if since > min(merged) - _RESERVED else since


def _split(store: PerformanceStore, code: str, as_at: date) -> Succession | None:
    """The last takeover of a part, its own or that of one it took over."""
    found = []
    for each in _taken(store, code, as_at):
        if each.share < 1:
            found.append(each)
        earlier = _split(store, each.predecessor, each.effective_from - _DAY)
        found += [earlier] if earlier else []
    return max(found, key=lambda each: each.effective_from, default=None)
