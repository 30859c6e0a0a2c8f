"""Is anything there twice that should be there once?"""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from data_access.ingest.series import SERIES_KEY
from data_access.tables import LoadRow, OrganisationRow, SeriesRow


def duplicate_lines(connection: Connection) -> Iterator[str]:
    """The keys of the tables keep one row for one thing; these are things under two keys."""
    yield from _invented_beside_real(connection)
    yield from _spelt_twice(connection)
    yield from _loaded_twice(connection)


def _invented_beside_real(connection: Connection) -> Iterator[str]:
    real = aliased(SeriesRow)
    same = [getattr(real, name) == getattr(SeriesRow, name) for name in SERIES_KEY]
    query = (
        select(*[getattr(SeriesRow, name) for name in SERIES_KEY], SeriesRow.kind)
        .join(real, real.kind == SeriesRow.kind)
        .where(*same, SeriesRow.illustrative, ~SeriesRow.retired, ~real.illustrative)
        .order_by(SeriesRow.id)
    )
    for *key, kind in connection.execute(query):
        named = ", ".join(filter(None, key))
        yield f"An illustrative {kind} is shown beside the real one: {named}"


def _spelt_twice(connection: Connection) -> Iterator[str]:
    """One organisation under two codes, as after a stray blank or small letters."""
    spelt = func.upper(func.trim(OrganisationRow.code))
    query = (
        select(func.min(OrganisationRow.code), func.max(OrganisationRow.code))
        .group_by(spelt)
        .having(func.count() > 1)
        .order_by(func.min(OrganisationRow.code))
    )
    for first, second in connection.execute(query):
        yield f'An organisation has two codes: "{first}" and "{second}"'


def _loaded_twice(connection: Connection) -> Iterator[str]:
    query = (
        select(LoadRow.file_name, LoadRow.as_at)
        .where(
            LoadRow.sha256.in_(
                select(LoadRow.sha256).group_by(LoadRow.sha256).having(func.count() > 1)
            )
        )
        .order_by(LoadRow.id)
    )
    for file, as_at in connection.execute(query):
        dated = f"as at {as_at}" if as_at else "without a date"
        yield f"The same content was loaded more than once: {file}, {dated}"
