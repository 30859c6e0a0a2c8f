"""Does the localities page say how each stands, and lead from plan to actual where it can?"""

import re
from itertools import pairwise

import pytest

from layouts import ids
from tests.app.conftest import Answer, Visitor, words

DUDLEY = "?organisation=05C&indicator=rtt_18week"
PARTLY = "?organisation=10Q&indicator=ae_4hour"


def markup(drawn: Answer, place: str) -> str:
    return str(drawn[f"{place}-markup"]["data"])


def test_each_locality_has_its_letter_and_its_icon_with_words(visitor: Visitor) -> None:
    table = markup(visitor.open("localities", PARTLY), ids.LOCALITIES_STANDINGS)

    rows = re.findall("<tr><th.*?</tr>", table.partition("<tbody>")[2])
    assert len(rows) == 4
    for row in rows:
        assert re.search('class="rag rag-(red|amber|green)"', row)
        assert re.search('<img src="/assets/icons/variation-[^"]+" alt="[A-Z]', row)


def test_an_indicator_that_is_not_judged_says_why_beneath(visitor: Visitor) -> None:
    table = markup(visitor.open("localities", DUDLEY), ids.LOCALITIES_STANDINGS)

    assert '<p class="note">Variation is not judged. A waiting list is a stock' in table


@pytest.mark.parametrize(
    ("search", "chosen"),
    [
        (DUDLEY, "locality=dudley_netherton"),
        ("?organisation=RTH&indicator=rtt_18week&by=treatment_function",
         "breakdown=treatment_function:110"),
    ],
)  # fmt: skip
def test_a_name_leads_to_the_trend_of_that_part(visitor: Visitor, search: str, chosen: str) -> None:
    table = markup(visitor.open("localities", search), ids.LOCALITIES_STANDINGS)
    links = re.findall('href="/trend([^"]+)"', table)

    (link,) = [each.replace("&amp;", "&") for each in links if chosen in each]

    drawn = visitor.open("trend", link)
    assert drawn[ids.REFUSAL]["children"] is None
    assert not drawn[ids.PROBLEMS]["children"]


@pytest.mark.parametrize(
    "search",
    [
        DUDLEY,
        "?organisation=RTH&indicator=rtt_18week&by=treatment_function",
        "?organisation=RTH&indicator=ae_4hour&by=ae_type",
    ],
)
def test_steps_lead_from_the_first_figure_to_the_last(visitor: Visitor, search: str) -> None:
    drawn = visitor.open("localities", search)

    (bars,) = drawn[ids.LOCALITIES_WATERFALL]["figure"]["data"]
    steps = list(zip(bars["base"], bars["x"], strict=True))[1:-1]
    for (base, length), (following, _) in pairwise(steps):
        assert base + length == pytest.approx(following, abs=0.002)
    assert steps[-1][0] + steps[-1][1] == pytest.approx(bars["x"][-1], abs=0.002)
    assert "did most" in drawn[ids.LOCALITIES_WATERFALL_READING]["children"]
    assert "Together" in markup(drawn, ids.LOCALITIES_WATERFALL_TABLE)


def test_parts_that_are_not_the_whole_have_the_reason_in_place_of_steps(visitor: Visitor) -> None:
    drawn = visitor.open("localities", PARTLY)

    said = words(drawn[ids.LOCALITIES_WATERFALL_TITLE]["children"])
    assert re.search(r"the localities come to 8,\d+ and not to the 22,\d+ of Oxfordshire CCG", said)
    assert drawn[ids.LOCALITIES_WATERFALL] == {"style": {"display": "none"}}
    assert not drawn[ids.LOCALITIES_WATERFALL_READING]["children"]
    assert markup(drawn, ids.LOCALITIES_WATERFALL_TABLE) == ""
