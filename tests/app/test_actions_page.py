"""Do actions stand beside a trend as text, with what can be done of them, and not where not?"""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from layouts import ids
from layouts.components.markup import markup_id
from tests.app.conftest import Visitor

TREND = "?organisation=RTH&indicator=diagnostics_6week"
PLANNED = "?organisation=10Q&indicator=rtt_18week"
HOSTILE = '<b>A ward</b> <script>alert("1")</script> & <img src=x onerror=alert(1)>'


@pytest.fixture
def reader(own_url: str) -> Iterator[Visitor]:
    engine = open_engine(own_url)
    yield Visitor(create_app(Settings(database_url=own_url), engine).server.test_client())
    engine.dispose()


def write(reader: Visitor, **fields: str) -> str:
    """The key of an action that has been written."""
    usual = {"organisation": "RTH", "indicator": "diagnostics_6week", "text": "A scanner."}
    given = {**usual, "author": "A. Analyst", **fields}
    answer = reader.client.post("/api/v1/actions", json=given)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.get_json()["action"])


def beside(reader: Visitor, search: str = TREND) -> str:
    """The markup of the actions."""
    found: dict[str, Any] = reader.open("trend", search)[markup_id(ids.TREND_ACTIONS)]
    return str(found["data"])


def test_a_written_action_stands_beside_the_trend_with_a_tick_and_a_form(reader: Visitor) -> None:
    before = beside(reader)
    key = write(reader, owner="B. Board", due_on="2020-02-28")

    after = beside(reader)

    assert "None is written here" in before
    assert 'data-form="action-form"' in before
    assert "It is overdue." in after
    assert "Overdue since 28 Feb 20" in after
    assert f'<li data-action="{key}">' in after
    assert 'data-status="done"' in after
    assert "Written by A. Analyst on " in after


def test_what_an_action_was_to_bring_is_said_and_drawn_beside_what_happened(
    reader: Visitor,
) -> None:
    write(reader, start_on="2019-11-01", effects="2020-01: -0.1\n2020-02: -0.2")

    page = reader.open("trend", TREND)

    said = page[markup_id(ids.TREND_ACTIONS)]["data"]
    traces = page[ids.TREND]["figure"]["data"]
    assert "by February 2020, from " in said
    assert "Expected of: A scanner." in [each.get("name") for each in traces]


def test_a_plans_actions_name_their_document_and_are_on_the_axis(reader: Visitor) -> None:
    page = reader.open("trend", PLANNED)

    said = page[markup_id(ids.TREND_ACTIONS)]["data"]
    due = [each for each in page[ids.TREND]["figure"]["data"] if each.get("name") == "Actions due"]
    assert "From the Oxfordshire CCG Operational Plan" in said
    assert "36 of 37 are overdue. ▲ on the chart" in said
    assert len(due) == 1


@pytest.mark.parametrize("chart", ["spc", "year_on_year"])
def test_where_due_days_are_not_drawn_nothing_is_said_of_triangles(
    reader: Visitor, chart: str
) -> None:
    assert "▲" not in beside(reader, f"{PLANNED}&chart={chart}")


def test_what_people_typed_is_text_wherever_it_is_drawn(reader: Visitor) -> None:
    key = write(reader, text=HOSTILE, owner="<i>B</i>", due_on="2020-02-28", effects="2020-02: 1")
    said = {"status": "open", "note": HOSTILE, "author": "<i>A</i>"}
    reader.client.post(f"/api/v1/actions/{key}/status", json=said)

    page = reader.open("trend", TREND)

    markup = page[markup_id(ids.TREND_ACTIONS)]["data"]
    assert "&lt;script&gt;" in markup
    for written in (markup, orjson.dumps(page[ids.TREND]).decode()):
        assert not [tag for tag in ("<script", "<img", "<b>A ward", "<i>") if tag in written]


def test_a_site_that_only_shows_has_the_list_and_nothing_to_write_with(own_url: str) -> None:
    engine = open_engine(own_url)
    settings = Settings(database_url=own_url, read_only=True)
    looker = Visitor(create_app(settings, engine).server.test_client())

    there, none = beside(looker, PLANNED), beside(looker)
    engine.dispose()

    assert "Overdue since" in there
    assert "data-" not in there
    assert none == ""


def test_nothing_is_said_of_triangles_where_all_was_due_before_the_chart_begins(
    reader: Visitor,
) -> None:
    said = beside(reader, "?organisation=10Q&indicator=cancer_2week")

    assert "Overdue since 31 Mar 17" in said
    assert "▲" not in said
