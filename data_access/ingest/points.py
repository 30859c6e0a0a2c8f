"""What is kept already at the series and periods that a file speaks of?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Table, select

from data_access.ingest.bulk import staged
from data_access.ingest.series import Lines
from data_access.tables import (
    DistributionRow,
    LoadRow,
    ObservationRow,
    PlanRow,
    SupersededObservation,
    SupersededPlan,
)

_FIGURES = ("numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables of one kind of point and the columns that matter in them.

    superseded: where what was said before is kept; None where it is not.
    compared: what makes a restatement. carried: what follows the newest file without making one.
    located: where in the file a point stands, which goes with the load and is never compared.
    """

    kind: str
    table: Table
    superseded: Table | None
    key: tuple[str, ...]
    compared: tuple[str, ...]
    carried: tuple[str, ...]
    located: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.key, *self.compared, *self.carried, *self.located)


ACTUAL = Shape(
    "actual",
    ObservationRow.__table__,  # type: ignore[arg-type]
    SupersededObservation.__table__,  # type: ignore[arg-type]
    ("series_id", "period_start"),
    (*_FIGURES, "period_end", "absent_reason"),
    ("status",),
    ("sheet", "row"),
)
PLAN = Shape(
    "plan",
    PlanRow.__table__,  # type: ignore[arg-type]
    SupersededPlan.__table__,  # type: ignore[arg-type]
    ("series_id", "period_start", "version_id"),
    (*_FIGURES, "period_end"),
    (),
)
DISTRIBUTION = Shape(
    "actual",
    DistributionRow.__table__,  # type: ignore[arg-type]
    None,
    ("series_id", "period_start"),
    ("bands",),
    (),
)


def tidy(figures: pd.DataFrame, shape: Shape, series: NDArray[np.int64]) -> pd.DataFrame:
    """The columns of the table, one type each, so that comparing and storing mean the same."""
    rows = figures.assign(series_id=series).reindex(columns=list(shape.columns))
    return pd.DataFrame({name: _tidy(name, rows[name]) for name in rows.columns})


def _tidy(name: str, values: pd.Series) -> pd.Series:
    if name in _FIGURES:
        return pd.to_numeric(values).astype("float64")
    if name in ("period_start", "period_end"):
        return _each_once(values, _as_date)
    if name in ("status", "absent_reason", "sheet"):
        return _each_once(values, lambda value: None if pd.isna(value) else value)
    if name == "row":
        return values.fillna(0).astype("int64")
    return values


def _each_once(values: pd.Series, convert: Callable[[Any], object]) -> pd.Series:
    """Convert each distinct value once; the result is of dtype object, None for none."""
    codes, distinct = pd.factorize(values, use_na_sentinel=False)
    converted = np.empty(len(distinct), dtype=object)
    converted[:] = [convert(value) for value in distinct]
    return pd.Series(converted[codes], index=values.index, dtype=object)


def _as_date(value: Any) -> date | None:  # noqa: ANN401 - any cell of a frame
    if pd.isna(value):
        return None
    day: date = value.date() if isinstance(value, datetime) else value
    return day


def in_reading_order(rows: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    """As the table is clustered: rows that come in its order are stored several times faster."""
    keys = [_numbers(rows[name]) for name in reversed(shape.key)]
    return rows.iloc[np.lexsort(keys)].reset_index(drop=True)


def stored_points(
    connection: Connection, rows: pd.DataFrame, shape: Shape, lines: Lines
) -> pd.DataFrame:
    """One row per point kept of the same series and stretch of time.

    `stands_on` is the day, as an ordinal number, of the file that it stands on.
    """
    names = [*shape.columns, "load_id"]
    found = _stored(connection, rows, shape, np.unique(lines.ids[lines.met]))
    values = zip(*found, strict=True) if found else ([] for _ in names)
    stored = pd.DataFrame(
        {name: _column(name, each) for name, each in zip(names, values, strict=True)}
    )
    stands_on = connection.execute(select(LoadRow.id, LoadRow.stands_on))
    days = {id_: day.toordinal() for id_, day in stands_on}
    return stored.assign(stands_on=stored["load_id"].map(days).astype("int64"))


def _column(name: str, values: Iterable[object]) -> pd.Series:
    kind = "float64" if name in _FIGURES else "int64" if name.endswith("_id") else "object"
    return pd.Series(list(values), dtype=kind)


def _stored(
    connection: Connection, rows: pd.DataFrame, shape: Shape, series: NDArray[np.int64]
) -> Sequence[Row[*tuple[Any, ...]]]:
    if not len(series):
        return []
    table = shape.table
    with staged(connection, table, pd.DataFrame({"series_id": series})) as wanted:
        query = (
            select(*[table.c[name] for name in (*shape.columns, "load_id")])
            .join(wanted, wanted.c.series_id == table.c.series_id)
            .where(
                table.c.period_start.between(rows["period_start"].min(), rows["period_start"].max())
            )
        )
        return connection.execute(query).all()


def places(rows: pd.DataFrame, stored: pd.DataFrame, shape: Shape) -> NDArray[np.int64]:
    """For each row the place among the stored ones of the point with its key, else -1."""
    ours, theirs = np.zeros(len(rows), "int64"), np.zeros(len(stored), "int64")
    for name in shape.key:
        here, there = _numbers(rows[name]), _numbers(stored[name])
        span = max(here.max(initial=0), there.max(initial=0)) + 1
        ours, theirs = ours * span + here, theirs * span + there
    found: NDArray[np.int64] = pd.Index(theirs).get_indexer(pd.Index(ours)).astype("int64")
    return found


def _numbers(values: pd.Series) -> NDArray[np.int64]:
    """Numbers as they are, days as ordinal numbers."""
    days = values.dtype == object
    numbers: NDArray[np.int64] = (
        _each_once(values, lambda day: day.toordinal()) if days else values
    ).to_numpy("int64")
    return numbers
