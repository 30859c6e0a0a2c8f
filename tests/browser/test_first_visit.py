"""Does a browser that was never here before get what it needs, once?"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

TREND = "/trend?organisation=10Q&indicator=rtt_18week"
BOARD = "/board?organisation=10Q&deck=all"
# The first who brings it along is not heard.
_NOBODY_BROUGHT_IT = """
let heard = 0, held;
Object.defineProperty(window, "regeneratorRuntime", {
  configurable: true,
  get: () => held,
  set: given => { if (heard++) held = given; },
});"""


@pytest.fixture
def newcomer(browser: Browser, site: str) -> Iterator[Page]:
    """A browser with nothing in its cache."""
    context = browser.new_context(base_url=site, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def asked_for(newcomer: Page) -> list[str]:
    """The addresses of all scripts that it asks for."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "script":
            found.append(request.url)

    newcomer.on("request", note)
    return found


def is_chart_library(address: str, page: Page) -> bool:
    """Where the set-up could not fetch the small one, it is Dash's own."""
    small = page.locator("script[data-charts]").get_attribute("data-charts")
    return address.endswith(small or "plotly.min.js")


def test_every_script_is_asked_for_once(newcomer: Page, asked_for: list[str]) -> None:
    newcomer.goto(TREND)
    expect(newcomer.locator("#trend .main-svg").first).to_be_visible()

    assert len([each for each in asked_for if is_chart_library(each, newcomer)]) == 1
    assert len(asked_for) == len(set(asked_for))
    assert not [each for each in asked_for if "polyfill" in each]


def library(page: Page, site: str) -> str:
    """Where that library is to be fetched from."""
    small = re.findall('data-charts="([^"]*)"', page.request.get(f"{site}/data").text())[0]
    return f"**{small}" if small else "**/*plotly.min*"


def test_a_chart_library_that_is_late_is_waited_for(
    newcomer: Page, site: str, asked_for: list[str]
) -> None:
    held: list[Route] = []
    newcomer.route(library(newcomer, site), lambda route: held.append(route))

    newcomer.goto(TREND, wait_until="commit")
    expect(newcomer.locator("#trend-panel")).to_contain_text("Latest")
    expect(newcomer.locator("#trend .main-svg")).to_have_count(0)
    (route,) = held
    route.continue_()

    expect(newcomer.locator("#trend .main-svg").first).to_be_visible()
    assert len([each for each in asked_for if is_chart_library(each, newcomer)]) == 1


@pytest.mark.parametrize(("path", "chart"), [(TREND, ".chart"), (BOARD, ".slide-chart")])
def test_a_chart_library_that_does_not_come_is_told(
    newcomer: Page, site: str, path: str, chart: str
) -> None:
    newcomer.route(library(newcomer, site), lambda route: route.abort())

    newcomer.goto(path)
    expect(newcomer.locator(chart)).not_to_have_count(0)
    newcomer.wait_for_load_state("networkidle")

    told = f"getComputedStyle(document.querySelector('{chart}'), '::before').content"
    # Dash's own it fetches by itself, when it draws.
    ours = bool(newcomer.locator("script[data-charts]").get_attribute("data-charts"))
    assert ("could not be fetched" in newcomer.evaluate(told)) == ours


def test_a_slide_is_drawn_when_the_library_has_come(newcomer: Page, site: str) -> None:
    held: list[Route] = []
    newcomer.route(library(newcomer, site), lambda route: held.append(route))

    newcomer.goto(BOARD, wait_until="commit")
    expect(newcomer.locator(".slide-chart")).not_to_have_count(0)
    newcomer.wait_for_timeout(500)
    expect(newcomer.locator(".slide-chart .main-svg")).to_have_count(0)
    (route,) = held
    route.continue_()

    expect(newcomer.locator(".slide-chart:not(:has(.main-svg))")).to_have_count(0)


def test_what_dash_stands_on_is_fetched_where_nobody_brought_it(
    newcomer: Page, asked_for: list[str]
) -> None:
    newcomer.add_init_script(_NOBODY_BROUGHT_IT)

    newcomer.goto(TREND)

    expect(newcomer.locator("#trend .main-svg").first).to_be_visible()
    assert len([each for each in asked_for if "polyfill" in each]) == 1
