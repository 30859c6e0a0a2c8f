"""What is kept of a meeting: what it saw, what it asked, where to look again?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name for an address. address: path and query of this site, beginning with /."""

    id: int
    name: str
    address: str
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a meeting minuted, and its answer; answered_at is None until there is one.

    board: the delivery board's code. week: the Sunday of the week that was looked at.
    """

    id: int
    board: str
    week: date
    text: str
    asked_of: str
    author: str
    made_at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """What a board saw of one indicator. period: first day of the latest period that had a figure.

    figures: the value of each period shown, by its first day, so that a later restatement is told
    from a change. plan: version in force in that period, plan_value what it said. rag, variation,
    assurance: as the enumerations write themselves. illustrative: whether the figures were; None
    of a meeting that was kept before that was written down.
    """

    indicator: str
    period: date | None
    value: float | None
    plan: str
    plan_value: float | None
    meets_standard: bool | None
    meets_plan: bool | None
    rag: str
    variation: str
    assurance: str
    figures: tuple[tuple[date, float], ...]
    illustrative: bool | None = None


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """What a meeting saw. as_at: as the pages stood. actions: status by the action's key."""

    organisation: str
    held_on: date
    name: str
    as_at: date
    data_version: int
    plan: str
    figures: tuple[KeptFigure, ...]
    actions: tuple[tuple[str, str], ...]
    author: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One that is kept. A second one of the same meeting day takes the place of the first in
    lists; both are kept."""

    id: int
    organisation: str
    held_on: date
    name: str
    as_at: date
    data_version: int
    plan: str
    figures: tuple[KeptFigure, ...]
    actions: tuple[tuple[str, str], ...]
    author: str
    made_at: datetime
