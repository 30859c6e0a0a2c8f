"""Do rows arrive whole by the fast path of each database?"""

from datetime import date, datetime

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.exc import IntegrityError

from data_access.ingest.bulk import bulk_insert, insert_frame, staged
from data_access.tables import LoadRow, OrganisationRow, PopulationBaseRow

ORGANISATION: Table = OrganisationRow.__table__  # type: ignore[assignment]
BASE: Table = PopulationBaseRow.__table__  # type: ignore[assignment]
LOAD: Table = LoadRow.__table__  # type: ignore[assignment]
COLUMNS = ["code", "name", "level", "valid_from", "status"]


def organisations(connection: Connection) -> list[tuple[object, ...]]:
    query = select(*[ORGANISATION.c[name] for name in COLUMNS])
    here = query.where(ORGANISATION.c.level == "test").order_by(ORGANISATION.c.code)
    return [tuple(row) for row in connection.execute(here)]


def test_values_come_back_as_they_were(engine: Engine) -> None:
    rows = [
        ("T1", "Tab\tquote \" ' back\\slash, new\nline £ \\N", "test", date(2016, 4, 1), "active"),
        ("T2", "", "test", None, "closed"),
        ("T3", "Nothing before it", "test", date.min, "active"),
    ]

    with engine.begin() as connection:
        count = bulk_insert(connection, ORGANISATION, COLUMNS, iter(rows))
        found = organisations(connection)

    assert count == 3
    assert found == rows


def test_flags_moments_and_words_that_are_names_of_columns_arrive_too(engine: Engine) -> None:
    text = ("file_name", "sha256", "as_at", "publication", "title", "publisher", "licence")
    counts = ("rows", "new", "restated", "unchanged", "older", "set_aside")
    columns = [*text, *counts, "stands_on", "loaded_at", "illustrative"]
    moment = datetime.fromisoformat("2020-03-31T12:30:01")
    row = (*"abcdefg", *range(6), date(2020, 3, 31), moment, True)

    with engine.begin() as connection:
        bulk_insert(connection, LOAD, columns, [row])
        found = connection.execute(select(*[LOAD.c[name] for name in columns])).one()

    assert tuple(found) == row


def test_what_is_no_number_is_none(engine: Engine) -> None:
    columns = ["organisation", "base", "valid_from", "valid_to", "value", "source", "load_id"]
    day, nothing = date(2016, 4, 1), float("nan")

    with engine.begin() as connection, pytest.raises(IntegrityError):
        bulk_insert(connection, BASE, columns, [("10Q", "b", day, None, nothing, "s", 1)])


def test_a_frame_brings_the_columns_that_the_table_has(engine: Engine) -> None:
    names = pd.Series(["One", "Two"], dtype="category")
    frame = pd.DataFrame(
        {
            "code": pd.Series(["T1", "T2"], dtype="str"),
            "name": names,
            "level": "test",
            "valid_from": [date(2016, 4, 1), float("nan")],
            "status": "active",
            "beside_the_point": 1,
        }
    )

    with engine.begin() as connection:
        insert_frame(connection, ORGANISATION, frame)
        found = organisations(connection)

    assert found == [
        ("T1", "One", "test", date(2016, 4, 1), "active"),
        ("T2", "Two", "test", None, "active"),
    ]


def test_no_rows_are_no_rows(engine: Engine) -> None:
    with engine.begin() as connection:
        assert bulk_insert(connection, ORGANISATION, COLUMNS, []) == 0
        insert_frame(connection, ORGANISATION, pd.DataFrame(columns=COLUMNS))
        assert organisations(connection) == []


def test_more_rows_than_are_held_at_a_time_all_arrive(engine: Engine) -> None:
    rows = ((f"T{number:05}", "Name", "test", None, "active") for number in range(20_001))

    with engine.begin() as connection:
        assert bulk_insert(connection, ORGANISATION, COLUMNS, rows) == 20_001
        assert len(organisations(connection)) == 20_001


def test_what_the_database_refuses_is_the_same_error_on_both(engine: Engine) -> None:
    rows = [("T1", "Name", "test", None, "active")] * 2

    with pytest.raises(IntegrityError), engine.begin() as connection:
        bulk_insert(connection, ORGANISATION, COLUMNS, rows)

    with engine.connect() as connection:
        assert organisations(connection) == []


def test_a_staged_table_can_be_joined_and_is_gone_afterwards(engine: Engine) -> None:
    with engine.begin() as connection:
        for code in ("10Q", "05C"):
            with staged(connection, ORGANISATION, pd.DataFrame({"code": [code]})) as wanted:
                query = select(ORGANISATION.c.code).join(
                    wanted, wanted.c.code == ORGANISATION.c.code
                )
                assert connection.execute(query).scalars().all() == [code]
