"""Can programs read what is said of every exception, and people say it otherwise?"""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

NARRATIVES = "/api/v1/narratives"


@pytest.fixture
def own(clients: list[FlaskClient]) -> FlaskClient:
    return clients[0]


def given(**fields: object) -> dict[str, object]:
    return {
        "organisation": "10Q",
        "indicator": "ae_4hour",
        "length": "board",
        "text": "=We opened a ward.",
        "author": "A. Manager",
        **fields,
    }


def read(client: FlaskClient, **more: str) -> list[dict[str, Any]]:
    answer = client.get(NARRATIVES, query_string={"organisation": "10Q", **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = answer.get_json()
    return found


def test_every_indicator_has_both_lengths_generated(client: FlaskClient) -> None:
    rows = read(client)

    assert {row["length"] for row in rows} == {"board", "analyst"}
    assert len(rows) == 2 * len({row["indicator"] for row in rows})
    assert all(row["text"] == row["generated"] and not row["stale"] for row in rows)
    assert any(row["listed"] for row in rows)
    assert not all(row["listed"] for row in rows)


def test_a_text_is_read_beside_the_generated_one_in_every_process(
    clients: list[FlaskClient],
) -> None:
    one, other = clients
    before = read(other, indicator="ae_4hour")[0]

    made = one.post(NARRATIVES, json=given(facts=before["facts"]))
    after = read(other, indicator="ae_4hour")

    assert made.status_code == 201, made.get_data(as_text=True)
    assert [row["author"] for row in after] == ["A. Manager", ""]
    assert (after[0]["text"], after[0]["generated"]) == ("=We opened a ward.", before["text"])
    assert after[0]["stale"] is False


def test_a_text_is_stale_when_the_facts_have_changed(own: FlaskClient) -> None:
    own.post(NARRATIVES, json=given())
    action = {"organisation": "10Q", "indicator": "ae_4hour", "text": "Hire.", "author": "A"}

    own.post("/api/v1/actions", json={**action, "due_on": "2020-06-30"})

    assert read(own, indicator="ae_4hour")[0]["stale"] is True


def test_the_generated_text_is_restored(own: FlaskClient) -> None:
    own.post(NARRATIVES, json=given())

    own.post(NARRATIVES, json=given(text=""))

    row = read(own, indicator="ae_4hour")[0]
    assert (row["text"], row["author"]) == (row["generated"], "")


def test_a_sheet_reckons_with_nothing_that_was_typed(own: FlaskClient) -> None:
    own.post(NARRATIVES, json=given())
    query = {"organisation": "10Q", "indicator": "ae_4hour", "format": "csv"}

    text = own.get(NARRATIVES, query_string=query).get_data(as_text=True)

    assert next(row["text"] for row in csv.DictReader(io.StringIO(text))) == "'=We opened a ward."


def test_what_cannot_be_written_is_refused(own: FlaskClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}

    answers = [
        own.post(NARRATIVES, json=given(author="")),
        own.post(NARRATIVES, json=given(indicator="none")),
        own.post(NARRATIVES, json=given(), headers=elsewhere),
        own.post(NARRATIVES, data=given()),
        own.get(NARRATIVES),
    ]

    assert [answer.status_code for answer in answers] == [400, 404, 403, 403, 400]
    assert answers[0].get_json()["field"] == "author"
