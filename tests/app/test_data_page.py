"""Do the data page and its open data say what was loaded, to when, and what went wrong?"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from app import create_app
from dashboard.indicators.registry import load_indicators
from dashboard.settings import Settings
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.tables import LoadRow
from layouts import ids
from layouts.components.markup import markup_id
from tests.app.conftest import Visitor, words

HEADING = "indicator,organisation,period,numerator,denominator\n"
FIRST = "rtt_18week,10Q,2019-04-01,900,1000\nrtt_18week,10Q,2019-05-01,910,1000\n"
FAULTS = "rtt_18week,nowhere,2019-04-01,9,10\nrtt_18week,10Q,2019-06-01,<b>,10\n"
SECOND = "rtt_18week,10Q,2019-04-01,880,1000\n"
AT = "?organisation=10Q&as_at=2019-07-31"


@pytest.fixture(scope="session")
def loaded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two local returns, of which the second restates the first; made once and only read."""
    folder = tmp_path_factory.mktemp("loaded")
    url = f"sqlite:///{(folder / 'loaded.db').as_posix()}"
    engine = open_engine(url)
    prepare(engine)
    for name, rows, day in (
        ("first <i>.csv", FIRST + FAULTS, date(2019, 6, 30)),
        ("second.csv", SECOND, date(2019, 7, 9)),
    ):
        path = folder / name
        path.write_text(HEADING + rows)
        load_files(engine, [path], load_indicators(), day, lambda line: None)
    engine.dispose()
    return url


@pytest.fixture
def loaded(loaded_url: str) -> Iterator[Visitor]:
    yield from _visitor(loaded_url)


def _visitor(url: str) -> Iterator[Visitor]:
    engine = open_engine(url)
    yield Visitor(create_app(Settings(database_url=url, sample=False), engine).server.test_client())
    engine.dispose()


def opened(visitor: Visitor, search: str = AT) -> tuple[str, str, str, str]:
    """The words above the tables, then the markup of each table."""
    answer = visitor.open("data", search)
    tables = (ids.DATA_HELD, ids.DATA_FILES, ids.DATA_RESTATED)
    held, files, restated = (answer[markup_id(each)]["data"] for each in tables)
    return words(answer[ids.DATA_HEADING]["children"]), held, files, restated


def rows(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = answer.get_json()
    return found


def test_the_title_says_how_much_is_up_to_date(loaded: Visitor) -> None:
    heading, *_ = opened(loaded, "?organisation=10Q&as_at=2019-09-30")

    assert "None of 1 indicators is up to date for " in heading
    assert "RTT incomplete within 18 weeks is 7 weeks late" in heading
    assert "2 files loaded; 2 rows set aside in 1 of them" in heading
    assert "1 figure restated" in heading


def test_an_indicator_leads_to_its_trend_with_what_is_chosen(loaded: Visitor) -> None:
    _, held, *_ = opened(loaded)

    assert (
        '<a href="/trend?organisation=10Q&amp;as_at=2019-07-31&amp;indicator=rtt_18week" '
        'data-page="trend">' in held
    )
    assert "✓" in held
    assert "Up to date" in held
    assert "May 19, published" in held


def test_what_is_not_held_says_what_would_fill_it(loaded: Visitor) -> None:
    _, held, *_ = opened(loaded)

    assert "indicators without figures, and what would fill them" in held
    assert "Diagnostic waits over 6 weeks" in held


def test_files_say_what_was_set_aside_and_nothing_of_a_file_is_markup(loaded: Visitor) -> None:
    _, _, files, _ = opened(loaded)

    assert files.index("second.csv") < files.index("first &lt;i&gt;.csv")
    assert "2 rows set aside" in files
    assert "Row 4, column organisation" in files
    assert "10Q | 2019-06-01 | &lt;b&gt; | 10" in files
    assert "<b>" not in files
    assert "<i>" not in files


def test_restatements_say_what_was_and_what_is(loaded: Visitor) -> None:
    *_, restated = opened(loaded)

    assert "April 2019 was 90.00%, restated 88.00% on " in restated
    assert "−2.00 points" in restated
    assert "second.csv, loaded " in restated


def test_without_restatements_the_page_says_what_would_be_there(visitor: Visitor) -> None:
    *_, restated = opened(visitor, "?organisation=10Q")

    assert "No figure of " in restated
    assert "both figures will stand here" in restated


def test_a_locality_without_figures_is_told_so(loaded: Visitor) -> None:
    heading, held, *_ = opened(loaded, "?organisation=RTH")

    assert heading.startswith("No figures are held for ")
    assert "<table" not in held


def test_older_files_are_shown_when_all_are_asked_for(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'many.db').as_posix()}"
    engine = open_engine(url)
    prepare(engine)
    path = tmp_path / "first.csv"
    path.write_text(HEADING + FIRST)
    load_files(engine, [path], load_indicators(), None, lambda line: None)
    with engine.begin() as connection:
        kept = dict(connection.execute(LoadRow.__table__.select()).mappings().one())
        copies = [{**kept, "id": n, "sha256": str(n)} for n in range(100, 140)]
        connection.execute(insert(LoadRow), copies)
    engine.dispose()
    (visitor,) = _visitor(url)

    _, _, few, _ = opened(visitor, AT)
    _, _, every, _ = opened(visitor, f"{AT}&all=1")

    assert few.count("first.csv") == 25
    assert f'<a href="/data{AT.replace("&", "&amp;")}&amp;all=1" data-page="stay">' in few
    assert every.count("first.csv") == 41
    assert "all=1" not in every


