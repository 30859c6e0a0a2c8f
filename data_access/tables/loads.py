"""What is kept of each file that was taken in?"""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import Base, short_text


class LoadRow(Base):
    """One file taken in. `stands_on` orders files: a newer replaces, an older fills gaps.

    `as_at` is the option that it was loaded with, empty without one; it is no date, since a unique
    constraint does not compare what is null.
    """

    __tablename__ = "load"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file_name: Mapped[str] = mapped_column(short_text(300))
    sha256: Mapped[str] = mapped_column(short_text(64))
    as_at: Mapped[str] = mapped_column(short_text(10), default="")
    publication: Mapped[str] = mapped_column(short_text(60), index=True)
    title: Mapped[str] = mapped_column(short_text(200))
    publisher: Mapped[str] = mapped_column(short_text(120))
    licence: Mapped[str] = mapped_column(short_text(200), default="")
    published_on: Mapped[date | None] = mapped_column(Date)
    stands_on: Mapped[date] = mapped_column(Date)
    loaded_at: Mapped[datetime] = mapped_column(DateTime)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    rows: Mapped[int] = mapped_column(Integer)
    new: Mapped[int] = mapped_column(Integer)
    restated: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    older: Mapped[int] = mapped_column(Integer)
    set_aside: Mapped[int] = mapped_column(Integer)
    __table_args__ = (UniqueConstraint("sha256", "as_at"),)


class LoadPeriod(Base):
    """How many source rows a file had for a period, 0 where its reader counts none."""

    __tablename__ = "load_period"
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    rows: Mapped[int] = mapped_column(Integer)


class LoadWarning(Base):
    __tablename__ = "load_warning"
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    message: Mapped[str] = mapped_column(Text)


class RejectedRow(Base):
    """A row kept aside: where it stood, why, and its cells as JSON."""

    __tablename__ = "rejected_row"
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    sheet: Mapped[str] = mapped_column(short_text(120), default="")
    row: Mapped[int] = mapped_column(Integer)
    column: Mapped[str] = mapped_column(short_text(120), default="")
    reason: Mapped[str] = mapped_column(Text)
    cells: Mapped[str] = mapped_column(Text)
