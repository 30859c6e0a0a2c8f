"""Can a reader find out what an indicator is, and compare two versions of its plan?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import PHONE, choose, opened, query, says, settled, titled

RTT = "/indicator/rtt_18week?organisation=10Q"
SIZES = (PHONE, (1366, 768), (1920, 1080))


def test_the_indicator_turned_goes_to_its_page_and_back(page: Page) -> None:
    opened(page, RTT)
    titled(page, "Referral to treatment within 18 weeks")

    choose(page, "indicator", "Cancer two-week wait", "two-week")

    says(page, "/indicator/cancer_2week?organisation=10Q")
    titled(page, "Cancer: seen within two weeks")
    page.go_back()
    says(page, "/indicator/rtt_18week")
    titled(page, "Referral to treatment within 18 weeks")
    expect(page.locator(".stated").first).to_contain_text("waited up to 18 weeks")


def test_two_versions_are_chosen_by_links(page: Page) -> None:
    opened(page, RTT)
    row = page.locator(".versions tr", has_text="Re-submitted plan 2018/19")

    row.get_by_role("link", name="Compare to").click()
    says(page, "versions=")
    first = page.locator(".versions tr", has_text="Final plan 2018/19")
    first.get_by_role("link", name="Compare from").click()

    expect(page.locator("#definition .reading")).to_contain_text("lowers quarter 3 of 2018/19")
    assert query(page)["versions"] == "final_2018_19,resubmission_2018_19"
    expect(page.locator("#definition .figures")).to_be_visible()


def test_the_figures_are_one_link_away(page: Page) -> None:
    opened(page, RTT)

    page.locator(".onward a", has_text="Trend").click()

    says(page, "/trend?organisation=10Q&indicator=rtt_18week")
    titled(page, "RTT")


@pytest.mark.parametrize("name", ["ae_4hour", "iapt_access", "cdi"])
def test_no_page_scrolls_sideways(page: Page, name: str) -> None:
    opened(page, f"/indicator/{name}?organisation=05C", PHONE)

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", [PHONE, (1366, 768)])
def test_nothing_serious_on_the_page(
    page: Page, axe: Callable[[], list[str]], size: tuple[int, int]
) -> None:
    opened(page, f"{RTT}&versions=final_2018_19,resubmission_2018_19", size)
    settled(page)

    assert axe() == []
