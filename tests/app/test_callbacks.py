"""Does each callback answer what the browser asks, from the address and the controls?"""

from urllib.parse import parse_qs, urlsplit

import pytest

from layouts import ids
from layouts.components.controls import SORTS
from layouts.pages import PAGES
from tests.app.conftest import Answer, Visitor, addresses, words, words_of


def turned(visitor: Visitor, control: str, value: object, search: str) -> Answer:
    """What the application answers when a control is turned on a page that shows `search`."""
    return visitor.turn({control: value}, search)


def choices(answer: Answer, control: str) -> list[str]:
    return [option["value"] for option in answer[control]["options"]]


def query(answer: Answer) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(answer["url"]["search"][1:]).items()}


def test_an_address_without_a_query_shows_the_defaults_and_stays(visitor: Visitor) -> None:
    shown = visitor.synchronise("")

    assert "url" not in shown
    assert shown[ids.ORGANISATION]["value"] == "04Y"  # the first CCG by name
    assert shown[ids.INDICATOR]["value"] == "ae_4hour"
    assert shown[ids.VIEW]["value"] == "month"
    assert words(shown[ids.AS_AT]["children"]) == "As at 31 March 2020"
    assert not shown[ids.PROBLEMS]["children"]


def test_a_deep_link_sets_every_control(visitor: Visitor) -> None:
    shown = visitor.synchronise(
        "?organisation=05C&indicator=rtt_18week&view=quarter"
        "&from=2018-04-01&to=2019-03-01&plan=draft_2018_19&breakdown=treatment_function:110"
        "&sort=name&as_at=2019-06-30"
    )

    values = {name: shown[name]["value"] for name in shown if "value" in shown[name]}
    assert values == {
        ids.ORGANISATION: "05C",
        ids.LOCALITY: [],
        ids.INDICATOR: "rtt_18week",
        ids.VIEW: "quarter",
        ids.START: "2018-04-01",
        ids.END: "2019-03-01",
        ids.PLAN: "draft_2018_19",
        ids.BREAKDOWN: ["treatment_function:110"],
        ids.SORT: "name",
        ids.BY: "localities",
    }
    assert words(shown[ids.AS_AT]["children"]) == "As at 30 June 2019"
    assert not shown[ids.PROBLEMS]["children"]


def test_what_a_control_shows_is_among_its_options(visitor: Visitor) -> None:
    shown = visitor.synchronise("?organisation=05C&indicator=rtt_18week&from=2018-04-01&to=2031-01")

    for control in (ids.VIEW, ids.START, ids.END):
        assert shown[control]["value"] in choices(shown, control)
    assert shown[ids.SORT]["value"] in {each.value for each in SORTS}


def test_options_follow_the_organisation_and_the_indicator(visitor: Visitor) -> None:
    dudley = visitor.synchronise("?organisation=05C&indicator=rtt_18week")
    oxford = visitor.synchronise("?organisation=10Q&indicator=ae_4hour")
    trust = visitor.synchronise("?organisation=RTH&indicator=ae_4hour")

    assert len(choices(dudley, ids.LOCALITY)) == 5
    assert "oxfordshire_banbury" in choices(oxford, ids.LOCALITY)
    assert choices(trust, ids.LOCALITY) == []
    assert choices(dudley, ids.VIEW) == ["month", "quarter", "year_to_date"]
    assert choices(oxford, ids.VIEW) == ["month", "quarter", "year_to_date", "rolling_12m"]
    assert "week" in choices(trust, ids.VIEW)
    assert "treatment_function:110" in choices(dudley, ids.BREAKDOWN)


def test_turning_a_control_writes_the_address(visitor: Visitor) -> None:
    answer = turned(visitor, ids.INDICATOR, "rtt_18week", "?organisation=10Q&as_at=2019-06-30")

    written = query(answer)
    assert (written["organisation"], written["indicator"]) == ("10Q", "rtt_18week")
    assert written["as_at"] == "2019-06-30"
    links = addresses(answer[ids.NAVIGATION]["children"])
    assert [urlsplit(link).path for link in links] == [page.path for page in PAGES if page.listed]
    assert {urlsplit(link).query for link in links} == {answer["url"]["search"][1:]}


def test_another_organisation_takes_its_own_parts_with_it(visitor: Visitor) -> None:
    before = (
        "?organisation=05C&locality=dudley_netherton&indicator=rtt_18week&plan=draft_2018_19"
        "&breakdown=treatment_function:110&from=2018-04-01"
    )

    written = query(turned(visitor, ids.ORGANISATION, "10Q", before))

    assert written["organisation"] == "10Q"
    assert not {"locality", "plan", "breakdown"} & set(written)
    assert (written["indicator"], written["from"]) == ("rtt_18week", "2018-04-01")


def test_another_indicator_leaves_the_breakdown_behind(visitor: Visitor) -> None:
    before = "?organisation=05C&indicator=rtt_18week&breakdown=treatment_function:110"

    written = query(turned(visitor, ids.INDICATOR, "ae_4hour", before))

    assert "breakdown" not in written
    assert written["indicator"] == "ae_4hour"


