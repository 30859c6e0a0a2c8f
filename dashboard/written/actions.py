"""What is being done, by whom and by when, and what is it to bring?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ActionStatus(StrEnum):
    """Whether it is late follows from its due day, and is never stored."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action is expected to bring in a month, in the indicator's unit, above (or below)
    the last figure before it started. month: its first day."""

    month: date
    change: float


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action as it is written down. organisation: a commissioner, a provider or a delivery
    board. owner, author: names as they were typed; owner may be empty."""

    organisation: str
    indicator: str
    text: str
    owner: str
    start_on: date | None
    due_on: date | None
    effects: tuple[Effect, ...]
    author: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One answer to "is it done?". action: the action's key. at: in universal time."""

    action: str
    status: ActionStatus
    note: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """Of a plan document or written here.

    key: names it in addresses and status changes; of a planned one it is made of what the plan
    says, so that it stays when the plan is loaded again. planned: whether a plan document has it.
    source: the document, or empty. changes: the last first; without one an action is open.
    """

    key: str
    organisation: str
    indicator: str
    text: str
    milestone: str
    owner: str
    start_on: date | None
    due_on: date | None
    planned: bool
    source: str
    author: str
    made_on: date | None
    effects: tuple[Effect, ...] = ()
    changes: tuple[StatusChange, ...] = ()

    @property
    def status(self) -> ActionStatus:
        return self.changes[0].status if self.changes else ActionStatus.OPEN

    def overdue(self, on: date) -> bool:
        """Open after its due day."""
        return self.status is ActionStatus.OPEN and self.due_on is not None and self.due_on < on
