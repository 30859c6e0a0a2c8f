"""Can programs and this site's pages write beside the figures, and nobody else?"""

import csv
import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine

MARKS = "/api/v1/marks"


@pytest.fixture
def client(clients: list[FlaskClient]) -> FlaskClient:
    return clients[0]


def said(**fields: object) -> dict[str, object]:
    return {
        "kind": "note",
        "indicator": "rtt_18week",
        "organisation": "10Q",
        "on": "2019-05-01",
        "text": "A ward opened.",
        "author": "A. Analyst",
        **fields,
    }


def kept(client: FlaskClient, **more: str) -> list[dict[str, object]]:
    answer = client.get(MARKS, query_string={"organisation": "10Q", **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, object]] = answer.get_json()
    return found


def refused(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]


def test_a_mark_is_added_listed_and_withdrawn_in_every_process(clients: list[FlaskClient]) -> None:
    one, other = clients
    before = kept(other)

    made = one.post(MARKS, json=said())
    between = kept(other)
    number = made.get_json()["mark"]
    gone = one.post(f"{MARKS}/{number}/withdraw", json={"author": "B. Board"})

    assert (made.status_code, gone.status_code) == (201, 200)
    assert (before, between, kept(other)) == ([], [made.get_json()], [])
    assert between[0]["on"] == "2019-05-01"


def test_marks_are_asked_for_by_organisation_and_indicator(client: FlaskClient) -> None:
    client.post(MARKS, json=said())
    client.post(MARKS, json=said(indicator="ae_4hour", organisation="RTH"))

    assert [each["indicator"] for each in kept(client)] == ["rtt_18week"]
    assert kept(client, indicator="diagnostics_6week") == []
    assert client.get(MARKS).status_code == 400
    assert client.get(MARKS, query_string={"organisation": "99X"}).status_code == 404


def test_what_people_typed_is_data_and_no_page(client: FlaskClient) -> None:
    text = '<img src=x onerror="alert(1)"> & so on'
    client.post(MARKS, json=said(text=text))

    answer = client.get(MARKS, query_string={"organisation": "10Q"})

    assert answer.get_json()[0]["text"] == text
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_spreadsheet_does_not_reckon_with_what_people_typed(client: FlaskClient) -> None:
    client.post(MARKS, json=said(text='=HYPERLINK("http://x")', author="@SUM(1)"))

    answer = client.get(MARKS, query_string={"organisation": "10Q", "format": "csv"})

    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline=""))
    assert (row["text"], row["author"]) == ('\'=HYPERLINK("http://x")', "'@SUM(1)")
    assert kept(client)[0]["text"] == '=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://localhost.elsewhere.example", ""]
)
def test_another_sites_page_writes_nothing(client: FlaskClient, origin: str) -> None:
    answer = client.post(MARKS, json=said(), headers={"Origin": origin})

    assert refused(answer)[0] == 403
    assert kept(client) == []


@pytest.mark.parametrize("origin", ["http://localhost", "https://LOCALHOST"])
def test_this_sites_own_pages_write_also_behind_a_proxy(client: FlaskClient, origin: str) -> None:
    answer = client.post(MARKS, json=said(), headers={"Origin": origin})

    assert answer.status_code == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_any_site_writes_nothing(client: FlaskClient, kind: str) -> None:
    answer = client.post(MARKS, data='{"kind": "note"}', content_type=kind)

    assert refused(answer)[0] == 403


@pytest.mark.parametrize(
    ("fields", "status", "named"),
    [
        ({"text": ""}, 400, "text is missing"),
        ({"on": "1999-01-01"}, 400, '"1999-01-01" cannot be used for on'),
        ({"indicator": "waist"}, 404, 'no indicator called "waist"'),
        ({"organisation": "99X"}, 404, 'no organisation with the code "99X"'),
        ({"kind": "baseline", "until": "2019-07-01"}, 400, "at least 12 figures"),
    ],
)
def test_what_cannot_be_written_says_which_field(
    client: FlaskClient, fields: dict[str, object], status: int, named: str
) -> None:
    answer = client.post(MARKS, json=said(**fields))

    assert answer.status_code == status
    assert named in refused(answer)[1]


@pytest.mark.parametrize("content", [b"{", b"[]", b'"note"', b"\xff", b"{}" + b" " * 30_000])
def test_what_is_no_mark_is_refused_plainly(client: FlaskClient, content: bytes) -> None:
    answer = client.post(MARKS, data=content, content_type="application/json")

    status, words = refused(answer)
    assert status == 400
    assert words


@pytest.mark.parametrize("number", ["4711", "one", "99999999999999999999"])
def test_a_mark_that_is_not_there_cannot_be_withdrawn(client: FlaskClient, number: str) -> None:
    answer = client.post(f"{MARKS}/{number}/withdraw", json={"author": "B. Board"})

    assert answer.status_code in (400, 404)
    assert refused(answer)[1]


def test_a_site_that_only_shows_refuses_and_says_why(own_url: str) -> None:
    engine = open_engine(own_url)
    settings = Settings(database_url=own_url, read_only=True)
    client = create_app(settings, engine).server.test_client()

    answers = [
        client.post(MARKS, json=said()),
        client.post(f"{MARKS}/1/withdraw", json={"author": "B. Board"}),
    ]

    assert [refused(each)[0] for each in answers] == [403, 403]
    assert "TRAJECTORY_READ_ONLY" in refused(answers[0])[1]
    assert kept(client) == []
    engine.dispose()
