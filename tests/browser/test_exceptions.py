"""Can the list of exceptions be read, narrowed and overruled, by keyboard and on a phone too?"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import PHONE, opened, settled, title

# Nobody else looks at Dudley's list.
PATH = "/exceptions?organisation=05C"
LAPTOP = (1366, 768)
LIST = "/api/v1/exceptions?organisation=05C"


@pytest.fixture(autouse=True)
def left_to_the_rules(page: Page) -> Iterator[None]:
    """The site is every journey's: what was overruled is withdrawn at the end."""
    yield
    for each in page.request.get(LIST).json():
        if each["override"]:
            address = f"/api/v1/overrides/{each['override']}/withdraw"
            page.request.post(address, data={"author": "Journey"})


def blocks(page: Page) -> Locator:
    return page.locator("article.exception")


def test_an_indicator_is_taken_off_and_left_to_the_rules_again(
    page: Page, complaints: list[str]
) -> None:
    opened(page, PATH)
    many = blocks(page).count()
    first = blocks(page).first
    name = first.locator("h2 a").inner_text()

    first.locator("summary", has_text="Take it off the list").click()
    first.get_by_role("button", name="Take it off").click()
    expect(first.locator('.override .mistake[data-field="reason"]')).to_contain_text("missing")
    complaints.clear()  # the browser notes every refused request
    first.get_by_label("Why").fill("The trust corrects it.")
    first.locator(".override").get_by_label("Your name").fill("A. Analyst")
    first.get_by_role("button", name="Take it off").click()

    expect(blocks(page)).to_have_count(many - 1)
    off = page.locator(".taken-off li", has_text=name)
    expect(off).to_contain_text(re.compile("Taken off by A. Analyst on .*: The trust corrects it."))
    settled(page).reload()
    off.get_by_role("button", name="Leave it to the rules").click()
    expect(blocks(page)).to_have_count(many)
    expect(page.locator(".taken-off")).to_have_count(0)


def test_an_indicator_is_put_on_by_keyboard(page: Page) -> None:
    opened(page, PATH)
    many = blocks(page).count()

    page.locator("#put-on > summary").focus()
    page.keyboard.press("Enter")
    for typed in ("IAPT recovery", "The board asked.", "A. Analyst"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")

    expect(blocks(page)).to_have_count(many + 1)
    expect(blocks(page).last).to_contain_text("The board asked.")
    expect(blocks(page).last).to_contain_text("IAPT recovery")


def test_a_group_is_in_the_address_and_back_shows_all(page: Page) -> None:
    opened(page, PATH)
    whole = title(page).inner_text()

    page.locator("#exceptions-urgent-care").click()
    expect(title(page)).to_contain_text("in urgent care")
    assert "group=urgent" in page.url
    page.go_back()

    expect(title(page)).to_have_text(whole)


def test_a_figure_leads_to_its_trend_and_back(page: Page) -> None:
    opened(page, PATH)
    first = blocks(page).first

    first.get_by_role("link", name="Control chart").click()
    expect(page.locator(".chart-tab[aria-current]")).to_contain_text("SPC")
    page.go_back()

    expect(first).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_nothing_serious_with_all_that_folds_open(
    page: Page, axe: Callable[[], list[str]], size: tuple[int, int]
) -> None:
    opened(page, PATH, size)
    for fold in page.locator(".exception summary, #put-on > summary, .by-rules > summary").all():
        fold.click()

    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
