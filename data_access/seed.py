"""Which organisations, spellings and known breaks does every database begin with?"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from data_access.tables import Base, OrganisationRow, Succession

SEEDS = Path(__file__).parent / "seeds"

# In the order in which rows refer to each other: file, table, and the columns by which a row is
# known. A link is known by its ends alone, since a later register may have moved its dates.
_FILES = (
    ("organisations.csv", "organisation", ("code",)),
    ("local_authorities.csv", "organisation", ("code",)),
    ("aliases.csv", "organisation_alias", ("alias", "within")),
    ("local_authority_aliases.csv", "organisation_alias", ("alias", "within")),
    ("hierarchy.csv", "hierarchy", ("parent", "kind", "child")),
    ("succession.csv", "succession", ("predecessor", "successor", "effective_from")),
    ("data_breaks.csv", "data_break", ("indicator", "organisation", "on")),
)
_DATES = {"valid_from", "valid_to", "effective_from", "on"}
# Empty text there means anybody's, every level's, every indicator's.
_EMPTY_ALLOWED = {"within", "organisation", "levels", "indicator"}


def seed(connection: Connection) -> None:
    """Add the seed rows that are not there yet; what is there is never changed."""
    for file, name, key in _FILES:
        table = Base.metadata.tables[name]
        if table is not Succession.__table__:
            _add(connection, table, key, seed_rows(file, table))
    seed_successions(connection)


def seed_successions(connection: Connection) -> None:
    """Those of which both ends are known: most CCGs are, once their register is loaded.

    A merger of which one is not known is left out whole: half of it would pass for all of it.
    """
    file, name, key = next(each for each in _FILES if each[1] == Succession.__tablename__)
    table = Base.metadata.tables[name]
    codes = set(connection.execute(select(OrganisationRow.code)).scalars())
    rows = seed_rows(file, table)
    halves = {row["successor"] for row in rows if row["predecessor"] not in codes}
    whole = [row for row in rows if row["successor"] in codes - halves]
    _add(connection, table, key, whole)


def _add(
    connection: Connection, table: Table, key: tuple[str, ...], rows: list[dict[str, object]]
) -> None:
    known = {tuple(row) for row in connection.execute(select(*[table.c[c] for c in key]))}
    new = [row for row in rows if tuple(row[column] for column in key) not in known]
    if new:
        connection.execute(insert(table), new)


def seed_rows(file: str, table: Table) -> list[dict[str, object]]:
    """The rows of a seed file as the table takes them; columns meant for readers only are left."""
    with (SEEDS / file).open(encoding="utf-8", newline="") as lines:
        return [
            {name: _value(name, text) for name, text in row.items() if name in table.c}
            for row in csv.DictReader(lines)
        ]


def _value(column: str, text: str) -> object:
    if text == "" and column not in _EMPTY_ALLOWED:
        return None
    read: Callable[[str], object] = (
        date.fromisoformat if column in _DATES else float if column == "share" else str
    )
    return read(text)