def test_several_localities_are_one_word_of_the_address(visitor: Visitor) -> None:
    chosen = ["dudley_netherton", "halesowen_quarry_bank"]

    written = query(turned(visitor, ids.LOCALITY, chosen, "?organisation=05C"))

    assert written["locality"] == ",".join(chosen)


def test_clearing_a_control_clears_the_address(visitor: Visitor) -> None:
    before = "?organisation=05C&indicator=ae_4hour&from=2018-04-01"

    assert "from" not in query(turned(visitor, ids.START, None, before))


def test_the_answer_to_its_own_address_changes_it_no_more(visitor: Visitor) -> None:
    first = turned(visitor, ids.INDICATOR, "rtt_18week", "?organisation=10Q")

    again = visitor.synchronise(first["url"]["search"])
    settled = turned(visitor, ids.INDICATOR, "rtt_18week", first["url"]["search"])

    assert "url" not in again
    assert "url" not in settled


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("organisation=99X", '"99X"'),
        ("indicator=ae_5hour", '"ae_5hour"'),
        ("locality=atlantis", '"atlantis"'),
        ("view=moon", '"moon"'),
        ("from=soon", '"soon"'),
        ("to=2019-13", '"2019-13"'),
        ("plan=dream", '"dream"'),
        ("breakdown=ae_type:99", '"ae_type:99"'),
        ("sort=colour", '"colour"'),
        ("as_at=9999-12-31", '"9999-12-31"'),
    ],
)
def test_a_bad_link_says_what_is_wrong_and_keeps_the_rest(
    visitor: Visitor, bad: str, said: str
) -> None:
    good = {"organisation": "05C", "indicator": "rtt_18week", "sort": "name"}
    search = "&".join([*(f"{k}={v}" for k, v in good.items() if not bad.startswith(k)), bad])

    shown = visitor.synchronise(f"?{search}")

    assert said in words(shown[ids.PROBLEMS]["children"])
    for name, value in good.items():
        if not bad.startswith(name):
            assert shown[name]["value"] == value
    assert "url" not in shown
    assert visitor.open("trend", f"?{search}")[ids.TREND]["figure"]["data"]


def test_the_summary_has_a_row_for_each_of_the_programs_rows(visitor: Visitor) -> None:
    drawn = visitor.open("summary", "?organisation=10Q")
    rows = visitor.client.get("/api/v1/summary?organisation=10Q").get_json()

    markup = drawn[f"{ids.SUMMARY_TABLE}-markup"]["data"]
    linked = [part.split('"')[0].split("indicator=")[1] for part in markup.split('href="')[1:]]
    assert linked == [row["indicator"] for row in rows]
    behind = sum(row["state"].startswith("behind") for row in rows)
    assert f"is behind plan on {behind} of" in words(drawn[ids.SUMMARY_HEADING]["children"])


def test_a_row_leads_to_its_trend_and_keeps_what_is_chosen(visitor: Visitor) -> None:
    drawn = visitor.open("summary", "?organisation=10Q&as_at=2019-06-30&sort=name&view=quarter")

    markup = drawn[f"{ids.SUMMARY_TABLE}-markup"]["data"].replace("&amp;", "&")
    assert 'href="/trend?organisation=10Q&as_at=2019-06-30&indicator=rtt_18week"' in markup


def figures_of(drawn: Answer, name: str) -> dict[str, float | None]:
    (trace,) = [each for each in drawn[ids.TREND]["figure"]["data"] if each.get("name") == name]
    return dict(zip(trace["x"], trace["y"], strict=True))


@pytest.mark.parametrize("indicator", ["ae_4hour", "rtt_18week", "eip_2week", "rtt_waiting_list"])
def test_the_csv_beside_the_chart_has_the_figures_of_the_chart(
    visitor: Visitor, indicator: str
) -> None:
    drawn = visitor.open("trend", f"?organisation=10Q&indicator={indicator}")
    (link,) = [a for a in addresses(drawn[ids.TREND_HEADING]["children"]) if "/api/" in a]

    rows = visitor.client.get(link.replace("format=csv", "format=json")).get_json()

    shown = figures_of(drawn, "Oxfordshire CCG")
    assert shown == {
        row["period_start"]: None if row["value"] is None else round(row["value"], 3)
        for row in rows
    }
    planned = {row["period_start"]: row["plan_value"] for row in rows}
    assert figures_of(drawn, "Plan") == {
        month: None if value is None else round(value, 3) for month, value in planned.items()
    }


