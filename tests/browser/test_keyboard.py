"""Can everything be done without a mouse, and is it seen where one is?"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import SOURCE, chosen, opened, says, titled

REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, summary, input, select, textarea, [tabindex="0"]')]
  .filter(each => each.checkVisibility() && !each.closest('[aria-hidden=true]')
    && each.tabIndex >= 0)"""
# Where the focus is: its place in the list, whether it is outlined, whether the bar hides it.
FOCUS = """reachable => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const bar = document.querySelector('.filter-band').getBoundingClientRect();
  const style = getComputedStyle(here);
  return {
    name: here.id || here.textContent.trim(),
    index: reachable.indexOf(here),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    hidden: here.closest('.main, .footer') !== null
      && box.top < bar.bottom && box.bottom > bar.top,
  };
}"""


def test_skip_link_leads_past_header_and_filters(page: Page) -> None:
    opened(page, "/trend?organisation=05C")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator("button", has_text="Copy link")).to_be_focused()
    expect(chosen(page, "organisation")).to_have_text("Dudley CCG (05C)")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/trend?organisation=05C",
        "/localities",
        "/exceptions?organisation=05Q",
        "/ae-week",
        SOURCE,
    ],
)
def test_focus_reaches_all_in_order_and_is_always_seen(page: Page, address: str) -> None:
    opened(page, address).wait_for_load_state("networkidle")
    reachable = page.evaluate_handle(REACHABLE)
    number = page.evaluate("each => each.length", reachable)
    visited = []

    # To the end, out of the page, and all the way back.
    for key in ["Tab"] * number + ["Tab"] + ["Shift+Tab"] * number:
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS, reachable)
        visited.append(focus["index"])
        assert focus["outlined"] or focus["index"] < 0, f"{focus['name']}: focus unseen"
        assert not focus["hidden"], f"{focus['name']} is behind the filter bar"

    there = list(range(number))
    assert visited == [*there, -1, *reversed(there)]


def test_organisation_is_chosen_by_keys_alone(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    page.locator("#organisation").focus()

    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-content :focus")).to_be_visible()
    page.keyboard.type("10q")
    expect(page.locator(".dash-dropdown-option")).to_have_text(["Oxfordshire CCG (10Q)"])
    page.keyboard.press("Enter")

    says(page, "organisation=10Q")
    expect(chosen(page, "organisation")).to_have_text("Oxfordshire CCG (10Q)")
    expect(page.locator("#organisation")).to_be_focused()


def test_view_is_chosen_with_the_arrow_keys(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    page.locator("#view").focus()

    focused = page.locator(".dash-dropdown-content :focus")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("value", "month")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("value", "quarter")
    page.keyboard.press("Space")

    says(page, "view=quarter")
    expect(page.locator("#view")).to_be_focused()


def test_localities_are_ticked_and_cleared_by_keys(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    page.locator("#locality").focus()

    page.keyboard.press("Enter")
    expect(page.locator(".dash-dropdown-content :focus")).to_be_visible()
    page.keyboard.press("Space")
    says(page, "locality=dudley_netherton")
    page.keyboard.press("Escape")
    expect(page.locator("#locality")).to_be_focused()
    page.keyboard.press("Delete")

    expect(chosen(page, "locality")).to_have_text("All")


def test_table_opens_with_one_key_and_scrolls_by_keys(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    page.locator("summary", has_text="Show the figures").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    region = page.get_by_role("region", name="the figures of the chart")
    expect(region).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_function("document.activeElement.scrollTop > 0")


def test_a_row_of_the_summary_is_followed_by_key(page: Page) -> None:
    opened(page, "/?organisation=05C")
    page.locator(".rows a", has_text="Cancer two-week wait").focus()

    page.keyboard.press("Enter")

    titled(page, "Cancer two-week wait is ")
