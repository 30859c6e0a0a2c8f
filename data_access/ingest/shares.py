"""Which shares of a provider are in force when a site supplies one set of them after another?"""

from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select

from data_access.ingest.kept import Kept
from data_access.tables import ProviderShareRow

_KEY = ("commissioner", "provider", "valid_from")
_COLUMNS = (*_KEY, "valid_to", "share", "version", "source", "load_id")
_DAY = timedelta(days=1)

Row = dict[str, object]


def keep_shares(connection: Connection, rows: list[Row], load_id: int) -> Kept:
    """Store shares so that at any time those of one version of a provider are in force.

    A version takes the place of what was said of its providers under the same name, and ends the
    versions that began before it, in whatever order they come.
    """
    providers = sorted({str(row["provider"]) for row in rows})
    before = _stored(connection, providers)
    again = {(row["provider"], row["version"]) for row in rows}
    others = [row for row in before if (row["provider"], row["version"]) not in again]
    after = [
        row
        for provider in providers
        for row in _in_turn(
            [row for row in others if row["provider"] == provider],
            [{**row, "load_id": load_id} for row in rows if row["provider"] == provider],
        )
    ]
    known = {_signature(row) for row in before}
    fresh = [row for row in rows if _signature(row) not in known]
    if {_signature(row) for row in after} != known:
        _replace(connection, providers, after)
    return Kept(new=len(fresh), unchanged=len(rows) - len(fresh))


def _in_turn(others: list[Row], said: list[Row]) -> list[Row]:
    """One provider's rows, each version ended by the next; what is said now wins a tie."""
    versions: dict[object, list[Row]] = {}
    for row in [*others, *said]:
        versions.setdefault(row["version"], []).append(row)
    begun = sorted(versions.values(), key=_first)
    ends = [*(_first(later) - _DAY for later in begun[1:]), date.max]
    return [
        ended
        for version, end in zip(begun, ends, strict=True)
        for row in version
        if (ended := _ended(row, end))
    ]


def _first(version: list[Row]) -> date:
    return min(day for row in version if isinstance(day := row["valid_from"], date))


def _ended(row: Row, end: date) -> Row | None:
    """The row as long as its version lasts; None for one that begins later."""
    start, until = row["valid_from"], row["valid_to"]
    if isinstance(start, date) and start > end:
        return None
    if end == date.max or (isinstance(until, date) and until <= end):
        return row
    return {**row, "valid_to": end}


def _stored(connection: Connection, providers: list[str]) -> list[Row]:
    columns = [getattr(ProviderShareRow, name) for name in _COLUMNS]
    query = select(*columns).where(ProviderShareRow.provider.in_(providers))
    rows = connection.execute(query.order_by(ProviderShareRow.load_id)).mappings()
    return [dict(row) for row in rows]


def _replace(connection: Connection, providers: list[str], rows: list[Row]) -> None:
    table = ProviderShareRow
    connection.execute(delete(table).where(table.provider.in_(providers)))
    connection.execute(insert(table), rows)


def _signature(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _COLUMNS if name != "load_id")
