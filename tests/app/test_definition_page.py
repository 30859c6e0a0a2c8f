"""Does the page of every indicator answer, and do path and controls say the same?"""

from html import unescape

from flask.testing import FlaskClient

from dashboard.selection import Selection
from layouts import ids
from layouts.addresses import address_of, chosen_at, definition_address, indicator_at
from layouts.components.markup import markup_id
from tests.app.conftest import Visitor, addresses, words

BODY = markup_id(ids.DEFINITION)
SECTIONS = ("What is counted", "Standards through time", "How it is judged", "Where it comes from",
            "What may be added up", "Files loaded for", "Plan versions of")  # fmt: skip


def opened(visitor: Visitor, indicator: str, search: str = "?organisation=10Q") -> dict[str, str]:
    shown = visitor.synchronise(search, f"/indicator/{indicator}")
    assert not shown[ids.REFUSAL]["children"]
    return {"title": words(shown[ids.DEFINITION_HEADING]["children"]), "body": shown[BODY]["data"]}


def test_every_indicator_has_its_page(visitor: Visitor, client: FlaskClient) -> None:
    for each in client.get("/api/v1/indicators").get_json():
        for place in ("10Q", "RTH", "E92000001"):
            page = opened(visitor, each["indicator"], f"?organisation={place}")

            assert page["title"].startswith(each["name"])
            assert [each for each in SECTIONS if each not in page["body"]] == []


def test_the_path_decides_which_indicator_it_is(visitor: Visitor) -> None:
    page = opened(visitor, "rtt_18week", "?organisation=10Q&indicator=cdi")

    assert page["title"].startswith("Referral to treatment within 18 weeks")


def test_turning_the_indicator_goes_to_its_page(visitor: Visitor) -> None:
    answer = visitor.turn({ids.INDICATOR: "cdi"}, "?organisation=10Q", "/indicator/rtt_18week")

    assert answer[ids.URL]["pathname"] == "/indicator/cdi"
    assert "indicator" not in answer[ids.URL]["search"]
    assert words(answer[ids.DEFINITION_HEADING]["children"]).startswith("C. difficile")


def test_turning_the_organisation_stays_and_draws(visitor: Visitor) -> None:
    search = "?organisation=10Q&versions=a,b"

    answer = visitor.turn({ids.ORGANISATION: "05C"}, search, "/indicator/cdi")

    assert answer[ids.URL] == {"search": "?organisation=05C&view=month"}
    assert "Plan versions of Dudley CCG (05C)" in answer[BODY]["data"]


def test_other_pages_are_left_to_with_the_indicator(visitor: Visitor) -> None:
    shown = visitor.synchronise("?organisation=10Q", "/indicator/rtt_18week")

    onward = addresses(shown[ids.DEFINITION_HEADING]["children"])
    assert "/trend?organisation=10Q&indicator=rtt_18week" in onward
    navigation = addresses(shown[ids.NAVIGATION]["children"])
    assert "/trend?organisation=10Q&indicator=rtt_18week" in navigation
    assert not any(indicator_at(each) for each in navigation)


def test_the_difference_of_two_versions_is_that_of_the_api(
    visitor: Visitor, client: FlaskClient
) -> None:
    two = "versions=final_2018_19,resubmission_2018_19"
    body = opened(visitor, "rtt_18week", f"?organisation=10Q&{two}")["body"]

    (link,) = [part.partition('"')[0] for part in body.split('href="') if "plan_diff" in part[:40]]
    rows = client.get(unescape(link).replace("csv", "json")).get_json()
    assert "The re-submission lowers quarter 3 of 2018/19" in body
    assert body.count("<tr") >= len(rows)
    assert all(row["later_version"].startswith("Re-submitted") for row in rows)
    assert "Show both versions (15 rows)" in body


def test_a_version_is_chosen_by_a_link_that_keeps_the_rest(visitor: Visitor) -> None:
    body = opened(visitor, "rtt_18week", "?organisation=10Q&as_at=2020-03-31")["body"]

    assert "?organisation=10Q&amp;as_at=2020-03-31&amp;versions=draft_2016_17,final_2020_21" in body


def test_a_version_that_is_not_there_is_told(visitor: Visitor) -> None:
    body = opened(visitor, "rtt_18week", "?organisation=10Q&versions=final_2018_19,none")["body"]

    assert "There is no plan version &#34;none&#34;." in body


def test_an_unknown_indicator_is_told(visitor: Visitor) -> None:
    shown = visitor.synchronise("?organisation=10Q", "/indicator/ae_5hour")

    said = words(shown[ids.PROBLEMS]["children"])
    assert 'There is no indicator called "ae_5hour".' in said


def test_an_address_and_a_selection_stand_for_each_other() -> None:
    chosen = Selection(organisation="10Q", indicator="cdi")

    assert address_of("/indicator/rtt_18week", chosen) == ("/indicator/cdi", "?organisation=10Q")
    assert address_of("/trend", chosen) == ("/trend", "?organisation=10Q&indicator=cdi")
    assert chosen_at("/indicator/cdi", "?organisation=10Q").selection == chosen
    assert chosen_at(definition_address("cdi", "?organisation=10Q&indicator=x"), "").selection
    assert [indicator_at(each) for each in ("/", None, "/indicator", "/indicator/cdi/")] == [
        "",
        "",
        "",
        "cdi",
    ]
