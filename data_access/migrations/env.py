"""Where Alembic finds the schema and the connection."""

from alembic import context
from sqlalchemy import Connection

from dashboard.settings import read_settings
from data_access.tables import Base


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    # Reached from the alembic command line: the database of the settings.
    from data_access.database import open_engine

    with open_engine(read_settings().database_url).begin() as connection:
        _run(connection)
