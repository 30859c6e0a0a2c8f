"""What is kept: the schema, for the queries and for Alembic.

Actuals and plans are series (one line of figures, wholly real or wholly illustrative) with points.
Points are clustered by series and period, the order in which every page reads them.
"""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# In SQLite the table is stored in the order of its key; other databases ignore the option.
CLUSTERED = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Property(Base):
    """One fact about the database itself: data_version, as_at, sample."""

    __tablename__ = "property"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class OrganisationRow(Base):
    """`stands_on` is the date of the register that name and dates are from, None without one.

    `status` is what the newest register says; `organisation_status` has it by date.
    """

    __tablename__ = "organisation"
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(24), index=True)
    ons_code: Mapped[str | None] = mapped_column(String(12), index=True)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(16), default="active")
    stands_on: Mapped[date | None] = mapped_column(Date)


class OrganisationStatus(Base):
    """What the register of a date says of each of its rows: active, closed, dormant, proposed, or
    other_setting for one that is no GP practice, of which there may be no organisation."""

    __tablename__ = "organisation_status"
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    from_date: Mapped[date] = mapped_column(Date, primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    __table_args__ = (CLUSTERED,)


class OrganisationAlias(Base):
    """Another spelling of an organisation's name, in small letters.

    `within` is the commissioner whose documents use the spelling, empty when anybody does.
    """

    __tablename__ = "organisation_alias"
    alias: Mapped[str] = mapped_column(String(200), primary_key=True)
    within: Mapped[str] = mapped_column(String(60), primary_key=True, default="")
    code: Mapped[str] = mapped_column(ForeignKey("organisation.code"))


class Hierarchy(Base):
    """kind: commissioner (practice in a CCG), locality (in a CCG), stp, region, pcn, group,
    main_provider. `stands_on` is the date of the file that says so, None for what is seeded."""

    __tablename__ = "hierarchy"
    parent: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    child: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    stands_on: Mapped[date | None] = mapped_column(Date)
    __table_args__ = (Index("ix_hierarchy_child_kind", "child", "kind"), CLUSTERED)


class Succession(Base):
    """share is 1 for a whole merger, less where practices split."""

    __tablename__ = "succession"
    predecessor: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    successor: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    effective_from: Mapped[date] = mapped_column(Date, primary_key=True)
    share: Mapped[float] = mapped_column(Float, default=1.0)


class BreakdownMember(Base):
    """dimension: ae_type, treatment_function, tumour_site."""

    __tablename__ = "breakdown_member"
    dimension: Mapped[str] = mapped_column(String(24), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))


class LoadRow(Base):
    """One file taken in. `stands_on` orders files: a newer replaces, an older fills gaps.

    `as_at` is the option that it was loaded with, empty without one; it is no date, since a unique
    constraint does not compare what is null.
    """

    __tablename__ = "load"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file_name: Mapped[str] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
    as_at: Mapped[str] = mapped_column(String(10), default="")
    publication: Mapped[str] = mapped_column(String(60), index=True)
    title: Mapped[str] = mapped_column(String(200))
    publisher: Mapped[str] = mapped_column(String(120))
    licence: Mapped[str] = mapped_column(String(200), default="")
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
    """How many source rows a file had for a period."""

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
    sheet: Mapped[str] = mapped_column(String(120), default="")
    row: Mapped[int] = mapped_column(Integer)
    column: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(Text)
    cells: Mapped[str] = mapped_column(Text)


class SeriesRow(Base):
    """One line of figures. kind: actual or plan. Illustrative ones retire when real ones come."""

    __tablename__ = "series"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    provider: Mapped[str] = mapped_column(String(60), default="")
    dimension: Mapped[str] = mapped_column(String(24), default="")
    member: Mapped[str] = mapped_column(String(40), default="")
    indicator: Mapped[str] = mapped_column(String(60))
    grain: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(8))
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


class ObservationRow(_Figures, Base):
    """status: provisional, published, revised. period_end only where it is not the grain's own."""

    __tablename__ = "observation"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(12))
    absent_reason: Mapped[str | None] = mapped_column(String(24))
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class SupersededObservation(_Figures, Base):
    """What an observation said before a newer file replaced it."""

    __tablename__ = "superseded_observation"
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(Date, primary_key=True)
    replaced_by: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    period_end: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(12))
    absent_reason: Mapped[str | None] = mapped_column(String(24))
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (CLUSTERED,)


class PlanVersionRow(Base):
    """status: draft, final, resubmission, local."""

    __tablename__ = "plan_version"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    scenario: Mapped[str] = mapped_column(String(60), default="")
    status: Mapped[str] = mapped_column(String(16))
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


class LocalStandardRow(Base):
    __tablename__ = "local_standard"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    indicator: Mapped[str] = mapped_column(String(60))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    comparator: Mapped[str] = mapped_column(String(2))
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
    kind: Mapped[str] = mapped_column(String(8))
    indicator: Mapped[str] = mapped_column(String(60))
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"))
    label: Mapped[str] = mapped_column(String(200))
    period_start: Mapped[date | None] = mapped_column(Date)
    period_end: Mapped[date | None] = mapped_column(Date)
    numerator: Mapped[float | None] = mapped_column(Float)
    denominator: Mapped[float | None] = mapped_column(Float)
    value: Mapped[float] = mapped_column(Float)
    unit: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    __table_args__ = (Index("ix_reference_value_place", "indicator", "organisation"),)


class ActionRow(Base):
    __tablename__ = "action"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), index=True)
    indicator: Mapped[str] = mapped_column(String(60))
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
    area: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    mitigation: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))


class DataBreakRow(Base):
    """organisation is empty for a break that is everybody's. treatment: annotate, gap,
    rebase_suggested, new_series."""

    __tablename__ = "data_break"
    indicator: Mapped[str] = mapped_column(String(60), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60), primary_key=True, default="")
    on: Mapped[date] = mapped_column(Date, primary_key=True)
    effect: Mapped[str] = mapped_column(Text)
    treatment: Mapped[str] = mapped_column(String(20))


class PopulationBaseRow(Base):
    """A base that the site supplies, such as the prevalence behind IAPT access."""

    __tablename__ = "population_base"
    organisation: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    base: Mapped[str] = mapped_column(String(60), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    value: Mapped[float] = mapped_column(Float)
    source: Mapped[str] = mapped_column(Text)
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
