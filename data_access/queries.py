"""Which rows answer each read of the store? Core selects, nothing run."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from dashboard.organisations import Level
from dashboard.series import SeriesKey
from data_access.tables import (
    DistributionRow,
    Hierarchy,
    ObservationRow,
    OrganisationRow,
    OrganisationStatus,
    PlanRow,
    SeriesRow,
)

# In the pick-list stand those whom a page can be about; parts of a CCG are chosen beside it.
_PICKED = (
    Level.COUNTRY,
    Level.REGION,
    Level.STP,
    Level.CCG,
    Level.TRUST,
    Level.LOCAL_AUTHORITY,
    Level.GROUP,
)
# Who stands for a commissioner where figures are not published by commissioner.
_STAND_INS = ("main_provider", "ambulance", "local_authority")

# Kinds of links that the registers have by the thousand, of practices.
PRACTICE_KINDS = ("commissioner", "pcn")

# The columns of one row, in the order of the fields of the value that it becomes.
_ORGANISATION = (
    OrganisationRow.code,
    OrganisationRow.name,
    OrganisationRow.level,
    OrganisationRow.valid_from,
    OrganisationRow.valid_to,
    OrganisationRow.status,
)
_KEY = (
    SeriesRow.indicator,
    SeriesRow.organisation,
    SeriesRow.grain,
    SeriesRow.provider,
    SeriesRow.dimension,
    SeriesRow.member,
)
# What a figure says, and the load it came with: as the fields of an Observation end.
FIGURE = (
    ObservationRow.numerator,
    ObservationRow.denominator,
    ObservationRow.value,
    ObservationRow.status,
    ObservationRow.absent_reason,
    ObservationRow.load_id,
)
# Each row ends with the number of its series, which tells those of several apart.
_FIGURES = (
    ObservationRow.period_start,
    ObservationRow.period_end,
    *FIGURE,
    ObservationRow.series_id,
)
_POINTS = (
    PlanRow.period_start,
    PlanRow.period_end,
    PlanRow.version_id,
    PlanRow.numerator,
    PlanRow.denominator,
    PlanRow.value,
    PlanRow.series_id,
)
_BY_NAME = (OrganisationRow.name, OrganisationRow.code)

Rows = Select[*tuple[Any, ...]]


def _live(kind: str) -> ColumnElement[bool]:
    return and_(SeriesRow.kind == kind, ~SeriesRow.retired)


def _at(key: SeriesKey) -> ColumnElement[bool]:
    return and_(
        SeriesRow.organisation == key.organisation,
        SeriesRow.provider == key.provider,
        SeriesRow.dimension == key.dimension,
        SeriesRow.member == key.member,
        SeriesRow.indicator == key.indicator,
        SeriesRow.grain == str(key.grain),
    )


def organisations(wanted: ColumnElement[bool] | None = None) -> Rows:
    """By name."""
    query = select(*_ORGANISATION).order_by(*_BY_NAME)
    return query if wanted is None else query.where(wanted)


def organisations_with_ons_codes() -> Rows:
    return select(*_ORGANISATION, OrganisationRow.ons_code)


def organisations_with_figures() -> Rows:
    shown = select(SeriesRow.organisation).where(
        _live("actual"), SeriesRow.provider == "", SeriesRow.dimension == ""
    )
    stood_for = select(Hierarchy.parent).where(
        Hierarchy.kind.in_(_STAND_INS), Hierarchy.child.in_(shown)
    )
    there = or_(OrganisationRow.code.in_(shown), OrganisationRow.code.in_(stood_for))
    return organisations(and_(there, OrganisationRow.level.in_(map(str, _PICKED))))


def parts(parent: str, kind: str, on: date) -> Rows:
    """Those open on the day, with the status that the registers give them for it.

    Of kind `pcn`: the practices of a network, or the networks of a commissioner's practices, since
    a network itself may cross commissioners.
    """
    row = OrganisationRow
    there = select(Hierarchy.child).where(
        Hierarchy.parent == parent, Hierarchy.kind == kind, _holds(Hierarchy, on)
    )
    among: ColumnElement[bool] = row.code.in_(there)
    if kind == "pcn":
        among = or_(among, row.code.in_(_networks(parent, on)))
    is_open = and_(
        or_(row.valid_from.is_(None), row.valid_from <= on),
        or_(row.valid_to.is_(None), row.valid_to >= on),
    )
    return select(*_ORGANISATION[:-1], _status(on)).where(among, is_open).order_by(*_BY_NAME)


def _networks(commissioner: str, on: date) -> Rows:
    practice = aliased(Hierarchy)
    return (
        select(Hierarchy.parent)
        .join(practice, practice.child == Hierarchy.child)
        .where(
            Hierarchy.kind == "pcn",
            _holds(Hierarchy, on),
            practice.parent == commissioner,
            practice.kind == "commissioner",
            _holds(practice, on),
        )
    )


def _status(on: date) -> ColumnElement[str]:
    """What the last register by the day says, else the first one after it, else the organisation.

    A register calls closed what closes later too: until that day it is active.
    """
    table, row = OrganisationStatus, OrganisationRow
    said = select(table.status).where(table.code == row.code).limit(1)
    by_then = said.where(table.from_date <= on).order_by(table.from_date.desc())
    later = said.where(table.from_date > on).order_by(table.from_date)
    found = func.coalesce(by_then.scalar_subquery(), later.scalar_subquery(), row.status)
    closes_later = and_(found == "closed", row.valid_to >= on)
    return case((closes_later, literal("active")), else_=found)


def _holds(link: type[Hierarchy], on: date) -> ColumnElement[bool]:
    return and_(link.valid_from <= on, or_(link.valid_to.is_(None), link.valid_to >= on))


def parents(child: str, kind: str, on: date) -> Rows:
    return (
        select(*_ORGANISATION)
        .join(Hierarchy, Hierarchy.parent == OrganisationRow.code)
        .where(Hierarchy.child == child, Hierarchy.kind == kind, _holds(Hierarchy, on))
        .order_by(*_BY_NAME)
    )


def distributions(key: SeriesKey) -> Rows:
    return (
        select(DistributionRow.period_start, DistributionRow.bands)
        .join(SeriesRow, SeriesRow.id == DistributionRow.series_id)
        .where(_live("actual"), _at(key))
        .order_by(DistributionRow.period_start)
    )


def memberships(parent: str, kind: str) -> Rows:
    """The part, then from when to when it was one."""
    return (
        select(*_ORGANISATION, Hierarchy.valid_from, Hierarchy.valid_to)
        .join(Hierarchy, Hierarchy.child == OrganisationRow.code)
        .where(Hierarchy.parent == parent, Hierarchy.kind == kind)
        .order_by(*_BY_NAME, Hierarchy.valid_from)
    )


# The reads of every click are built once and only bound to their values.
SERIES_OF = (
    select(*_KEY, SeriesRow.kind, SeriesRow.id, SeriesRow.illustrative)
    .where(SeriesRow.organisation == bindparam("organisation"), ~SeriesRow.retired)
    .order_by(SeriesRow.id)
)
SERIES_OF_SEVERAL = (
    select(*_KEY, SeriesRow.kind, SeriesRow.id, SeriesRow.illustrative)
    .where(
        SeriesRow.organisation.in_(bindparam("organisations", expanding=True)),
        SeriesRow.indicator.in_(bindparam("indicators", expanding=True)),
        ~SeriesRow.retired,
    )
    .order_by(SeriesRow.id)
)
OBSERVATIONS = (
    select(*_FIGURES)
    .where(ObservationRow.series_id == bindparam("series"))
    .order_by(ObservationRow.period_start)
)
PLACE_IN_FILE = select(ObservationRow.sheet, ObservationRow.row).where(
    ObservationRow.series_id == bindparam("series"),
    ObservationRow.period_start == bindparam("start"),
)
PLAN_POINTS = (
    select(*_POINTS).where(PlanRow.series_id == bindparam("series")).order_by(PlanRow.period_start)
)
OBSERVATIONS_OF = (
    select(*_FIGURES)
    .where(
        ObservationRow.series_id.in_(bindparam("series", expanding=True)),
        ObservationRow.period_start >= bindparam("since"),
    )
    .order_by(ObservationRow.series_id, ObservationRow.period_start)
)
PLAN_POINTS_OF = (
    select(*_POINTS)
    .where(
        PlanRow.series_id.in_(bindparam("series", expanding=True)),
        PlanRow.period_start >= bindparam("since"),
    )
    .order_by(PlanRow.series_id, PlanRow.period_start)
)
# Who belongs to whom, but for what the registers say of practices.
LINKS = (
    select(
        Hierarchy.parent, Hierarchy.kind, Hierarchy.child, Hierarchy.valid_from, Hierarchy.valid_to
    )
    .where(Hierarchy.kind.not_in(PRACTICE_KINDS))
    .order_by(Hierarchy.valid_from)
)
STATUSES_OF_LINKED = (
    select(OrganisationStatus.code, OrganisationStatus.from_date, OrganisationStatus.status)
    .where(
        OrganisationStatus.code.in_(
            select(Hierarchy.child).where(Hierarchy.kind.not_in(PRACTICE_KINDS))
        )
    )
    .order_by(OrganisationStatus.from_date)
)
VERSIONS_USED = (
    select(PlanRow.version_id)
    .where(PlanRow.series_id.in_(bindparam("series", expanding=True)))
    .distinct()
)
