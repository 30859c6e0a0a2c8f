"""Which connection answers the reads of one request, and as at which moment?"""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from data_access.connections import begins_by_hand, readers
from data_access.database import reaching
from data_access.queries import Rows
from data_access.rows import Tuples
from data_access.statements import Statements
from data_access.tables import Property

T = TypeVar("T")


class Read(Protocol):
    """Asks one query, with values for its parameters."""

    def __call__(self, query: Rows, **values: object) -> Sequence[Row[*tuple[Any, ...]]]: ...


class ReadTuples(Protocol):
    """Asks one query of every click; what comes back is as the driver gives it."""

    def __call__(self, query: Rows, **values: object) -> Tuples: ...


# Asked in every request, before anything else: sent as it is, it needs no building.
_VERSIONS = "SELECT name, value FROM property WHERE name = 'data_version' OR name = 'marks_version'"


def _sent(connection: Connection, text: str, parameters: Any = None) -> Tuples:  # noqa: ANN401
    return connection.exec_driver_sql(text, parameters).all()


class Snapshots:
    """Between `begin` and `end` a thread reads the database as it stood at its first read.

    That is one connection and one transaction, taken only when something is read, so that a
    request for a style sheet costs none. A thread that did not begin has a moment for each read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = readers(engine)
        self._begins = begins_by_hand(engine)
        self._statements = Statements(engine.dialect)
        self._driver = engine.dialect.loaded_dbapi
        self._failures = OperationalError, TimeoutError, self._driver.OperationalError
        self._thread = _OfThread()

    def begin(self) -> None:
        self.end()
        self._thread.lasts = True

    def end(self) -> None:
        self._thread.lasts, self._thread.versions = False, None
        self._close()

    def data_version(self) -> int:
        versions = self._thread.versions  # asked for by every read of a page
        return (self._versions() if versions is None else versions).get("data_version", 0)

    def marks_version(self) -> int:
        """Of what people write: a note must not empty the cache of the figures."""
        return self._versions().get("marks_version", 0)

    def _versions(self) -> Mapping[str, int]:
        """Asked of the database once for what one thread reads between `begin` and `end`."""
        versions = self._thread.versions
        if versions is None:
            rows = self._asked(self._first)
            versions = {name: int(value) for name, value in rows}
            self._thread.versions = versions if self._thread.lasts else None
        return versions

    def _first(self, connection: Connection) -> Tuples:
        """Past SQLAlchemy, whose way of beginning takes longer than the read; by it where that
        fails, since it tells a server that was started anew."""
        if not self._thread.lasts:
            return _sent(connection, _VERSIONS)
        try:
            return self._straight(connection, _VERSIONS, None, self._begins)
        except self._driver.Error:
            self._close()
            return self._on_connection(lambda anew: _sent(anew, _VERSIONS))

    def property(self, name: str) -> str | None:
        found = self.rows(select(Property.value).where(Property.name == name))
        return found[0][0] if found else None

    def rows(self, query: Rows, **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
        """Raises DatabaseUnreachable where the database cannot be reached or does not answer."""
        return self._asked(lambda connection: connection.execute(query, values or None).all())

    def tuples(self, query: Rows, **values: object) -> Tuples:
        """The same of a query that is kept, in half the time: nothing is built, and rows are as
        the driver gives them. SQLite's days are text, and what is true is 1."""
        text, parameters = self._statements.ready(query, values)
        # What the moment of a request has begun with was SQLAlchemy's, which connects anew.
        begun = self._thread.versions is not None
        ask = self._straight if begun else _sent
        return self._asked(lambda connection: ask(connection, text, parameters))

    def _straight(
        self,
        connection: Connection,
        text: str,
        parameters: Any,  # noqa: ANN401
        before: str = "",
    ) -> Tuples:
        """Past SQLAlchemy, which looks up what every column of every answer is."""
        cursor = connection.connection.cursor()
        try:
            if before:
                cursor.execute(before)
            cursor.execute(text, parameters or ())
            return cursor.fetchall()
        except self._driver.Error:
            connection.invalidate()  # whatever it was, nothing more is read from this one
            raise
        finally:
            cursor.close()

    def _asked(self, ask: Callable[[Connection], T]) -> T:
        try:
            try:
                return self._on_connection(ask)
            except DBAPIError as error:
                if not error.connection_invalidated or self._thread.versions is not None:
                    raise
                # The server was started anew since the pool connected; nothing is read yet.
                self._close()
                return self._on_connection(ask)
        except self._failures:
            with reaching(str(self._engine.url), *self._failures):
                raise

    def _on_connection(self, ask: Callable[[Connection], T]) -> T:
        if not self._thread.lasts:
            with self._engine.connect() as connection:
                return ask(connection)
        if self._thread.connection is None:
            self._thread.connection = self._engine.connect()
        return ask(self._thread.connection)

    def _close(self) -> None:
        connection, self._thread.connection = self._thread.connection, None
        if connection is not None:
            connection.close()


class _OfThread(threading.local):
    lasts: bool = False
    versions: Mapping[str, int] | None = None
    connection: Connection | None = None
