"""Can a view be saved under a name, found again on another page, and removed?"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import PHONE, opened, query, says, titled

VIEW = "/trend?organisation=05V&indicator=cancer_2week"
HOSTILE = "<b>Ours</b><img src=x onerror='window.hostile=1'>"
VIEWS = "/api/v1/views"


@pytest.fixture(autouse=True)
def nothing_kept(page: Page) -> Iterator[None]:
    """The site is every journey's: what is still saved is removed at the end."""
    yield
    for view in page.request.get(VIEWS).json():
        page.request.post(f"{VIEWS}/{view['view']}/remove", data={"author": "Journey"})


def menu(page: Page) -> Locator:
    """Opened, and filled."""
    place = page.locator("details.views")
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    expect(place.get_by_role("button", name="Save")).to_be_visible()
    return place


def save(page: Page, name: str) -> Locator:
    there = menu(page)
    there.get_by_label("Save what is shown as").fill(name)
    there.get_by_label("Your name").fill("A. Manager")
    there.get_by_role("button", name="Save").click()
    return there


def test_a_view_is_saved_opened_from_another_page_and_removed(page: Page) -> None:
    opened(page, VIEW)
    there = save(page, "Our cancer wait")
    made = re.compile(r"Our cancer wait ?A. Manager, \d+ [A-Z][a-z]+ \d{4}")
    expect(there.get_by_role("listitem")).to_contain_text(made)
    expect(page.locator("#status")).to_have_text("The view is saved.")

    opened(page, "/exceptions?organisation=05C")
    page.evaluate("window.stillHere = true")
    menu(page).get_by_role("link", name="Our cancer wait").click()
    titled(page, "Cancer two-week wait is ")
    assert query(page) == {"organisation": "05V", "indicator": "cancer_2week"}
    assert page.evaluate("window.stillHere")
    expect(there).not_to_have_attribute("open", "")

    menu(page).get_by_role("button", name="Remove Our cancer wait").click()
    expect(there).to_contain_text("None is saved yet.")
    assert page.request.get(VIEWS).json() == []


def test_a_name_that_is_taken_is_refused_beside_its_field(
    page: Page, complaints: list[str]
) -> None:
    opened(page, VIEW)
    expect(save(page, "Ours").get_by_role("listitem")).to_have_count(1)
    opened(page, "/matrix?organisation=05V")

    there = save(page, "Ours")

    name = there.get_by_label("Save what is shown as")
    expect(name).to_be_focused()
    expect(there.locator('.mistake[data-field="name"]')).to_contain_text('called "Ours" already')
    expect(name).to_have_accessible_description(
        'There is a saved view called "Ours" already. Choose another name, or remove that view '
        "first."
    )
    expect(name).to_have_value("Ours")
    complaints.clear()  # the browser notes every refused request


def test_a_name_is_shown_as_it_was_typed(page: Page) -> None:
    opened(page, VIEW)

    there = save(page, HOSTILE)

    expect(there.get_by_role("link")).to_have_text(HOSTILE)
    assert there.locator("img").count() == 0
    assert page.evaluate("window.hostile") is None


def test_the_menu_is_used_by_keyboard_alone(page: Page) -> None:
    opened(page, VIEW)
    page.locator("details.views > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save")).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("A. Manager")
    page.keyboard.press("Enter")
    expect(page.locator("details.views li")).to_contain_text("By keys")
    page.keyboard.press("Escape")

    expect(page.locator("details.views > summary")).to_be_focused()
    expect(page.locator(".views-list")).to_be_hidden()


def test_what_is_saved_is_the_view_that_is_open_then(page: Page) -> None:
    opened(page, VIEW)
    menu(page)
    page.keyboard.press("Escape")
    page.locator("a.nav-link", has_text="Localities").click()
    says(page, "/localities")

    save(page, "Places")

    expect(page.locator("details.views li a")).to_have_attribute(
        "href", "/localities?organisation=05V&indicator=cancer_2week"
    )


@pytest.mark.parametrize("size", [(1366, 768), PHONE])
def test_nothing_serious_while_the_menu_is_open(
    page: Page, axe: Callable[[], list[str]], size: tuple[int, int]
) -> None:
    opened(page, VIEW, size)

    there = save(page, "A long name of a view " + "of ours" * 8)

    expect(there.get_by_role("listitem")).to_have_count(1)
    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    box = page.locator(".views-list").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    expect(there.get_by_role("button", name="Save")).to_be_in_viewport()
