"""Can a reader go from the trajectory to SPC and to the years, and is each legible?"""

from itertools import combinations

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.journey import PHONE, choose, figures, opened, query, says, settled, titled

AE = "/trend?organisation=10Q&indicator=ae_4hour"
SPC = f"{AE}&chart=spc"
YEARS = f"{AE}&chart=year_on_year"
LAPTOP = (1366, 768)


def follow(page: Page, tab: str) -> None:
    page.locator(".chart-tab", has_text=tab).click()


def boxes(page: Page, place: str) -> list[FloatRect]:
    """Where the texts of a place stand, once the chart has taken its form."""
    page.wait_for_function("document.querySelector('#trend .js-plotly-plot')?.dataset.form")
    page.wait_for_timeout(300)
    return [box for each in page.locator(place).all() if (box := each.bounding_box())]


def apart(one: FloatRect, other: FloatRect) -> bool:
    """Two px of the boxes are the air around the letters."""
    return bool(
        one["x"] + one["width"] <= other["x"] + 2
        or other["x"] + other["width"] <= one["x"] + 2
        or one["y"] + one["height"] <= other["y"] + 2
        or other["y"] + other["height"] <= one["y"] + 2
    )


def test_tabs_change_the_chart_and_nothing_else(page: Page) -> None:
    opened(page, f"{AE}&from=2018-04-01")

    follow(page, "SPC")
    says(page, "chart=spc")
    expect(page.locator(".chart-tab[aria-current]")).to_have_text("SPC")
    titled(page, "within what chance gives")
    assert query(page)["from"] == "2018-04-01"

    follow(page, "Year on year")
    titled(page, "than a year before")
    page.go_back()
    titled(page, "within what chance gives")


def test_another_organisation_is_drawn_the_same_way(page: Page) -> None:
    opened(page, SPC)

    choose(page, "organisation", "Dudley CCG", "Dudley")

    says(page, "organisation=05C")
    assert query(page)["chart"] == "spc"
    expect(page.locator(".chart-tab[aria-current]")).to_have_text("SPC")


def test_the_icons_stand_beside_the_title_with_their_words(page: Page) -> None:
    opened(page, SPC)

    verdicts = page.locator(".heading .verdicts li")

    expect(verdicts).to_have_count(3)
    expect(verdicts.nth(0)).to_contain_text("Red: misses its plan and the standard")
    expect(verdicts.nth(1)).to_contain_text("variation")
    expect(verdicts.nth(2)).to_contain_text("the 95% standard")
    expect(page.locator(".panel .verdicts")).to_have_count(0)


def test_the_rules_and_the_key_are_under_the_chart(page: Page) -> None:
    opened(page, SPC)

    expect(page.locator("#trend-reading")).to_contain_text("How it is judged: XmR")
    expect(page.locator(".chart-key")).to_contain_text("within what chance gives")
    rows = figures(page)
    assert {"Mean", "Lower limit", "Upper limit", "Signal"} <= set(rows[0])


def test_what_does_not_suit_says_why(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=rtt_18week&chart=spc")

    titled(page, "it is not judged by control limits")
    expect(page.locator("#trend-reading")).to_contain_text("A waiting list is a stock")
    expect(page.locator(".heading .verdicts")).to_contain_text("Variation not judged")


def test_a_tab_that_cannot_be_drawn_says_why(page: Page) -> None:
    opened(page, "/trend?organisation=05C&indicator=health_checks&chart=year_on_year")

    expect(page.locator(".why-not:not(.beside)")).to_have_text(
        "Year on year is not drawn: there is one figure a year."
    )
    expect(page.locator(".chart-tab[aria-current]")).to_have_text("Trajectory")


def test_the_panel_says_what_it_would_take(page: Page) -> None:
    opened(page, AE)

    panel = page.locator("#trend-panel")

    expect(panel).to_contain_text("What it would take")
    expect(panel).to_contain_text("The standard (95%) allows")
    expect(panel).to_contain_text("by activity")
    panel.locator("summary", has_text="What the last plan changed").click()
    link = panel.locator("a", has_text="Both versions, period by period")
    answer = page.request.get(page.url.split("/trend")[0] + str(link.get_attribute("href")))
    assert answer.ok


def test_a_break_is_numbered_on_the_chart_and_beneath_it(page: Page) -> None:
    opened(page, AE)

    expect(page.locator("#trend .annotation-text", has_text="1 Changed")).to_be_visible()
    expect(page.locator("#trend-reading .number").first).to_have_text("1")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("address", [SPC, YEARS], ids=["spc", "years"])
def test_no_label_stands_upon_another_or_beyond_the_edge(
    page: Page, address: str, size: tuple[int, int]
) -> None:
    opened(page, address, size)

    found = boxes(page, "#trend .annotation-text")

    assert len(found) >= 5
    assert all(apart(one, other) for one, other in combinations(found, 2))
    assert max(box["x"] + box["width"] for box in found) <= size[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("address", [SPC, YEARS], ids=["spc", "years"])
def test_months_on_a_phone_can_be_read(page: Page, address: str) -> None:
    opened(page, address, PHONE)

    ticks = boxes(page, "#trend .xtick text")

    assert len(ticks) >= 3
    assert all(apart(one, other) for one, other in combinations(ticks, 2))
    settled(page)
