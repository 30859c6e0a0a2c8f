"""Which connection answers the reads of one request, and as at which moment?"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Row, Select, select
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from data_access.connections import readers
from data_access.database import reaching
from data_access.tables import Property

Rows = Select[*tuple[Any, ...]]
Values = Mapping[str, object]


class Read(Protocol):
    """Asks one query, with values for its parameters."""

    def __call__(self, query: Rows, **values: object) -> Sequence[Row[*tuple[Any, ...]]]: ...


# Asked in every request, before anything else: sent as it is, it needs no building.
_VERSIONS = "SELECT name, value FROM property WHERE name = 'data_version' OR name = 'marks_version'"


def _answer(
    connection: Connection, query: Rows | str, values: Values
) -> Sequence[Row[*tuple[Any, ...]]]:
    if isinstance(query, str):
        return connection.exec_driver_sql(query).all()
    return connection.execute(query, values or None).all()


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
        self._thread.lasts, self._thread.versions = False, None
        self._close()

    def data_version(self) -> int:
        return self._versions().get("data_version", 0)

    def marks_version(self) -> int:
        """Of what people write: a note must not empty the cache of the figures."""
        return self._versions().get("marks_version", 0)

    def _versions(self) -> Mapping[str, int]:
        """Asked of the database once for what one thread reads between `begin` and `end`."""
        versions = self._thread.versions
        if versions is None:
            versions = {name: int(value) for name, value in self.rows(_VERSIONS)}
            self._thread.versions = versions if self._thread.lasts else None
        return versions

    def property(self, name: str) -> str | None:
        found = self.rows(select(Property.value).where(Property.name == name))
        return found[0][0] if found else None

    def rows(self, query: Rows | str, **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
        """query: built, or one of our own as it is sent. values: of its parameters.

        Raises DatabaseUnreachable where the database cannot be reached or does not answer."""
        try:
            try:
                return self._rows(query, values)
            except DBAPIError as error:
                if not error.connection_invalidated or self._thread.versions is not None:
                    raise
                # The server was started anew since the pool connected; nothing is read yet.
                self._close()
                return self._rows(query, values)
        except (OperationalError, TimeoutError):
            with reaching(str(self._engine.url)):
                raise

    def _rows(self, query: Rows | str, values: Values) -> Sequence[Row[*tuple[Any, ...]]]:
        if not self._thread.lasts:
            with self._engine.connect() as connection:
                return _answer(connection, query, values)
        if self._thread.connection is None:
            self._thread.connection = self._engine.connect()
        return _answer(self._thread.connection, query, values)

    def _close(self) -> None:
        connection, self._thread.connection = self._thread.connection, None
        if connection is not None:
            connection.close()


class _OfThread(threading.local):
    lasts: bool = False
    versions: Mapping[str, int] | None = None
    connection: Connection | None = None
