"""How do people correct the list of exceptions, and what do they write of one?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Length(StrEnum):
    """For whom a narrative is."""

    BOARD = "board"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class NewOverride:
    """Put an indicator on an organisation's list, or take it off, whatever the rules say.

    listed: True puts it on. reason, author: as they were typed. until: the last day for which it
    counts, None for until it is withdrawn.
    """

    organisation: str
    indicator: str
    listed: bool
    reason: str
    author: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """One that stands."""

    id: int
    organisation: str
    indicator: str
    listed: bool
    reason: str
    author: str
    made_at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NewNarrative:
    """A narrative as a person wrote it.

    generated: what stood there by itself at that moment. facts: the fingerprint of the facts it
    was made of; where today's differ, what was written is stale.
    """

    organisation: str
    indicator: str
    length: Length
    text: str
    generated: str
    facts: str
    author: str


@dataclass(frozen=True, slots=True)
class WrittenNarrative:
    """The last that was written for an exception at one length; `text` empty gives the generated
    one its place back."""

    id: int
    organisation: str
    indicator: str
    length: Length
    text: str
    generated: str
    facts: str
    author: str
    made_at: datetime
