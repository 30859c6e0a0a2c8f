"""Do programs get what a later version of a plan changes?"""

from typing import Any

import pytest
from flask.testing import FlaskClient

PATH = "/api/v1/plan_differences"
ASKED = {
    "indicator": "rtt_18week",
    "organisation": "10Q",
    "plan": "final_2018_19",
    "with": "resubmission_2018_19",
}


def rows(client: FlaskClient, **other: str) -> list[dict[str, Any]]:
    answer = client.get(PATH, query_string={**ASKED, **other})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[dict[str, Any]] = answer.get_json()
    return found


def test_every_row_names_both_versions_and_has_their_figures(client: FlaskClient) -> None:
    found = rows(client)

    months = [row for row in found if row["grain"] == "month" and row["later_value"] is not None]
    assert {row["grain"] for row in found} == {"month", "quarter", "year"}
    assert {(row["earlier_version"], row["later_version"]) for row in found} == {
        ("Final plan 2018/19 (illustrative)", "Re-submitted plan 2018/19 (illustrative)")
    }
    assert len(months) == 6
    for row in months:
        later = 100 * row["later_numerator"] / row["later_denominator"]
        assert row["later_value"] == pytest.approx(later)
        assert row["difference_points"] == pytest.approx(later - row["earlier_value"])


def test_the_plan_of_the_series_is_the_plan_of_the_difference(client: FlaskClient) -> None:
    asked = {**ASKED, "plan": ASKED["with"], "from": "2018-10", "to": "2019-03"}
    series = client.get("/api/v1/series", query_string=asked).get_json()

    months = [row for row in rows(client) if row["grain"] == "month"]
    later = {row["period_start"]: row["later_value"] for row in months}

    assert [row["plan_value"] for row in series] == [later[row["period_start"]] for row in series]


def test_rows_as_csv_carry_the_same_columns(client: FlaskClient) -> None:
    answer = client.get(PATH, query_string={**ASKED, "format": "csv"})

    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0].split(",") == list(rows(client)[0])
    assert len(lines) == len(rows(client)) + 1


@pytest.mark.parametrize(
    ("other", "status", "said"),
    [
        ({"with": "unheard_of"}, 404, 'no plan version "unheard_of"'),
        ({"with": "final_2018_19"}, 400, "another version"),
        ({"with": ""}, 400, "with is missing"),
        ({"organisation": "E92000001"}, 404, "no plan of"),
        ({"indicator": "waist"}, 404, 'no indicator called "waist"'),
    ],
)
def test_what_cannot_be_compared_says_why(
    client: FlaskClient, other: dict[str, str], status: int, said: str
) -> None:
    answer = client.get(PATH, query_string={**ASKED, **other})

    assert answer.status_code == status
    assert said in answer.get_json()["error"]
