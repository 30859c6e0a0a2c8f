"""Which organisations, names and footprints are kept, and from when to when?"""

from datetime import date

from sqlalchemy import Date, Float, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.tables.base import CLUSTERED, Base, short_text


class OrganisationRow(Base):
    """`stands_on` is the date of the register that name and dates are from, None without one.

    `status` is what the newest register says; `organisation_status` has it by date.
    """

    __tablename__ = "organisation"
    code: Mapped[str] = mapped_column(short_text(60), primary_key=True)
    name: Mapped[str] = mapped_column(short_text(200))
    level: Mapped[str] = mapped_column(short_text(24), index=True)
    ons_code: Mapped[str | None] = mapped_column(short_text(12), index=True)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(short_text(16), default="active")
    stands_on: Mapped[date | None] = mapped_column(Date)


class OrganisationStatus(Base):
    """What the register of a date says of each of its rows: active, closed, dormant, proposed, or
    other_setting for one that is no GP practice, of which there may be no organisation."""

    __tablename__ = "organisation_status"
    code: Mapped[str] = mapped_column(short_text(60), primary_key=True)
    from_date: Mapped[date] = mapped_column(Date, primary_key=True)
    status: Mapped[str] = mapped_column(short_text(16))
    __table_args__ = (CLUSTERED,)


class OrganisationAlias(Base):
    """Another spelling of an organisation's name, in small letters.

    `within` is the commissioner whose documents use the spelling, empty when anybody does.
    """

    __tablename__ = "organisation_alias"
    alias: Mapped[str] = mapped_column(short_text(200), primary_key=True)
    within: Mapped[str] = mapped_column(short_text(60), primary_key=True, default="")
    code: Mapped[str] = mapped_column(ForeignKey("organisation.code"))


class Hierarchy(Base):
    """kind: commissioner (practice in a CCG), locality (in a CCG), practice (in a locality), stp,
    region, pcn, group, provider (trust in the ICB it lies in), board_provider (trust in an A&E
    delivery board); and who stands for a commissioner (the parent) where figures are not published
    by commissioner: main_provider, ambulance, local_authority.

    `stands_on` is the date of the file that says so, None for what is seeded.
    """

    __tablename__ = "hierarchy"
    parent: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(short_text(16), primary_key=True)
    child: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    stands_on: Mapped[date | None] = mapped_column(Date)
    __table_args__ = (Index("ix_hierarchy_child_kind", "child", "kind"), CLUSTERED)


class Succession(Base):
    """share is 1 for a whole merger, less where practices split. source: who says so, or what
    shows it."""

    __tablename__ = "succession"
    predecessor: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    successor: Mapped[str] = mapped_column(ForeignKey("organisation.code"), primary_key=True)
    effective_from: Mapped[date] = mapped_column(Date, primary_key=True)
    share: Mapped[float] = mapped_column(Float, default=1.0)
    source: Mapped[str] = mapped_column(Text, default="")


class BreakdownMember(Base):
    """dimension: ae_type, treatment_function, diagnostic_test, tumour_site, cancer_route,
    cancer_stage, delay_responsibility, care_type."""

    __tablename__ = "breakdown_member"
    dimension: Mapped[str] = mapped_column(short_text(24), primary_key=True)
    code: Mapped[str] = mapped_column(short_text(40), primary_key=True)
    name: Mapped[str] = mapped_column(short_text(120))
