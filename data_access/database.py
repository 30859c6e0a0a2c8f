"""How is the database reached, brought up to date, and asked for its facts?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from dashboard.errors import DatabaseUnreachable
from data_access.seed import seed
from data_access.tables import Property

MIGRATIONS = Path(__file__).parent / "migrations"
_CREDENTIALS = re.compile(r"//.*@")


@contextmanager
def reaching(url: str, *besides: type[Exception]) -> Iterator[None]:
    """What a database refuses, and the errors named besides, as DatabaseUnreachable."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (SQLAlchemyError, *besides)):
            raise
        raise DatabaseUnreachable(_without_password(url), _reason(error)) from error


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string()
    except (ArgumentError, ValueError):
        return _CREDENTIALS.sub("//***@", url)


def _reason(error: Exception) -> str:
    if isinstance(error, NoSuchModuleError):
        return "no such kind of database is known"
    if isinstance(error, (ArgumentError, ValueError)):
        return "this is not the URL of a database, such as sqlite:///trajectory.db"
    if isinstance(error, ImportError):
        return f'its driver, the Python package "{error.name or error}", is not installed'
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return " ".join(said.split()).rstrip(".") or type(error).__name__


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # Write-ahead log: readers go on reading what stood before a load until it is committed.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_engine(url: str) -> Engine:
    """An engine for the URL; nothing is connected yet. Raises DatabaseUnreachable."""
    with reaching(url, ImportError, OSError, ValueError):
        engine = create_engine(url)
        if make_url(url).get_backend_name() == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
    return engine


def migration_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def prepare(engine: Engine) -> None:
    """Bring the schema up to date and see that the seed rows are there.

    Raises DatabaseUnreachable, also for a schema newer than this program.
    """
    besides = (CommandError, ImportError, OSError)
    with reaching(str(engine.url), *besides), engine.begin() as connection:
        config = migration_config(connection)
        if connection.dialect.name == "sqlite" and _is_behind(connection, config):
            # Of two programs that find a new database, one waits for the other to make it.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        command.upgrade(config, "head")
        seed(connection)


def _is_behind(connection: Connection, config: Config) -> bool:
    now = MigrationContext.configure(connection).get_current_revision()
    return now != ScriptDirectory.from_config(config).get_current_head()


def read_property(connection: Connection, name: str) -> str | None:
    return connection.execute(select(Property.value).where(Property.name == name)).scalar()


def write_property(connection: Connection, name: str, value: str | None) -> None:
    """Set a property of the database; None removes it."""
    connection.execute(delete(Property).where(Property.name == name))
    if value is not None:
        connection.execute(insert(Property).values(name=name, value=value))
