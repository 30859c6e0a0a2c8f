"""Can a reader write down what is to be done, tick it, drop it, and find it so when he returns?"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import PHONE, opened, settled

# Nobody else looks at these, so that what is written here disturbs no other journey.
TREND = "/trend?organisation=RTH&indicator=diagnostics_6week"
ACTIONS = "/api/v1/actions?organisation=RTH&indicator=diagnostics_6week"
NAMES = """() => document.querySelector("#trend .js-plotly-plot").data
    .map(trace => trace.name || "")"""


@pytest.fixture(autouse=True)
def dropped(page: Page) -> Iterator[None]:
    """The site is every journey's: what was written is dropped at the end."""
    yield
    for each in page.request.get(ACTIONS).json():
        said = {"status": "dropped", "author": "Journey"}
        page.request.post(f"/api/v1/actions/{each['action']}/status", data=said)


def form(page: Page) -> Locator:
    """Opened."""
    page.locator("#trend-actions summary", has_text="Add an action").click()
    there = page.locator("#trend-actions form")
    expect(there).to_be_visible()
    return there


def write(page: Page, text: str, **days: str) -> Locator:
    """The action in the list, once it stands there."""
    there = form(page)
    there.get_by_label("What is to be done").fill(text)
    there.get_by_label("Who does it").fill("B. Board")
    for name, day in days.items():
        there.locator(f"[name={name}]").fill(day)
    there.get_by_label("Your name").fill("A. Analyst")
    there.get_by_role("button", name="Add it").click()
    added = page.locator(".action-list > li", has_text=text)
    expect(added).to_be_visible()
    return added


def test_an_action_is_written_beside_the_chart_and_ticked_there(page: Page) -> None:
    opened(page, TREND)

    added = write(page, "A second scanner", due_on="2020-02-28")
    expect(added).to_contain_text("Overdue since 28 Feb 20")
    expect(added).to_contain_text("B. Board")
    page.wait_for_function(f"({NAMES})().includes('Actions due')")

    added.get_by_role("button", name="Mark as done").click()
    expect(added).to_contain_text("Done ")
    expect(added.get_by_role("button", name="Open it again")).to_be_focused()
    settled(page).reload()
    expect(added).to_contain_text("(A. Analyst)")

    added.get_by_role("button", name="Open it again").click()
    expect(added).to_contain_text("Overdue since 28 Feb 20")


def test_what_an_action_was_to_bring_is_drawn_and_said(page: Page) -> None:
    opened(page, TREND)

    days = {"start_on": "2019-11-01", "effects": "2020-01: -0.5\n2020-02: -1"}
    added = write(page, "Weekend lists", **days)

    expect(added.locator(".action-effect")).to_contain_text("by February 2020, from ")
    page.wait_for_function(f"({NAMES})().includes('Expected of: Weekend lists')")


def test_an_action_is_dropped_with_a_note_that_stays_with_it(page: Page) -> None:
    opened(page, TREND)
    added = write(page, "A mobile unit", due_on="2020-06-30")

    added.locator("summary").click()
    added.get_by_label("What became of it").select_option("It is dropped")
    added.get_by_label("A note").fill("Nobody hires one out.")
    expect(added.get_by_label("Your name")).to_have_value("A. Analyst")
    added.get_by_role("button", name="Keep it").click()

    expect(added).to_contain_text("Dropped ")
    added.locator("summary").click()
    expect(added).to_contain_text("A. Analyst: Nobody hires one out.")


def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    page: Page, complaints: list[str]
) -> None:
    opened(page, TREND)
    there = form(page)
    there.get_by_label("What is to be done").fill("A plan")
    there.locator("[name=start_on]").fill("2020-04-02")
    there.locator("[name=due_on]").fill("2020-04-01")
    there.get_by_label("Your name").fill("A. Analyst")

    there.get_by_role("button", name="Add it").click()

    expect(there.locator('.mistake[data-field="due_on"]')).to_contain_text("no day before")
    expect(there.locator("[name=due_on]")).to_be_focused()
    expect(there.get_by_label("What is to be done")).to_have_value("A plan")
    complaints.clear()  # the browser notes every refused request


def test_what_is_half_written_stays_while_another_is_ticked(page: Page) -> None:
    opened(page, TREND)
    added = write(page, "First things first", due_on="2020-05-31")
    form(page).get_by_label("What is to be done").fill("Half a thought")

    added.get_by_role("button", name="Mark as done").click()

    expect(added).to_contain_text("Done ")
    there = page.locator("#trend-actions form")
    expect(there.get_by_label("What is to be done")).to_have_value("Half a thought")


def test_half_written_words_do_not_follow_to_another_organisation(page: Page) -> None:
    opened(page, TREND)
    form(page).get_by_label("What is to be done").fill("Half a thought")

    opened(page, TREND.replace("RTH", "10Q"))

    expect(page.locator("#trend-actions form")).to_have_count(0)


def test_it_is_all_done_by_keyboard(page: Page) -> None:
    opened(page, TREND)
    page.locator("#trend-actions summary", has_text="Add an action").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("What is to be done")).to_be_focused()
    page.keyboard.type("By hand")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.locator("#trend-actions form [name=author]").focus()
    page.keyboard.type("A. Analyst")
    page.keyboard.press("Enter")

    added = page.locator(".action-list > li", has_text="By hand")
    added.get_by_role("button", name="Mark as done").focus()
    page.keyboard.press("Enter")

    expect(added).to_contain_text("Done ")


@pytest.mark.parametrize("size", [(1366, 768), PHONE], ids=["wide", "phone"])
def test_the_list_and_its_forms_pass_axe_and_fit(
    page: Page, axe: Callable[[], list[str]], size: tuple[int, int]
) -> None:
    opened(page, TREND, size)
    added = write(page, f"Scanner at {size[0]}", due_on="2020-04-30")
    added.locator("summary").click()
    form_of_new = page.locator("#trend-actions summary", has_text="Add an action")
    form_of_new.click()
    expect(page.locator("#trend-actions form")).to_have_count(2)

    assert axe() == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]
