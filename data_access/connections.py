"""What is each kind of database told when it is connected to, read and written?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

# Seconds until a server that does not answer counts as unreachable.
_CONNECT_TIMEOUT = 10
# How long SQLite waits for another's lock, in thousandths of a second; a load for another load.
_PATIENCE, _PATIENCE_OF_A_LOAD = 30_000, 600_000
# The number of the lock by which loads queue on PostgreSQL; nothing but ours takes it.
_LOADS = 74_726_163
_WRITING = "trajectory_writing"


def engine_options(url: URL, threads: int) -> dict[str, Any]:
    """A pool with a connection for each thread that answers requests."""
    options: dict[str, Any] = {}
    dialect: Any = url.get_dialect()
    if issubclass(dialect.get_pool_class(url), QueuePool):
        options["pool_size"] = threads
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        options["connect_args"] = {"connect_timeout": _CONNECT_TIMEOUT}
    return options


def set_up(engine: Engine) -> None:
    """See that every connection of the engine begins as it should."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _set_up_postgresql)


def readers(engine: Engine) -> Engine:
    """The same database; all reads of one connection see it as it stood at the first of them."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction at a time: a second load waits here until the first is committed.

    Readers are not held up. What the transaction reads is what the one before it left.
    """
    with engine.execution_options(**{_WRITING: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOADS)))
        yield connection


def begins_by_hand(engine: Engine) -> str:
    """With what a transaction of reads is begun past SQLAlchemy; '' where the driver does it."""
    return "BEGIN" if engine.dialect.name == "sqlite" else ""


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # Transactions begin where SQLAlchemy says so, not before the driver's first insert, so that
    # the reads before it belong to them.
    connection.isolation_level = None
    cursor = connection.cursor()
    # A page of the file holds a line of ten years, which is then read in one piece; said to a
    # database before its first page is written. Write-ahead log: readers go on reading what stood
    # before a load until it is committed.
    for pragma in (
        "page_size=16384",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={_PATIENCE}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get(_WRITING):
        if not connection.connection.in_transaction:  # begun by hand
            connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_OF_A_LOAD}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE}")


def _set_up_postgresql(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # Pages ask the same few dozen questions over and over: each is planned once a connection.
    connection.prepare_threshold = 1
    connection.autocommit = True
    cursor = connection.cursor()
    # Compiling a read of some hundred rows takes longer than the read.
    cursor.execute("SET jit = off")
    cursor.close()
    connection.autocommit = False
