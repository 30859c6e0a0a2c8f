"""What does a database like to have done after many rows came in?"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, func, select, text

from data_access.tables import LoadRow

# Fewer new figures than these are left to the server's own upkeep, which comes within minutes.
_MANY = 20_000


@contextmanager
def tended(engine: Engine) -> Iterator[None]:
    """After many rows PostgreSQL is told at once which pages are whole and how much there is.

    Without it, it would read the table beside the index until its own upkeep comes by.
    SQLite needs nothing.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        before = connection.execute(select(func.max(LoadRow.id))).scalar() or 0
    yield
    came = select(func.sum(LoadRow.new + LoadRow.restated)).where(LoadRow.id > before)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if (connection.execute(came).scalar() or 0) >= _MANY:
            connection.execute(text("VACUUM (ANALYZE) series, observation, plan, distribution"))
