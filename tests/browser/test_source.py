"""Does every figure lead, by one click, to where that very figure came from?"""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.journey import PHONE, figures, opened, query, says, settled, titled

TREND = "/trend?organisation=05V&indicator=cancer_2week"
SEVERAL = (
    "/trend?organisation=05C&indicator=ae_4hour&locality=dudley_netherton,halesowen_quarry_bank"
)
# A line's point, by its name and day, and where on the screen it is.
POINT = """([name, day]) => {
  const chart = document.querySelector('#trend .js-plotly-plot');
  const line = chart.data.find(each => each.name === name);
  const nth = line.x.findIndex(each => String(each).startsWith(day));
  const box = chart.getBoundingClientRect(), {xaxis, yaxis} = chart._fullLayout;
  return {
    x: box.left + xaxis._offset + xaxis.d2p(line.x[nth]),
    y: box.top + yaxis._offset + yaxis.d2p(line.y[nth]),
    value: line.y[nth],
  };
}"""


def follow(page: Page, link: Locator) -> str:
    """Click a figure; what it says."""
    said = link.inner_text().strip()
    link.click()
    says(page, "/source?")
    settled(page)
    return said


def told(page: Page, figure: str) -> None:
    """The page is about this figure, and names a file."""
    titled(page, f": where {figure} came from")
    expect(page.locator(".source-rows tbody tr").first).to_be_visible()


def test_a_figure_of_the_summary_leads_to_its_source_and_back(page: Page) -> None:
    opened(page, "/?organisation=05V")
    row = page.locator("#summary-table tr", has_text="Cancer two-week wait")

    figure = follow(page, row.locator("td.value a"))

    told(page, figure)
    assert query(page) == {"organisation": "05V", "indicator": "cancer_2week"}
    page.get_by_role("link", name="See it in its trend").click()
    titled(page, "Cancer two-week wait is ")
    page.go_back()
    told(page, figure)


def test_the_headline_of_the_trend_leads_to_its_source(page: Page) -> None:
    opened(page, TREND)

    figure = follow(page, page.locator("#trend-panel a.from-here"))

    told(page, re.sub(r"\s.*", "", figure))


def test_a_row_of_the_trend_s_figures_leads_to_the_source_of_its_month(page: Page) -> None:
    opened(page, TREND)
    (row,) = [each for each in figures(page) if each["Period"] == "Jun 19"]
    link = page.locator(".figures tbody tr", has_text="Jun 19").locator("a.from-here")

    figure = follow(page, link)

    assert figure == row["Actual"]
    told(page, figure)
    expect(page.locator(".source-rows tbody td").first).to_have_text("Jun 19")


def test_a_row_of_a_locality_leads_to_its_own_source(page: Page) -> None:
    opened(page, "/localities?organisation=05C&indicator=rtt_18week")
    page.locator("summary", has_text="Show the figures").last.click()
    row = page.locator("#localities-table tbody tr", has_text="Halesowen").filter(has_text="Jun 19")

    figure = follow(page, row.locator("a.from-here"))

    told(page, figure)
    expect(page.locator(".source-rows tbody th")).to_contain_text("Halesowen")


@pytest.mark.parametrize(
    ("address", "line", "whose"),
    [
        (TREND, "Stafford and Surrounds CCG", "Stafford and Surrounds CCG (05V)"),
        (f"{TREND}&chart=spc", "Stafford and Surrounds CCG", "Stafford and Surrounds CCG (05V)"),
        (SEVERAL, "Dudley & Netherton", "Dudley & Netherton"),
        (SEVERAL, "Halesowen & Quarry Bank", "Halesowen & Quarry Bank"),
    ],
)
def test_a_point_of_a_chart_leads_to_its_own_source(
    page: Page, address: str, line: str, whose: str
) -> None:
    opened(page, address)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    place = page.evaluate(POINT, [line, "2019-06-01"])

    page.mouse.move(place["x"], place["y"])
    expect(
        page.locator("#trend .hoverlayer .legend, #trend .hoverlayer .hovertext")
    ).to_be_visible()
    page.mouse.click(place["x"], place["y"])

    says(page, "period=2019-06-01")
    told(page, f"{place['value']:.1f}%")
    titled(page, "June 2019")
    expect(page.locator(".source-rows tbody th")).to_contain_text(whose)


def test_a_department_s_week_leads_to_its_source(page: Page) -> None:
    opened(page, "/ae-week?board=dudley_ae_delivery_board&week=2020-03-15")
    row = page.locator(".week-table tr", has_text="Type 1: major A&E")

    figure = follow(page, row.locator("a.from-here").first)

    told(page, figure)
    expect(page.locator(".source-rows tbody th")).to_contain_text("Dudley Group")
    expect(page.locator(".source-rows tbody td").first).to_contain_text("15 Mar 20")


def test_a_tap_on_a_chart_reads_its_figure_and_leads_nowhere(browser: Browser, site: str) -> None:
    width, height = PHONE
    phone = browser.new_context(
        base_url=site, has_touch=True, is_mobile=True, viewport={"width": width, "height": height}
    )
    page = opened(phone.new_page(), TREND)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    page.locator("#trend").scroll_into_view_if_needed()
    place = page.evaluate(POINT, ["Stafford and Surrounds CCG", "2019-06-01"])

    page.touchscreen.tap(place["x"], place["y"])

    expect(page.locator("#trend .hoverlayer .legend")).to_contain_text(f"{place['value']:.1f}%")
    assert "/trend?" in page.url
    phone.close()


def test_a_link_of_a_figure_is_reached_and_followed_by_key(page: Page) -> None:
    opened(page, "/?organisation=05V")
    link = page.locator("#summary-table td.value a").first
    name, figure = link.get_attribute("aria-label") or "", link.inner_text()
    link.focus()

    page.keyboard.press("Enter")

    assert name == f"{figure}, where it came from"
    told(page, figure.strip())


def test_a_link_to_a_part_that_is_not_there_shows_no_other_figure(page: Page) -> None:
    opened(page, "/source?organisation=05V&indicator=cancer_2week&of=Atlantis")

    expect(page.locator(".refusal")).to_contain_text('"Atlantis" cannot be used for of')
    expect(page.locator(".source-rows")).to_have_count(0)
