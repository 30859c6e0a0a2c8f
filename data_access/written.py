"""How is what people write in the three rooms kept?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from dashboard.written.actions import Action, ActionStatus, NewAction, StatusChange
from dashboard.written.errors import NameTaken, UnknownEntry
from dashboard.written.exceptions import NewNarrative, NewOverride, Override, WrittenNarrative
from dashboard.written.meetings import NewSnapshot, Question, SavedView, Snapshot
from data_access.database import reaching
from data_access.marks import NEXT_VERSION
from data_access.tables import (
    ActionStatusRow,
    Base,
    NarrativeRow,
    OverrideRow,
    QuestionRow,
    SavedViewRow,
    SnapshotRow,
    WrittenActionRow,
)
from data_access.written_rows import (
    ACTION,
    CHANGE,
    NARRATIVE,
    OVERRIDE,
    QUESTION,
    SNAPSHOT,
    VIEW,
    as_action,
    as_change,
    as_narrative,
    as_override,
    as_snapshot,
    effects_text,
    seen_text,
)


class SqlLedger:
    """Ledger over a database. Raises DatabaseUnreachable where it cannot be written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_action(self, action: NewAction) -> Action:
        values = {**asdict(action), "effects": effects_text(action.effects)}
        return as_action(*self._insert(WrittenActionRow, values, ACTION))

    def set_status(self, action: str, status: ActionStatus, note: str, author: str) -> StatusChange:
        values = {"action": action, "status": str(status), "note": note, "author": author}
        return as_change(*self._insert(ActionStatusRow, values, CHANGE))

    def override(self, override: NewOverride) -> Override:
        return as_override(*self._insert(OverrideRow, asdict(override), OVERRIDE))

    def withdraw_override(self, number: int, author: str) -> None:
        self._withdraw(OverrideRow, "override", number, author)

    def write_narrative(self, narrative: NewNarrative) -> WrittenNarrative:
        values = {**asdict(narrative), "length": str(narrative.length)}
        return as_narrative(*self._insert(NarrativeRow, values, NARRATIVE))

    def save_view(self, name: str, address: str, author: str) -> SavedView:
        values = {"name": name, "address": address, "author": author, "made_at": _now()}
        there = select(SavedViewRow.name).where(SavedViewRow.withdrawn_at.is_(None))
        with self._writing() as connection:
            if name.casefold() in {each.casefold() for each in connection.scalars(there)}:
                raise NameTaken(name)
            row = insert(SavedViewRow).values(**values, withdrawn_by="")
            made: Any = connection.execute(row.returning(*VIEW)).one()
            return SavedView(*made)

    def remove_view(self, number: int, author: str) -> None:
        self._withdraw(SavedViewRow, "saved view", number, author)

    def ask(self, board: str, week: date, text: str, asked_of: str, author: str) -> Question:
        values = {"board": board, "week": week, "text": text, "asked_of": asked_of}
        kept = {**values, "author": author, "answer": "", "answered_by": ""}
        return Question(*self._insert(QuestionRow, kept, QUESTION))

    def answer(self, number: int, text: str, author: str) -> Question:
        values = {"answer": text, "answered_by": author, "answered_at": _now()}
        row = update(QuestionRow).where(QuestionRow.id == number).values(**values)
        with self._writing() as connection:
            found: Any = connection.execute(row.returning(*QUESTION)).first()
            if found is None:
                raise UnknownEntry("question", number)
            return Question(*found)

    def keep(self, snapshot: NewSnapshot) -> Snapshot:
        facts = ("organisation", "held_on", "name", "as_at", "data_version", "plan", "author")
        values = {name: getattr(snapshot, name) for name in facts}
        values["seen"] = seen_text(snapshot.figures, snapshot.actions)
        return as_snapshot(*self._insert(SnapshotRow, values, SNAPSHOT))

    def _insert(self, table: type[Base], values: Mapping[str, Any], columns: Any) -> Any:  # noqa: ANN401 - a row
        withdrawn = {"withdrawn_by": ""} if "withdrawn_by" in table.__table__.columns else {}
        row = insert(table).values(**values, made_at=_now(), **withdrawn)
        with self._writing() as connection:
            return connection.execute(row.returning(*columns)).one()

    def _withdraw(self, table: Any, kind: str, number: int, author: str) -> None:  # noqa: ANN401 - a table
        standing = (table.id == number, table.withdrawn_at.is_(None))
        row = update(table).where(*standing).values(withdrawn_at=_now(), withdrawn_by=author)
        with self._writing() as connection:
            if connection.execute(row.returning(table.id)).first() is None:
                raise UnknownEntry(kind, number)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """As marks are written: one transaction, and a new version that every process asks for."""
        with reaching(str(self._engine.url)), self._engine.begin() as connection:
            connection.execute(NEXT_VERSION)
            yield connection


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
