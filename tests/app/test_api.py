"""Do programs get open data in the promised form, and a plain word where they cannot?"""

import csv
import io
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from dashboard.indicators.registry import load_indicators
from dashboard.settings import Settings
from data_access.database import open_engine

SERIES = "/api/v1/series"
PROMISED = [
    "indicator",
    "organisation",
    "period_start",
    "period_end",
    "grain",
    "numerator",
    "denominator",
    "value",
    "status",
    "absent_reason",
    "plan_numerator",
    "plan_denominator",
    "plan_value",
    "plan_version",
    "standard_value",
    "actual_illustrative",
    "plan_illustrative",
    "source",
]
# Treatment functions of the sample's waiting lists, the rest of them in X01.
FUNCTIONS = (
    *("100", "101", "110", "120", "130", "301", "320", "330"),
    *("400", "410", "430", "502", "X01"),
)
Rows = list[dict[str, Any]]


def asked(client: FlaskClient, path: str, **parameters: str) -> TestResponse:
    """`from` is written `from_`."""
    return client.get(path, query_string={k.rstrip("_"): v for k, v in parameters.items()})


def rows(client: FlaskClient, path: str, **parameters: str) -> Rows:
    answer = asked(client, path, **parameters)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: Rows = answer.get_json()
    return found


def series(client: FlaskClient, indicator: str, organisation: str, **more: str) -> Rows:
    return rows(client, SERIES, indicator=indicator, organisation=organisation, **more)


def table(answer: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_series_as_csv_begin_with_exactly_the_promised_columns(client: FlaskClient) -> None:
    answer = asked(client, SERIES, indicator="ae_4hour", organisation="10Q", format="csv")

    header = answer.get_data(as_text=True).splitlines()[0].split(",")
    assert header[: len(PROMISED)] == PROMISED
    assert answer.mimetype == "text/csv"
    assert 'filename="trajectory_ae_4hour_10Q.csv"' in answer.headers["Content-Disposition"]


def test_series_as_json_have_the_same_columns_and_figures(client: FlaskClient) -> None:
    given = {"indicator": "rtt_18week", "organisation": "10Q"}

    from_json = rows(client, SERIES, **given)
    from_csv = table(asked(client, SERIES, **given, format="csv"))

    assert list(from_json[0])[: len(PROMISED)] == PROMISED
    assert len(from_json) == len(from_csv)
    for one, other in zip(from_json, from_csv, strict=True):
        assert list(one) == list(other)
        assert ("" if one["value"] is None else float(one["value"])) == (
            float(other["value"]) if other["value"] else ""
        )


def test_there_is_one_row_for_each_month_from_the_first_to_the_last(client: FlaskClient) -> None:
    starts = [row["period_start"] for row in series(client, "ae_4hour", "10Q")]

    first, last = date.fromisoformat(starts[0]), date.fromisoformat(starts[-1])
    assert (first, last) == (date(2015, 4, 1), date(2021, 3, 1))
    assert len(starts) == len(set(starts)) == 72
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("indicator", "organisation", "month", "numerator", "denominator"),
    [
        ("eip_2week", "10Q", "2018-03", 10, 13),
        ("eip_2week", "05C", "2018-03", 3, 6),
        ("eip_2week", "04Y", "2018-03", 0, 1),
        ("eip_2week", "E92000001", "2018-03", 795, 1048),
        ("iapt_entering_treatment", "10Q", "2020-02", 965, None),
        ("iapt_referrals", "10Q", "2020-02", 1565, None),
        ("iapt_finished_course", "10Q", "2020-02", 485, None),
    ],
)
def test_published_figures_come_back_as_published(
    client: FlaskClient,
    indicator: str,
    organisation: str,
    month: str,
    numerator: int,
    denominator: int | None,
) -> None:
    (row,) = series(client, indicator, organisation, from_=month, to=month)

    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["value"] == (100 * numerator / denominator if denominator else numerator)
    assert row["actual_illustrative"] is False
    assert row["source"]


def test_a_percentage_published_without_counts_has_only_its_value(client: FlaskClient) -> None:
    (row,) = series(client, "iapt_6week", "10Q", from_="2020-02", to="2020-02")

    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, 99)


