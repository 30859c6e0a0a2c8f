"""Which figures of a file are new, restated, unchanged or older than what is kept?"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Table, and_, bindparam, insert, select, tuple_, update
from sqlalchemy.orm import aliased

from data_access.ingest.kept import Kept
from data_access.tables import (
    LoadRow,
    ObservationRow,
    PlanRow,
    PlanVersionRow,
    SeriesRow,
    SupersededObservation,
    SupersededPlan,
)

SERIES_KEY = ["organisation", "provider", "dimension", "member", "indicator", "grain"]
_FIGURES = ["numerator", "denominator", "value"]
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class _Shape:
    """The tables of one kind of figure and the columns that matter in them."""

    kind: str
    table: Table
    superseded: Table
    key: tuple[str, ...]
    compared: tuple[str, ...]
    carried: tuple[str, ...]


_ACTUAL = _Shape(
    "actual",
    ObservationRow.__table__,  # type: ignore[arg-type]
    SupersededObservation.__table__,  # type: ignore[arg-type]
    ("series_id", "period_start"),
    (*_FIGURES, "period_end", "absent_reason"),
    ("status",),
)
_PLAN = _Shape(
    "plan",
    PlanRow.__table__,  # type: ignore[arg-type]
    SupersededPlan.__table__,  # type: ignore[arg-type]
    ("series_id", "period_start", "version_id"),
    (*_FIGURES, "period_end"),
    (),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The load that figures come with."""

    load_id: int
    stands_on: date
    illustrative: bool


def keep_observations(connection: Connection, figures: pd.DataFrame, load: Arrival) -> Kept:
    """Store observations; shape of `figures`: publication.OBSERVATION_COLUMNS."""
    return _keep(connection, figures, _ACTUAL, load)


def keep_plans(connection: Connection, figures: pd.DataFrame, load: Arrival) -> Kept:
    """Store plan points; shape of `figures`: publication.PLAN_COLUMNS. Versions exist already."""
    versions = connection.execute(select(PlanVersionRow.slug, PlanVersionRow.id))
    ids = {row.slug: row.id for row in versions}
    return _keep(connection, figures.assign(version_id=figures["version"].map(ids)), _PLAN, load)


def _keep(connection: Connection, figures: pd.DataFrame, shape: _Shape, load: Arrival) -> Kept:
    if figures.empty:
        return Kept()
    figures = _with_series(connection, _tidy(figures), shape.kind, load.illustrative)
    stored = _stored(connection, figures, shape)
    both = figures.merge(stored, on=list(shape.key), how="left", suffixes=("", "_was"))
    known = both["stands_on_was"].notna()
    older = known & (both["stands_on_was"] > load.stands_on)
    same = known & ~older & _same(both, shape.compared)
    restated = known & ~older & ~same
    _supersede(connection, both[restated], shape, load.load_id)
    _refresh(connection, both[same], shape, load)
    _insert(connection, both[~known], shape, load.load_id)
    return Kept(int((~known).sum()), int(restated.sum()), int(same.sum()), int(older.sum()))


def _tidy(figures: pd.DataFrame) -> pd.DataFrame:
    """One type a column, so that comparing and storing mean the same everywhere."""
    tidy = figures.copy()
    for column in _FIGURES:
        tidy[column] = pd.to_numeric(tidy[column]).astype("float64")
    for column in {"period_end", "absent_reason", "status"} & set(tidy.columns):
        tidy[column] = tidy[column].astype(object).where(tidy[column].notna(), None)
    return tidy


def _with_series(
    connection: Connection, figures: pd.DataFrame, kind: str, illustrative: bool
) -> pd.DataFrame:
    """The same rows plus `series_id`; series met for the first time are made."""
    known = _series(connection, figures, kind, illustrative)
    wanted = figures[SERIES_KEY].drop_duplicates()
    missing = wanted.merge(known, on=SERIES_KEY, how="left")
    missing = missing[missing["series_id"].isna()][SERIES_KEY].sort_values(SERIES_KEY)
    if not missing.empty:
        rows = missing.to_dict("records")
        facts = {"kind": kind, "illustrative": illustrative, "retired": False}
        connection.execute(insert(SeriesRow), [{**row, **facts} for row in rows])
        known = _series(connection, figures, kind, illustrative)
    return figures.merge(known, on=SERIES_KEY, how="left")


def _series(
    connection: Connection, figures: pd.DataFrame, kind: str, illustrative: bool
) -> pd.DataFrame:
    columns = [getattr(SeriesRow, name) for name in SERIES_KEY]
    rows = connection.execute(
        select(*columns, SeriesRow.id).where(
            SeriesRow.kind == kind,
            SeriesRow.illustrative == illustrative,
            SeriesRow.indicator.in_(figures["indicator"].unique().tolist()),
        )
    ).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=[*SERIES_KEY, "series_id"])
    return frame.astype({"series_id": "int64"} if len(frame) else {})


