"""What does every journey have? The site, a browser, and a watch on what the page does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.browser.chromium import MISSING, find_chromium
from tests.browser.server import ROOT, running_site

RESULTS = ROOT / "test-results"
# Without these Chromium calls its maker's services at every start.
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real application, with the sample in a database of its own."""
    with running_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.fail(MISSING)
    expect.set_options(timeout=20_000)  # milliseconds; a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of; a journey that expects a complaint clears it."""
    return []


@pytest.fixture(scope="session")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """One cache for all: the pages keep nothing in the browser, all that is chosen is the address.

    Without it each journey would fetch and parse the chart library anew.
    """
    context = browser.new_context(base_url=site, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str, complaints: list[str]) -> Iterator[Page]:
    """A fresh page; an error in its console or a call to another host fails the test."""

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location['url']})")

    def note_request(request: Request) -> None:
        if not request.url.startswith((f"{site}/", "data:", "blob:")):
            complaints.append(f"request to another host: {request.url}")

    page = context.new_page()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.on("console", note_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("request", note_request)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def axe(page: Page) -> Callable[[], list[str]]:
    """Ask for what axe-core finds serious or critical: rule, impact and the first element."""

    def findings() -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [
            f"{each['id']} ({each['impact']}): {each['help']}: {each['nodes'][0]['html']}"
            for each in violations
            if each["impact"] in ("serious", "critical")
        ]

    return findings


@pytest.fixture
def screenshot(page: Page) -> Callable[[str], Path]:
    """Keep a picture of the whole page in test-results/ under a name."""

    def keep(name: str) -> Path:
        path = RESULTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return keep
