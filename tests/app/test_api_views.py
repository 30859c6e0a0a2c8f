"""Can a name for an address be kept, listed and removed, and only by this site's pages?"""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine

VIEWS = "/api/v1/views"
VIEW = {"name": "Our week", "address": "/ae-week?board=x", "author": "A. Manager"}
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def own_client(own_url: str) -> Iterator[FlaskClient]:
    engine = open_engine(own_url)
    yield create_app(Settings(database_url=own_url), engine).server.test_client()
    engine.dispose()


def kept(client: FlaskClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(VIEWS).get_json()
    return found


def test_a_view_is_kept_listed_by_name_and_removed(own_client: FlaskClient) -> None:
    made = own_client.post(VIEWS, json=VIEW)
    own_client.post(VIEWS, json={**VIEW, "name": "A first"})
    number = made.get_json()["view"]

    between = [each["name"] for each in kept(own_client)]
    gone = own_client.post(f"{VIEWS}/{number}/remove", json={"author": "B. Board"})

    assert (made.status_code, gone.status_code) == (201, 200)
    assert between == ["A first", "Our week"]
    assert [each["name"] for each in kept(own_client)] == ["A first"]


def test_a_name_that_is_taken_is_refused_of_its_field(own_client: FlaskClient) -> None:
    own_client.post(VIEWS, json=VIEW)

    again = own_client.post(VIEWS, json=VIEW)
    other = own_client.post(VIEWS, json={**VIEW, "address": "/matrix"})

    assert again.status_code == 201
    assert (other.status_code, other.get_json()["field"]) == (409, "name")
    assert "Choose another name" in other.get_json()["error"]
    assert len(kept(own_client)) == 1


def test_a_name_is_free_again_once_its_view_is_removed(own_client: FlaskClient) -> None:
    number = own_client.post(VIEWS, json=VIEW).get_json()["view"]
    own_client.post(f"{VIEWS}/{number}/remove", json={"author": "B. Board"})

    again = own_client.post(VIEWS, json={**VIEW, "address": "/matrix"})

    assert again.status_code == 201
    assert [each["address"] for each in kept(own_client)] == ["/matrix"]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 81}, "name"),
        ({"author": ""}, "author"),
        ({"address": "https://elsewhere.example/"}, "address"),
        ({"address": "/\\elsewhere.example"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "/api/v1/views"}, "address"),
    ],
)
def test_what_cannot_be_kept_says_which_field(
    own_client: FlaskClient, fields: dict[str, str], named: str
) -> None:
    answer = own_client.post(VIEWS, json={**VIEW, **fields})

    assert (answer.status_code, answer.get_json()["field"]) == (400, named)
    assert kept(own_client) == []


def test_what_people_typed_is_data_and_no_page(own_client: FlaskClient) -> None:
    own_client.post(VIEWS, json={**VIEW, "name": HOSTILE})

    answer = own_client.get(VIEWS)

    assert answer.get_json()[0]["name"] == HOSTILE
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_spreadsheet_does_not_reckon_with_a_name(own_client: FlaskClient) -> None:
    own_client.post(VIEWS, json={**VIEW, "name": "=1+1", "author": "@SUM(1)"})

    sheet = own_client.get(f"{VIEWS}?format=csv").get_data(as_text=True)

    (row,) = csv.DictReader(io.StringIO(sheet, newline=""))
    assert (row["name"], row["author"]) == ("'=1+1", "'@SUM(1)")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_another_sites_page_keeps_and_removes_nothing(own_client: FlaskClient, origin: str) -> None:
    number = own_client.post(VIEWS, json=VIEW).get_json()["view"]
    elsewhere = {"Origin": origin}

    answers = [
        own_client.post(VIEWS, json={**VIEW, "name": "Theirs"}, headers=elsewhere),
        own_client.post(f"{VIEWS}/{number}/remove", json={"author": "x"}, headers=elsewhere),
    ]

    assert [each.status_code for each in answers] == [403, 403]
    assert [each["name"] for each in kept(own_client)] == ["Our week"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_any_site_keeps_nothing(own_client: FlaskClient, kind: str) -> None:
    answer = own_client.post(VIEWS, data='{"name": "x"}', content_type=kind)

    assert answer.status_code == 403


@pytest.mark.parametrize("number", ["4711", "one", "99999999999999999999"])
def test_what_is_not_there_cannot_be_removed(own_client: FlaskClient, number: str) -> None:
    answer = own_client.post(f"{VIEWS}/{number}/remove", json={"author": "B. Board"})

    assert answer.status_code in (400, 404)
    assert answer.get_json()["error"]


def test_a_site_that_only_shows_keeps_none_and_says_why(own_url: str) -> None:
    engine = open_engine(own_url)
    settings = Settings(database_url=own_url, read_only=True)
    client = create_app(settings, engine).server.test_client()

    answer = client.post(VIEWS, json=VIEW)

    assert answer.status_code == 403
    assert "TRAJECTORY_READ_ONLY" in answer.get_json()["error"]
    assert kept(client) == []
    engine.dispose()
