"""What do people write beside the figures, and who keeps it?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from dashboard.errors import ReadOnly


class MarkKind(StrEnum):
    """What a mark does to a line: nothing but a word beside it, or something to its limits.

    An event is something that happened, on a day or from one day to another; only of it may be said
    that figures coincided with it. A note is any other word, and neither touches the limits. A
    baseline is the periods that limits are made of, a rebase the first period of a new process,
    a ghost a period that limits and rules leave out.
    """

    NOTE = "note"
    EVENT = "event"
    BASELINE = "baseline"
    REBASE = "rebase"
    GHOST = "ghost"


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark as it is written down.

    on: first day of its period; of an event its own day, or the first. until: last day of a
    baseline, of an event that lasted, or of the one period that a ghost leaves out; None for the
    others.
    text: the reason. author: a name as it was typed.
    """

    kind: MarkKind
    indicator: str
    organisation: str
    on: date
    until: date | None
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands, of one indicator and organisation; on, until, text and author as there.

    made_on: the day, in universal time, on which it was written.
    """

    kind: MarkKind
    on: date
    until: date | None
    text: str
    author: str
    made_on: date
    id: int


class MarkBook(Protocol):
    """All writing. Nothing is ever deleted; every reader sees a mark as soon as it is written."""

    def add(self, mark: NewMark) -> Mark: ...

    def withdraw(self, number: int, author: str) -> None:
        """Raises UnknownMark, also for a mark that is withdrawn already."""


class ClosedBook:
    """The book of a site that only shows: every writing raises ReadOnly."""

    def add(self, mark: NewMark) -> Mark:
        raise ReadOnly

    def withdraw(self, number: int, author: str) -> None:
        raise ReadOnly


CLOSED = ClosedBook()
