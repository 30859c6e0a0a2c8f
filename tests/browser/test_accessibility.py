"""Does axe-core find anything serious, and do those who hear a page hear enough?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import (
    FILTERED,
    PAGES,
    PHONE,
    SOURCE,
    choose,
    figures,
    held_back,
    opened,
    settled,
    title,
    titled,
)

STATES = (
    *PAGES,
    SOURCE,
    "/trend?organisation=RTH&view=week",
    "/trend?organisation=05C&indicator=health_checks",
    "/trend?organisation=05C&locality=dudley_netherton,halesowen_quarry_bank",
    "/trend?organisation=RTH&indicator=health_checks",
    "/trend?organisation=99Z&indicator=ae_5hour",
    "/localities?organisation=E92000001",
    "/nowhere",
)


@pytest.mark.parametrize("address", STATES)
def test_nothing_serious_on_a_page(page: Page, axe: Callable[[], list[str]], address: str) -> None:
    opened(page, address)

    assert axe() == []


@pytest.mark.parametrize("path", FILTERED)
def test_nothing_serious_on_a_phone(page: Page, axe: Callable[[], list[str]], path: str) -> None:
    opened(page, f"{path}?organisation=05Q", PHONE)
    assert axe() == []

    page.locator("summary", has_text="Filters").click()

    assert axe() == []


@pytest.mark.parametrize("address", ["/ae-week", SOURCE])
def test_nothing_serious_on_a_phone_of_a_page_by_itself(
    page: Page, axe: Callable[[], list[str]], address: str
) -> None:
    opened(page, address, PHONE)

    assert axe() == []


@pytest.mark.parametrize("control", ["organisation", "locality", "view"])
def test_nothing_serious_while_a_list_is_open_and_after(
    page: Page, axe: Callable[[], list[str]], control: str
) -> None:
    opened(page, "/trend?organisation=05C")
    page.locator(f"#{control}").click()
    page.keyboard.press("ArrowDown")
    assert axe() == []

    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settled(page)

    assert axe() == []


def test_nothing_serious_with_all_that_folds_open(page: Page, axe: Callable[[], list[str]]) -> None:
    opened(page, "/trend?organisation=05C")
    figures(page)
    for fold in page.locator(".panel summary").all():
        fold.click()

    assert axe() == []


def test_controls_are_heard_with_label_and_value(page: Page) -> None:
    opened(page, "/trend?organisation=05C")

    for name in ("Organisation Dudley CCG (05C)", "Locality All", "View Month", "From Auto"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(1)

    page.locator("#view").click()
    expect(page.get_by_role("dialog", name="View")).to_be_visible()
    expect(page.get_by_role("radio", name="Month", exact=True)).to_be_checked()


def test_parts_of_the_page_are_heard_by_name(page: Page) -> None:
    opened(page, "/trend?organisation=05C")

    for role, name in (
        ("navigation", "Pages"),
        ("navigation", "Forms and data"),
        ("region", "Filters"),
        ("complementary", "About this figure"),
    ):
        expect(page.get_by_role(role, name=name)).to_be_visible()  # type: ignore[arg-type]
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


def test_a_new_finding_is_announced(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    status = page.get_by_role("status")
    expect(status).to_contain_text(title(page).inner_text())

    choose(page, "indicator", "Cancer two-week wait", "two-week")

    titled(page, "Cancer two-week wait is ")
    expect(status).to_contain_text(title(page).inner_text())


def test_while_waiting_the_page_is_busy_and_keeps_its_picture(page: Page) -> None:
    opened(page, "/trend?organisation=05C&indicator=ae_4hour")
    page.wait_for_load_state("networkidle")
    before = title(page).inner_text()
    let_go = held_back(page)

    choose(page, "indicator", "Cancer two-week wait", "two-week")

    expect(page.locator(".main")).to_have_attribute("aria-busy", "true")
    expect(title(page)).to_have_text(before)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    let_go()
    titled(page, "Cancer two-week wait is ")
    expect(page.locator(".main")).to_have_attribute("aria-busy", "false")
