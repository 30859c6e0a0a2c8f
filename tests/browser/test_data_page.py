"""Can someone find out from the data page what is late, set aside and restated, and go on?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.indicators.registry import load_indicators
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.sample.load import load_sample
from tests.browser.journey import PHONE, choose, opened, query, settled, title, titled
from tests.browser.server import running_site

HEADING = "indicator,organisation,period,numerator,denominator\n"
BAD = "".join(f"diagnostics_6week,nowhere,2019-{month:02}-01,9,10\n" for month in range(1, 9))
WIDTH = "document.documentElement.scrollWidth"
FOLD = "8 rows set aside"


def month(number: int, breaches: int) -> str:
    return f"diagnostics_6week,10Q,2019-{number:02}-01,{breaches},5000\n"


@pytest.fixture(scope="module")
def loaded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample, and 26 local returns: the first with bad rows, each restating the one before."""
    folder = tmp_path_factory.mktemp("loaded")
    engine = open_engine(f"sqlite:///{(folder / 'trajectory.db').as_posix()}")
    prepare(engine)
    indicators = load_indicators()
    load_sample(engine, indicators)
    for number in range(26):
        path = folder / f"return-{number:02}.csv"
        path.write_text(HEADING + month(4, 100 + number) + (BAD if number == 25 else ""))
        load_files(engine, [path], indicators, date(2020, 1, 1 + number), lambda line: None)
    engine.dispose()
    with running_site(folder, sample="false", as_at="2020-03-31") as address:
        yield address


@pytest.fixture
def there(browser: Browser, loaded_site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=loaded_site, locale="en-GB")
    yield context.new_page()
    context.close()


def test_the_finding_leads_down_to_files_and_restatements(there: Page) -> None:
    opened(there, "/data?organisation=10Q", (1366, 768))

    expect(title(there)).to_contain_text("indicators are up to date for Oxfordshire CCG")
    there.locator("a", has_text="25 figures restated").click()

    expect(there.locator("#restatements")).to_be_in_viewport()
    expect(there.locator(".restated-figures tbody tr")).to_have_count(25)
    first = there.locator(".restated-figures .sentence").first
    expect(first).to_contain_text("April 2019 was 2.48%, restated 2.50% on ")


def test_rows_set_aside_unfold_by_keyboard_and_stay_open(there: Page) -> None:
    opened(there, "/data?organisation=10Q")
    fold = there.locator("summary", has_text=FOLD)
    fold.focus()
    there.keyboard.press("Enter")
    rows = there.locator(".aside[open] li")
    expect(rows).to_have_count(5)
    expect(rows.first).to_contain_text("Row 3, column organisation")
    expect(there.locator(".aside[open] a")).to_have_text("All 8 rows as CSV")

    choose(there, "organisation", "Dudley CCG", "dudley")

    titled(there, "Dudley CCG")
    expect(rows).to_have_count(5)


def test_older_files_come_when_asked_for_without_leaving_the_place(there: Page) -> None:
    opened(there, "/data?organisation=10Q")
    files = there.locator(".files tbody")
    expect(files).to_have_count(25)
    more = there.locator("a", has_text="Show all ")
    more.scroll_into_view_if_needed()

    more.click()

    expect(there.locator("a", has_text="Show all ")).to_have_count(0)
    assert files.count() > 45
    assert query(there) == {"organisation": "10Q", "all": "1"}
    assert there.evaluate("window.scrollY") > 500


def test_an_indicator_leads_to_its_trend_and_back(there: Page) -> None:
    opened(there, "/data?organisation=10Q")
    finding = title(there).inner_text()

    there.locator(".held a", has_text="Diagnostic waits over 6 weeks").click()
    titled(there, "Diagnostic waits over 6 weeks")
    assert query(there) == {"organisation": "10Q", "indicator": "diagnostics_6week"}
    there.go_back()

    expect(title(there)).to_have_text(finding)
    expect(there.locator(".held")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, (1366, 768), (1920, 1080)])
def test_nothing_scrolls_sideways_with_all_that_folds_open(
    there: Page, size: tuple[int, int]
) -> None:
    opened(there, "/data?organisation=10Q&all=1", size)
    for fold in there.locator("#page summary").all():
        fold.click()

    assert there.evaluate(WIDTH) <= size[0]
    violations = Axe().run(there).response["violations"]
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []


def test_on_a_phone_a_row_says_its_state_its_last_period_and_the_next(there: Page) -> None:
    opened(there, "/data?organisation=10Q", PHONE)

    row = there.locator(".held tbody tr", has_text="Cancer two-week wait")

    for part in (".standing", ".to", ".due", ".source"):
        expect(row.locator(part)).to_be_visible()
    expect(row.locator(".loaded")).to_be_hidden()
    box = row.bounding_box()
    assert box is not None
    assert box["height"] < 140


def test_a_download_has_the_rows_of_the_page(there: Page, tmp_path: Path) -> None:
    opened(there, "/data?organisation=10Q")
    shown = there.locator(".held tbody tr:not(.group)").count()

    with there.expect_download() as waiting:
        there.locator(".links a", has_text="Download CSV").click()

    path = tmp_path / "holdings.csv"
    waiting.value.save_as(path)
    assert len(path.read_text().splitlines()) == shown + 1
    settled(there)
