"""How are actuals and plans kept?

They are series (one line of figures, wholly real or wholly illustrative) with points. Points are
clustered by series and period, the order in which every page reads them.
"""

from datetime import date

from sqlalchemy import Boolean, Date, Float, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import CLUSTERED, Base, short_text


class SeriesRow(Base):
    """One line of figures. kind: actual or plan. Illustrative ones retire when real ones come."""

    __tablename__ = "series"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    provider: Mapped[str] = mapped_column(short_text(60), default="")
    dimension: Mapped[str] = mapped_column(short_text(24), default="")
    member: Mapped[str] = mapped_column(short_text(40), default="")
    indicator: Mapped[str] = mapped_column(short_text(60))
    grain: Mapped[str] = mapped_column(short_text(16))
    kind: Mapped[str] = mapped_column(short_text(8))
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)
    retired: Mapped[bool] = mapped_column(Boolean, default=False)
    __table_args__ = (
        UniqueConstraint(
            "organisation",
            "provider",
            "dimension",
            "member",
            "indicator",
            "grain",
            "kind",
            "illustrative",
            name="uq_series_natural_key",
        ),
    )


class _Figures:
    """Counts (halves and mapped shares occur, so not whole numbers) or a bare published value."""

    numerator: Mapped[float | None] = mapped_column(Float)
    denominator: Mapped[float | None] = mapped_column(Float)
    value: Mapped[float | None] = mapped_column(Float)


class _Located:
    """Where in the file of its load a figure stands: the sheet, None without sheets, and the row as
    a spreadsheet counts it, None or 0 where the reader does not say."""

    sheet: Mapped[str | None] = mapped_column(short_text(60))
    row: Mapped[int | None] = mapped_column(Integer)


class ObservationRow(_Figures, _Located, Base):
    """status: provisional, published, revised. period_end only where it is not the grain's own."""

    __tablename__ = "observation"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(short_text(12))
    absent_reason: Mapped[str | None] = mapped_column(short_text(24))
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class SupersededObservation(_Figures, _Located, Base):
    """What an observation said before a newer file replaced it."""

    __tablename__ = "superseded_observation"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    replaced_by: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(short_text(12))
    absent_reason: Mapped[str | None] = mapped_column(short_text(24))
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class DistributionRow(Base):
    """How many people had waited each number of weeks, of the same series and period.

    bands: as `band_text` writes them, `3,,1;52:2`.
    """

    __tablename__ = "distribution"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    bands: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class PlanVersionRow(Base):
    """status: draft, final, resubmission, local."""

    __tablename__ = "plan_version"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    slug: Mapped[str] = mapped_column(short_text(80), unique=True)
    name: Mapped[str] = mapped_column(short_text(200))
    scenario: Mapped[str] = mapped_column(short_text(60), default="")
    status: Mapped[str] = mapped_column(short_text(16))
    submitted_on: Mapped[date | None] = mapped_column(Date)
    illustrative: Mapped[bool] = mapped_column(Boolean, default=False)


class PlanRow(_Figures, Base):
    __tablename__ = "plan"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class SupersededPlan(_Figures, Base):
    __tablename__ = "superseded_plan"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), primary_key=True)
    replaced_by: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)
