"""Can programs read the list of exceptions, and overrule it as this site's pages do?"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.exports.exceptions import EXCEPTION_COLUMNS
from dashboard.settings import Settings
from data_access.database import open_engine

EXCEPTIONS, OVERRIDES = "/api/v1/exceptions", "/api/v1/overrides"
Row = dict[str, object]


@pytest.fixture
def writer(own_url: str) -> Iterator[FlaskClient]:
    engine = open_engine(own_url)
    yield create_app(Settings(database_url=own_url), engine).server.test_client()
    engine.dispose()


def rows(client: FlaskClient, **more: str) -> list[Row]:
    answer = client.get(EXCEPTIONS, query_string={"organisation": "10Q", **more})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[Row] = answer.get_json()
    return found


def said(**fields: object) -> dict[str, object]:
    return {
        "organisation": "10Q",
        "indicator": "ae_4hour",
        "listed": "no",
        "reason": "The trust is correcting it.",
        "author": "A. Analyst",
        **fields,
    }


def test_each_row_names_its_rules_and_where_it_stands(client: FlaskClient) -> None:
    found = rows(client)

    assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
    assert all(row["rules"] and row["rules_met"] and row["listed"] for row in found)
    assert all(list(row) == list(EXCEPTION_COLUMNS) for row in found)
    (emergency,) = [row for row in found if row["indicator"] == "ae_4hour"]
    assert str(emergency["rules"]).startswith("misses_standard; out_of_reach; behind_plan")
    assert "missed the standard (95%)" in str(emergency["rules_met"])
    assert (emergency["as_at"], emergency["actual_illustrative"]) == ("2020-03-31", True)


def test_figures_are_those_of_the_summary(client: FlaskClient) -> None:
    summary = client.get("/api/v1/summary?organisation=10Q").get_json()
    by_name = {row["indicator"]: row for row in summary}

    for row in rows(client):
        same = by_name[row["indicator"]]
        for name in ("value", "standard_value", "plan_value", "rag", "variation", "period_start"):
            assert row[name] == same[name]


def test_a_part_of_the_list_keeps_its_ranks(client: FlaskClient) -> None:
    whole = {row["indicator"]: row["rank"] for row in rows(client)}

    cancer = rows(client, group="cancer")

    assert {row["group"] for row in cancer} == {"cancer"}
    assert all(whole[row["indicator"]] == row["rank"] for row in cancer)
    assert client.get(f"{EXCEPTIONS}?organisation=10Q&group=none").status_code == 400
    assert client.get(f"{EXCEPTIONS}?organisation=99X").status_code == 404


def test_what_is_taken_off_comes_last_and_back_when_that_is_withdrawn(writer: FlaskClient) -> None:
    before = rows(writer)

    made = writer.post(OVERRIDES, json=said())
    off = rows(writer)[-1]
    number = made.get_json()["override"]
    gone = writer.post(f"{OVERRIDES}/{number}/withdraw", json={"author": "B. Board"})

    assert (made.status_code, gone.status_code) == (201, 200)
    assert (off["indicator"], off["rank"], off["listed"]) == ("ae_4hour", None, False)
    assert off["override_reason"] == "The trust is correcting it."
    assert (off["override"], off["override_author"]) == (number, "A. Analyst")
    assert rows(writer) == before


def test_what_is_put_on_is_ranked_last(writer: FlaskClient) -> None:
    writer.post(OVERRIDES, json=said(indicator="iapt_6week", listed="yes", until="2020-04-30"))

    found = rows(writer)

    assert found[-1]["indicator"] == "iapt_6week"
    assert (found[-1]["rank"], found[-1]["rules"]) == (len(found), "")
    assert found[-1]["override_until"] == "2020-04-30"
    assert "iapt_6week" not in [row["indicator"] for row in rows(writer, as_at="2020-05-01")]


def test_a_spreadsheet_does_not_reckon_with_what_people_typed(writer: FlaskClient) -> None:
    writer.post(OVERRIDES, json=said(reason="=1+1", author="@A"))

    answer = writer.get(f"{EXCEPTIONS}?organisation=10Q&format=csv")

    last = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))[-1]
    assert (last["override_reason"], last["override_author"]) == ("'=1+1", "'@A")
    assert answer.mimetype == "text/csv"


def test_another_sites_page_overrules_nothing(writer: FlaskClient) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}

    refused = writer.post(OVERRIDES, json=said(), headers=elsewhere)

    assert refused.status_code == 403
    assert all(row["override"] is None for row in rows(writer))


def test_a_missing_reason_is_named(writer: FlaskClient) -> None:
    answer = writer.post(OVERRIDES, json=said(reason=""))

    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith("reason is missing")
    assert writer.post(f"{OVERRIDES}/99/withdraw", json={"author": "A"}).status_code == 404


def test_a_site_can_have_rules_of_its_own(own_url: str, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(
        'name = "Ours"\n[[rule]]\nid = "late"\nname = "Late"\nwords = "Late."\n'
        'kind = "no_data"\nrank = 1\npublications = 2\n'
    )
    engine = open_engine(own_url)
    app = create_app(Settings(database_url=own_url, exceptions=ours), engine)

    found = rows(app.server.test_client())
    engine.dispose()

    assert {row["rules"] for row in found} == {"late"}
    assert all(str(row["rule_set"]).startswith("Ours, version ") for row in found)
