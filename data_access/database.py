"""How is the database reached, brought up to date, and asked for its facts?"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from data_access.seed import seed
from data_access.tables import Property

MIGRATIONS = Path(__file__).parent / "migrations"


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
    """An engine for the URL; nothing is connected yet."""
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
    """Bring the schema up to date and see that the seed rows are there."""
    with engine.begin() as connection:
        command.upgrade(migration_config(connection), "head")
    with engine.begin() as connection:
        seed(connection)


def read_property(connection: Connection, name: str) -> str | None:
    return connection.execute(select(Property.value).where(Property.name == name)).scalar()


def write_property(connection: Connection, name: str, value: str | None) -> None:
    """Set a property of the database; None removes it."""
    connection.execute(delete(Property).where(Property.name == name))
    if value is not None:
        connection.execute(insert(Property).values(name=name, value=value))
