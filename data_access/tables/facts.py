"""What do documents and sites state beside lines of figures?"""

from datetime import date

from sqlalchemy import Date, Float, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import Base, short_text


class LocalStandardRow(Base):
    __tablename__ = "local_standard"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    indicator: Mapped[str] = mapped_column(short_text(60))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    comparator: Mapped[str] = mapped_column(short_text(2))
    value: Mapped[float] = mapped_column(Float)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (Index("ix_local_standard_place", "indicator", "organisation"),)


class ReferenceValueRow(Base):
    """A figure a document states: kind actual, plan or standard. Never a point of a line."""

    __tablename__ = "reference_value"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(short_text(8))
    indicator: Mapped[str] = mapped_column(short_text(60))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    label: Mapped[str] = mapped_column(short_text(200))
    period_start: Mapped[date | None] = mapped_column(Date)
    period_end: Mapped[date | None] = mapped_column(Date)
    numerator: Mapped[float | None] = mapped_column(Float)
    denominator: Mapped[float | None] = mapped_column(Float)
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(short_text(40))
    source: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (Index("ix_reference_value_place", "indicator", "organisation"),)


class ActionRow(Base):
    __tablename__ = "action"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    indicator: Mapped[str] = mapped_column(short_text(60))
    text: Mapped[str] = mapped_column(Text)
    milestone: Mapped[str] = mapped_column(Text)
    start_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    partner: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))


class RiskRow(Base):
    __tablename__ = "risk"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    area: Mapped[str] = mapped_column(short_text(200))
    text: Mapped[str] = mapped_column(Text)
    mitigation: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))


class DataBreakRow(Base):
    """indicator is empty for a break of all of them, organisation for one that is everybody's;
    levels, with a space between, for one of every level. treatment: annotate, gap,
    rebase_suggested, new_series."""

    __tablename__ = "data_break"
    indicator: Mapped[str] = mapped_column(short_text(60), primary_key=True)
    organisation: Mapped[str] = mapped_column(short_text(60), primary_key=True, default="")
    on: Mapped[date] = mapped_column(Date, primary_key=True)
    levels: Mapped[str] = mapped_column(short_text(40), server_default="")
    effect: Mapped[str] = mapped_column(Text)
    treatment: Mapped[str] = mapped_column(short_text(20))


class PopulationBaseRow(Base):
    """A base that the site supplies, such as the prevalence behind IAPT access."""

    __tablename__ = "population_base"
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    base: Mapped[str] = mapped_column(short_text(60), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    value: Mapped[float] = mapped_column(Float)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))


class ProviderShareRow(Base):
    """Which part of a provider's activity is a commissioner's, as the site supplies it.

    share: 0-1. version: what the site calls the set of shares that the row is one of.
    """

    __tablename__ = "provider_share"
    commissioner: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    provider: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    share: Mapped[float] = mapped_column(Float)
    version: Mapped[str] = mapped_column(short_text(80))
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
