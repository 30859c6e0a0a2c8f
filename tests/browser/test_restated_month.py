"""Does the next board see a restated month as a restatement, and never as performance?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from dashboard.periods import months_between
from tests.browser.journey import opened, title
from tests.browser.server import ROOT, running_site

CANNOCK = "04Y"
DECEMBER = date(2019, 12, 1)
HEADING = "indicator,organisation,period,numerator,denominator"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("restated")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """A site of its own, whose figures may change."""
    with running_site(folder) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site, locale="en-GB")
    yield context
    context.close()


def load(folder: Path, day: str, *lines: str) -> None:
    """As whoever keeps the site would, while it runs."""
    file = folder / f"return_{day}.csv"
    file.write_text("\n".join((HEADING, *lines)), encoding="utf-8")
    url = f"sqlite:///{(folder / 'trajectory.db').as_posix()}"
    command = [sys.executable, "-m", "data_access", "load", str(file), "--as-at", day]
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, "TRAJECTORY_DATABASE_URL": url}, check=True
    )


def returned(month: date, seen: float) -> str:
    return f"rtt_18week,{CANNOCK},{month},{seen:g},1000"


def slide(page: Page, number: int) -> Locator:
    page.keyboard.press("Home")
    for _ in range(number - 1):
        page.keyboard.press("ArrowRight")
    return page.locator(f".frame.current[data-number='{number}']")


def keep_meeting(page: Page, day: str) -> None:
    """By the form on the cover of the deck as it stood that day."""
    opened(page, f"/board?organisation={CANNOCK}&as_at={day}", (1920, 1080))
    page.locator(".meetings > summary").click()
    page.get_by_label("Your name").fill("A. Secretary")
    page.get_by_role("button", name="Keep this meeting").click()
    expect(page.locator(".meetings > summary")).to_contain_text("Meetings kept: 1")


def test_a_restated_month_is_told_as_one(page: Page, folder: Path) -> None:
    months = months_between(date(2017, 10, 1), DECEMBER)
    load(folder, "2020-02-13", *(returned(m, 930 + 2 * (n % 3)) for n, m in enumerate(months)))
    keep_meeting(page, "2020-02-27")

    load(folder, "2020-03-12", returned(DECEMBER, 905))
    opened(page, f"/board?organisation={CANNOCK}", (1920, 1080))

    since = slide(page, 2)
    expect(since.locator("h2")).to_contain_text("Since 27 February 2020: ")
    told = since.locator("li", has_text="RTT incomplete within 18 weeks")
    expect(told).to_have_text(
        "RTT incomplete within 18 weeks: Restated: December 2019 was 93.40%, is now 90.50%; "
        "as restated it missed the 92% standard."
    )
    apart = since.locator("h3", has_text="Figures restated: not performance")
    expect(apart.locator("xpath=following-sibling::ul[1]/li")).to_have_text(told.inner_text())


def test_where_it_came_from_says_what_it_was(page: Page) -> None:
    opened(page, f"/source?organisation={CANNOCK}&indicator=rtt_18week&period={DECEMBER}")

    expect(title(page)).to_contain_text("90.50%")
    expect(page.locator(".source-revisions li")).to_contain_text("93.40%")
    expect(page.locator(".source-rows")).to_contain_text("return_2020-03-12.csv")
