"""What is kept of what people write beside the figures?"""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import Base, short_text


class MarkRow(Base):
    """kind: note, event, baseline, rebase or ghost. Times are universal. A mark that is withdrawn
    stays, with who did it and when; withdrawn_by is empty until then."""

    __tablename__ = "mark"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(short_text(8))
    indicator: Mapped[str] = mapped_column(short_text(60))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    on: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(short_text(80))
    made_at: Mapped[datetime] = mapped_column(DateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime)
    withdrawn_by: Mapped[str] = mapped_column(short_text(80), default="")
    __table_args__ = (Index("ix_mark_place", "indicator", "organisation"),)