def test_an_empty_database_says_how_to_fill_it(empty_url: str) -> None:
    (visitor,) = _visitor(empty_url)

    answer = visitor.open("data")

    assert "make load FILES=" in words(answer[ids.REFUSAL]["children"])


def test_every_organisation_of_the_sample_has_its_page(visitor: Visitor) -> None:
    offered = visitor.client.get("/api/v1/organisations").get_json()
    levels = ("ccg", "trust", "country", "group", "local_authority", "locality")
    codes = [each["organisation"] for each in offered if each["level"] in levels][:80]

    for code in codes:
        heading, *_ = opened(visitor, f"?organisation={code}")
        assert len(heading) > 30, code


def test_holdings_answer_as_the_page_says(loaded: Visitor) -> None:
    (row,) = rows(loaded.client, "/api/v1/holdings?organisation=10Q&as_at=2019-09-30")

    assert (row["indicator"], row["standing"], row["days_late"]) == ("rtt_18week", "late", 50)
    assert (row["first_period_start"], row["last_period_end"]) == ("2019-04-01", "2019-05-31")
    assert (row["next_expected"], row["restatements"]) == ("2019-08-11", 1)
    assert row["file_name"] == "first <i>.csv"


def test_loads_answer_newest_first_with_what_became_of_their_rows(loaded: Visitor) -> None:
    newest, oldest = rows(loaded.client, "/api/v1/loads")

    assert (newest["file_name"], newest["restated"], newest["set_aside"]) == ("second.csv", 1, 0)
    assert (oldest["new"], oldest["set_aside"], oldest["periods"]) == (2, 2, 2)
    assert oldest["first_period_start"] == "2019-04-01"


def test_rows_set_aside_answer_with_place_and_cells(loaded: Visitor) -> None:
    load = rows(loaded.client, "/api/v1/loads")[1]["load"]

    first, second = rows(loaded.client, f"/api/v1/set_aside?load={load}")

    assert (first["row"], first["column"], second["row"]) == (4, "organisation", 5)
    assert "nowhere" in first["cells"]


def test_restatements_answer_with_both_figures(loaded: Visitor) -> None:
    address = "/api/v1/restatements?organisation=10Q&indicator=rtt_18week"

    (row,) = rows(loaded.client, address)
    text = loaded.client.get(f"{address}&format=csv").get_data(as_text=True)
    (line,) = csv.DictReader(io.StringIO(text, newline=""))

    assert (row["was_numerator"], row["now_numerator"], row["was_value"]) == (900, 880, 90)
    assert (row["was_file"], row["restated_by"]) == ("first <i>.csv", "second.csv")
    assert (line["period_start"], line["now_value"]) == ("2019-04-01", "88")
    assert rows(loaded.client, "/api/v1/restatements?organisation=10Q&indicator=ae_4hour") == []


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("restatements", 400, "organisation is missing"),
        ("restatements?organisation=nowhere", 404, "no organisation"),
        ("restatements?organisation=10Q&indicator=nothing", 404, "no indicator"),
        ("holdings?organisation=10Q&as_at=soon", 400, "a date such as"),
        ("set_aside", 400, "load is missing"),
        ("set_aside?load=-1", 400, "cannot be used for load"),
        ("loads?format=pdf", 400, "csv or json"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(
    loaded: Visitor, path: str, status: int, word: str
) -> None:
    answer = loaded.client.get(f"/api/v1/{path}")

    assert answer.status_code == status
    assert word in answer.get_json()["error"]
