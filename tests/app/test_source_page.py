"""Do the page of one figure and its open data name every stored figure that it is made of?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.indicators.registry import load_indicators
from dashboard.settings import Settings
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from layouts import ids
from layouts.components.markup import markup_id
from tests.app.conftest import Visitor, words

HEADING = "indicator,organisation,period,numerator,denominator"
BLACK_COUNTRY = ("05C", "05L", "05Y", "06A")
FIRST = (
    *(f"rtt_18week,{code},2021-03-01,9{n},100" for n, code in enumerate(BLACK_COUNTRY)),
    "rtt_18week,D2P2L,2021-04-01,380,500",
    "ae_4hour,RNA,2021-04-01,800,1000",
    "ae_4hour,RTH,2021-04-01,900,1000",
    "rtt_18week,10Q,2021-04-01,910,1000",
)
SHARES = (
    "provider,commissioner,share,valid from,valid to,version,source",
    "RNA,D2P2L,0.25,2018-04-01,,Shares <A>,A statement",
)
SOURCE = "/api/v1/source"
MERGED = {"organisation": "D2P2L", "indicator": "rtt_18week"}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Two local returns, of which the second restates one figure of the first, and shares."""
    folder = tmp_path_factory.mktemp("source")
    engine = open_engine(f"sqlite:///{(folder / 'source.db').as_posix()}")
    prepare(engine)
    for name, lines, day in (
        ("first <i>.csv", (HEADING, *FIRST), date(2021, 5, 20)),
        ("shares.csv", SHARES, date(2021, 5, 20)),
        ("second.csv", (HEADING, "rtt_18week,10Q,2021-04-01,880,1000"), date(2021, 6, 20)),
    ):
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        load_files(engine, [folder / name], load_indicators(), day, lambda line: None)
    settings = Settings(database_url=str(engine.url), sample=False, as_at=date(2021, 6, 30))
    yield create_app(settings, engine).server.test_client()
    engine.dispose()


def rows(client: FlaskClient, **asked: str) -> list[dict[str, Any]]:
    answer = client.get(SOURCE, query_string=asked)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = answer.get_json()
    return found


def shown(client: FlaskClient, search: str) -> tuple[str, str]:
    """The words above, then the markup."""
    answer = Visitor(client).open("source", search)
    assert not answer[ids.REFUSAL]["children"], words(answer[ids.REFUSAL]["children"])
    heading, body = answer[ids.SOURCE_HEADING]["children"], answer[markup_id(ids.SOURCE)]["data"]
    return words(heading), str(body)


def test_a_figure_before_a_merger_is_that_of_all_who_merged(programs: FlaskClient) -> None:
    found = rows(programs, **MERGED, period="2021-03-01")
    series = programs.get("/api/v1/series", query_string={**MERGED, "grain": "month"}).get_json()

    assert [each["organisation"] for each in found] == list(BLACK_COUNTRY)
    assert [each["row"] for each in found] == [2, 3, 4, 5]
    assert sum(each["numerator"] for each in found) == series[0]["numerator"] == 366
    _, body = shown(programs, "?organisation=D2P2L&indicator=rtt_18week&period=2021-03-01")
    assert "today&#39;s area: the sum of 05C, 05L, 05Y, 06A" in body
    assert "The 4 stored figures it is made of" in body


def test_a_figure_after_a_merger_is_its_own(programs: FlaskClient) -> None:
    (row,) = rows(programs, **MERGED)

    assert (row["organisation"], row["numerator"]) == ("D2P2L", 380)


def test_a_shared_figure_says_whose_it_is_and_what_part_counts(programs: FlaskClient) -> None:
    (row,) = rows(programs, organisation="D2P2L", indicator="ae_4hour")
    heading, body = shown(programs, "?organisation=D2P2L&indicator=ae_4hour")

    assert (row["organisation"], row["share"], row["numerator"]) == ("RNA", 0.25, 800)
    assert "200 of 250" in heading
    assert "25.0000%" in body and "Shares &lt;A&gt;" in body


def test_a_stand_in_is_named(programs: FlaskClient) -> None:
    (row,) = rows(programs, organisation="10Q", indicator="ae_4hour")
    heading, _ = shown(programs, "?organisation=10Q&indicator=ae_4hour")

    assert row["organisation"] == "RTH"
    assert "Oxford University Hospitals" in heading


def test_a_restated_figure_has_its_new_file_and_says_what_it_was(programs: FlaskClient) -> None:
    (row,) = rows(programs, organisation="10Q", indicator="rtt_18week")
    _, body = shown(programs, "?organisation=10Q&indicator=rtt_18week")

    assert (row["file"], row["row"], row["numerator"]) == ("second.csv", 2, 880)
    assert "91.00%" in body and "88.00%" in body
    assert "None is known" not in body


def test_a_file_s_name_is_text_and_never_markup(programs: FlaskClient) -> None:
    _, body = shown(programs, "?organisation=D2P2L&indicator=rtt_18week")

    assert "first &lt;i&gt;.csv" in body
    assert "<i>" not in body


def test_the_csv_of_a_year_to_date_is_of_the_figure_that_is_shown(programs: FlaskClient) -> None:
    search = "?organisation=D2P2L&indicator=rtt_18week&view=year_to_date&period=2021-03-01"

    heading = str(Visitor(programs).open("source", search)[ids.SOURCE_HEADING]["children"])

    assert "view=year_to_date&period=2021-03-31" in heading


def test_a_page_says_what_programs_are_told(programs: FlaskClient) -> None:
    search = "?organisation=D2P2L&indicator=rtt_18week&period=2021-03-01"

    _, body = shown(programs, search)

    for row in rows(programs, **MERGED, period="2021-03-01"):
        assert f"{row['numerator']:.0f} of {row['denominator']:.0f}" in body
        assert f"from row {row['row']}" in body
    assert body.count("the row is the first of them") == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"period": "1999-01-01"}, "period"),
        ({"period": "<script>"}, "period"),
        ({"of": "<b>Nobody</b>"}, "of"),
        ({"indicator": ""}, "indicator"),
        ({"format": "pdf"}, "format"),
    ],
)
def test_what_is_not_there_is_refused_by_its_name(
    programs: FlaskClient, asked: dict[str, str], field: str
) -> None:
    answer = programs.get(SOURCE, query_string={**MERGED, **asked})

    assert (answer.status_code, answer.get_json()["field"]) == (400, field)


@pytest.mark.parametrize("asked", ["period=soon", "of=%3Cb%3ENobody"])
def test_a_page_of_what_is_not_there_says_so_and_shows_no_other_figure(
    programs: FlaskClient, asked: str
) -> None:
    answer = Visitor(programs).open("source", f"?organisation=10Q&indicator=rtt_18week&{asked}")

    assert "cannot be used for" in words(answer[ids.REFUSAL]["children"])
    assert markup_id(ids.SOURCE) not in answer


def test_what_is_unknown_is_no_page_of_another(programs: FlaskClient) -> None:
    for asked in ({"organisation": "99X"}, {"indicator": "waist"}):
        assert programs.get(SOURCE, query_string={**MERGED, **asked}).status_code == 404


def test_rows_can_be_had_as_a_sheet(programs: FlaskClient) -> None:
    answer = programs.get(SOURCE, query_string={**MERGED, "format": "csv"})

    assert answer.mimetype == "text/csv"
    assert "first <i>.csv" in answer.get_data(as_text=True)
