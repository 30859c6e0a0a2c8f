"""Which connection answers the reads of one request, and as at which moment?"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError, TimeoutError

from data_access.connections import readers
from data_access.database import reaching, read_property


class Snapshots:
    """Between `begin` and `end` a thread reads the database as it stood at its first read.

    That is one connection and one transaction, taken only when something is read, so that a
    request for a style sheet costs none. A thread that did not begin has a moment for each read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = readers(engine)
        self._thread = _OfThread()

    def begin(self) -> None:
        self.end()
        self._thread.lasts = True

    def end(self) -> None:
        self._thread.lasts, self._thread.version = False, None
        connection, self._thread.connection = self._thread.connection, None
        if connection is not None:
            connection.close()

    def data_version(self) -> int:
        """Asked of the database once for what one thread reads between `begin` and `end`."""
        version = self._thread.version
        if version is None:
            with self.connection() as connection:
                version = int(read_property(connection, "data_version") or 0)
            self._thread.version = version if self._thread.lasts else None
        return version

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Raises DatabaseUnreachable where the database cannot be reached or does not answer."""
        try:
            if self._thread.lasts:
                yield self._lasting()
            else:
                with self._engine.connect() as connection:
                    yield connection
        except (OperationalError, TimeoutError):
            with reaching(str(self._engine.url)):
                raise

    def _lasting(self) -> Connection:
        if self._thread.connection is None:
            self._thread.connection = self._engine.connect()
        return self._thread.connection


class _OfThread(threading.local):
    lasts: bool = False
    version: int | None = None
    connection: Connection | None = None
