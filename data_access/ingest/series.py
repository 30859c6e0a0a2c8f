"""Which line of figures does each row belong to, and which lines are met for the first time?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, func, select

from data_access.ingest.bulk import insert_frame
from data_access.tables import SeriesRow

SERIES_KEY = ["organisation", "provider", "dimension", "member", "indicator", "grain"]
_SERIES: Table = SeriesRow.__table__  # type: ignore[assignment]
# With more organisations than these it is quicker to read all series of the indicator.
_FEW = 500

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """ids: the series of each row. met: whether it was there before, row by row."""

    ids: NDArray[np.int64]
    met: NDArray[np.bool_]


def lines_of(connection: Connection, figures: pd.DataFrame, kind: str, illustrative: bool) -> Lines:
    """Series met for the first time are made. One load at a time: they are numbered here."""
    number, keys = _distinct(figures)
    known = _known(connection, keys, kind, illustrative)
    met = np.array([key in known for key in keys])
    missing = sorted(key for key in keys if key not in known)
    known |= _make(connection, missing, kind, illustrative)
    ids = np.array([known[key] for key in keys], dtype="int64")
    return Lines(ids[number], met[number])


def _distinct(figures: pd.DataFrame) -> tuple[NDArray[np.int64], list[_Key]]:
    """The distinct keys, and for each row which of them is its own.

    Column by column the key so far and the next value become one number: strings are compared
    once, not row by row.
    """
    number = np.zeros(len(figures), dtype="int64")
    for name in SERIES_KEY:
        codes, values = pd.factorize(figures[name], use_na_sentinel=False)
        number, _ = pd.factorize(number * len(values) + codes)
    _, first = np.unique(number, return_index=True)
    one_each = figures[SERIES_KEY].iloc[first]
    return number, list(zip(*(one_each[name].tolist() for name in SERIES_KEY), strict=True))


def _known(
    connection: Connection, keys: Sequence[_Key], kind: str, illustrative: bool
) -> dict[_Key, int]:
    organisations, indicators = ({key[place] for key in keys} for place in (0, 4))
    query = select(*[_SERIES.c[name] for name in SERIES_KEY], _SERIES.c.id).where(
        _SERIES.c.kind == kind,
        _SERIES.c.illustrative == illustrative,
        _SERIES.c.indicator.in_(sorted(indicators)),
    )
    if len(organisations) <= _FEW:
        query = query.where(_SERIES.c.organisation.in_(sorted(organisations)))
    return {tuple(key): id_ for *key, id_ in connection.execute(query)}


def _make(
    connection: Connection, keys: Sequence[_Key], kind: str, illustrative: bool
) -> dict[_Key, int]:
    if not keys:
        return {}
    last = connection.execute(select(func.max(_SERIES.c.id))).scalar() or 0
    made = {key: id_ for id_, key in enumerate(keys, start=last + 1)}
    rows = pd.DataFrame(dict(zip(SERIES_KEY, zip(*keys, strict=True), strict=True)), dtype=object)
    facts = {"id": made.values(), "kind": kind, "illustrative": illustrative, "retired": False}
    insert_frame(connection, _SERIES, rows.assign(**facts))
    if connection.dialect.name == "postgresql":
        # What numbers series there must not give these numbers out again.
        counter = func.pg_get_serial_sequence("series", "id")
        connection.execute(select(func.setval(counter, last + len(made))))
    return made
