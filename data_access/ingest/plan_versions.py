"""Which versions of plans does a file bring, and do they agree with those known?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dashboard.periods import long_date
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import NewPlanVersion
from data_access.tables import PlanVersionRow


def check_plan_versions(
    connection: Connection, versions: Iterable[NewPlanVersion], file: str
) -> None:
    """Raises FileRefused where a version is known under another submission date.

    The date decides which version is in force, so the two files cannot both be right.
    """
    known = _known(connection)
    said: dict[str, NewPlanVersion] = {}
    for each in versions:
        first = said.setdefault(each.slug, each)
        _check(each, first.submitted_on, f"another row of {file}", file)
        was = known.get(each.slug)
        if was is not None and was.illustrative == each.illustrative:
            _check(each, was.submitted_on, "the database", file)


def _check(each: NewPlanVersion, known: date | None, where: str, file: str) -> None:
    if known and each.submitted_on and known != each.submitted_on:
        raise FileRefused(
            file,
            f'plan version "{each.name}" ({each.slug}) submitted on {long_date(known)}, '
            f"as in {where}",
            f"{long_date(each.submitted_on)}; give a re-submission a version name of its own",
        )


def keep_plan_versions(connection: Connection, versions: Iterable[NewPlanVersion]) -> None:
    """Add versions not known yet; the first description stands, a missing date is filled in."""
    known = _known(connection)
    rows = []
    for each in {each.slug: each for each in versions}.values():
        was = known.get(each.slug)
        if was is not None and was.illustrative and not each.illustrative:
            _give_way(connection, was)
            was = None
        if was is None:
            rows.append(_row(each))
        elif was.submitted_on is None and each.submitted_on is not None:
            _change(connection, each.slug, submitted_on=each.submitted_on)
    if rows:
        connection.execute(insert(PlanVersionRow), rows)


def _known(connection: Connection) -> dict[str, Row[*tuple[Any, ...]]]:
    table = PlanVersionRow
    query = select(table.slug, table.submitted_on, table.illustrative)
    return {row.slug: row for row in connection.execute(query)}


def _give_way(connection: Connection, was: Row[*tuple[Any, ...]]) -> None:
    """An illustrative version leaves its slug to a real one of the same name."""
    _change(connection, was.slug, slug=f"illustrative_{was.slug}"[:80])


def _change(connection: Connection, known_as: str, **values: object) -> None:
    connection.execute(update(PlanVersionRow).where(PlanVersionRow.slug == known_as).values(values))


def _row(each: NewPlanVersion) -> dict[str, object]:
    return {
        "slug": each.slug,
        "name": each.name,
        "scenario": each.scenario,
        "status": each.status,
        "submitted_on": each.submitted_on,
        "illustrative": each.illustrative,
    }
