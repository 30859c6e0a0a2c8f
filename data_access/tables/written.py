"""What is kept of what people write in the three rooms?"""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import Base, short_text


class WrittenActionRow(Base):
    """Times are universal, here and in all that follow. effects: JSON, pairs of a month's first day
    and a change."""

    __tablename__ = "written_action"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    indicator: Mapped[str] = mapped_column(short_text(60))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(short_text(80))
    start_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    effects: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)


class ActionStatusRow(Base):
    """action: the key of one that is written here or that a plan document has; no row is one of a
    table, since a plan that is loaded again has new ones."""

    __tablename__ = "action_status"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    action: Mapped[str] = mapped_column(short_text(40), index=True)
    status: Mapped[str] = mapped_column(short_text(8))
    note: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)


class OverrideRow(Base):
    __tablename__ = "exception_override"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    indicator: Mapped[str] = mapped_column(short_text(60))
    listed: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None] = mapped_column(Date)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime)
    withdrawn_by: Mapped[str] = mapped_column(short_text(80), default="")


class NarrativeRow(Base):
    __tablename__ = "narrative"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    indicator: Mapped[str] = mapped_column(short_text(60))
    length: Mapped[str] = mapped_column(short_text(8))
    text: Mapped[str] = mapped_column(Text)
    generated: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(short_text(64))
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
    __table_args__ = (Index("ix_narrative_place", "organisation", "indicator"),)


class SavedViewRow(Base):
    __tablename__ = "saved_view"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(short_text(80))
    address: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime)
    withdrawn_by: Mapped[str] = mapped_column(short_text(80), default="")


class QuestionRow(Base):
    __tablename__ = "question"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    board: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    week: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    asked_of: Mapped[str] = mapped_column(short_text(80))
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[str] = mapped_column(short_text(80), default="")
    answered_at: Mapped[datetime | None] = mapped_column(DateTime)


class SnapshotRow(Base):
    """seen: JSON, what the meeting saw of each indicator and action."""

    __tablename__ = "meeting_snapshot"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    held_on: Mapped[date] = mapped_column(Date)
    name: Mapped[str] = mapped_column(short_text(80))
    as_at: Mapped[date] = mapped_column(Date)
    data_version: Mapped[int] = mapped_column(Integer)
    plan: Mapped[str] = mapped_column(short_text(80))
    seen: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
