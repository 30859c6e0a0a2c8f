"""How is what people write beside the figures kept, and read back?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, Integer, Text, cast, insert, select, update

from dashboard.errors import UnknownMark
from dashboard.marking import Mark, MarkKind, NewMark
from data_access.cache import ReadCache, cached
from data_access.database import reaching
from data_access.small_tables import Grouped, grouped
from data_access.snapshots import Snapshots
from data_access.tables import MarkRow, Property

NEXT_VERSION = (
    update(Property)
    .where(Property.name == "marks_version")
    .values(value=cast(cast(Property.value, Integer) + 1, Text))
)
_COLUMNS = (
    MarkRow.kind,
    MarkRow.on,
    MarkRow.until,
    MarkRow.text,
    MarkRow.author,
    MarkRow.made_at,
    MarkRow.id,
)


class MarkReads:
    """Every mark that stands, read once for each version of them: a page asks for 40 at a time."""

    def __init__(self, snapshots: Snapshots, cache: ReadCache) -> None:
        self._snapshots = snapshots
        self.cache = cache

    def data_version(self) -> int:
        return self._snapshots.marks_version()

    @cached
    def standing(self) -> Grouped[Mark]:
        """By indicator and organisation."""
        query = select(MarkRow.indicator, MarkRow.organisation, *_COLUMNS)
        standing = query.where(MarkRow.withdrawn_at.is_(None)).order_by(MarkRow.on, MarkRow.id)
        return grouped(self._snapshots.rows(standing), 2, _mark)


class SqlMarkBook:
    """MarkBook over a database. Raises DatabaseUnreachable where it cannot be written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, mark: NewMark) -> Mark:
        values = {**asdict(mark), "kind": str(mark.kind)}
        row = insert(MarkRow).values(**values, made_at=_now(), withdrawn_by="")
        with self._writing() as connection:
            return _mark(*connection.execute(row.returning(*_COLUMNS)).one())

    def withdraw(self, number: int, author: str) -> None:
        standing = (MarkRow.id == number, MarkRow.withdrawn_at.is_(None))
        row = update(MarkRow).where(*standing).values(withdrawn_at=_now(), withdrawn_by=author)
        with self._writing() as connection:
            if connection.execute(row.returning(MarkRow.id)).first() is None:
                raise UnknownMark(number)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction and one new version of the marks, which every process asks for.

        The version comes first: with it the transaction has its turn to write. Loads have a
        version of their own, so that on PostgreSQL a mark does not wait for one.
        """
        with reaching(str(self._engine.url)), self._engine.begin() as connection:
            connection.execute(NEXT_VERSION)
            yield connection


def _mark(
    kind: str, on: date, until: date | None, text: str, author: str, made_at: datetime, number: int
) -> Mark:
    return Mark(MarkKind(kind), on, until, text, author, made_at.date(), number)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
