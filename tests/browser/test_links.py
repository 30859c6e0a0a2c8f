"""Is every view a link, and does every link lead to its view?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import (
    PAGES,
    choose,
    chosen,
    opened,
    query,
    says,
    settled,
    title,
    titled,
)
from tests.browser.server import running_site

DUDLEY = "dudley_ae_delivery_board"
SHOWN = "#problems, h1, .subtitle, .reading, .panel, .footer, .control"


def test_a_link_restores_controls_title_and_table_in_another_browser(
    page: Page, browser: Browser, site: str
) -> None:
    opened(page, "/trend?organisation=05C")
    choose(page, "locality", "Halesowen")
    choose(page, "indicator", "Diagnostic waits", "diag")
    choose(page, "from", "Apr 17")
    titled(page, "Diagnostic waits")
    says(page, "from=2017-04-01")
    settled(page)
    elsewhere = browser.new_context(locale="en-GB").new_page()

    opened(elsewhere, page.url)

    for place in (SHOWN, ".figures tr"):
        assert (
            elsewhere.locator(place).all_text_contents() == page.locator(place).all_text_contents()
        )
    elsewhere.context.close()


def narrow_and_lengthen(page: Page) -> None:
    page.locator("#exceptions-urgent-care").click()
    says(page, "group=urgent")
    page.get_by_role("link", name="For analysts").click()
    says(page, "length=analyst")


def turn_three_pages(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    says(page, "slide=4")


def another_board_week_and_type(page: Page) -> None:
    for name, choice in (("board", DUDLEY), ("week", "2020-01-05"), ("type", "1")):
        page.locator(f"#week-{name}").select_option(choice)
        says(page, f"{name}={choice}")


@pytest.mark.parametrize(
    ("address", "choose_there"),
    [
        ("/exceptions?organisation=05Q", narrow_and_lengthen),
        ("/board?organisation=05Q", turn_three_pages),
        ("/ae-week", another_board_week_and_type),
    ],
)
def test_what_is_chosen_in_a_room_is_in_its_link(
    page: Page, browser: Browser, address: str, choose_there: Callable[[Page], None]
) -> None:
    opened(page, address)
    choose_there(page)
    settled(page)
    elsewhere = browser.new_context(locale="en-GB").new_page()

    opened(elsewhere, page.url)

    assert query(elsewhere) == query(page)
    for place in (
        "#problems",
        ".footer",
        "#page :is(h2, h3, p, dd, td, li):not(#board-said)",
        ".frame.current h2",
    ):
        here, there = page.locator(place), elsewhere.locator(place)
        assert there.all_text_contents() == here.all_text_contents()
    elsewhere.context.close()


def test_back_and_forward_go_through_the_choices(page: Page) -> None:
    opened(page, "/trend?organisation=10Q")
    choose(page, "indicator", "Cancer two-week wait", "two-week")
    titled(page, "Cancer two-week wait")
    page.locator("a.nav-link", has_text="Localities").click()
    says(page, "/localities")
    settled(page)

    page.go_back()
    titled(page, "Cancer two-week wait")
    page.go_back()
    titled(page, "A&E 4-hour")
    expect(chosen(page, "indicator")).to_have_text("A&E 4-hour (all types)")
    page.go_forward()

    titled(page, "Cancer two-week wait")
    expect(chosen(page, "indicator")).to_have_text("Cancer two-week wait")


def test_pages_keep_what_is_chosen(page: Page) -> None:
    opened(page, "/trend?organisation=05V&indicator=rtt_18week&from=2018-04-01")

    page.locator("a.nav-link", has_text="Localities").click()

    titled(page, "RTT incomplete within 18 weeks")
    expect(chosen(page, "organisation")).to_have_text("Stafford and Surrounds CCG (05V)")
    expect(page.locator("a.nav-link[aria-current=page]")).to_have_text("Localities")
    assert query(page)["from"] == "2018-04-01"


def test_a_row_of_the_summary_leads_to_its_trend_without_loading_anew(page: Page) -> None:
    opened(page, "/?organisation=05V")
    page.evaluate("window.stillHere = true")

    page.locator(".rows a", has_text="Cancer two-week wait").click()

    titled(page, "Cancer two-week wait is ")
    assert (query(page)["organisation"], query(page)["indicator"]) == ("05V", "cancer_2week")
    assert page.evaluate("window.stillHere")
    page.go_back()
    titled(page, "Stafford and Surrounds CCG is behind plan")


def test_a_bad_link_says_all_that_is_wrong_and_keeps_the_rest(page: Page) -> None:
    opened(
        page,
        "/trend?organisation=05V&indicator=rtt_18week&to=2019-09-01"
        "&locality=atlantis&view=decade&from=2019-13&plan=wish&breakdown=dream:1",
    )

    problems = page.locator("#problems li")
    for told in ("atlantis", "decade", "2019-13", "wish", "dream:1"):
        expect(problems.filter(has_text=told)).to_have_count(1)
    titled(page, "RTT incomplete within 18 weeks")
    expect(chosen(page, "organisation")).to_have_text("Stafford and Surrounds CCG (05V)")
    expect(chosen(page, "to")).to_have_text("Sep 19")


def test_a_link_to_what_is_unknown_shows_the_first_there_is(page: Page) -> None:
    opened(page, "/trend?organisation=99Z&indicator=ae_5hour&to=2019-09-01")

    problems = page.locator("#problems")
    expect(problems).to_contain_text('There is no organisation with the code "99Z".')
    expect(problems).to_contain_text('There is no indicator called "ae_5hour".')
    expect(chosen(page, "to")).to_have_text("Sep 19")
    expect(page.locator("#trend .main-svg").first).to_be_visible()


def test_problems_of_a_link_go_with_the_next_choice(page: Page) -> None:
    opened(page, "/?organisation=05C&locality=atlantis")
    expect(page.locator("#problems")).to_contain_text("atlantis")

    choose(page, "organisation", "Oxfordshire CCG", "10q")

    titled(page, "Oxfordshire CCG")
    expect(page.locator("#problems")).to_be_empty()


def test_an_unknown_page_names_those_there_are(page: Page) -> None:
    opened(page, "/nowhere")

    expect(title(page)).to_have_text("There is no such page")
    expect(page.locator("#page")).to_contain_text("/nowhere")
    hrefs = [each.get_attribute("href") for each in page.locator("#page a").all()]
    assert hrefs == list(PAGES)


def test_what_has_no_figures_says_where_they_come_from(page: Page) -> None:
    opened(page, "/trend?organisation=RTH&indicator=health_checks")

    expect(title(page)).to_contain_text("There are no figures of NHS Health Checks")
    expect(page.locator(".refusal p")).to_contain_text("come from")

    choose(page, "indicator", "A&E 4-hour (all types)", "all types")
    titled(page, "A&E 4-hour (all types) is ")
    expect(page.locator(".refusal")).to_have_count(0)


def test_an_empty_database_says_what_to_do(page: Page, tmp_path: Path) -> None:
    with running_site(tmp_path, sample="false") as address:
        context = page.context.browser.new_context(base_url=address)  # type: ignore[union-attr]
        for path in PAGES:
            here = opened(context.new_page(), path)
            expect(title(here)).to_have_text("No figures are loaded yet.")
            expect(here.locator(".refusal")).to_contain_text("make load")
            expect(here.locator("a.nav-link")).to_have_count(len(PAGES))
        context.close()


def test_copy_link_copies_the_address(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, "/trend?organisation=05C&view=quarter")

    page.locator("button", has_text="Copy link").click()

    expect(page.locator("button", has_text="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
