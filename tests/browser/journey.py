"""What does a person do on every journey? Open a page, choose, read what stands there."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, Request, Route, expect

READY = "document.querySelector('main')?.getAttribute('aria-busy') === 'false'"
# In the order of the navigation; those that filters stand above; and one that it does not lead to.
PAGES = (
    "/", "/matrix", "/trend", "/localities", "/compare",
    "/exceptions", "/board", "/ae-week", "/data",
)  # fmt: skip
FILTERED = tuple(path for path in PAGES if path not in ("/board", "/ae-week"))
SOURCE = "/source?organisation=05Q&indicator=ae_4hour"
PHONE = (390, 844)
# Fewer choices are offered than before, and the same ones as when this was last asked.
NARROWED = """before => {
  const choices = document.querySelectorAll(".dash-dropdown-option");
  const offered = Array.from(choices, each => each.textContent).join();
  const still = window.offered === offered;
  window.offered = offered;
  return still && offered !== before;
}"""
UPDATES = "**/_dash-update-component*"


def opened(page: Page, address: str, size: tuple[int, int] | None = None) -> Page:
    """The page at an address, drawn; in a window of `size` where one is given."""
    if size:
        page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    return settled(page)


def settled(page: Page) -> Page:
    """The page once nothing in it waits for the server."""
    expect(title(page)).to_be_visible()
    page.wait_for_function(READY)
    return page


def title(page: Page) -> Locator:
    return page.locator("h1:visible")


def titled(page: Page, words: str) -> None:
    """Wait until the title has the words."""
    expect(title(page)).to_contain_text(words)


def query(page: Page) -> dict[str, str]:
    """What the address says is chosen."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def says(page: Page, part: str) -> None:
    """Wait until the address has a part."""
    expect(page).to_have_url(re.compile(re.escape(part)))


def choose(page: Page, control: str, choice: str, typed: str = "") -> None:
    """Open a control, type into its search where something is typed, and take a choice."""
    page.locator(f"button#{control}").click()
    expect(page.locator(".dash-dropdown-content :focus")).to_be_visible()
    if typed:
        before = ",".join(page.locator(".dash-dropdown-option").all_text_contents())
        page.keyboard.type(typed)
        # The list narrows with a delay, and would put another choice under the pointer.
        page.wait_for_function(NARROWED, arg=before, polling=100)
    page.locator(".dash-dropdown-option", has_text=choice).first.click()
    if page.locator(".dash-dropdown-content").count():  # lists of several stay open
        page.keyboard.press("Escape")


def chosen(page: Page, control: str) -> Locator:
    return page.locator(f"#{control}-value")


def figures(page: Page) -> list[dict[str, str]]:
    """The table behind the chart, opened: one row per period, by the columns' headings."""
    page.locator("summary", has_text="Show the figures").click()
    names = page.locator(".figures thead th").all_inner_texts()
    rows = page.locator(".figures tbody tr").all()
    return [dict(zip(names, row.locator("th, td").all_inner_texts(), strict=True)) for row in rows]


def questions(page: Page) -> list[object]:
    """Grows with every request for an update; each is named by what it was set off by."""
    asked: list[object] = []

    def note(request: Request) -> None:
        if "/_dash-update-component" in request.url:
            asked.append(json.loads(request.post_data or "{}").get("changedPropIds"))

    page.on("request", note)
    return asked


def held_back(page: Page) -> Callable[[], None]:
    """Hold every question to the server back; call what is returned to let them go."""
    waiting: list[Route] = []
    gone = False

    def hold(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            waiting.append(route)

    def let_go() -> None:
        nonlocal gone
        gone = True
        for each in waiting:
            each.continue_()

    page.route(UPDATES, hold)
    return let_go
