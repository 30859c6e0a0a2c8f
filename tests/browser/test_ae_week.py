"""Can the chair hold the A&E week from its page, and see next week what was written down?"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import PHONE, opened, query, settled, titled

OXFORDSHIRE = "oxfordshire_ae_delivery_board"
DUDLEY = "dudley_ae_delivery_board"
SCREENS = [(1920, 1080), (1366, 768)]
INSIDE = """() => [...document.querySelectorAll(
    ".week-tiles li, .week-table tr, .week-chart, .week-reconciled, .footer")]
    .every(each => each.getBoundingClientRect().bottom <= innerHeight + 1)"""
NO_SCROLL = """() => document.documentElement.scrollHeight <= innerHeight
    && document.documentElement.scrollWidth <= innerWidth"""


def week(page: Page, name: str, choice: str) -> None:
    page.locator(f"#week-{name}").select_option(choice)


def write(page: Page, what: str, **fields: str) -> None:
    """Open a form, fill it in and send it."""
    there = page.locator("details.write", has=page.locator("summary", has_text=what)).last
    there.locator("> summary").click()
    for name, value in fields.items():
        there.locator(f"[name={name}]").fill(value)
    there.locator("[type=submit]").click()


def listed(page: Page, text: str) -> Locator:
    return page.locator(".week-list li", has_text=text)


def test_a_meeting_is_held_and_next_week_shows_what_it_wrote(page: Page) -> None:
    opened(page, f"/ae-week?board={OXFORDSHIRE}")
    week(page, "board", DUDLEY)
    titled(page, "Last week")
    assert query(page)["board"] == DUDLEY
    week(page, "week", "2020-03-15")
    titled(page, "In the week to 15 March")

    write(page, "Add an action", text="Senior cover in EAU", owner="Dudley Group",
          due_on="2020-03-20", author="C. Chair")  # fmt: skip
    expect(listed(page, "Senior cover in EAU")).to_contain_text("due 20 March, Dudley Group")
    write(page, "Minute a question", text="Why so many on Monday?", asked_of="WMAS",
          author="C. Chair")  # fmt: skip
    expect(listed(page, "Why so many on Monday?")).to_be_visible()
    listed(page, "Senior cover in EAU").get_by_role("button").click()
    expect(listed(page, "Senior cover in EAU")).to_contain_text("done")

    week(page, "week", "2020-03-22")
    titled(page, "In the week to 22 March")

    expect(listed(page, "Senior cover in EAU")).to_contain_text("done")
    question = listed(page, "Why so many on Monday?")
    expect(question).to_contain_text("asked in the week to 15 March, WMAS")
    write(page, "Answer", text="A ward was closed.", author="WMAS")
    expect(question).to_contain_text("Answer: A ward was closed. (WMAS)")


@pytest.mark.parametrize("size", SCREENS, ids=["1080p", "laptop"])
@pytest.mark.parametrize("search", [f"?board={OXFORDSHIRE}", f"?board={DUDLEY}&week=2020-01-05"])
def test_the_week_is_one_screen(page: Page, size: tuple[int, int], search: str) -> None:
    opened(page, f"/ae-week{search}", size)
    expect(page.locator(".week-table")).to_be_visible()

    assert page.evaluate(NO_SCROLL) and page.evaluate(INSIDE)
    plot = page.locator(".plot").bounding_box()
    assert plot and plot["height"] >= 90


def test_a_phone_has_it_all_one_beneath_the_other(page: Page) -> None:
    opened(page, f"/ae-week?board={OXFORDSHIRE}", PHONE)
    expect(page.locator(".week-table")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".filter-band")).to_be_hidden()


def test_the_week_can_be_used_by_keyboard_and_goes_back(page: Page) -> None:
    opened(page, f"/ae-week?board={OXFORDSHIRE}")
    page.get_by_label("Type", exact=True).focus()
    page.keyboard.press("ArrowDown")
    titled(page, "of type 1 patients")
    expect(page.get_by_label("Type", exact=True)).to_be_focused()
    assert query(page)["type"] == "1"

    page.go_back()

    expect(page.locator("h1")).not_to_contain_text("type 1")


def test_axe_finds_nothing_serious_in_the_week(page: Page, axe: Callable[[], list[str]]) -> None:
    opened(page, f"/ae-week?board={OXFORDSHIRE}")
    page.locator("summary", has_text="Minute a question").click()

    assert axe() == []


def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    page: Page, complaints: list[str]
) -> None:
    settled(opened(page, f"/ae-week?board={OXFORDSHIRE}&week={date(2020, 2, 2)}"))

    write(page, "Minute a question", asked_of="WMAS", author="C. Chair")

    expect(page.locator("#week-question-text-mistake")).not_to_be_empty()
    expect(page.locator("#week-question-asked_of")).to_have_value("WMAS")
    complaints.clear()  # the browser reports the refused request


def test_the_week_is_printed_on_one_sheet(page: Page) -> None:
    opened(page, f"/ae-week?board={OXFORDSHIRE}")
    expect(page.locator(".week-table")).to_be_visible()

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
