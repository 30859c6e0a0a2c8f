"""Which files were taken in, and what was set aside of them? Reads for the store."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from dashboard.held import FileTotals, Load, LoadedFile, RowSetAside
from data_access.queries import Rows
from data_access.snapshots import Read
from data_access.tables import LoadPeriod, LoadRow, LoadWarning, RejectedRow

SHOWN_ASIDE = 5  # rows set aside that come with each file
_BATCH = 500

# In the order of the fields of the value that they become.
_FILE = (
    LoadRow.id,
    LoadRow.file_name,
    LoadRow.publication,
    LoadRow.title,
    LoadRow.publisher,
    LoadRow.published_on,
    LoadRow.loaded_at,
    LoadRow.illustrative,
    LoadRow.rows,
    LoadRow.new,
    LoadRow.restated,
    LoadRow.unchanged,
    LoadRow.older,
    LoadRow.set_aside,
)
_ASIDE = (
    RejectedRow.sheet,
    RejectedRow.row,
    RejectedRow.column,
    RejectedRow.reason,
    RejectedRow.cells,
)


def loads(ask: Read, ids: frozenset[int]) -> tuple[Load, ...]:
    table, wanted = LoadRow, sorted(ids)
    query = select(
        table.id,
        table.title,
        table.publisher,
        table.file_name,
        table.published_on,
        table.loaded_at,
        table.illustrative,
    ).order_by(table.id)
    rows = [row for batch in _batches(wanted) for row in ask(query.where(table.id.in_(batch)))]
    return tuple(
        Load(id_, title, publisher, file, published, loaded.date(), illustrative, loaded)
        for id_, title, publisher, file, published, loaded, illustrative in rows
    )


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    """No more in one statement than every database takes."""
    return (ids[first : first + _BATCH] for first in range(0, len(ids), _BATCH))


def files(ask: Read, most: int | None) -> tuple[LoadedFile, ...]:
    """With periods, warnings and the first rows set aside, in one read each."""
    rows = ask(select(*_FILE).order_by(LoadRow.id.desc()).limit(most))
    if not rows:
        return ()
    oldest = rows[-1].id
    spans = {row[0]: row[1:] for row in ask(_spans(oldest))}
    warnings = _by_load(ask(_warnings(oldest)))
    with_aside = [row.id for row in rows if row.set_aside]
    aside = _by_load(row for ids in _batches(with_aside) for row in ask(_first_aside(ids)))
    found = []
    for row in rows:
        first, last, periods = spans.get(row.id, (None, None, 0))
        said = tuple(message for (message,) in warnings[row.id])
        first_aside = tuple(map(_as_row_set_aside, aside[row.id]))
        file = LoadedFile(*row)
        found.append(
            replace(file, first=first, last=last, periods=periods, warnings=said, aside=first_aside)
        )
    return tuple(found)


def _spans(oldest: int) -> Rows:
    table = LoadPeriod
    start = table.period_start
    return (
        select(table.load_id, func.min(start), func.max(start), func.count())
        .where(table.load_id >= oldest)
        .group_by(table.load_id)
    )


def _warnings(oldest: int) -> Rows:
    table = LoadWarning
    return (
        select(table.load_id, table.message)
        .where(table.load_id >= oldest)
        .order_by(table.load_id, table.number)
    )


def _first_aside(ids: Sequence[int]) -> Rows:
    """A load may have thousands; each is asked for by the beginning of its stretch of the key."""
    table = RejectedRow
    return (
        select(table.load_id, *_ASIDE)
        .where(table.load_id.in_(ids), table.number <= SHOWN_ASIDE)
        .order_by(table.load_id, table.number)
    )


def _by_load(rows: Iterable[Sequence[Any]]) -> defaultdict[int, list[Sequence[Any]]]:
    found: defaultdict[int, list[Sequence[Any]]] = defaultdict(list)
    for load, *rest in rows:
        found[load].append(rest)
    return found


def _as_row_set_aside(row: Sequence[Any]) -> RowSetAside:
    sheet, number, column, reason, cells = row
    return RowSetAside(sheet, number, column, reason, tuple(map(str, json.loads(cells))))


def file_totals(ask: Read) -> FileTotals:
    aside = LoadRow.set_aside
    ((files, rows),) = ask(select(func.count(), func.coalesce(func.sum(aside), 0)))
    ((with_rows,),) = ask(select(func.count()).select_from(LoadRow).where(aside > 0))
    return FileTotals(files, with_rows, int(rows))


def set_aside(ask: Read, load: int) -> tuple[RowSetAside, ...]:
    query = select(*_ASIDE).where(RejectedRow.load_id == load).order_by(RejectedRow.number)
    return tuple(map(_as_row_set_aside, ask(query)))
