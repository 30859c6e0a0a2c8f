"""How do rows of what people wrote become what services ask for, and back?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy.orm import InstrumentedAttribute

from dashboard.written.actions import Action, ActionStatus, Effect, StatusChange
from dashboard.written.exceptions import Length, Override, WrittenNarrative
from dashboard.written.meetings import KeptFigure, Snapshot
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

Columns = tuple[InstrumentedAttribute[Any], ...]


def _columns(table: type[Base], names: str) -> Columns:
    return tuple(getattr(table, name) for name in names.split())


ACTION = _columns(
    WrittenActionRow,
    "id organisation indicator text owner start_on due_on effects author made_at",
)
CHANGE = _columns(ActionStatusRow, "action status note author made_at")
OVERRIDE = _columns(OverrideRow, "id organisation indicator listed reason author made_at until")
NARRATIVE = _columns(
    NarrativeRow, "id organisation indicator length text generated facts author made_at"
)
VIEW = _columns(SavedViewRow, "id name address author made_at")
QUESTION = _columns(
    QuestionRow,
    "id board week text asked_of author made_at answer answered_by answered_at",
)
SNAPSHOT = _columns(
    SnapshotRow, "id organisation held_on name as_at data_version plan seen author made_at"
)


def as_action(
    number: int,
    organisation: str,
    indicator: str,
    text: str,
    owner: str,
    start_on: date | None,
    due_on: date | None,
    effects: str,
    author: str,
    made_at: datetime,
) -> Action:
    brings = tuple(Effect(date.fromisoformat(day), by) for day, by in orjson.loads(effects))
    return Action(
        f"w{number}",
        organisation,
        indicator,
        text,
        "",
        owner,
        start_on,
        due_on,
        False,
        "",
        author,
        made_at.date(),
        brings,
    )


def effects_text(effects: Sequence[Effect]) -> str:
    return orjson.dumps([(each.month, each.change) for each in effects]).decode()


def as_change(action: str, status: str, note: str, author: str, at: datetime) -> StatusChange:
    return StatusChange(action, ActionStatus(status), note, author, at)


def as_override(number: int, organisation: str, indicator: str, *rest: object) -> Override:
    return Override(number, organisation, indicator, *rest)  # type: ignore[arg-type]


def as_narrative(
    number: int, organisation: str, indicator: str, length: str, *rest: object
) -> WrittenNarrative:
    return WrittenNarrative(number, organisation, indicator, Length(length), *rest)  # type: ignore[arg-type]


def as_snapshot(
    number: int,
    organisation: str,
    held_on: date,
    name: str,
    as_at: date,
    data_version: int,
    plan: str,
    seen: str,
    author: str,
    made_at: datetime,
) -> Snapshot:
    kept = orjson.loads(seen)
    figures = tuple(_figure(**each) for each in kept["figures"])
    actions = tuple((action, status) for action, status in kept["actions"])
    return Snapshot(
        number,
        organisation,
        held_on,
        name,
        as_at,
        data_version,
        plan,
        figures,
        actions,
        author,
        made_at,
    )


def _figure(period: str | None, figures: Sequence[tuple[str, float]], **rest: object) -> KeptFigure:
    begins = date.fromisoformat(period) if period else None
    each = tuple((date.fromisoformat(day), value) for day, value in figures)
    return KeptFigure(period=begins, figures=each, **rest)  # type: ignore[arg-type]


def seen_text(figures: Sequence[KeptFigure], actions: Sequence[tuple[str, str]]) -> str:
    """Figures as they are, to the last bit: orjson writes the shortest text that reads back so."""
    return orjson.dumps({"figures": figures, "actions": actions}).decode()
