"""Does the week's page say what its API says, and can a meeting write through it?"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from tests.app.conftest import Visitor, words, words_of

OXFORDSHIRE = "oxfordshire_ae_delivery_board"
WEST = "west_staffordshire_ae_delivery_board"
BOARDS = [OXFORDSHIRE, WEST, "dudley_ae_delivery_board", "east_staffordshire_ae_delivery_board"]
WEEK = "/api/v1/ae_week"
QUESTIONS = "/api/v1/questions"


@pytest.fixture
def writer(own_url: str) -> Iterator[FlaskClient]:
    engine = open_engine(own_url)
    yield create_app(Settings(database_url=own_url), engine).server.test_client()
    engine.dispose()


def content(client: FlaskClient, query: str) -> Any:  # noqa: ANN401 - JSON
    answer = client.get(f"{WEEK}?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def seen(visitor: Visitor, search: str) -> str:
    markup = visitor.open("ae-week", search)["ae-week-markup"]["data"]
    return words_of(markup)


@pytest.mark.parametrize("board", BOARDS)
def test_every_board_of_the_sample_has_its_week(client: FlaskClient, board: str) -> None:
    found = content(client, f"board={board}")

    assert found["week_ending"] == "2020-03-29" and len(found["weeks"]) == 14
    assert found["forecast"]["low"] <= found["forecast"]["high"]
    assert found["plan"]["percentage"] > 80
    assert all(each["illustrative"] for each in found["weeks"])


def test_the_page_says_what_the_api_says(client: FlaskClient, visitor: Visitor) -> None:
    found = content(client, f"board={OXFORDSHIRE}")
    drawn = visitor.open("ae-week", "?organisation=10Q")

    heading = words(drawn["ae-week-heading"]["children"])
    week, forecast = found["weeks"][-1], found["forecast"]
    assert f"Last week {week['within_percentage']:.1f}% were seen within four hours" in heading
    assert f"{week['over_four_hours']:,.0f} of {week['attendances']:,.0f} waited longer" in heading
    assert f"likely {forecast['low']:.1f}% to {forecast['high']:.1f}%" in heading
    assert "Illustrative data" in heading


def test_types_add_up_to_all_types_in_every_week(client: FlaskClient) -> None:
    every, *types = (
        content(client, f"board={OXFORDSHIRE}{part}")["weeks"]
        for part in ("", "&type=1", "&type=2", "&type=3")
    )

    for name in ("attendances", "over_four_hours", "last_year_attendances"):
        summed = [sum(week[name] for week in weeks) for weeks in zip(*types, strict=True)]
        assert summed == [week[name] for week in every]


def test_the_csv_has_a_row_for_each_week_of_the_json(client: FlaskClient) -> None:
    text = client.get(f"{WEEK}?board={WEST}&format=csv").get_data(as_text=True)

    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    weeks = content(client, f"board={WEST}")["weeks"]
    assert [row["week_ending"] for row in rows] == [week["week_ending"] for week in weeks]
    counts = [float(row["attendances"] or "nan") for row in rows]
    told = [float("nan") if w["attendances"] is None else w["attendances"] for w in weeks]
    assert list(map(str, counts)) == list(map(str, told)) and "nan" in map(str, counts)
    assert {row["status"] for row in rows} == {"unvalidated"}


def test_a_week_that_was_not_submitted_is_named_and_flagged(visitor: Visitor) -> None:
    said = seen(visitor, f"?board={WEST}&week=2020-01-05")

    assert "no figure" in said
    assert (
        "Missing: 29 Dec University Hospitals of North Midlands NHS Trust (not submitted)" in said
    )
    assert "* Bank holiday: 29 Dec Christmas Day, Boxing Day; 5 Jan New Year's Day." in said
    assert "Left out, a week missing: Mar 18, Apr 18, Dec 19." in said


def test_a_month_out_of_reach_is_said_plainly(client: FlaskClient, visitor: Visitor) -> None:
    found = content(client, f"board={WEST}&week=2020-01-05")["by_sunday"]

    said = seen(visitor, f"?board={WEST}&week=2020-01-05")

    assert found["out_of_reach"] and found["most_long_waits"] < 0
    assert "out of reach at best 90.96% by then January asks 90.99%" in said


def test_the_choices_of_the_page_are_named_and_what_is_shown_is_chosen(visitor: Visitor) -> None:
    drawn = visitor.open("ae-week", f"?board={WEST}&week=2020-01-05&type=1")

    markup = drawn["ae-week-controls-markup"]["data"]
    assert re.findall(r'<label for="([^"]+)"', markup) == ["week-board", "week-week", "week-type"]
    chosen = re.findall(r'value="([^"]+)" selected', markup)
    assert "(University Hospitals of North Midlands NHS Trust), week ending Sunday 5" in markup
    assert chosen == [WEST, "2020-01-05", "1"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("board=nobody", 404, "nobody"),
        ("board=10Q", 404, "10Q"),
        ("week=Sunday", 400, "week"),
        ("type=4", 400, "type"),
        ("format=pdf", 400, "csv or json"),
    ],
)
def test_what_cannot_be_answered_says_why(
    client: FlaskClient, query: str, status: int, said: str
) -> None:
    answer = client.get(f"{WEEK}?{query}")

    assert answer.status_code == status and said in answer.get_json()["error"]


def test_the_page_of_a_board_that_is_not_there_says_so(visitor: Visitor) -> None:
    drawn = visitor.open("ae-week", "?board=nobody")

    assert "nobody" in words(drawn["refusal"]["children"])


def test_a_question_is_minuted_answered_and_read(writer: FlaskClient) -> None:
    given = {"board": OXFORDSHIRE, "week": "2020-03-15", "text": "=1+1?", "author": "C. Chair"}

    asked = writer.post(QUESTIONS, json=given)
    number = asked.get_json()["question"]
    told = writer.post(f"{QUESTIONS}/{number}/answer", json={"text": "Two.", "author": "SCAS"})

    assert (asked.status_code, told.status_code) == (201, 200)
    (row,) = writer.get(f"{QUESTIONS}?board={OXFORDSHIRE}").get_json()
    assert (row["text"], row["answer"], row["answered_by"]) == ("=1+1?", "Two.", "SCAS")
    sheet = writer.get(f"{QUESTIONS}?board={OXFORDSHIRE}&format=csv").get_data(as_text=True)
    assert "'=1+1?" in sheet


def test_another_sites_page_can_minute_nothing(writer: FlaskClient) -> None:
    given = {"board": OXFORDSHIRE, "week": "2020-03-15", "text": "Why?", "author": "C. Chair"}

    answers = [
        writer.post(QUESTIONS, json=given, headers={"Origin": "https://elsewhere.example"}),
        writer.post(QUESTIONS, data=given),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert writer.get(f"{QUESTIONS}?board={OXFORDSHIRE}").get_json() == []


def test_what_was_typed_is_no_markup(writer: FlaskClient) -> None:
    text = "<script>window.hostile = 1</script>"
    given = {"board": OXFORDSHIRE, "week": "2020-03-22", "text": text, "author": "C. Chair"}
    writer.post(QUESTIONS, json=given)

    drawn = Visitor(writer).open("ae-week", f"?board={OXFORDSHIRE}")

    markup = drawn["ae-week-markup"]["data"]
    assert "<script" not in markup and "&lt;script&gt;" in markup


def test_a_site_that_only_shows_has_no_form(own_url: str) -> None:
    engine = open_engine(own_url)
    app = create_app(Settings(database_url=own_url, read_only=True), engine)

    drawn = Visitor(app.server.test_client()).open("ae-week", f"?board={OXFORDSHIRE}")

    assert "<form" not in drawn["ae-week-markup"]["data"]
    assert "data-post" not in drawn["ae-week-markup"]["data"]
    engine.dispose()
