"""By which former names and codes is an organisation still found?"""

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from dashboard.organisations import Level
from data_access.tables import OrganisationAlias

# They share names, so that they are found by their codes alone.
BY_CODE_ALONE = {Level.PRACTICE, Level.PCN}


def keep_spellings(connection: Connection, spellings: Iterable[tuple[str, str]]) -> None:
    """Spellings with the codes they stand for; one that stands for another code stays so."""
    table = OrganisationAlias
    wanted = {" ".join(spelt.split()).casefold(): code for spelt, code in spellings}
    if not wanted:
        return
    query = select(table.alias).where(table.within == "")
    known = set(connection.execute(query).scalars())
    new = [
        {"alias": spelt, "within": "", "code": code}
        for spelt, code in wanted.items()
        if spelt not in known
    ]
    if new:
        connection.execute(insert(table), new)
