"""What is kept of a load itself: rows set aside, warnings, and rows by period."""

import json
from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd
from sqlalchemy import Connection, insert, select

from data_access.ingest.publication import Publication, Rejected
from data_access.tables import Base, LoadPeriod, LoadRow, LoadWarning, RejectedRow


def keep_log(connection: Connection, publication: Publication, load_id: int) -> None:
    """Rejected rows, warnings and rows by period, for whoever asks later."""
    _insert_numbered(connection, RejectedRow, load_id, map(_rejected, publication.rejected))
    warnings = [*publication.warnings, *_lost_periods(connection, publication)]
    publication.warnings = warnings
    _insert_numbered(connection, LoadWarning, load_id, ({"message": each} for each in warnings))
    if periods := publication.period_rows or _uncounted_periods(publication):
        connection.execute(
            insert(LoadPeriod),
            [
                {"load_id": load_id, "period_start": start, "rows": rows}
                for start, rows in periods.items()
            ],
        )


def _uncounted_periods(publication: Publication) -> dict[date, int]:
    """Those of the figures, where the reader counts no rows by period."""
    starts = pd.concat(
        [publication.observations["period_start"], publication.plans["period_start"]]
    )
    return dict.fromkeys(starts.dropna().unique().tolist(), 0)


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
    query = (
        select(LoadPeriod.period_start, LoadPeriod.rows)
        .join(LoadRow, LoadRow.id == LoadPeriod.load_id)
        .where(LoadRow.publication == publication.kind)
        .order_by(LoadRow.stands_on, LoadRow.id)
    )
    earlier = {row.period_start: row.rows for row in connection.execute(query)}
    known = {**earlier, **publication.period_rows}
    lost = []
    for start in sorted(publication.period_rows):
        rows = publication.period_rows[start]
        neighbour = _neighbour(start, known)
        before = max(earlier.get(start, 0), known.get(neighbour, 0) if neighbour else 0)
        if rows < 0.9 * before:
            lost.append(
                f"{start:%B %Y} has {rows:,} rows where {before:,} were expected: "
                "it may not be whole"
            )
    return lost


def _neighbour(start: date, known: Collection[date]) -> date | None:
    """The period before, else the one after."""
    before = [each for each in known if each < start]
    return max(before) if before else min((each for each in known if each > start), default=None)