def test_values_are_unrounded(client: FlaskClient) -> None:
    for row in series(client, "rtt_18week", "10Q"):
        if row["value"] is not None:
            assert row["value"] == pytest.approx(
                100 * row["numerator"] / row["denominator"], abs=1e-12
            )


def test_an_absent_figure_is_empty_and_says_why(client: FlaskClient) -> None:
    absent = [row for row in series(client, "eip_2week", "05Q") if row["value"] is None]

    assert any(row["absent_reason"] == "no_activity" for row in absent)
    assert all(row["numerator"] is None and row["denominator"] is None for row in absent)
    read = table(asked(client, SERIES, indicator="eip_2week", organisation="05Q", format="csv"))
    assert [row["value"] for row in read].count("") == len(absent)


def test_a_rate_whose_base_is_not_loaded_says_that_it_needs_one(client: FlaskClient) -> None:
    found = series(client, "iapt_access", "10Q", to="2019-12")

    assert {row["absent_reason"] for row in found} == {"needs_base"}


def test_illustrative_figures_say_so(client: FlaskClient) -> None:
    assert {row["actual_illustrative"] for row in series(client, "ae_4hour", "10Q")} == {True}
    real = series(client, "eip_2week", "10Q")
    assert {row["actual_illustrative"] for row in real} == {False}
    assert {row["plan_illustrative"] for row in real if row["plan_value"] is not None} == {True}
    assert {row["plan_illustrative"] for row in real if row["plan_value"] is None} == {False}


def test_several_organisations_come_one_after_another(client: FlaskClient) -> None:
    codes = [row["organisation"] for row in series(client, "ae_4hour", "10Q,05C")]

    assert list(dict.fromkeys(codes)) == ["10Q", "05C"]


def test_a_locality_is_an_organisation_as_well(client: FlaskClient) -> None:
    found = series(client, "ae_4hour", "dudley_netherton")

    assert {row["organisation_name"] for row in found} == {"Dudley & Netherton"}


def test_an_ons_code_is_as_good_as_an_ods_code(client: FlaskClient) -> None:
    assert series(client, "eip_2week", "E38000136") == series(client, "eip_2week", "10Q")


def test_a_breakdown_adds_up_to_the_whole(client: FlaskClient) -> None:
    month = {"from_": "2019-06", "to": "2019-06"}
    parts = ",".join(f"treatment_function:{code}" for code in FUNCTIONS)

    found = series(client, "rtt_18week", "10Q", breakdown=parts, **month)
    (whole,) = series(client, "rtt_18week", "10Q", **month)

    assert [row["breakdown"] for row in found] == parts.split(",")
    assert sum(row["denominator"] for row in found) == whole["denominator"]
    assert sum(row["numerator"] for row in found) == whole["numerator"]


def test_weeks_of_a_provider(client: FlaskClient) -> None:
    found = series(client, "ae_4hour", "RTH", grain="week")

    assert {row["grain"] for row in found} == {"week"}
    starts = [date.fromisoformat(row["period_start"]) for row in found]
    assert {(after - before).days for before, after in pairwise(starts)} == {7}


@pytest.mark.parametrize("grain", ["month", "quarter", "year_to_date", "rolling_12m"])
def test_every_view_is_a_grain(client: FlaskClient, grain: str) -> None:
    found = series(client, "ae_4hour", "10Q", grain=grain)

    assert {row["grain"] for row in found} == {grain}
    assert any(row["value"] is not None for row in found)


def test_a_quarter_is_the_sum_of_its_months(client: FlaskClient) -> None:
    span = {"from_": "2018-04", "to": "2018-06"}

    months = series(client, "cancer_2week", "10Q", **span)
    (quarter,) = series(client, "cancer_2week", "10Q", grain="quarter", **span)

    assert quarter["numerator"] == sum(row["numerator"] for row in months)
    assert quarter["denominator"] == sum(row["denominator"] for row in months)
    assert (quarter["period_start"], quarter["period_end"]) == ("2018-04-01", "2018-06-30")


def test_a_plan_version_can_be_asked_for(client: FlaskClient) -> None:
    in_force = series(client, "ae_4hour", "10Q", from_="2018-04", to="2019-03")

    in_force_names = {row["plan_version"] for row in in_force}
    chosen = series(client, "ae_4hour", "10Q", plan="draft_2018_19")

    chosen_names = {row["plan_version"] for row in chosen if row["plan_value"] is not None}
    assert len(in_force_names) == 2  # the final one, and the re-submission of October
    assert len(chosen_names) == 1
    assert chosen_names.isdisjoint(in_force_names)


