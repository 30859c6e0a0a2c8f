"""How is what people wrote in the three rooms read back?"""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from dashboard.written.actions import Action, StatusChange
from dashboard.written.exceptions import Override, WrittenNarrative
from dashboard.written.meetings import Question, SavedView, Snapshot
from data_access.cache import ReadCache, cached
from data_access.small_tables import Grouped, grouped
from data_access.snapshots import Snapshots
from data_access.tables import (
    ActionStatusRow,
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
    Columns,
    as_action,
    as_change,
    as_narrative,
    as_override,
    as_snapshot,
)

T = TypeVar("T")
Column = InstrumentedAttribute[Any]


class WrittenReads:
    """Each kind whole, once for each version of what people write: a page asks for many."""

    def __init__(self, snapshots: Snapshots, cache: ReadCache) -> None:
        self._snapshots = snapshots
        self.cache = cache

    def data_version(self) -> int:
        return self._snapshots.marks_version()

    @cached
    def actions(self) -> Grouped[Action]:
        """By organisation; by due day, those without one last."""
        late = (WrittenActionRow.due_on.is_(None), WrittenActionRow.due_on, WrittenActionRow.id)
        return self._by(WrittenActionRow.organisation, ACTION, as_action, *late)

    @cached
    def changes(self) -> Grouped[StatusChange]:
        """By the action's key, the last first."""
        newest = ActionStatusRow.id.desc()
        return self._by(ActionStatusRow.action, CHANGE, as_change, newest)

    @cached
    def overrides(self) -> Grouped[Override]:
        query = select(OverrideRow.organisation, *OVERRIDE)
        standing = query.where(OverrideRow.withdrawn_at.is_(None)).order_by(OverrideRow.id.desc())
        return grouped(self._snapshots.rows(standing), 1, as_override)

    @cached
    def narratives(self) -> Grouped[WrittenNarrative]:
        """By organisation, the last of each indicator and length."""
        of = (NarrativeRow.organisation, NarrativeRow.indicator, NarrativeRow.length)
        last = select(func.max(NarrativeRow.id)).group_by(*of)
        query = select(NarrativeRow.organisation, *NARRATIVE).where(NarrativeRow.id.in_(last))
        return grouped(self._snapshots.rows(query.order_by(NarrativeRow.id)), 1, as_narrative)

    @cached
    def views(self) -> tuple[SavedView, ...]:
        query = select(*VIEW).where(SavedViewRow.withdrawn_at.is_(None))
        found = [SavedView(*row) for row in self._snapshots.rows(query)]
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))

    @cached
    def questions(self) -> Grouped[Question]:
        order = (QuestionRow.week, QuestionRow.id)
        return self._by(QuestionRow.board, QUESTION, Question, *order)

    @cached
    def meetings(self, organisation: str) -> tuple[Snapshot, ...]:
        """The last kept of each day: they are long, so one organisation's are read."""
        order = (SnapshotRow.held_on.desc(), SnapshotRow.id.desc())
        query = select(*SNAPSHOT).where(SnapshotRow.organisation == organisation)
        found = [as_snapshot(*row) for row in self._snapshots.rows(query.order_by(*order))]
        return tuple(next(same) for _, same in groupby(found, attrgetter("held_on")))

    def _by(
        self,
        key: Column,
        columns: Columns,
        make: Callable[..., T],
        *order: ColumnElement[Any] | Column,
    ) -> Grouped[T]:
        return grouped(self._snapshots.rows(select(key, *columns).order_by(*order)), 1, make)
