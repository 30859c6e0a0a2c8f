"""Does each page fit a phone, a laptop, a wide screen and a sheet of paper?"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import FILTERED, PHONE, SOURCE, choose, figures, opened, says, settled

SELECTIONS = (
    "/?organisation=05Q",
    "/?organisation=RTH&sort=patients",
    "/?organisation=E92000001",
    "/trend?organisation=05Q&indicator=rtt_18week",
    "/trend?organisation=RTH&view=week",
    "/trend?organisation=05C&indicator=health_checks",
    "/trend?organisation=05C&view=year_to_date"
    "&locality=kingswinford_amblecote_brierley_hill,stourbridge_wollescote_lye",
    "/trend?organisation=RTH&indicator=health_checks",
    "/trend?organisation=99Z&indicator=" + "a_very_long_word_" * 8,
    "/localities?organisation=05Q",
    "/localities?organisation=E92000001",
    "/exceptions?organisation=05Q",
    "/exceptions?organisation=RTH&length=analyst",
    "/board?organisation=05Q",
    "/ae-week?board=dudley_ae_delivery_board",
    SOURCE,
    "/source?organisation=05C&indicator=ae_4hour&view=year_to_date",
    "/nowhere",
)
SIZES = (PHONE, (1366, 768), (1920, 1080))
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("address", SELECTIONS)
def test_no_page_scrolls_sideways(page: Page, address: str) -> None:
    opened(page, address, PHONE)

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})

        assert page.evaluate(WIDTH) <= width


def test_on_a_phone_filters_are_folded_and_unfold(page: Page) -> None:
    opened(page, "/trend?organisation=05C", PHONE)
    organisation = page.locator("button#organisation")
    expect(organisation).to_be_hidden()

    page.locator("summary", has_text="Filters").click()
    expect(organisation).to_be_visible()
    choose(page, "organisation", "South East Staffordshire", "05q")

    says(page, "organisation=05Q")
    assert page.evaluate(WIDTH) <= PHONE[0]


def test_on_a_phone_the_table_scrolls_inside_its_own_region(page: Page) -> None:
    opened(page, "/trend?organisation=05Q&indicator=rtt_18week", PHONE)

    figures(page)

    region = "document.querySelector('.scroll')"
    assert page.evaluate(f"{region}.scrollWidth > {region}.clientWidth")
    assert page.evaluate(WIDTH) <= PHONE[0]


def test_on_a_phone_the_first_finding_is_on_the_first_screen(page: Page) -> None:
    for path in FILTERED:
        opened(page, f"{path}?organisation=05Q", PHONE)

        expect(page.locator("h1")).to_be_in_viewport(ratio=1)
        expect(page.locator(".tag")).to_be_in_viewport()


def test_chart_follows_the_window(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    expect(page.locator("#trend .js-plotly-plot")).to_have_attribute("data-form", "wide")

    page.set_viewport_size({"width": 390, "height": 844})

    expect(page.locator("#trend .js-plotly-plot")).to_have_attribute("data-form", "narrow")
    settled(page)
    assert page.evaluate(WIDTH) <= PHONE[0]


@pytest.mark.parametrize("path", FILTERED)
def test_paper_has_finding_date_and_source_and_no_controls(page: Page, path: str) -> None:
    opened(page, f"{path}?organisation=05Q")

    page.emulate_media(media="print")

    for gone in (".filter-band", ".links", ".header nav", "#forms"):
        expect(page.locator(gone)).to_be_hidden()
    for kept in ("h1", "#as-at", ".brand", ".tag", ".notice"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.locator("#footer")).to_contain_text("Source: ")
    expect(page.locator("#footer")).to_contain_text("as at 31 March 2020")


def test_print_button_prints(page: Page) -> None:
    opened(page, "/")
    page.evaluate("window.print = () => { window.printed = true }")

    page.locator("button", has_text="Print").click()

    assert page.evaluate("window.printed")
