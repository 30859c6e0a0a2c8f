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
from sqlalchemy import Connection, Engine, create_engine, delete, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from dashboard.errors import DatabaseUnreachable
from data_access.connections import engine_options, set_up, writing
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


def open_engine(url: str, threads: int = 8) -> Engine:
    """An engine for the URL; nothing is connected yet. Raises DatabaseUnreachable.

    threads: how many requests are answered at the same time.
    """
    with reaching(url, ImportError, OSError, ValueError):
        engine = create_engine(url, **engine_options(make_url(url), threads))
        set_up(engine)
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
    with reaching(str(engine.url), CommandError, ImportError, OSError):
        with engine.connect() as connection:
            behind = _is_behind(connection)
        # Of two programs that find a new database, one waits for the other to make it.
        with writing(engine) if behind else engine.begin() as connection:
            command.upgrade(migration_config(connection), "head")
            seed(connection)


def _is_behind(connection: Connection) -> bool:
    now = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory.from_config(migration_config(connection)).get_current_head()
    return now != newest


def read_property(connection: Connection, name: str) -> str | None:
    return connection.execute(select(Property.value).where(Property.name == name)).scalar()


def write_property(connection: Connection, name: str, value: str | None) -> None:
    """Set a property of the database; None removes it."""
    connection.execute(delete(Property).where(Property.name == name))
    if value is not None:
        connection.execute(insert(Property).values(name=name, value=value))
