"""Is the matrix read, narrowed and followed as the summary is?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import PHONE, opened, query, questions, says, settled, titled

DUDLEY = "?organisation=05C"


def names(page: Page) -> list[str]:
    """Every indicator that the page links to."""
    return page.locator("#page a[data-page=trend]").all_inner_texts()


def test_the_matrix_and_the_summary_have_the_same_indicators(page: Page) -> None:
    summary = names(opened(page, f"/{DUDLEY}"))

    matrix = names(opened(page, f"/matrix{DUDLEY}"))

    assert sorted(matrix) == sorted(summary)


def test_the_matrix_is_a_table_whose_cells_have_both_headings(page: Page) -> None:
    opened(page, f"/matrix{DUDLEY}")

    columns = page.get_by_role("columnheader")
    expect(columns).to_have_count(4)
    expect(columns.first).to_contain_text("Fail")
    expect(page.get_by_role("rowheader").first).to_contain_text("Concern")


@pytest.mark.parametrize("path", ["/", "/matrix"])
def test_one_press_narrows_the_page_and_the_address(page: Page, path: str) -> None:
    opened(page, f"{path}{DUDLEY}")
    every, asked = len(names(page)), questions(page)

    page.locator("#narrow-status-red").focus()
    page.keyboard.press("Enter")

    says(page, "status=red")
    expect(page.locator(".narrowed")).to_contain_text(f"of {every}.")
    expect(page.locator("#narrow-status-red")).to_be_focused()
    assert query(page) == {"organisation": "05C", "status": "red"}
    assert 0 < len(names(page)) < every
    assert len(asked) == 1


def test_what_is_narrowed_goes_along_to_the_other_page_and_back(page: Page) -> None:
    opened(page, f"/{DUDLEY}&group=cancer")
    there = sorted(names(page))

    page.get_by_role("link", name="Matrix").click()
    titled(page, "Dudley CCG:")
    expect(page.locator(".narrowed")).to_contain_text("Indicators in cancer")
    assert sorted(names(settled(page))) == there

    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".narrowed")).to_have_count(0)
    page.go_back()
    expect(page.locator(".narrowed")).to_have_count(1)


@pytest.mark.parametrize("path", ["/", "/matrix"])
def test_nothing_left_says_why_and_offers_everything(page: Page, path: str) -> None:
    opened(page, f"{path}{DUDLEY}&status=amber")

    expect(page.locator(".narrowed")).to_contain_text("none is amber")
    expect(page.locator("#page table")).to_have_count(0)

    page.get_by_role("link", name="Show all").click()
    expect(page.locator("#page table")).to_have_count(1)


def test_every_icon_of_the_summary_says_in_words_what_it_shows(page: Page) -> None:
    opened(page, f"/{DUDLEY}")

    for row in page.locator(".board tbody tr:not(.group)").all():
        icons = row.locator("img.icon")
        assert icons.count() == 2
        for icon in icons.all():
            words = icon.get_attribute("alt") or ""
            assert len(words) > 10
            assert "not judged" not in words or ": " in words


@pytest.mark.parametrize("width", [PHONE[0], 768, 1024, 1366, 1881, 1920])
def test_nothing_is_cut_or_overlaps_in_a_row(page: Page, width: int) -> None:
    opened(page, f"/{DUDLEY}", (width, 900))

    overlaps = page.evaluate(OVERLAPS)

    assert overlaps == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# The boxes of what is written in each cell of a row, and which of them lie over one another.
OVERLAPS = """() => [...document.querySelectorAll('.board tr:not(.group)')].flatMap(row => {
  const written = [...row.children].flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), boxes = [];
    while (texts.nextNode()) {
      const seen = texts.currentNode.parentElement.getBoundingClientRect();
      const range = document.createRange(); range.selectNode(texts.currentNode);
      if (seen.width > 2) boxes.push(...range.getClientRects());
    }
    cell.querySelectorAll('img').forEach(img => boxes.push(img.getBoundingClientRect()));
    return boxes.filter(box => box.width > 2).map(box => [cell.className, box]);
  });
  return written.flatMap(([one, a], n) => written.slice(n + 1).flatMap(([other, b]) =>
    one !== other && a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 4 && b.top < a.bottom - 4
      ? [`${one} / ${other}: ${row.innerText.slice(0, 40)}`] : []));
})"""


@pytest.mark.parametrize(
    "address", ["/?organisation=05C&needs=attention", "/matrix?organisation=10Q"]
)
def test_narrowed_pages_have_nothing_serious_for_axe(
    page: Page, axe: Callable[[], list[str]], address: str
) -> None:
    opened(page, address)

    assert axe() == []


def test_on_a_phone_the_matrix_shows_only_what_holds_something(page: Page) -> None:
    opened(page, f"/matrix{DUDLEY}", PHONE)

    expect(page.locator(".matrix td.empty:visible")).to_have_count(0)
    expect(page.locator(".matrix tr.nothing:visible")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
