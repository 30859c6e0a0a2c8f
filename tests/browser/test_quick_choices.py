"""Does the last of several quick choices stand, whenever the answers to the others come?"""

import json

from playwright.sync_api import Page, expect

from tests.browser.journey import (
    choose,
    chosen,
    held_back,
    opened,
    query,
    questions,
    says,
    settled,
    titled,
)

TREND = "/trend?organisation=10Q&indicator=ae_4hour"
# Another choice is made when an answer is there and has not been put in place yet.
CHOOSES_AS_AN_ANSWER_COMES = """code => {
  const ask = window.fetch;
  window.fetch = async (...question) => {
    const answer = await ask(...question);
    const read = answer.json.bind(answer);
    answer.json = async () => {
      const content = await read();
      window.fetch = ask;
      dash_clientside.set_props("organisation", {value: code});
      return content;
    };
    return answer;
  };
}"""

# An answer that brought a page, to a question that another has followed since.
OVERTAKEN = {
    "number": -1,
    "drawn": None,
    "address": {"pathname": "/trend", "search": TREND.partition("/trend")[2]},
    "places": {"trend-table-markup": {"data": "<p>of the page in place</p>"}},
}


def stands(page: Page, code: str, name: str) -> None:
    """Control, address and page say the same organisation, and go on doing so."""
    for _ in range(2):
        expect(page.locator("[id$='-heading']")).to_contain_text(name)
        says(page, f"organisation={code}")
        expect(chosen(page, "organisation")).to_contain_text(code)
        settled(page).wait_for_timeout(300)


def test_choice_made_as_an_answer_comes_in_is_not_lost(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    page.evaluate(CHOOSES_AS_AN_ANSWER_COMES, "05C")

    choose(page, "organisation", "Stafford and Surrounds CCG", "05v")

    stands(page, "05C", "Dudley CCG")


def test_going_back_to_what_is_shown_as_an_answer_comes_in_is_not_lost(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    page.evaluate(CHOOSES_AS_AN_ANSWER_COMES, "10Q")

    choose(page, "organisation", "Stafford and Surrounds CCG", "05v")

    stands(page, "10Q", "Oxfordshire CCG")


def test_the_last_of_several_choices_stands(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    asked, let_go = questions(page), held_back(page)
    for code in ("05V", "05C", "10Q", "05C"):
        page.evaluate("code => dash_clientside.set_props('organisation', {value: code})", code)
        page.wait_for_timeout(100)

    let_go()

    stands(page, "05C", "Dudley CCG")
    assert len(asked) == 4, asked


def test_choices_of_two_controls_are_kept_when_the_first_is_not_answered_yet(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    let_go = held_back(page)
    choose(page, "organisation", "Dudley CCG", "05c")
    choose(page, "indicator", "Diagnostic waits", "diagnostic w")

    let_go()

    titled(page, "Diagnostic waits over 6 weeks")
    stands(page, "05C", "Dudley CCG")
    assert query(page)["indicator"] == "diagnostics_6week"


def test_control_turned_before_another_page_is_there_keeps_what_its_link_says(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    let_go = held_back(page)
    page.evaluate(
        """() => {
          history.pushState({}, "", "/localities?organisation=10Q&indicator=rtt_18week");
          window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        }"""
    )
    page.wait_for_timeout(200)
    choose(page, "organisation", "Dudley CCG", "05c")

    let_go()

    stands(page, "05C", "Dudley CCG")
    says(page, "/localities")
    assert query(page)["indicator"] == "rtt_18week"
    expect(page.locator("#localities-bar .main-svg").first).to_be_visible()


def test_a_page_left_before_it_came_does_not_come_any_more(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")
    let_go = held_back(page)
    page.locator(".nav-link", has_text="Localities").click()
    page.wait_for_timeout(200)
    page.go_back()

    let_go()

    stands(page, "10Q", "Oxfordshire CCG")
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    choose(page, "organisation", "Dudley CCG", "05c")
    stands(page, "05C", "Dudley CCG")


def test_a_page_in_place_has_its_tables_though_its_answer_was_overtaken(page: Page) -> None:
    opened(page, TREND).wait_for_load_state("networkidle")

    page.evaluate(f"dash_clientside.set_props('answer', {{data: {json.dumps(OVERTAKEN)}}})")

    expect(page.locator("#trend-table")).to_have_text("of the page in place")
    stands(page, "10Q", "Oxfordshire CCG")