def _stored(connection: Connection, figures: pd.DataFrame, shape: _Shape) -> pd.DataFrame:
    """What is kept already for the same series and stretch of time."""
    names = [*shape.key, *shape.compared, *shape.carried, "load_id"]
    table = shape.table
    query = (
        select(*[table.c[name] for name in names], LoadRow.stands_on)
        .join(SeriesRow, SeriesRow.id == table.c.series_id)
        .join(LoadRow, LoadRow.id == table.c.load_id)
        .where(
            SeriesRow.kind == shape.kind,
            SeriesRow.indicator.in_(figures["indicator"].unique().tolist()),
            table.c.period_start.between(
                figures["period_start"].min(), figures["period_start"].max()
            ),
        )
    )
    rows = [tuple(row) for row in connection.execute(query)]
    frame = pd.DataFrame(rows, columns=[*names, "stands_on"], dtype=object)
    renamed = {name: f"{name}_was" for name in frame.columns if name not in shape.key}
    frame = frame.rename(columns=renamed).astype({"series_id": "int64"})
    return frame.astype({"version_id": "int64"}) if "version_id" in frame else frame


def _same(both: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    same = pd.Series(True, index=both.index)
    for column in columns:
        now, was = both[column], both[f"{column}_was"]
        same &= (now == was) | (now.isna() & was.isna())
    return same


def _records(rows: pd.DataFrame, columns: list[str]) -> list[dict[str, object]]:
    frame = rows[columns].astype(object)
    records: list[dict[str, object]] = frame.where(frame.notna(), None).to_dict("records")
    return records


def _insert(connection: Connection, rows: pd.DataFrame, shape: _Shape, load_id: int) -> None:
    columns = [*shape.key, *shape.compared, *shape.carried]
    for first in range(0, len(rows), _CHUNK):
        records = _records(
            rows.iloc[first : first + _CHUNK].assign(load_id=load_id), [*columns, "load_id"]
        )
        connection.execute(insert(shape.table), records)


def _supersede(connection: Connection, rows: pd.DataFrame, shape: _Shape, load_id: int) -> None:
    """Keep what was said before, then write what is said now."""
    if rows.empty:
        return
    said = [*shape.compared, *shape.carried, "load_id"]
    before = rows[[*shape.key, *[f"{name}_was" for name in said]]].copy()
    before.columns = pd.Index([*shape.key, *said])
    connection.execute(
        insert(shape.superseded),
        _records(before.assign(replaced_by=load_id), [*shape.key, *said, "replaced_by"]),
    )
    _update(connection, rows, shape, (*shape.compared, *shape.carried), load_id)


def _refresh(connection: Connection, rows: pd.DataFrame, shape: _Shape, load: Arrival) -> None:
    """The figure stands, now on the newer file, which may call it published, no more provisional.

    Were it left standing on the older file, a third one of a date between would replace it.
    """
    moved = rows["stands_on_was"] < load.stands_on
    for column in shape.carried:
        moved |= rows[column] != rows[f"{column}_was"]
    _update(connection, rows[moved], shape, shape.carried, load.load_id)


def _update(
    connection: Connection,
    rows: pd.DataFrame,
    shape: _Shape,
    columns: tuple[str, ...],
    load_id: int,
) -> None:
    if rows.empty:
        return
    statement = (
        update(shape.table)
        .where(and_(*[shape.table.c[name] == bindparam(f"at_{name}") for name in shape.key]))
        .values({name: bindparam(f"now_{name}") for name in (*columns, "load_id")})
    )
    records = _records(rows.assign(load_id=load_id), [*shape.key, *columns, "load_id"])
    connection.execute(
        statement,
        [
            {
                (f"at_{name}" if name in shape.key else f"now_{name}"): value
                for name, value in row.items()
            }
            for row in records
        ],
    )


def retire_illustrative(
    connection: Connection, observations: pd.DataFrame, plans: pd.DataFrame
) -> None:
    """Illustrative series give way to the real ones that have come.

    A real actual retires every illustrative actual of its indicator and organisation; a real plan
    retires the illustrative plan of the same grain, since a yearly target is no monthly line.
    """
    real = aliased(SeriesRow)
    for kind, figures, columns in (
        ("actual", observations, ["indicator", "organisation"]),
        ("plan", plans, ["indicator", "organisation", "grain"]),
    ):
        if figures.empty:
            continue
        theirs = tuple_(*[getattr(SeriesRow, name) for name in columns])
        came = select(*[getattr(real, name) for name in columns]).where(
            ~real.illustrative, real.kind == kind
        )
        connection.execute(
            update(SeriesRow)
            .where(
                SeriesRow.kind == kind,
                SeriesRow.illustrative,
                SeriesRow.indicator.in_(figures["indicator"].unique().tolist()),
                theirs.in_(came),
            )
            .values(retired=True)
        )