def test_the_as_at_date_turns_back_the_clock(client: FlaskClient) -> None:
    then = series(client, "ae_4hour", "10Q", as_at="2018-03-31")

    last = max(row["period_end"] for row in then if row["value"] is not None)
    assert last == "2018-03-31"
    assert {row["as_at"] for row in then} == {"2018-03-31"}
    assert {row["as_at"] for row in series(client, "ae_4hour", "10Q")} == {"2020-03-31"}


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (f"{SERIES}?indicator=ae_4hour", 400, "organisation is missing"),
        (f"{SERIES}?organisation=10Q", 400, "indicator is missing"),
        (f"{SERIES}?indicator=ae_5hour&organisation=10Q", 404, '"ae_5hour"'),
        (f"{SERIES}?indicator=ae_4hour&organisation=99X", 404, '"99X"'),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&grain=fortnight", 400, '"fortnight"'),
        (f"{SERIES}?indicator=rtt_18week&organisation=10Q&grain=rolling_12m", 400, "rolling_12m"),
        (f"{SERIES}?indicator=iapt_6week&organisation=10Q&grain=quarter", 400, "cannot be added"),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&format=xml", 400, '"xml"'),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&from=soon", 400, '"soon"'),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&from=2020-02&to=2020-01", 400, "2020-02"),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&as_at=0001-01-01", 400, "0001-01-01"),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&plan=dream", 404, '"dream"'),
        (f"{SERIES}?indicator=ae_4hour&organisation=10Q&breakdown=type", 400, "dimension:code"),
        (f"{SERIES}?indicator=ae_4hour&organisation=QU9", 404, "There are no figures"),
        (f"{SERIES}?indicator=iapt_access&organisation=RTH", 404, "needs the base"),
        ("/api/v1/organisations?level=planet", 400, '"planet"'),
        ("/api/v1/organisations?format=xml", 400, '"xml"'),
        ("/api/v1/organisations?parent=99X", 404, '"99X"'),
        ("/api/v1/indicators?format=xml", 400, '"xml"'),
        ("/api/v1/indicators?as_at=never", 400, '"never"'),
        ("/api/v1/summary", 400, "organisation is missing"),
        ("/api/v1/summary?organisation=99X", 404, '"99X"'),
        ("/api/v1/summary?organisation=10Q&plan=dream", 404, '"dream"'),
        ("/api/v1/summary?organisation=10Q&status=purple", 400, "red, amber, green, grey"),
        ("/api/v1/summary?organisation=10Q&group=hearts", 400, "urgent, elective"),
        ("/api/v1/templates/dream", 400, '"dream"'),
        ("/api/v1/templates/plan?format=pdf", 400, '"pdf"'),
        ("/api/v1/templates/plan?organisation=99X", 404, '"99X"'),
        ("/api/v1/nothing", 404, "There is nothing"),
        ("/api/", 404, "There is nothing"),
    ],
)
def test_what_cannot_be_answered_is_json_with_a_plain_message(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert said in answer.get_json()["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", [SERIES, "/api/v1/nothing", "/api/"])
def test_a_method_that_an_address_does_not_take_is_refused_as_json(
    client: FlaskClient, path: str, method: str
) -> None:
    answer = client.open(path, method=method)

    assert (answer.status_code, answer.mimetype) == (405, "application/json")
    assert f"{method} is not answered at {path}" in answer.get_json()["error"]
    assert "GET" in answer.allow


def test_a_page_refuses_a_method_as_a_page(client: FlaskClient) -> None:
    answer = client.post("/summary")

    assert (answer.status_code, answer.mimetype) == (405, "text/html")


def test_every_indicator_is_listed_with_its_standard_of_the_day(client: FlaskClient) -> None:
    now = {row["indicator"]: row for row in rows(client, "/api/v1/indicators")}
    then = rows(client, "/api/v1/indicators", as_at="2018-03-31")

    assert set(now) == set(load_indicators())
    assert now["eip_2week"]["standard_value"] == 56
    assert {r["indicator"]: r for r in then}["eip_2week"]["standard_value"] == 50
    assert (now["ae_4hour"]["core"], now["ae_4hour"]["plan_code"]) == (True, "E.B.5")


def test_indicators_come_back_from_csv(client: FlaskClient) -> None:
    read = table(asked(client, "/api/v1/indicators", format="csv"))

    assert [row["indicator"] for row in read] == [
        row["indicator"] for row in rows(client, "/api/v1/indicators")
    ]
    assert {row["core"] for row in read} == {"true", "false"}


def test_organisations_of_a_level(client: FlaskClient) -> None:
    ccgs = rows(client, "/api/v1/organisations", level="ccg")

    assert {row["level"] for row in ccgs} == {"ccg"}
    assert {"10Q", "05C", "04Y", "05V", "05Q"} <= {row["organisation"] for row in ccgs}
    assert len(rows(client, "/api/v1/organisations")) > len(ccgs)


def test_parts_of_an_organisation(client: FlaskClient) -> None:
    parts = rows(client, "/api/v1/organisations", level="locality", parent="05C")

    assert "dudley_netherton" in {row["organisation"] for row in parts}
    assert len(parts) == 5


def test_the_summary_has_a_row_for_each_indicator_with_figures(client: FlaskClient) -> None:
    found = rows(client, "/api/v1/summary", organisation="10Q")

    by_id = {row["indicator"]: row for row in found}
    assert len(by_id) == len(found) >= 13
    (latest,) = series(client, "ae_4hour", "10Q", from_="2020-02", to="2020-02")
    row = by_id["ae_4hour"]
    for column in ("period_start", "numerator", "value", "plan_value", "patients_from_plan"):
        assert row[column] == latest[column]


def test_the_summary_comes_back_from_csv(client: FlaskClient) -> None:
    read = table(asked(client, "/api/v1/summary", organisation="05C", format="csv"))

    found = rows(client, "/api/v1/summary", organisation="05C")
    assert [row["indicator"] for row in read] == [row["indicator"] for row in found]
    assert [row["state"] for row in read] == [row["state"] for row in found]


def test_the_summary_has_letter_icons_and_limits_as_the_series_has(client: FlaskClient) -> None:
    by_id = {row["indicator"]: row for row in rows(client, "/api/v1/summary", organisation="05C")}
    (latest,) = series(client, "ae_4hour", "05C", from_="2020-02", to="2020-02")

    row = by_id["ae_4hour"]
    for column in ("spc_mean", "spc_lower", "spc_upper", "variation", "assurance"):
        assert row[column] == latest[column]
    assert (row["rag"], row["needs_attention"], row["spc_reason"]) == ("red", True, "")
    assert by_id["rtt_18week"]["variation"] == "not_judged"
    assert by_id["rtt_18week"]["spc_reason"].startswith("A waiting list is a stock")


def test_the_summary_is_narrowed_as_on_the_page(client: FlaskClient) -> None:
    found = rows(client, "/api/v1/summary", organisation="05C", status="red", group="urgent")

    assert found
    assert {(row["rag"], row["group"]) for row in found} == {("red", "urgent")}


def test_the_summary_of_another_day(client: FlaskClient) -> None:
    then = rows(client, "/api/v1/summary", organisation="10Q", as_at="2017-03-31")

    assert max(row["period_end"] for row in then) <= "2017-03-31"


def test_health_is_the_data_version(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    (row,) = series(client, "ae_4hour", "10Q", from_="2020-02", to="2020-02")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "data_version": row["data_version"]}


def test_an_empty_database_is_healthy_and_says_what_it_lacks(empty_url: str) -> None:
    engine = open_engine(empty_url)
    client = create_app(Settings(database_url=empty_url), engine).server.test_client()

    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 200
    answer = asked(client, SERIES, indicator="ae_4hour", organisation="10Q")
    assert answer.status_code == 404
    assert asked(client, "/api/v1/templates/plan").status_code == 404
    engine.dispose()


@pytest.mark.parametrize("answer", ["indicators", "organisations?level=ccg"])
def test_lists_say_the_day_they_are_as_at(client: FlaskClient, answer: str) -> None:
    joint = "&" if "?" in answer else "?"

    rows = client.get(f"/api/v1/{answer}{joint}as_at=2019-06-30").get_json()

    assert {row["as_at"] for row in rows} == {"2019-06-30"}
