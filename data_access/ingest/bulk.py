"""How do many rows get into a table by the fast path of each database?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import ne
from typing import Any

import pandas as pd
from psycopg import sql
from sqlalchemy import Column, Connection, MetaData, Table, column, insert
from sqlalchemy import table as lightweight
from sqlalchemy.exc import DBAPIError

# Rows held as Python objects at a time; more is no faster, and memory stays level.
_BATCH = 20_000

Row = Sequence[Any]


def bulk_insert(
    connection: Connection, into: Table, columns: Sequence[str], rows: Iterable[Row]
) -> int:
    """Insert rows whose values stand in the order of `columns`; how many they were.

    Values are plain Python ones (what `tolist()` gives), NaN for none. A column left out has its
    default of the database, not the one that the table's class states.
    """
    count, left = 0, iter(rows)
    while batch := list(islice(left, _BATCH)):
        _write(connection, into, columns, zip(*batch, strict=True))
        count += len(batch)
    return count


def insert_frame(connection: Connection, into: Table, frame: pd.DataFrame) -> None:
    """Insert the columns of a frame that the table has; column by column is quicker still."""
    columns = [name for name in frame.columns if name in into.c]
    for first in range(0, len(frame), _BATCH):
        part = frame.iloc[first : first + _BATCH]
        _write(connection, into, columns, (_plain(part[name]) for name in columns))


def _plain(values: pd.Series) -> Sequence[Any]:
    if pd.api.types.is_extension_array_dtype(values.dtype):
        values = values.astype(object).where(values.notna(), None)
    plain: list[Any] = values.tolist()
    return plain


@contextmanager
def staged(connection: Connection, like: Table, frame: pd.DataFrame) -> Iterator[Table]:
    """The rows of a frame as a table that only this connection sees, for one statement to join.

    Its columns are those of `like`. Where the statement fails the transaction does, and the table
    goes with it.
    """
    own = [Column(name, like.c[name].type) for name in frame.columns]
    table = Table(f"staged_{like.name}", MetaData(), *own, prefixes=["TEMPORARY"])
    table.create(connection, checkfirst=False)
    insert_frame(connection, table, frame)
    yield table
    table.drop(connection, checkfirst=False)


def _write(
    connection: Connection, into: Table, columns: Sequence[str], values: Iterable[Sequence[Any]]
) -> None:
    """values: those of each column, in the order of `columns`."""
    stored = [
        _column(each, _conversion(connection, into, name))
        for name, each in zip(columns, values, strict=True)
    ]
    write = _copy if connection.dialect.name == "postgresql" else _execute_many
    write(connection, into, columns, zip(*stored, strict=True))


def _conversion(connection: Connection, into: Table, name: str) -> Callable[[Any], Any] | None:
    dialect = connection.dialect
    return into.c[name].type.dialect_impl(dialect).bind_processor(dialect)


def _column(values: Sequence[Any], convert: Callable[[Any], Any] | None) -> Sequence[Any]:
    """As the driver takes them: none for NaN, and text for a date in SQLite."""
    # Only what is not a number differs from itself; most columns have none and stay as they are.
    if any(map(ne, values, values)):
        values = [None if value != value else value for value in values]
    if convert is None:
        return values
    # Dates and flags repeat: each is converted once.
    known = {value: convert(value) for value in set(values)}
    return [known[value] for value in values]


def _execute_many(
    connection: Connection, into: Table, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    bare = lightweight(into.name, *[column(name) for name in columns])
    statement = str(insert(bare).compile(dialect=connection.dialect))
    connection.exec_driver_sql(statement, list(rows))


def _copy(connection: Connection, into: Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(into.name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    driver: Any = connection.connection.driver_connection
    errors: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except errors as error:
        # The driver is asked directly, so that its errors are given the names of all others here.
        said = statement.as_string(driver)
        raise DBAPIError.instance(said, None, error, errors, dialect=connection.dialect) from error
