"""Do the migrations make the schema that the tables describe?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from data_access import queries
from data_access.database import migration_config, open_engine, prepare
from data_access.tables import Base
from tests.data.conftest import sqlite_url
from tests.data.databases import dump


def test_the_migrated_schema_is_that_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_a_database_can_be_taken_down_and_built_again(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
    left = inspect(engine).get_table_names()

    prepare(engine)

    assert left == ["alembic_version"]
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, *left}


def test_preparing_a_database_again_changes_nothing(sample_engine: Engine) -> None:
    before = dump(sample_engine)

    prepare(sample_engine)

    assert dump(sample_engine) == before


def test_two_programs_may_prepare_a_new_database_at_the_same_time(new_url: str) -> None:
    def run(_: int) -> int:
        engine = open_engine(new_url)
        prepare(engine)
        tables = len(inspect(engine).get_table_names())
        engine.dispose()
        return tables

    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second:
        made = [first.submit(run, 1), second.submit(run, 2)]

    assert [each.result() for each in made] == [len(Base.metadata.tables) + 1] * 2


def test_points_lie_in_the_order_in_which_pages_read_them(engine: Engine) -> None:
    keys = {
        name: inspect(engine).get_pk_constraint(name)["constrained_columns"]
        for name in ("observation", "plan")
    }

    assert keys["observation"] == ["series_id", "period_start"]
    assert keys["plan"] == ["series_id", "period_start", "version_id"]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
@pytest.mark.parametrize("table", ["observation", "plan"])
def test_sqlite_keeps_points_in_that_order(engine: Engine, table: str) -> None:
    with engine.connect() as connection:
        kept = connection.exec_driver_sql(f"PRAGMA table_list({table})").mappings().one()

    assert kept["wr"] == 1


@pytest.mark.parametrize("home", ["server"], indirect=True)
@pytest.mark.parametrize(
    ("question", "table"),
    [(queries.OBSERVATIONS, "observation"), (queries.PLAN_POINTS, "plan")],
)
def test_postgresql_answers_a_page_from_the_index_alone(
    sample_engine: Engine, question: queries.Rows, table: str
) -> None:
    asked = question.params(series=1)
    compiled = asked.compile(sample_engine, compile_kwargs={"literal_binds": True})

    with sample_engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")
        said = connection.exec_driver_sql(f"EXPLAIN {compiled}").scalars().all()

    assert any(f"Index Only Scan using pk_{table}" in line for line in said)


def test_sqlite_writes_ahead_minds_references_and_reads_a_line_in_one_piece(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "new.db"))

    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        references = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
        page = connection.exec_driver_sql("PRAGMA page_size").scalar()

    engine.dispose()
    assert (mode, references, page) == ("wal", 1, 16384)
