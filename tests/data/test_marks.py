"""Is what people write kept, seen at once by every reader, and never deleted?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from alembic import command
from sqlalchemy import Engine, event, func, select

from dashboard.errors import DatabaseUnreachable, UnknownMark
from dashboard.marking import MarkKind, NewMark
from data_access.connections import writing
from data_access.database import migration_config, open_engine, prepare, read_property
from data_access.ingest.publication import LOCATION_COLUMNS
from data_access.marks import SqlMarkBook
from data_access.sql_store import SqlStore
from data_access.tables import MarkRow
from tests.data.databases import APRIL, MAY, dump, figure, publication, take_in


def note(text: str = "A new ward opened.", on: date = APRIL, **facts: object) -> NewMark:
    """Of the waits of Oxfordshire."""
    said: dict[str, object] = {
        "kind": MarkKind.NOTE,
        "indicator": "rtt_18week",
        "organisation": "10Q",
        "until": None,
        "author": "A. Analyst",
        **facts,
    }
    return NewMark(on=on, text=text, **said)  # type: ignore[arg-type]


def test_a_mark_comes_back_as_it_was_written(engine: Engine) -> None:
    written = note(kind=MarkKind.BASELINE, until=date(2017, 3, 31), text="A year\n<b>before</b> Ω")

    made = SqlMarkBook(engine).add(written)

    assert SqlStore(engine).marks("rtt_18week", "10Q") == (made,)
    assert (made.kind, made.on, made.until) == (MarkKind.BASELINE, APRIL, date(2017, 3, 31))
    assert (made.text, made.author) == ("A year\n<b>before</b> Ω", "A. Analyst")


def test_marks_are_of_one_indicator_and_organisation_by_day_and_then_as_made(
    engine: Engine,
) -> None:
    book = SqlMarkBook(engine)
    for mark in (note("later", MAY), note("first"), note("second"), note(organisation="05C")):
        book.add(mark)

    store = SqlStore(engine)

    assert [each.text for each in store.marks("rtt_18week", "10Q")] == ["first", "second", "later"]
    assert store.marks("ae_4hour", "10Q") == ()


def test_every_reader_sees_a_mark_at_once_and_its_end_too(engine: Engine) -> None:
    stores, book = [SqlStore(engine), SqlStore(engine)], SqlMarkBook(engine)
    before = [store.marks("rtt_18week", "10Q") for store in stores]

    made = book.add(note())
    between = [store.marks("rtt_18week", "10Q") for store in stores]
    book.withdraw(made.id, "B. Board")

    assert before == [(), ()]
    assert between == [(made,), (made,)]
    assert [store.marks("rtt_18week", "10Q") for store in stores] == [(), ()]


def test_what_is_withdrawn_is_kept_with_who_did_it_and_when(engine: Engine) -> None:
    book = SqlMarkBook(engine)
    made = book.add(note())

    book.withdraw(made.id, "B. Board")

    with engine.connect() as connection:
        row = connection.execute(select(MarkRow.text, MarkRow.withdrawn_by, MarkRow.withdrawn_at))
        assert [(each[0], each[1], each[2] is None) for each in row] == [
            ("A new ward opened.", "B. Board", False)
        ]


def test_a_mark_is_withdrawn_once(engine: Engine) -> None:
    book = SqlMarkBook(engine)
    made = book.add(note())
    book.withdraw(made.id, "B. Board")

    for number in (made.id, 4711):
        with pytest.raises(UnknownMark):
            book.withdraw(number, "C. Clerk")


def test_a_mark_leaves_the_cache_of_the_figures_as_it_is(engine: Engine) -> None:
    take_in(engine, publication([figure()]))
    store, asked = SqlStore(engine), []
    store.headlines("10Q", APRIL)
    version = store.data_version()
    SqlMarkBook(engine).add(note())
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    store.headlines("10Q", APRIL)

    assert store.data_version() == version
    assert [each for each in asked if "observation" in each] == []


def test_marks_of_forty_indicators_are_one_read(engine: Engine) -> None:
    SqlMarkBook(engine).add(note())
    store, asked = SqlStore(engine), []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    store.pin()

    for number in range(40):
        store.marks(f"indicator_{number}", "10Q")

    store.unpin()
    assert len([each for each in asked if "FROM mark" in each]) == 1


def test_a_reader_of_one_moment_is_not_disturbed_by_a_mark(engine: Engine) -> None:
    store = SqlStore(engine)
    store.pin()
    before = store.marks("rtt_18week", "10Q")

    SqlMarkBook(engine).add(note())

    assert store.marks("rtt_18week", "10Q") == before
    store.unpin()
    assert len(store.marks("rtt_18week", "10Q")) == 1


def test_marks_made_at_the_same_time_are_all_kept(engine: Engine) -> None:
    book = SqlMarkBook(engine)

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda number: book.add(note(str(number))), range(20)))

    with engine.connect() as connection:
        version = read_property(connection, "marks_version")
    assert len({each.id for each in made}) == len(SqlStore(engine).marks("rtt_18week", "10Q")) == 20
    assert version == "20"


@pytest.mark.parametrize("home", ["server"], indirect=True)
def test_a_mark_does_not_wait_for_a_load_on_postgresql(engine: Engine) -> None:
    with writing(engine):
        SqlMarkBook(engine).add(note())

    assert len(SqlStore(engine).marks("rtt_18week", "10Q")) == 1


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_database_that_cannot_be_written_is_named(engine: Engine) -> None:
    event.listen(
        engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON")
    )

    with pytest.raises(DatabaseUnreachable, match="readonly"):
        SqlMarkBook(engine).add(note())


def test_a_database_of_before_the_marks_keeps_what_it_has(sample_engine: Engine) -> None:
    """Only where figures stood in their files is not known until those are loaded anew."""
    before = dump(sample_engine, without=LOCATION_COLUMNS)
    with sample_engine.begin() as connection:
        command.downgrade(migration_config(connection), "0004")

    prepare(sample_engine)

    assert dump(sample_engine, without=LOCATION_COLUMNS) == before
    assert SqlMarkBook(sample_engine).add(note()).text == "A new ward opened."


def test_the_text_of_a_mark_may_be_longer_than_a_name(engine: Engine) -> None:
    SqlMarkBook(engine).add(note("x" * 5000))

    with engine.connect() as connection:
        assert connection.execute(select(func.length(MarkRow.text))).scalar() == 5000


def test_a_mark_outlives_the_engine_it_was_written_with(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    other = open_engine(url)
    SqlMarkBook(other).add(note())
    other.dispose()

    assert len(SqlStore(engine).marks("rtt_18week", "10Q")) == 1
