"""Who keeps what people write in the three rooms?"""

from datetime import date
from typing import Protocol

from dashboard.errors import ReadOnly
from dashboard.written.actions import Action, ActionStatus, NewAction, StatusChange
from dashboard.written.exceptions import NewNarrative, NewOverride, Override, WrittenNarrative
from dashboard.written.meetings import NewSnapshot, Question, SavedView, Snapshot


class Ledger(Protocol):
    """All writing but marks. Nothing is ever deleted; readers see it as soon as it is written."""

    def add_action(self, action: NewAction) -> Action: ...

    def set_status(
        self, action: str, status: ActionStatus, note: str, author: str
    ) -> StatusChange: ...

    def override(self, override: NewOverride) -> Override: ...

    def withdraw_override(self, number: int, author: str) -> None:
        """Raises UnknownEntry, also for one that is withdrawn already."""

    def write_narrative(self, narrative: NewNarrative) -> WrittenNarrative: ...

    def save_view(self, name: str, address: str, author: str) -> SavedView:
        """Raises NameTaken where another view that stands has the name."""

    def remove_view(self, number: int, author: str) -> None:
        """Raises UnknownEntry."""

    def ask(self, board: str, week: date, text: str, asked_of: str, author: str) -> Question: ...

    def answer(self, number: int, text: str, author: str) -> Question:
        """Raises UnknownEntry."""

    def keep(self, snapshot: NewSnapshot) -> Snapshot: ...


class ClosedLedger:
    """The ledger of a site that only shows: every writing raises ReadOnly."""

    def __getattr__(self, name: str) -> "object":
        raise ReadOnly


CLOSED_LEDGER: Ledger = ClosedLedger()  # type: ignore[assignment]
