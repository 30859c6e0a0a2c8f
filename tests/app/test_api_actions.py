"""Can programs read what is being done, write it down and tick it, in every process?"""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine

ACTIONS = "/api/v1/actions"


@pytest.fixture
def client(clients: list[FlaskClient]) -> FlaskClient:
    return clients[0]


def said(**fields: object) -> dict[str, object]:
    return {
        "organisation": "RTH",
        "indicator": "cancer_2week",
        "text": "A second clinic.",
        "owner": "B. Board",
        "due_on": "2020-02-28",
        "effects": "2020-02: +1.5",
        "author": "A. Analyst",
        **fields,
    }


def told(client: FlaskClient, organisation: str = "RTH", **more: str) -> list[dict[str, Any]]:
    answer = client.get(ACTIONS, query_string={"organisation": organisation, **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = answer.get_json()
    return found


def test_an_action_is_added_and_ticked_in_every_process(clients: list[FlaskClient]) -> None:
    one, other = clients
    before = told(other)

    made = one.post(ACTIONS, json=said())
    between = told(other)
    key = made.get_json()["action"]
    done = {"status": "done", "note": "Opened.", "author": "C. Chair"}
    ticked = one.post(f"{ACTIONS}/{key}/status", json=done)

    assert (made.status_code, ticked.status_code) == (201, 200)
    assert (before, between, told(other)) == ([], [made.get_json()], [ticked.get_json()])
    assert (between[0]["status"], between[0]["overdue"], between[0]["effects"]) == (
        "open",
        True,
        "2020-02: 1.5",
    )
    after = ticked.get_json()
    assert [after[name] for name in ("status", "overdue", "note", "changed_by")] == [
        "done",
        False,
        "Opened.",
        "C. Chair",
    ]


def test_a_plans_actions_name_their_document_and_can_be_ticked(client: FlaskClient) -> None:
    first = told(client, "10Q", indicator="rtt_18week")[0]

    key = first["action"]
    client.post(f"{ACTIONS}/{key}/status", json={"status": "dropped", "author": "C. Chair"})

    after = next(each for each in told(client, "10Q") if each["action"] == key)
    assert (first["planned"], first["overdue"], after["status"]) == (True, True, "dropped")
    assert first["source"].startswith("Oxfordshire CCG Operational Plan")


def test_those_of_the_group_it_plans_with_are_told_with_a_ccgs_own(client: FlaskClient) -> None:
    found = told(client, "05V", indicator="rtt_18week")

    assert found
    assert {each["organisation"] for each in found} != {"05V"}


def test_the_overdue_come_first_and_days_narrow_them(client: FlaskClient) -> None:
    every = told(client, "10Q")
    within = told(client, "10Q", due_from="2020-03-31", due_to="2020-12-31")

    late = [each["overdue"] for each in every]
    assert late == sorted(late, reverse=True)
    assert {each["due_on"] for each in within} == {"2020-03-31", "2020-12-31"}


def test_a_file_of_them_names_the_source_and_is_never_a_formula(client: FlaskClient) -> None:
    client.post(ACTIONS, json=said(text="=1+1", owner="@B"))

    answer = client.get(ACTIONS, query_string={"organisation": "RTH", "format": "csv"})

    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\N{BOM}")))
    assert (row["text"], row["owner"], row["source"]) == ("'=1+1", "'@B", "")


@pytest.mark.parametrize(
    ("fields", "status", "field"),
    [
        ({"due_on": "soon"}, 400, "due_on"),
        ({"effects": "2020-02 1"}, 400, "effects"),
        ({"start_on": "2020-03-01"}, 400, "due_on"),
        ({"author": ""}, 400, "author"),
        ({"indicator": "waist"}, 404, None),
        ({"organisation": "99X"}, 404, None),
    ],
)
def test_a_mistake_is_said_with_its_field(
    client: FlaskClient, fields: dict[str, object], status: int, field: str | None
) -> None:
    answer = client.post(ACTIONS, json=said(**fields))

    assert (answer.status_code, answer.get_json().get("field")) == (status, field)
    assert told(client) == []


def test_a_key_that_nothing_has_is_not_found(client: FlaskClient) -> None:
    answer = client.post(f"{ACTIONS}/p0/status", json={"status": "done", "author": "C. Chair"})

    assert (answer.status_code, answer.get_json()["error"]) == (
        404,
        "There is no action p0 that stands.",
    )


def test_another_sites_page_cannot_tick(client: FlaskClient) -> None:
    key = client.post(ACTIONS, json=said()).get_json()["action"]

    answer = client.post(
        f"{ACTIONS}/{key}/status",
        json={"status": "done", "author": "C. Chair"},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 403
    assert told(client)[0]["status"] == "open"


def test_a_site_that_only_shows_tells_and_does_not_write(own_url: str) -> None:
    engine = open_engine(own_url)
    settings = Settings(database_url=own_url, read_only=True)
    looker = create_app(settings, engine).server.test_client()

    refused = looker.post(ACTIONS, json=said())
    there = told(looker, "10Q")
    engine.dispose()

    assert refused.status_code == 403
    assert there
