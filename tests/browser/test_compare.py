"""Can a reader choose whom an organisation is compared with?"""

from playwright.sync_api import Page, expect

from tests.browser.journey import PHONE, choose, chosen, opened, query, says, settled, title, titled

OXFORDSHIRE = "/compare?organisation=10Q&indicator=rtt_18week"


def test_a_list_and_a_period_are_chosen_and_kept_in_the_address(page: Page) -> None:
    opened(page, OXFORDSHIRE)
    titled(page, "Oxfordshire CCG is ")

    choose(page, "compare-list", "Dudley CCG", "05c")

    says(page, "with=05C")
    titled(page, " of 2: ")
    expect(chosen(page, "compare-group")).to_have_text("My own list")

    earlier = page.locator(".dash-dropdown-option").nth(1)
    page.locator("button#compare-period").click()
    month = earlier.inner_text()
    earlier.click()

    says(page, "&to=")
    expect(page.locator(".subtitle")).to_contain_text(month)
    assert query(page)["with"] == "05C"


def test_a_link_shows_what_it_says_and_back_goes_back(page: Page) -> None:
    opened(page, f"{OXFORDSHIRE}&with=05C")
    first = title(page).inner_text()
    choose(page, "compare-group", "All CCGs")
    says(page, "with=england")
    settled(page)

    page.go_back()

    says(page, "with=05C")
    titled(page, first)
    expect(chosen(page, "compare-list")).to_contain_text("Dudley")


def test_a_phone_shows_all_of_it_in_one_column(page: Page) -> None:
    opened(page, f"{OXFORDSHIRE}&with=england", PHONE)

    expect(page.locator("#compare .bars path").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
