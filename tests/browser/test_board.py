"""Can ten slides be presented from the page, legibly, by the keys, and without a network?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.journey import PHONE, opened, query, says

DECK = "/board?organisation=10Q"
SIZES = ((1920, 1080), (1366, 768))
# Every piece of text with the size in which it is seen, title attributes left out.
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.getElementById('board'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
    if (!text || holder.closest('details:not([open]) > :not(summary)')) continue;
    const section = holder.closest('.slide');
    const scale = section ? section.getBoundingClientRect().width / section.offsetWidth : 1;
    const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
    if (size < 18) found.push([size, text]);
  }
  return found;
}"""
# What reaches beyond its slide, or stands upon the line at its foot.
BEYOND = """() => [...document.querySelectorAll('.frame')].flatMap(frame => {
  const stage = frame.querySelector('.slide').getBoundingClientRect();
  const foot = frame.querySelector('.slide-foot').getBoundingClientRect();
  return [...frame.querySelectorAll('.slide-body *, .slide-title')].filter(each => {
    if (each.closest('.meetings')) return false;
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height) return false;
    return box.right > stage.right + 1 || box.left < stage.left - 1 || box.bottom > foot.top + 1;
  }).map(each => frame.dataset.number + ': ' + each.outerHTML.slice(0, 120));
})"""
DRAWN = """() => [...document.querySelectorAll('[data-chart]')]
  .every(each => each.querySelector('.main-svg'))"""


def shown(page: Page) -> Locator:
    return page.locator(".frame.current")


def presented(page: Page, address: str = DECK, size: tuple[int, int] = SIZES[0]) -> Page:
    """The deck with all its charts drawn."""
    opened(page, address, size)
    expect(shown(page)).to_be_visible()
    page.wait_for_function(DRAWN)
    return page


def test_ten_slides_are_presented_with_the_arrow_keys(page: Page) -> None:
    presented(page)
    seen = []

    for number in range(1, 11):
        expect(shown(page)).to_have_attribute("data-number", str(number))
        expect(shown(page).locator(".slide-page")).to_contain_text(f"{number} / ")
        seen.append(shown(page).locator("h2").inner_text())
        page.keyboard.press("ArrowRight")

    assert len(set(seen)) == 10
    assert query(page)["slide"] == "11"
    page.keyboard.press("ArrowLeft")
    expect(shown(page)).to_have_attribute("data-number", "10")


@pytest.mark.parametrize(
    ("pressed", "number"),
    [
        (["PageDown", "Space"], 3),
        (["End", "PageUp", "Home"], 1),
        (["Space", "Space", "Shift+Space"], 2),
    ],
)
def test_the_other_keys_turn_pages_too(page: Page, pressed: list[str], number: int) -> None:
    presented(page)

    for each in pressed:
        page.keyboard.press(each)

    expect(shown(page)).to_have_attribute("data-number", str(number))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["10Q", "05Q", "05C", "RTH"])
def test_nothing_scrolls_and_nothing_is_cut(page: Page, size: tuple[int, int], place: str) -> None:
    presented(page, f"/board?organisation={place}&deck=all", size)

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.documentElement.scrollHeight") <= size[1]
    assert page.evaluate(BEYOND) == []


def test_no_text_is_under_18_px_in_a_room(page: Page) -> None:
    presented(page, f"{DECK}&deck=all")

    assert page.evaluate(SMALLEST) == []


def test_no_chrome_stands_around_a_slide(page: Page) -> None:
    presented(page)

    for each in (".header", ".filter-band", ".footer"):
        expect(page.locator(each)).to_be_hidden()
    expect(page.locator(".deck-controls")).to_have_css("opacity", "0")


def test_once_loaded_a_deck_works_without_a_network(page: Page, context: BrowserContext) -> None:
    presented(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    context.set_offline(True)

    try:
        for _ in range(12):
            page.keyboard.press("ArrowRight")
        expect(shown(page)).to_have_attribute("data-number", "13")
    finally:
        context.set_offline(False)

    # Chromium itself looks for the site's icon whenever an address changes.
    assert [each for each in asked if "favicon" not in each] == []


def test_a_link_opens_the_slide_that_it_names(page: Page) -> None:
    presented(page, f"{DECK}&slide=4")

    expect(shown(page)).to_have_attribute("data-number", "4")


def test_the_live_chart_is_one_key_away_and_the_way_back_keeps_the_place(page: Page) -> None:
    presented(page)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    subject = shown(page).locator("h2").inner_text().split(" is ")[0]

    page.keyboard.press("p")
    says(page, "/trend?organisation=10Q&indicator=")
    expect(page.locator("h1:visible")).to_contain_text(subject)
    expect(page.locator(".header")).to_be_visible()
    page.go_back()

    expect(shown(page)).to_have_attribute("data-number", "4")
    says(page, "slide=4")


def test_escape_leaves_for_the_summary(page: Page) -> None:
    presented(page, f"{DECK}&slide=3")

    page.keyboard.press("Escape")

    says(page, "/?organisation=10Q")
    expect(page.locator("#summary-table")).to_be_visible()


def test_the_controls_are_reached_by_keyboard(page: Page) -> None:
    presented(page, f"{DECK}&slide=3")

    page.get_by_role("button", name="Next").focus()

    expect(page.locator(".deck-controls")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_attribute("data-number", "4")
    expect(page.get_by_role("link", name="Leave")).to_have_attribute("href", "/?organisation=10Q")


def test_the_cover_leads_to_a_slide(page: Page) -> None:
    presented(page)
    link = shown(page).locator("[data-goto]").nth(1)
    title = link.inner_text().split("\n")[-1]

    link.click()

    expect(shown(page).locator("h2")).to_have_text(re.sub(r"^\d+", "", title))


def test_a_new_slide_is_heard_with_its_number_and_title(page: Page) -> None:
    presented(page)

    page.keyboard.press("End")

    pages = page.locator(".frame").count()
    title = shown(page).locator("h2").inner_text()
    expect(page.locator("#board-said")).to_have_text(f"Slide {pages} of {pages}: {title}")


def test_every_chart_has_an_alternative_in_words(page: Page) -> None:
    presented(page, f"{DECK}&slide=4")

    chart = shown(page).get_by_role("img", name=re.compile("^Chart: .+ standard"))
    expect(chart).to_have_count(1)


@pytest.mark.parametrize("number", [1, 2, 3, 13])
def test_axe_finds_nothing_serious_on_a_slide(
    page: Page, axe: Callable[[], list[str]], number: int
) -> None:
    presented(page, f"{DECK}&slide={number}")

    assert axe() == []


def test_on_a_phone_slides_are_cards_under_one_another(
    page: Page, axe: Callable[[], list[str]]
) -> None:
    opened(page, DECK, PHONE)
    expect(page.locator(".frame").nth(3)).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate("document.documentElement.scrollHeight") > 3000
    assert axe() == []


def test_on_paper_each_slide_is_a_page(page: Page) -> None:
    presented(page)

    pdf = page.pdf(prefer_css_page_size=True)

    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    assert pages == page.locator(".frame").count()
