"""What hangs from nothing?"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, func, select

from dashboard.organisations import Level
from dashboard.periods import long_date
from data_access.organisations.named import children, is_open, labels
from data_access.tables import Hierarchy, OrganisationRow, SeriesRow


def practices(connection: Connection, on: date) -> Iterator[str]:
    row = OrganisationRow
    query = select(row.code, row.valid_from).where(
        row.level == Level.PRACTICE.value,
        row.status == "active",
        is_open(row, on),
        row.code.not_in(children("commissioner", on)),
    )
    named = labels(connection)
    for code, opened in connection.execute(query):
        since = f", open since {long_date(opened)}," if opened else ""
        yield f"{named[code]}{since} is in no commissioner on {long_date(on)}"


def localities(connection: Connection, on: date) -> Iterator[str]:
    """Localities are known from plans; which practices they are made of, the site says."""
    row = OrganisationRow
    there = select(row.code).where(row.level == Level.LOCALITY.value, is_open(row, on))
    hung = select(Hierarchy.child).where(Hierarchy.kind == "locality")
    filled = select(Hierarchy.parent).where(Hierarchy.kind == "practice")
    named = labels(connection)
    for code in connection.execute(there.where(row.code.not_in(hung))).scalars():
        yield f"{named[code]} is in no commissioner"
    for code in connection.execute(there.where(row.code.not_in(filled))).scalars():
        yield f"{named[code]} has no practices"


def providers(connection: Connection, on: date) -> Iterator[str]:
    """A series names the provider by its code alone."""
    known = select(OrganisationRow.code)
    query = (
        select(SeriesRow.provider, func.count())
        .where(SeriesRow.provider != "", SeriesRow.provider.not_in(known))
        .group_by(SeriesRow.provider)
    )
    for code, count in connection.execute(query):
        yield f"{code} has {count:,} series and no name"


def commissioners(connection: Connection, on: date) -> Iterator[str]:
    row = OrganisationRow
    shown = select(SeriesRow.organisation).where(~SeriesRow.retired)
    inside = select(Hierarchy.child).where(Hierarchy.kind == "stp")
    query = select(row.code).where(
        row.level == Level.CCG.value, row.code.in_(shown), row.code.not_in(inside)
    )
    named = labels(connection)
    for code in connection.execute(query).scalars():
        yield f"{named[code]} is in no STP or ICB at any time"
