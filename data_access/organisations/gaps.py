"""Where does the line of commissioners, or that of a practice's commissioners, break off?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from sqlalchemy import Connection, select

from dashboard.organisations import Level
from dashboard.periods import long_date
from data_access.organisations.named import labels
from data_access.tables import Hierarchy, OrganisationRow, Succession

_DAY = timedelta(days=1)


def without_successor(connection: Connection, on: date) -> Iterator[str]:
    """CCGs that closed by the day; where the practices went is not known either."""
    row = OrganisationRow
    taken_over = select(Succession.predecessor)
    query = select(row.code, row.valid_to).where(
        row.level == Level.CCG.value, row.valid_to <= on, row.code.not_in(taken_over)
    )
    named = labels(connection)
    for code, closed in connection.execute(query):
        if closed:
            yield f"{named[code]} closed on {long_date(closed)}"


def between_commissioners(connection: Connection, on: date) -> Iterator[str]:
    """Practices that left one and joined another later than on the next day."""
    table = Hierarchy
    query = (
        select(table.child, table.parent, table.valid_from, table.valid_to)
        .where(table.kind == "commissioner", table.valid_from <= on)
        .order_by(table.child, table.valid_from)
    )
    named = labels(connection)
    for practice, links in groupby(connection.execute(query), key=lambda link: link.child):
        for before, after in pairwise(links):
            if before.valid_to and before.valid_to + _DAY < after.valid_from:
                left, joined = long_date(before.valid_to), long_date(after.valid_from)
                yield (
                    f"{named[practice]} left {named[before.parent]} on {left} "
                    f"and joined {named[after.parent]} on {joined}"
                )
