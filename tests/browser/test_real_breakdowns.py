"""Does a reader see whose figures stand there: a provider's, its parts', a sum of practices'?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.indicators.registry import load_indicators
from data_access.database import open_engine, prepare
from data_access.ingest.load import load_files
from data_access.ingest.outcomes import Ending
from tests.browser.journey import choose, chosen, figures, opened, says, settled, titled
from tests.browser.server import running_site

RETURN = "indicator,organisation,provider,breakdown,period,grain,numerator,denominator"
FIGURES = [
    "ae_4hour,RTH,,,2020-01-01,month,8000,10000",
    "ae_4hour,RTH,,,2020-02-01,month,8100,10000",
    "rtt_18week,10Q,,,2020-02-01,month,850,1000",
    "rtt_18week,10Q,RTH,,2020-02-01,month,630,800",
    "rtt_18week,10Q,RNA,,2020-02-01,month,190,200",
    "cancer_62day,10Q,,,2019-12-01,month,80,100",
    "cancer_62day,QU9,,,2020-01-01,month,240,300",
]
PLAN = (
    f"{RETURN},version,submitted on,status",
    ["ae_4hour,10Q,,,2020-02-01,month,9000,10000,Plan 19/20,2019-03-31,final"],
)
REGISTER = (
    "ACH_DATE,PRACTICE_CODE,NAME,COMMISSIONER_ORGANISATION_CODE,MEASURE,VALUE",
    [
        f"{day},{practice},SURGERY {practice},10Q,DEMENTIA_REGISTER_65_PLUS,{value}"
        for day in ("31/12/2019", "31/01/2020")
        for practice, value in (("K84001", 40), ("K84002", 60), ("K84003", 25))
    ],
)
LOCALITIES = (
    "commissioner,locality,practice code,valid from,valid to",
    [
        "10Q,Oxford City,K84001,2019-04-01,",
        "10Q,Oxford City,K84002,2019-04-01,2020-01-15",
        "10Q,South Vale,K84003,2019-04-01,",
        "10Q,South Vale,K84002,2020-01-16,",
    ],
)
SHARES = (
    "provider,commissioner,share,valid from,valid to,version,source",
    ["RTH,10Q,0.8,2019-04-01,,2019,Counts by CCG"],
)


def load(folder: Path, name: str, header: str, rows: Sequence[str]) -> None:
    """As by hand: a file, and the command that loads it."""
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    engine = open_engine(f"sqlite:///{(folder / 'trajectory.db').as_posix()}")
    prepare(engine)
    assert load_files(engine, [path], load_indicators()) is Ending.DONE
    engine.dispose()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("breakdowns")
    load(folder, "return.csv", RETURN, FIGURES)
    load(folder, "plan.csv", *PLAN)
    load(folder, "register.csv", *REGISTER)
    load(folder, "localities.csv", *LOCALITIES)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with running_site(folder, as_at="2020-03-31") as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site, locale="en-GB")
    yield context
    context.close()


def test_a_provider_stands_in_under_its_own_name_until_shares_are_loaded(
    page: Page, folder: Path
) -> None:
    opened(page, "/trend?organisation=10Q&indicator=ae_4hour")
    titled(page, "Oxford University Hospitals NHS Foundation Trust (RTH): A&E")
    expect(page.locator(".subtitle")).to_contain_text("not the commissioner's own patients")
    expect(page.locator("main")).not_to_contain_text("1,900")
    expect(page.locator(".fact", has_text="Plan")).to_contain_text("none")

    load(folder, "shares.csv", *SHARES)
    settled(opened(page, "/trend?organisation=10Q&indicator=ae_4hour"))

    titled(page, "A&E 4-hour (all types) is 9.0 points below plan in February 2020")
    expect(page.locator(".subtitle")).to_contain_text("1,520 of 8,000 patients")
    expect(page.locator(".reading")).to_contain_text("Shared out from 1 provider, shares of 2019")


def test_a_commissioners_waits_are_broken_down_by_provider(page: Page) -> None:
    opened(page, "/localities?organisation=10Q&indicator=rtt_18week")

    choose(page, "by", "Providers")

    says(page, "by=provider")
    titled(page, "by provider: Oxford University Hospitals NHS Foundation Trust is lowest, 78.75%")
    expect(page.locator("main")).to_contain_text("Together: 820 of 1,000, 82.00%")
    assert [row["Actual"] for row in figures(page)] == ["78.75%", "95.00%"]


def test_a_practice_that_moves_takes_its_patients_along(page: Page) -> None:
    opened(page, "/localities?organisation=10Q&indicator=dementia_register")

    expect(page.locator("main")).to_contain_text("Together: 125 people on a dementia register.")
    places = ["Oxford City", "Oxford City", "South Vale", "South Vale"]
    told = [(row["Where"], row["Period"], row["Actual"]) for row in figures(page)]

    counts = ["40", "100", "85", "25"]
    months = ["Jan 20", "Dec 19"] * 2
    assert told == list(zip(places, months, counts, strict=True))


def test_where_a_line_ends_the_board_is_offered_by_name(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=cancer_62day")
    note = page.locator(".reading .note", has_text="ends in December 2019")
    expect(note).to_contain_text("Figures go on to January 2020")

    note.locator("a", has_text="(QU9)").click()

    says(page, "organisation=QU9")
    titled(page, "Cancer 62-day urgent GP referral is 80.0% in January 2020")


@pytest.mark.parametrize(("code", "name"), [("K84001", "Surgery K84001"), ("05C", "Dudley")])
def test_a_link_to_a_place_that_is_in_no_list_keeps_it(page: Page, code: str, name: str) -> None:
    opened(page, f"/trend?organisation={code}&indicator=dementia_register")

    expect(chosen(page, "organisation")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("40" if code == "K84001" else "no figures")
    says(page, f"organisation={code}")
