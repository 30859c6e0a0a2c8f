"""Which figures of a file are new, restated, unchanged or older than what is kept?"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select, tuple_, update
from sqlalchemy.orm import aliased

from data_access.ingest.bulk import insert_frame, staged
from data_access.ingest.kept import Kept
from data_access.ingest.points import (
    ACTUAL,
    DISTRIBUTION,
    PLAN,
    Shape,
    in_reading_order,
    places,
    stored_points,
    tidy,
)
from data_access.ingest.series import lines_of
from data_access.tables import PlanVersionRow, SeriesRow


@dataclass(frozen=True, slots=True)
class Arrival:
    """The load that figures come with."""

    load_id: int
    stands_on: date
    illustrative: bool


def keep_observations(connection: Connection, figures: pd.DataFrame, load: Arrival) -> Kept:
    """Store observations; shape of `figures`: publication.OBSERVATION_COLUMNS."""
    return _keep(connection, figures, ACTUAL, load)


def keep_plans(connection: Connection, figures: pd.DataFrame, load: Arrival) -> Kept:
    """Store plan points; shape of `figures`: publication.PLAN_COLUMNS. Versions exist already."""
    versions = connection.execute(select(PlanVersionRow.slug, PlanVersionRow.id))
    ids = {row.slug: row.id for row in versions}
    return _keep(connection, figures.assign(version_id=figures["version"].map(ids)), PLAN, load)


def keep_distributions(connection: Connection, bands: pd.DataFrame, load: Arrival) -> None:
    """Store weekly bands; shape of `bands`: publication.DISTRIBUTION_COLUMNS.

    They are not counted: each stands behind a figure that is.
    """
    _keep(connection, bands, DISTRIBUTION, load)


def _keep(connection: Connection, figures: pd.DataFrame, shape: Shape, load: Arrival) -> Kept:
    if figures.empty:
        return Kept()
    lines = lines_of(connection, figures, shape.kind, load.illustrative)
    rows = in_reading_order(tidy(figures, shape, lines.ids), shape)
    stored = stored_points(connection, rows, shape, lines)
    place = places(rows, stored, shape)
    now = rows[place >= 0].reset_index(drop=True)
    was = stored.iloc[place[place >= 0]].reset_index(drop=True)
    older = (was["stands_on"] > load.stands_on.toordinal()) | _no_longer(now, was, load)
    same = ~older & _same(now, was, shape.compared)
    restated = ~older & ~same
    _supersede(connection, now[restated], was[restated], shape, load.load_id)
    _refresh(connection, now[same], was[same], shape, load)
    insert_frame(connection, shape.table, rows[place < 0].assign(load_id=load.load_id))
    return Kept(len(rows) - len(now), int(restated.sum()), int(same.sum()), int(older.sum()))


def _no_longer(now: pd.DataFrame, was: pd.DataFrame, load: Arrival) -> pd.Series:
    """Whether a figure is provisional where the final one stands on the same day.

    Files that do not state when they were published all stand on the end of their last period.
    """
    if "status" not in now:
        return pd.Series(False, index=now.index)
    again = was["stands_on"] == load.stands_on.toordinal()
    return again & (now["status"] == "provisional") & (was["status"] != "provisional")


def _same(now: pd.DataFrame, was: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    same = pd.Series(True, index=now.index)
    for column in columns:
        same &= (now[column] == was[column]) | (now[column].isna() & was[column].isna())
    return same


def _supersede(
    connection: Connection, now: pd.DataFrame, was: pd.DataFrame, shape: Shape, load_id: int
) -> None:
    """Keep what was said before, then write what is said now."""
    if shape.superseded is not None:
        insert_frame(connection, shape.superseded, was.assign(replaced_by=load_id))
    written = (*shape.compared, *shape.carried, *shape.located)
    _update(connection, now, shape, written, load_id)


def _refresh(
    connection: Connection, now: pd.DataFrame, was: pd.DataFrame, shape: Shape, load: Arrival
) -> None:
    """The figure stands, now on the newer file, which may call it published, no more provisional.

    Were it left standing on the older file, a third one of a date between would replace it.
    """
    moved = was["stands_on"] < load.stands_on.toordinal()
    for column in shape.carried:
        moved |= now[column] != was[column]
    written = (*shape.carried, *shape.located)
    _update(connection, now[moved], shape, written, load.load_id)


def _update(
    connection: Connection,
    rows: pd.DataFrame,
    shape: Shape,
    columns: tuple[str, ...],
    load_id: int,
) -> None:
    if rows.empty:
        return
    table = shape.table
    with staged(connection, table, rows[[*shape.key, *columns]]) as now:
        connection.execute(
            update(table)
            .where(*[table.c[name] == now.c[name] for name in shape.key])
            .values({"load_id": load_id, **{name: now.c[name] for name in columns}})
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
