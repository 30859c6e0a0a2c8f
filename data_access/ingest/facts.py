"""Which rows of the small tables does a file bring: standards, actions, reference values?"""

import json
from collections import Counter
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select

from data_access.ingest.kept import Kept
from data_access.ingest.shares import keep_shares
from data_access.tables import Base, LoadRow

# Filled from whole documents, which each row names as its `source`: what an earlier copy of the
# document said gives way, other documents stay.
_DOCUMENTS = {"local_standard", "reference_value", "action", "risk"}

Fact = dict[str, object]


def keep_facts(
    connection: Connection, facts: dict[str, list[Fact]], load_id: int, stands_on: date
) -> Kept:
    """Store rows by table name."""
    kept = Kept()
    for name, rows in facts.items():
        table = Base.metadata.tables[name]
        if name == "provider_share":
            kept += keep_shares(connection, rows, load_id)
            continue
        if name not in _DOCUMENTS:
            kept += _keep_by_key(connection, table, rows, load_id)
            continue
        for source in dict.fromkeys(str(row["source"]) for row in rows):
            said = [row for row in rows if row["source"] == source]
            earlier = _earlier_copies(table, source, load_id)
            kept += _keep_document(connection, table, said, earlier, (load_id, stands_on))
    return kept


def _earlier_copies(table: Table, source: str, load_id: int) -> ColumnElement[bool]:
    """The rows of one document that files of the same kind brought before."""
    kind = select(LoadRow.publication).where(LoadRow.id == load_id).scalar_subquery()
    alike = select(LoadRow.id).where(LoadRow.publication == kind)
    return and_(table.c.source == source, table.c.load_id.in_(alike))


def _keep_document(
    connection: Connection,
    table: Table,
    said: list[Fact],
    earlier: ColumnElement[bool],
    load: tuple[int, date],
) -> Kept:
    load_id, stands_on = load
    dates = select(LoadRow.stands_on).join(table, table.c.load_id == LoadRow.id).where(earlier)
    if any(each > stands_on for each in connection.execute(dates).scalars()):
        return Kept(older=len(said))
    before, now = Counter(_stored(connection, table, earlier)), Counter(map(_signature, said))
    if before != now:
        connection.execute(delete(table).where(earlier))
        connection.execute(insert(table), [{**row, "load_id": load_id} for row in said])
    same = (before & now).total()
    return Kept(new=len(said) - same, unchanged=same)


def _keep_by_key(connection: Connection, table: Table, rows: list[Fact], load_id: int) -> Kept:
    """Rows that a key of their own knows; the last to say something of a key is right."""
    before = set(_stored(connection, table))
    key = [column.name for column in table.primary_key.columns]
    said = {tuple(row[name] for name in key): row for row in rows}
    fresh = [row for row in said.values() if _signature(row) not in before]
    for row in fresh:
        at = and_(*[table.c[name] == row[name] for name in key])
        connection.execute(delete(table).where(at))
    if fresh:
        extra = {"load_id": load_id} if "load_id" in table.c else {}
        connection.execute(insert(table), [{**row, **extra} for row in fresh])
    return Kept(new=len(fresh), unchanged=len(rows) - len(fresh))


def _stored(
    connection: Connection, table: Table, which: ColumnElement[bool] | None = None
) -> list[str]:
    columns = [column for column in table.c if column.name not in ("id", "load_id")]
    query = select(*columns) if which is None else select(*columns).where(which)
    return [_signature(dict(row)) for row in connection.execute(query).mappings()]


def _signature(row: Fact) -> str:
    """Equal for equal facts; what a row leaves out is as good as empty."""
    return json.dumps({k: v for k, v in row.items() if v is not None}, sort_keys=True, default=str)
