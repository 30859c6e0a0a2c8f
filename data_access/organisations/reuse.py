"""Which codes stand for another organisation than they did before?"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise

from sqlalchemy import Connection, select

from dashboard.periods import long_date
from data_access.organisations.named import labels
from data_access.tables import OrganisationRow, OrganisationStatus, Succession


def codes(connection: Connection, on: date) -> Iterator[str]:
    yield from _taken_over(connection, on)
    yield from _reopened(connection, on)


def _taken_over(connection: Connection, on: date) -> Iterator[str]:
    """A code that was in use before it took others over: its line seems to grow on that day."""
    row, table = OrganisationRow, Succession
    query = (
        select(table.successor, table.effective_from, row.valid_from, table.predecessor)
        .join(row, row.code == table.successor)
        .where(row.valid_from < table.effective_from, table.effective_from <= on)
        .order_by(table.successor, table.effective_from, table.predecessor)
    )
    named = labels(connection)
    every = connection.execute(query).all()
    for (code, day, since), rows in groupby(every, key=lambda each: tuple(each[:3])):
        taken = ", ".join(named[each.predecessor] for each in rows)
        yield f"{named[code]}, in use since {long_date(since)}, took over {taken} on " + (
            f"{long_date(day)}"
        )


def _reopened(connection: Connection, on: date) -> Iterator[str]:
    """A practice that a register has as closed and a later one as active."""
    table = OrganisationStatus
    query = (
        select(table.code, table.from_date, table.status)
        .where(table.from_date <= on, table.status.in_(("active", "closed")))
        .order_by(table.code, table.from_date)
    )
    named = labels(connection)
    for code, rows in groupby(connection.execute(query), key=lambda each: each.code):
        for before, after in pairwise(rows):
            if (before.status, after.status) == ("closed", "active"):
                closed, again = long_date(before.from_date), long_date(after.from_date)
                yield f"{named.get(code, code)} was closed on {closed} and is open on {again}"
