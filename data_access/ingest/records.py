"""Which rows of the small tables does a file bring: standards, actions, reference values?"""

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, Table, and_, delete, insert, select

from data_access.ingest.publication import NewPlanVersion, Publication, Rejected
from data_access.tables import (
    Base,
    LoadPeriod,
    LoadRow,
    LoadWarning,
    PlanVersionRow,
    RejectedRow,
)

# Filled with whole documents: what an earlier copy of the same document said gives way.
_DOCUMENTS = {"local_standard", "reference_value", "action", "risk"}


def keep_facts(
    connection: Connection, facts: dict[str, list[dict[str, object]]], load_id: int
) -> tuple[int, int]:
    """Store rows by table name; returns how many are new and how many were there already."""
    new = same = 0
    for name, rows in facts.items():
        table = Base.metadata.tables[name]
        before = _earlier(connection, table, load_id)
        unchanged = [row for row in rows if _signature(row) in before]
        if name in _DOCUMENTS:
            _drop_earlier(connection, table, load_id)
            fresh = rows
        else:
            fresh = [row for row in rows if _signature(row) not in before]
            _drop_same_key(connection, table, fresh)
        extra = {"load_id": load_id} if "load_id" in table.c else {}
        if fresh:
            connection.execute(insert(table), [{**row, **extra} for row in fresh])
        new, same = new + len(rows) - len(unchanged), same + len(unchanged)
    return new, same


def _signature(row: dict[str, object]) -> str:
    return json.dumps({k: v for k, v in row.items() if v is not None}, sort_keys=True, default=str)


def _same_document(load_id: int) -> object:
    """Earlier loads of the same kind of document under the same file name."""
    mine = select(LoadRow.publication, LoadRow.file_name).where(LoadRow.id == load_id).subquery()
    return select(LoadRow.id).where(
        LoadRow.id != load_id,
        LoadRow.publication == mine.c.publication,
        LoadRow.file_name == mine.c.file_name,
    )


def _earlier(connection: Connection, table: Table, load_id: int) -> set[str]:
    columns = [column for column in table.c if column.name not in ("id", "load_id")]
    query = select(*columns)
    if table.name in _DOCUMENTS:
        query = query.where(table.c.load_id.in_(_same_document(load_id)))
    return {_signature(dict(row)) for row in connection.execute(query).mappings()}


def _drop_earlier(connection: Connection, table: Table, load_id: int) -> None:
    connection.execute(delete(table).where(table.c.load_id.in_(_same_document(load_id))))


def _drop_same_key(connection: Connection, table: Table, rows: Iterable[dict[str, object]]) -> None:
    key = [column for column in table.primary_key.columns if column.name != "id"]
    for row in rows:
        connection.execute(
            delete(table).where(and_(*[column == row[column.name] for column in key]))
        )


def keep_plan_versions(connection: Connection, versions: Iterable[NewPlanVersion]) -> None:
    """Add versions not known yet; the first description of a version stands."""
    known = set(connection.execute(select(PlanVersionRow.slug)).scalars())
    rows = [
        {
            "slug": each.slug,
            "name": each.name,
            "scenario": each.scenario,
            "status": each.status,
            "submitted_on": each.submitted_on,
            "illustrative": each.illustrative,
        }
        for each in {each.slug: each for each in versions}.values()
        if each.slug not in known
    ]
    if rows:
        connection.execute(insert(PlanVersionRow), rows)


def keep_log(connection: Connection, publication: Publication, load_id: int) -> None:
    """Rejected rows, warnings and rows by period, for whoever asks later."""
    _insert_numbered(connection, RejectedRow, load_id, map(_rejected, publication.rejected))
    warnings = [*publication.warnings, *_lost_periods(connection, publication)]
    publication.warnings = warnings
    _insert_numbered(connection, LoadWarning, load_id, ({"message": each} for each in warnings))
    if publication.period_rows:
        connection.execute(
            insert(LoadPeriod),
            [
                {"load_id": load_id, "period_start": start, "rows": rows}
                for start, rows in publication.period_rows.items()
            ],
        )


def _rejected(each: Rejected) -> dict[str, object]:
    return {
        "sheet": each.sheet,
        "row": each.row,
        "column": each.column,
        "reason": each.reason,
        "cells": json.dumps(each.cells, ensure_ascii=False),
    }


def _insert_numbered(
    connection: Connection, table: type[Base], load_id: int, rows: Iterable[dict[str, object]]
) -> None:
    numbered = [
        {"load_id": load_id, "number": number, **row} for number, row in enumerate(rows, start=1)
    ]
    if numbered:
        connection.execute(insert(table), numbered)


def _lost_periods(connection: Connection, publication: Publication) -> list[str]:
    """Periods with over 10 % fewer rows than their neighbour, or than an earlier copy had."""
    earlier: dict[date, int] = dict(
        connection.execute(
            select(LoadPeriod.period_start, LoadPeriod.rows)
            .join(LoadRow, LoadRow.id == LoadPeriod.load_id)
            .where(LoadRow.publication == publication.kind)
            .order_by(LoadRow.stands_on, LoadRow.id)
        )
        .tuples()
        .all()
    )
    starts = sorted(publication.period_rows)
    lost = []
    for index, start in enumerate(starts):
        rows = publication.period_rows[start]
        neighbour = starts[index - 1] if index else next(iter(starts[1:]), None)
        before = max(
            earlier.get(start, 0), publication.period_rows.get(neighbour, 0) if neighbour else 0
        )
        if rows < 0.9 * before:
            lost.append(
                f"{start:%B %Y} has {rows:,} rows where {before:,} were expected: "
                "it may not be whole"
            )
    return lost
