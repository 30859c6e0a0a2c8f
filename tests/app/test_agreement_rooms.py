"""Do list, narratives, deck, week and workbook of everybody say what summary and series say?"""

import io
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from app import create_app
from dashboard.settings import Settings
from data_access.database import open_engine
from tests.app.conftest import Visitor

Rows = list[dict[str, Any]]
SLIDE = re.compile(r'data-number="(\d+)" data-title="([^"]*)" data-live="[^"]*indicator=(\w+)')
SAME = (
    "period_start", "period_end", "value", "status", "standard_value", "plan_value", "variation",
    "assurance", "rag", "rag_words", "actual_illustrative", "plan_illustrative", "data_version",
)  # fmt: skip
BOARDS = ("oxfordshire", "dudley", "east_staffordshire", "west_staffordshire")


def asked(client: FlaskClient, what: str, **query: str) -> Any:  # noqa: ANN401 - JSON
    answer = client.get(f"/api/v1/{what}", query_string=query)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


@pytest.fixture(scope="module")
def summaries(client: FlaskClient) -> dict[str, Rows]:
    """Of everybody in the sample who has figures, practices aside."""
    places = [each for each in asked(client, "organisations") if each["level"] != "practice"]
    found = {each["organisation"]: asked(client, "summary", organisation=each["organisation"])
             for each in places}  # fmt: skip
    with_rows = {place: rows for place, rows in found.items() if rows}
    assert len(with_rows) > 20
    return with_rows


def by_indicator(rows: Rows) -> dict[str, dict[str, Any]]:
    return {row["indicator"]: row for row in rows}


def test_the_list_has_the_figures_and_verdicts_of_the_summary(
    client: FlaskClient, summaries: dict[str, Rows]
) -> None:
    compared = 0
    for place, rows in summaries.items():
        there = by_indicator(rows)
        for each in asked(client, "exceptions", organisation=place):
            row = there[each["indicator"]]
            assert [each[name] for name in SAME] == [row[name] for name in SAME], (place, each)
            compared += 1
    assert compared > 100


def test_the_list_and_the_narratives_are_of_the_same_exceptions(
    client: FlaskClient, summaries: dict[str, Rows]
) -> None:
    for place, rows in summaries.items():
        listed = {each["indicator"] for each in asked(client, "exceptions", organisation=place)
                  if each["listed"]}  # fmt: skip
        told = asked(client, "narratives", organisation=place)

        assert {each["indicator"] for each in told if each["listed"]} == listed
        assert {each["indicator"] for each in told} == set(by_indicator(rows))


def test_every_chart_of_a_deck_ends_with_the_figure_of_the_summary(
    client: FlaskClient, visitor: Visitor, summaries: dict[str, Rows]
) -> None:
    compared = 0
    for place, rows in summaries.items():
        deck = visitor.open("board", f"?organisation={place}&deck=all")["board-deck"]["data"]
        titles = {(each["indicator"], each["length"]): each["title"]
                  for each in asked(client, "narratives", organisation=place)}  # fmt: skip
        slides = SLIDE.findall(deck["markup"])
        assert {number for number, *_ in slides} == set(deck["figures"])
        for number, title, indicator in slides:
            assert unescape(title) == titles[indicator, "board"], (place, title)
            said = by_indicator(rows)[indicator]["value"]
            drawn = last_drawn(deck["figures"][number])
            assert drawn == pytest.approx(said, abs=0.001), (place, title)
            compared += said is not None
    assert compared > 250


def last_drawn(figure: dict[str, Any]) -> float | None:
    """The last figure of the line that was measured."""
    lines = [each for each in figure["data"] if "markers" in each["mode"] and each.get("name")]
    values = [value for each in lines for value in each["y"] if value is not None]
    return values[-1] if values else None


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_s_weeks_are_the_sum_of_its_providers_series(
    client: FlaskClient, name: str
) -> None:
    week = asked(client, "ae_week", board=f"{name}_ae_delivery_board")
    summed: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for provider in week["providers"]:
        series = {"organisation": provider, "indicator": "ae_4hour", "grain": "week"}
        for row in asked(client, "series", **series):
            if row["denominator"] is not None:
                summed[row["period_end"]][0] += row["denominator"]
                summed[row["period_end"]][1] += row["denominator"] - row["numerator"]

    for each in week["weeks"]:
        for then in ("", "last_year_"):
            counted = [each[f"{then}attendances"], each[f"{then}over_four_hours"]]
            assert counted == summed.get(each[f"{then}week_ending"], [None, None]), each


def test_a_board_s_months_are_those_of_the_series(client: FlaskClient) -> None:
    week = asked(client, "ae_week", board="dudley_ae_delivery_board")
    series = {"organisation": "RNA", "indicator": "ae_4hour", "grain": "month"}
    published = {row["period_start"]: row["value"] for row in asked(client, "series", **series)}

    months = week["reconciliation"]["months"]
    assert len(months) > 12
    for each in months:
        assert each["published"] == pytest.approx(published[each["month"]], rel=1e-12)


@pytest.fixture(scope="module")
def workbooks(sample_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = open_engine(sample_url)
    settings = Settings(database_url=sample_url, jobs=tmp_path_factory.mktemp("jobs"))
    yield create_app(settings, engine).server.test_client()
    engine.dispose()


@pytest.mark.parametrize("place", ["05Q", "RTH", "dudley_netherton"])
def test_a_workbook_ends_with_the_figures_of_the_summary(
    workbooks: FlaskClient, place: str, summaries: dict[str, Rows]
) -> None:
    query = {"kind": "xlsx", "query": f"?organisation={place}&deck=all"}
    job = workbooks.post("/api/v1/packs", json=query).get_json()
    for _ in range(600):
        job = workbooks.get(job["address"]).get_json()
        if job["state"] in ("done", "failed"):
            break
        time.sleep(0.1)
    book = openpyxl.load_workbook(io.BytesIO(workbooks.get(job["file"]).data))

    head, *rows = book["Figures"].iter_rows(min_row=3, values_only=True)
    last = {
        row[head.index("Indicator")]: row for row in rows if row[head.index("Value")] is not None
    }
    for each in summaries[place]:
        if each["value"] is not None:
            row = last[each["indicator"]]
            assert row[head.index("Value")] == pytest.approx(each["value"], rel=1e-14)
            assert str(row[head.index("Period begins")].date()) == each["period_start"]
