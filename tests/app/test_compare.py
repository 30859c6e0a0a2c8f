"""Does the compare page answer for every choice, and the API for the same?"""

import csv
import io
import json

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient

from layouts import ids
from tests.app.conftest import Visitor, words

OXFORDSHIRE = "?organisation=10Q&indicator=rtt_18week&with=england"


def test_the_page_ranks_and_marks_the_chosen_one(visitor: Visitor) -> None:
    shown = visitor.open("compare", OXFORDSHIRE)

    assert "Oxfordshire CCG is " in words(shown[ids.COMPARE_HEADING]["children"])
    go.Figure(shown[ids.COMPARE]["figure"])
    table = shown["compare-table-markup"]["data"]
    assert ["Rank", True] in table["columns"]
    assert any("Oxfordshire CCG" in each for cells in table["cells"] for each in cells)


def test_the_page_leads_to_how_it_is_counted(visitor: Visitor) -> None:
    shown = visitor.open("compare", OXFORDSHIRE)

    link = "/indicator/rtt_18week?organisation=10Q&with=england"
    assert link in json.dumps(shown[ids.COMPARE_LEFT_OUT]["children"])


def test_its_controls_show_what_is_chosen(visitor: Visitor) -> None:
    shown = visitor.open("compare", OXFORDSHIRE.replace("england", "05C"))

    assert shown[ids.COMPARE_GROUP]["value"] == "list"
    assert shown[ids.COMPARE_LIST]["value"] == ["05C"]
    assert shown[ids.COMPARE_SHOWN]["data"]["list"] == ["05C"]
    for control in (ids.COMPARE_GROUP, ids.COMPARE_PERIOD):
        offered = [each["value"] for each in shown[control]["options"]]
        assert shown[control]["value"] in offered


def test_where_nobody_has_a_figure_the_controls_stay(visitor: Visitor) -> None:
    shown = visitor.open("compare", "?organisation=10Q&indicator=dtoc_beds&with=england")

    assert words(shown[ids.COMPARE_HEADING]["children"]).startswith("No ")
    assert shown[ids.COMPARE]["style"] == {"display": "none"}
    assert shown[ids.COMPARE_PERIOD]["options"]


def test_every_indicator_and_organisation_can_be_compared(
    visitor: Visitor, client: FlaskClient
) -> None:
    listed = [each["indicator"] for each in client.get("/api/v1/indicators").get_json()]

    for indicator in listed:
        for place in ("10Q", "RTH", "E92000001"):
            shown = visitor.open("compare", f"?organisation={place}&indicator={indicator}")
            assert words(shown[ids.COMPARE_HEADING]["children"]), (place, indicator)
            assert not shown[ids.REFUSAL]["children"], (place, indicator)


def test_the_api_has_the_ranks_of_the_page(visitor: Visitor, client: FlaskClient) -> None:
    shown = visitor.open("compare", OXFORDSHIRE)
    text = client.get(f"/api/v1/comparison{OXFORDSHIRE}&format=csv").get_data(as_text=True)

    rows = list(csv.DictReader(io.StringIO(text)))
    ranked = [row for row in rows if row["rank"]]
    own = next(row for row in ranked if row["organisation"] == "10Q")
    assert f" of {len(ranked)}" in words(shown[ids.COMPARE_HEADING]["children"])
    assert float(own["value"]) == 100 * float(own["numerator"]) / float(own["denominator"])
    assert all(row["left_out"] for row in rows if not row["rank"])


@pytest.mark.parametrize("left", ["organisation=10Q", "indicator=rtt_18week"])
def test_the_api_says_what_is_missing(client: FlaskClient, left: str) -> None:
    answer = client.get(f"/api/v1/comparison?{left}")

    assert answer.status_code == 400
    assert "is missing" in json.loads(answer.data)["error"]