def test_the_csv_of_chosen_localities_and_months_is_of_those(visitor: Visitor) -> None:
    drawn = visitor.open(
        "trend",
        "?organisation=05C&indicator=ae_4hour&view=quarter&from=2018-04&to=2019-03"
        "&locality=dudley_netherton,halesowen_quarry_bank",
    )
    (link,) = [a for a in addresses(drawn[ids.TREND_HEADING]["children"]) if "/api/" in a]

    rows = visitor.client.get(link.replace("format=csv", "format=json")).get_json()

    assert {row["organisation"] for row in rows} == {"dudley_netherton", "halesowen_quarry_bank"}
    assert {row["grain"] for row in rows} == {"quarter"}
    assert len(rows) == 8
    named = figures_of(drawn, "Dudley & Netherton")
    assert list(named.values()) == [round(row["value"], 3) for row in rows[:4]]


def test_the_csv_of_a_treatment_function_is_of_it(visitor: Visitor) -> None:
    search = "?organisation=10Q&indicator=rtt_18week&breakdown=treatment_function:110"
    drawn = visitor.open("trend", search)
    (link,) = [a for a in addresses(drawn[ids.TREND_HEADING]["children"]) if "/api/" in a]

    rows = visitor.client.get(link.replace("format=csv", "format=json")).get_json()

    shown = figures_of(drawn, "Trauma & Orthopaedics").values()
    assert [each for each in shown if each is not None] == [
        round(row["value"], 3) for row in rows if row["value"] is not None
    ]


def test_the_summarys_csv_is_of_the_place_that_is_shown(visitor: Visitor) -> None:
    drawn = visitor.open(
        "summary", "?organisation=05C&locality=dudley_netherton,halesowen_quarry_bank"
    )
    (link,) = [a for a in addresses(drawn[ids.SUMMARY_HEADING]["children"]) if "/api/" in a]

    rows = visitor.client.get(link.replace("format=csv", "format=json")).get_json()

    assert {row["organisation"] for row in rows} == {"dudley_netherton"}


def test_the_localities_csv_has_the_rows_of_the_table(visitor: Visitor) -> None:
    drawn = visitor.open("localities", "?organisation=05C&indicator=ae_4hour")
    (link,) = [a for a in addresses(drawn[ids.LOCALITIES_HEADING]["children"]) if "/api/" in a]

    rows = visitor.client.get(link.replace("format=csv", "format=json")).get_json()

    table = drawn[f"{ids.LOCALITIES_TABLE}-markup"]["data"]
    assert {len(rows)} == {len(cells) for cells in table["cells"]}


def test_title_sentence_table_and_alternative_are_of_one_result(visitor: Visitor) -> None:
    drawn = visitor.open("trend", "?organisation=10Q&indicator=ae_4hour")

    title = words(drawn[ids.TREND_HEADING]["children"][0]["props"]["children"][0])
    assert "in February 2020" in title
    assert words(drawn[ids.STATUS]["children"]).startswith(title)
    latest = figures_of(drawn, "Oxfordshire CCG")["2020-02-01"]
    assert latest is not None
    table = drawn[f"{ids.TREND_TABLE}-markup"]["data"]
    by_name = {
        name: cells for (name, _), cells in zip(table["columns"], table["cells"], strict=True)
    }
    assert f"{latest:.1f}%" in by_name["Actual"]
    assert f"{latest:.1f}%" in words_of(drawn[f"{ids.TREND_PANEL}-markup"]["data"])


def test_illustrative_figures_are_said_to_be_that_on_every_page(visitor: Visitor) -> None:
    for page in ("summary", "trend", "localities", "data"):
        drawn = visitor.open(page, "?organisation=05C&indicator=ae_4hour")

        assert "Illustrative" in words(drawn[f"{page}-heading"]["children"])
        assert "made up" in words(drawn[ids.FOOTER]["children"])


def test_the_footer_says_source_load_version_and_date(visitor: Visitor) -> None:
    foot = words(
        visitor.open("trend", "?organisation=10Q&indicator=eip_2week")[ids.FOOTER]["children"]
    )

    assert "Early intervention in psychosis" in foot
    assert "as at 31 March 2020" in foot
    assert "data version" in foot


@pytest.mark.parametrize(
    ("page", "search", "said"),
    [
        ("localities", "?organisation=RTH&indicator=ae_4hour", "is a provider"),
        ("localities", "?organisation=10Q&indicator=eip_2week", "by locality"),
        ("trend", "?organisation=RTH&indicator=eip_2week", "There are no figures"),
        ("trend", "?organisation=10Q&indicator=ae_4hour&from=2031-01", "in the months chosen"),
        ("trend", "?organisation=10Q&indicator=iapt_6week&view=quarter", "cannot be added up"),
    ],
)
def test_a_page_that_cannot_be_drawn_says_why_in_its_place(
    visitor: Visitor, page: str, search: str, said: str
) -> None:
    answer = visitor.open(page, search)

    assert f"{page}-heading" not in answer
    assert said in words(answer[ids.REFUSAL]["children"])
    assert answer[ids.FOOTER]["children"] is None


def test_a_page_that_can_be_drawn_takes_a_refusal_away(visitor: Visitor) -> None:
    answer = visitor.open("trend", "?organisation=10Q&indicator=ae_4hour")

    assert answer[ids.REFUSAL]["children"] is None
