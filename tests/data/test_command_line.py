"""How does `python -m data_access` end, and what does it say?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dashboard.marking import MarkKind, NewMark
from data_access.__main__ import main
from data_access.database import open_engine
from data_access.marks import SqlMarkBook
from data_access.tables import LoadRow
from tests.data.conftest import sqlite_url
from tests.data.publications import eip_line, write_eip

RETURN = "indicator,organisation,period,numerator,denominator\nrtt_18week,10Q,2019-04-01,90,100\n"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "site.db"
    path.parent.mkdir()
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", sqlite_url(path))
    return path


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    path = tmp_path / "return.csv"
    path.write_text(RETURN)
    return path


def test_loading_ends_with_0_the_second_time_too(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [main(["load", str(returned)]) for _ in range(2)] == [0, 0]

    first, second = capsys.readouterr().out.splitlines()
    assert "| 1 new |" in first
    assert second == "return.csv: unchanged, loaded before"


def test_a_file_that_is_not_recognised_ends_with_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("Nothing to see")

    assert main(["load", str(tmp_path / "notes.txt")]) == 0
    assert capsys.readouterr().out == "notes.txt: not recognised, skipped\n"


def test_rows_set_aside_end_with_3(returned: Path) -> None:
    returned.write_text(RETURN + "rtt_18week,nowhere,2019-04-01,9,10\n")

    assert main(["load", str(returned)]) == 3


def test_a_refused_file_ends_with_1_even_among_rows_set_aside(
    returned: Path, tmp_path: Path
) -> None:
    returned.write_text(RETURN + "rtt_18week,nowhere,2019-04-01,9,10\n")

    assert main(["load", str(returned), str(tmp_path / "missing.xls")]) == 1


def test_a_register_without_a_date_names_the_option_that_gives_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practice = ["K84001", "THE HART SURGERY", *[""] * 8, "19740401", "", "A", "B", "10Q"]
    cells = [*practice, "20130401", *[""] * 9, "4", ""]
    path = tmp_path / "practices.csv"
    path.write_text(",".join(f'"{cell}"' for cell in cells) + "\n")

    assert main(["load", str(path)]) == 1
    assert "--as-at YYYY-MM-DD" in capsys.readouterr().out
    assert main(["load", "--as-at", "2019-12-31", str(path)]) == 0
    assert "as at 2019-12-31 | 1 rows | 2 new" in capsys.readouterr().out


def test_the_sample_is_loaded_into_an_empty_database_only(returned: Path, database: Path) -> None:
    main(["load", str(returned)])

    assert main(["sample"]) == 0
    assert titles_of_loads(database) == ["Local return"]


def test_an_empty_database_gets_the_sample_once(database: Path) -> None:
    assert [main(["sample"]) for _ in range(2)] == [0, 0]

    titles = titles_of_loads(database)
    assert "Operational plans: localities" in titles
    assert len(titles) == len(set(titles))


def titles_of_loads(database: Path) -> list[str]:
    engine = open_engine(sqlite_url(database))
    with engine.connect() as connection:
        titles = list(connection.execute(select(LoadRow.title)).scalars())
    engine.dispose()
    return titles


def test_migrating_makes_the_database(database: Path) -> None:
    assert main(["migrate"]) == 0
    assert database.stat().st_size > 0


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nosuch://x", "no such kind of database is known"),
        ("sqlite:////no/such/folder/site.db", "unable to open database file"),
        ("postgresql+nosuchdriver://me:secret@host/db", "no such kind of database is known"),
        ("oracle://me:secret@host/db", "is not installed"),
        ("me://you:secret@:", "not the URL of a database"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said_in_one_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, reason: str
) -> None:
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", url)

    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The database ")
    assert reason in said
    assert "secret" not in said
    assert len(said.splitlines()) == 1


def test_a_folder_and_a_text_file_are_no_databases(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write_text("Nothing to see here, and long enough to be read as a page. " * 40)
    endings = [main(["migrate"])]
    monkeypatch.setenv("TRAJECTORY_DATABASE_URL", sqlite_url(database.parent))
    endings.append(main(["migrate"]))

    told, folder = capsys.readouterr().err.splitlines()
    assert endings == [1, 1]
    assert "file is not a database" in told
    assert "unable to open database file" in folder


def test_a_schema_of_a_later_version_is_said_plainly(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    engine = open_engine(sqlite_url(database))
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()

    assert main(["migrate"]) == 1
    assert "Can't locate revision identified by '9999'" in capsys.readouterr().err


def test_a_database_that_refuses_ends_the_load_as_no_fault_of_the_file(
    database: Path, returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    # Rights would not do: whoever runs the tests may be allowed everything.
    engine = open_engine(sqlite_url(database))
    with engine.begin() as connection:
        connection.execute(text("alter table load rename to gone"))
    engine.dispose()

    assert main(["load", str(returned)]) == 1
    assert "no such table: load" in capsys.readouterr().err


def test_a_bad_setting_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAJECTORY_PORT", "eighty")

    assert main(["migrate"]) == 1
    assert "TRAJECTORY_PORT='eighty'" in capsys.readouterr().err


def test_an_as_at_that_is_no_date_is_refused(
    returned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["load", "--as-at", "March", str(returned)])

    assert "--as-at" in capsys.readouterr().err


def test_two_files_of_a_series_are_told_apart_by_their_months(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_eip(tmp_path / "eip.csv", eip_line((1,)), eip_line((1,), "01/08/2019"))

    main(["load", str(path)])

    assert " | Aug 19 to Sep 19 | 2 rows | " in capsys.readouterr().out


def test_marks_are_printed_and_withdrawn_ones_with_who_did_it(
    capsys: pytest.CaptureFixture[str], database: Path
) -> None:
    main(["marks"])
    engine = open_engine(sqlite_url(database))
    mark = NewMark(
        MarkKind.NOTE, "rtt_18week", "10Q", date(2019, 5, 1), None, "A ward\nopened.", "A. Analyst"
    )
    made = SqlMarkBook(engine).add(mark)
    engine.dispose()

    ends = [main(["withdraw", str(made.id), "--author", "B. Board"]) for _ in range(2)]
    main(["marks"])

    before, heading, row = capsys.readouterr().out.splitlines()
    assert (ends, before) == ([0, 1], "Nobody has written anything yet.")
    assert heading.split()[:3] == ["Mark", "Kind", "Indicator"]
    assert row.endswith(", B. Board  A ward opened.")
