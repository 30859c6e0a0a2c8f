"""Does the board page bring every slide in one answer, and keep a meeting?"""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from tests.app.conftest import Answer, Visitor

MEETING = {
    "organisation": "10Q",
    "held_on": "2020-01-30",
    "name": "Governing Body",
    "author": "A. Secretary",
    "as_at": "2020-01-31",
}


@pytest.fixture
def own_client(own_url: str) -> Iterator[FlaskClient]:
    engine = open_engine(own_url)
    yield create_app(Settings(database_url=own_url), engine).server.test_client()
    engine.dispose()


def markup(answer: Answer) -> str:
    return str(answer["board-deck"]["data"]["markup"])


def titles(answer: Answer) -> list[str]:
    return re.findall(r'class="slide-title"[^>]*>(?:<a [^>]*>)?([^<]*)<', markup(answer))


def test_all_slides_and_their_charts_come_in_one_answer(visitor: Visitor) -> None:
    answer = visitor.open("board", "?organisation=10Q")

    numbers = re.findall(r'data-chart="(\d+)"', markup(answer))
    assert len(numbers) >= 8
    assert set(answer["board-deck"]["data"]["figures"]) == set(numbers)
    assert titles(answer)[0].endswith(" indicators")
    assert len(titles(answer)) == len(numbers) + 3


def test_every_slide_has_its_page_number_and_says_that_it_is_illustrative(visitor: Visitor) -> None:
    said = markup(visitor.open("board", "?organisation=10Q"))

    pages = re.findall(r'class="slide-page">(\d+) / (\d+)<', said)
    assert [int(number) for number, _ in pages] == list(range(1, len(pages) + 1))
    assert {int(every) for _, every in pages} == {len(pages)}
    assert "illustrative data" in said and "data version" in said


def test_a_deck_of_all_has_more_slides_and_a_group_fewer(visitor: Visitor) -> None:
    plain, every, few = (
        len(titles(visitor.open("board", f"?organisation=10Q{more}")))
        for more in ("", "&deck=all", "&group=cancer")
    )

    assert few < plain < every


def test_a_slide_leads_to_its_live_chart_with_what_is_chosen(visitor: Visitor) -> None:
    said = markup(visitor.open("board", "?organisation=10Q&slide=4&deck=all"))

    assert 'href="/trend?organisation=10Q&amp;indicator=ae_4hour"' in said
    assert 'href="/?organisation=10Q"' in said


def test_a_meeting_is_kept_and_listed(own_client: FlaskClient) -> None:
    kept = own_client.post("/api/v1/meetings", json=MEETING)

    listed = own_client.get("/api/v1/meetings?organisation=10Q").get_json()

    assert kept.status_code == 201
    assert listed == [kept.get_json()]
    assert (listed[0]["held_on"], listed[0]["author"]) == ("2020-01-30", "A. Secretary")
    assert listed[0]["indicators"] > 10


def test_the_next_deck_says_what_changed_since_and_its_cover_who_kept_it(
    own_client: FlaskClient,
) -> None:
    own_client.post("/api/v1/meetings", json=MEETING)

    answer = Visitor(own_client).open("board", "?organisation=10Q")

    assert titles(answer)[1].startswith("Since 30 January 2020: ")
    assert "kept: 30 January 2020, Governing Body, by A. Secretary" in markup(answer)


def test_meetings_can_be_had_as_a_sheet_that_does_not_reckon(own_client: FlaskClient) -> None:
    own_client.post("/api/v1/meetings", json={**MEETING, "name": "=1+1"})

    sheet = own_client.get("/api/v1/meetings?organisation=10Q&format=csv").get_data(as_text=True)

    assert "'=1+1" in sheet


@pytest.mark.parametrize(
    ("given", "field"), [({"held_on": "soon"}, "held_on"), ({"name": " "}, "name")]
)
def test_what_is_wrong_of_a_meeting_is_said_of_its_field(
    own_client: FlaskClient, given: dict[str, str], field: str
) -> None:
    answer = own_client.post("/api/v1/meetings", json={**MEETING, **given})

    assert answer.status_code == 400
    assert answer.get_json()["field"] == field


def test_another_sites_page_keeps_no_meeting(own_client: FlaskClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}

    answer = own_client.post("/api/v1/meetings", json=MEETING, headers=elsewhere)

    assert answer.status_code == 403
    assert own_client.get("/api/v1/meetings?organisation=10Q").get_json() == []


def test_what_people_typed_is_escaped_on_the_cover(own_client: FlaskClient) -> None:
    own_client.post("/api/v1/meetings", json={**MEETING, "name": "<b>Board</b>"})

    said = markup(Visitor(own_client).open("board", "?organisation=10Q"))

    assert "<b>Board</b>" not in said
    assert "&lt;b&gt;Board&lt;/b&gt;" in said
