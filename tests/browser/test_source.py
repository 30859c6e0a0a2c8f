"""Does every figure lead, by one click, to where that very figure came from?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.journey import PHONE, figures, opened, query, says, settled, titled

TREND = "/trend?organisation=05V&indicator=cancer_2week"
SEVERAL = (
    "/trend?organisation=05C&indicator=ae_4hour&locality=dudley_netherton,halesowen_quarry_bank"
)
LOCALITIES = "/localities?organisation=05C&indicator=rtt_18week"
A_AND_E = "/localities?organisation=05C&indicator=ae_4hour"
# A line's point, by its name and day, and where on the screen it is.
POINT = """([name, day]) => {
  const chart = document.querySelector(':is(#trend, #localities) .js-plotly-plot');
  const line = chart.data.find(each => each.name === name);
  const nth = line.x.findIndex(each => String(each).startsWith(day));
  const box = chart.getBoundingClientRect();
  const axis = id => chart._fullLayout[id[0] + "axis" + id.slice(1)];
  const xaxis = axis(line.xaxis || "x"), yaxis = axis(line.yaxis || "y");
  return {
    x: box.left + xaxis._offset + xaxis.d2p(line.x[nth]),
    y: box.top + yaxis._offset + yaxis.d2p(line.y[nth]),
    value: line.y[nth],
  };
}"""

# A bar's middle, by whose it is.
OF_RANKING = """code => {
  const chart = document.querySelector('#compare .js-plotly-plot');
  const line = chart.data.find(each => (each.customdata || []).includes(code));
  const nth = line.customdata.indexOf(code);
  const box = chart.getBoundingClientRect(), {xaxis, yaxis} = chart._fullLayout;
  return {
    x: box.left + xaxis._offset + xaxis.d2p(line.base + line.x[nth] / 2),
    y: box.top + yaxis._offset + yaxis.d2p(line.y[nth]),
  };
}"""
# A month's place in the chart of the slide that is seen, and one beyond all of its points.
OF_SLIDE = """day => {
  const chart = document.querySelector('.frame.current .slide-chart');
  const line = chart.data.find(each => /markers/.test(each.mode));
  const nth = line.x.findIndex(each => String(each).startsWith(day));
  const box = chart.getBoundingClientRect(), {xaxis, yaxis} = chart._fullLayout;
  const scale = box.width / chart.offsetWidth;
  return {
    x: box.left + scale * (xaxis._offset + xaxis.d2p(line.x[nth])),
    y: box.top + scale * (yaxis._offset + yaxis.d2p(line.y[nth])),
    beyond: box.right - 40,
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
    opened(page, LOCALITIES)
    page.locator("summary", has_text="Show the figures").last.click()
    row = page.locator("#localities-table tbody tr", has_text="Halesowen").filter(has_text="Jun 19")

    figure = follow(page, row.locator("a.from-here"))

    told(page, figure)
    expect(page.locator(".source-rows tbody th")).to_contain_text("Halesowen")


@pytest.mark.parametrize("table", ["#localities-standings", "#localities-waterfall-table"])
def test_how_a_locality_stands_leads_to_its_own_source(page: Page, table: str) -> None:
    opened(page, LOCALITIES)
    page.locator("summary", has_text="Show the figures (6 rows)").click()
    row = page.locator(f"{table} tbody tr", has_text="Halesowen")

    figure = follow(page, row.locator("a.from-here"))

    told(page, figure)
    titled(page, "February 2020")
    expect(page.locator(".source-rows tbody th")).to_contain_text("Halesowen")


@pytest.mark.parametrize(
    ("address", "line", "whose"),
    [
        (TREND, "Stafford and Surrounds CCG", "Stafford and Surrounds CCG (05V)"),
        (f"{TREND}&chart=spc", "Stafford and Surrounds CCG", "Stafford and Surrounds CCG (05V)"),
        (SEVERAL, "Dudley & Netherton", "Dudley & Netherton"),
        (SEVERAL, "Halesowen & Quarry Bank", "Halesowen & Quarry Bank"),
        (A_AND_E, "Halesowen & Quarry Bank", "Halesowen & Quarry Bank"),
    ],
)
def test_a_point_of_a_chart_leads_to_its_own_source(
    page: Page, address: str, line: str, whose: str
) -> None:
    opened(page, address)
    chart = page.locator(":is(#trend, #localities) .js-plotly-plot")
    expect(chart.locator(".main-svg").first).to_be_visible()
    chart.scroll_into_view_if_needed()
    place = page.evaluate(POINT, [line, "2019-06-01"])

    page.mouse.move(place["x"], place["y"])
    expect(chart.locator(".hoverlayer").locator(".legend, .hovertext")).to_be_visible()
    page.mouse.click(place["x"], place["y"])

    says(page, "period=2019-06-01")
    told(page, f"{place['value']:.1f}%")
    titled(page, "June 2019")
    expect(page.locator(".source-rows tbody th")).to_contain_text(whose)


def test_a_row_of_a_ranking_leads_to_whose_figure_it_is(page: Page) -> None:
    opened(page, "/compare?organisation=10Q&indicator=ae_4hour&view=quarter")
    rows = figures(page)
    row = next(each for each in rows if "Dudley" in each["CCG"])
    cells = page.locator("#compare-table tbody tr", has_text="Dudley").locator("a.from-here")

    figure = follow(page, cells.last)

    assert figure == row["Value"]
    told(page, figure)
    titled(page, "February 2020")
    expect(page.locator(".source-rows tbody th")).to_contain_text(row["CCG"])


def test_a_ranking_of_another_period_leads_to_that_period(page: Page) -> None:
    opened(page, "/compare?organisation=10Q&indicator=ae_4hour&to=2019-06-01")
    row = figures(page)[-1]

    figure = follow(page, page.locator("#compare-table tbody tr a.from-here").last)

    assert figure == row["Value"]
    told(page, figure)
    titled(page, "June 2019")


def test_a_bar_of_a_ranking_leads_to_whose_it_is(page: Page) -> None:
    opened(page, "/compare?organisation=10Q&indicator=rtt_18week&with=05C,05D,05G,05Q,05V")
    row = next(each for each in figures(page) if "Dudley" in each["CCG"])
    drawn = page.locator("#compare .main-svg").first
    expect(drawn).to_be_visible()
    drawn.scroll_into_view_if_needed()
    place = page.evaluate(OF_RANKING, "05C")

    page.mouse.move(place["x"], place["y"])
    expect(page.locator("#compare .hoverlayer .hovertext")).to_be_visible()
    page.mouse.click(place["x"], place["y"])

    says(page, "/source?")
    told(page, row["Value"])
    expect(page.locator(".source-rows tbody th")).to_contain_text("05C")


@pytest.mark.parametrize(
    ("view", "name", "year", "when"),
    [
        ("month", "Jun", "2018/19", "June 2018"),
        ("month", "Feb", "2019/20", "February 2020"),
        ("quarter", "Q4", "2018/19", "Q4 2018/19"),
        ("year_to_date", "Jan", "2018/19", "2018/19 to January 2019"),
        ("rolling_12m", "Mar", "2018/19", "the twelve months to March 2019"),
    ],
)
def test_a_cell_of_the_years_leads_to_its_month_of_its_year(
    page: Page, view: str, name: str, year: str, when: str
) -> None:
    opened(page, f"/trend?organisation=05V&indicator=ae_4hour&chart=year_on_year&view={view}")
    rows = figures(page)
    nth = list(rows[0]).index(year)
    row = next(each for each in rows if each["Period"] == name)
    line = page.locator("#trend-table tbody tr").nth(rows.index(row))

    figure = follow(page, line.locator("th, td").nth(nth).locator("a.from-here"))

    assert figure == row[year]
    told(page, re.sub(r" .*", "", figure))
    titled(page, f"{when}:")


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_week_of_each_year_leads_to_itself(page: Page, nth: int) -> None:
    opened(page, "/trend?organisation=RNA&indicator=ae_4hour&chart=year_on_year&view=week")
    rows = figures(page)
    row = next(each for each in rows if each["Period"] == "Week 40")
    line = page.locator("#trend-table tbody tr").nth(rows.index(row))
    links = line.locator("th, td").nth(nth).locator("a.from-here")
    if not links.count():
        assert not re.search(r"\d", row[list(row)[nth]]) or list(row)[nth].startswith("Plan")
        return

    figure = follow(page, links)

    told(page, re.sub(r" .*", "", figure))
    expect(page.locator(".source-rows tbody tr")).to_have_count(1)


def test_a_point_of_a_year_leads_to_its_month_of_that_year(page: Page) -> None:
    opened(page, f"{TREND}&chart=year_on_year")
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    place = page.evaluate(POINT, ["2018/19", "Jun"])

    page.mouse.move(place["x"], place["y"])
    expect(
        page.locator("#trend .hoverlayer .legend, #trend .hoverlayer .hovertext").first
    ).to_be_visible()
    page.mouse.click(place["x"], place["y"])

    says(page, "period=2018-06-01")
    told(page, f"{place['value']:.1f}%")


WEEK = "/ae-week?board=dudley_ae_delivery_board&week=2020-03-15"


@pytest.mark.parametrize(
    ("row", "whose", "label"),
    [("Type 1: major A&E", "Dudley Group", "15 Mar 20"), ("All together", "Dudley", "15 Mar 20")],
)
def test_a_department_s_week_leads_to_its_source(
    page: Page, row: str, whose: str, label: str
) -> None:
    opened(page, WEEK)
    links = page.locator(".week-table tr", has_text=row).locator("a.from-here")
    attended, over = links.nth(0).inner_text(), links.nth(1).inner_text()

    figure = follow(page, links.nth(2))

    told(page, figure)
    expect(page.locator(".source-rows tbody th")).to_contain_text(whose)
    expect(page.locator(".source-rows tbody td").first).to_contain_text(label)
    within = int(attended.replace(",", "")) - int(over.replace(",", ""))
    expect(page.locator("#source-heading")).to_contain_text(f"{within:,} of {attended}")


@pytest.mark.parametrize(
    ("place", "when"),
    [
        (".week-tiles li:has-text('Within four hours') a", "the week ending 15 Mar 20"),
        (".week-chart tbody tr:last-child td:nth-child(6) a", "17 Mar 19"),
        (".week-table .whole td:nth-child(5) a", "8 Mar 20"),
    ],
)
def test_what_a_board_s_providers_come_to_leads_to_each_of_them(
    page: Page, place: str, when: str
) -> None:
    opened(page, WEEK)
    if "tbody" in place:
        page.locator(".week-chart summary").click()

    figure = follow(page, page.locator(place).last)

    told(page, figure)
    titled(page, when)
    expect(page.get_by_text("What its one provider")).to_be_visible()
    page.get_by_role("link", name="See the board's week").click()
    says(page, "/ae-week?")


def test_room_left_and_the_months_reconciled_lead_to_their_month(page: Page) -> None:
    opened(page, WEEK)
    says_, published = page.locator(".week-reconciled a.from-here").all_inner_texts()

    follow(page, page.locator(".week-reconciled a.from-here").first)

    told(page, says_.split()[0])
    page.go_back()
    settled(page)
    follow(page, page.locator(".week-reconciled a.from-here").last)
    told(page, published.split()[0])
    page.go_back()
    settled(page)
    follow(page, page.locator(".week-tiles li", has_text="Room left").locator("a"))
    titled(page, "March 2020: where ")
    expect(page.locator(".source-rows tbody tr")).to_have_count(3)


def test_a_column_of_the_weeks_leads_to_its_week(page: Page) -> None:
    opened(page, WEEK)
    column = page.locator(".week-chart .column").nth(12)
    figure = column.locator("b").inner_text()

    column.click()

    says(page, "/source?")
    told(page, figure)
    titled(page, "the week ending 8 Mar 20")


def test_an_exception_s_figure_leads_to_its_source(page: Page) -> None:
    opened(page, "/exceptions?organisation=10Q")

    figure = follow(page, page.locator(".exception-value a.from-here").first)

    told(page, figure)


# The board's slides

DECK = "/board?organisation=10Q"


@pytest.mark.parametrize("place", [".slide-title", ".slide-words div:nth-child(1)",
                                   ".slide-words div:nth-child(2)"])  # fmt: skip
def test_what_a_slide_says_leads_to_its_figure_and_back(page: Page, place: str) -> None:
    opened(page, f"{DECK}&slide=3")
    slide = page.locator(".frame.current")
    chart = slide.locator(".slide-chart").get_attribute("aria-label") or ""
    (figure,) = re.findall(r"\. ([\d.]+%) in February 2020", chart)

    follow(page, slide.locator(f"{place} a.slide-source").first)

    told(page, figure)
    titled(page, "February 2020")
    page.go_back()
    says(page, "slide=3")
    expect(page.locator(".frame.current")).to_have_attribute("data-number", "3")


def test_a_point_of_a_slide_s_chart_leads_to_its_month_and_the_rest_to_the_latest(
    page: Page,
) -> None:
    opened(page, f"{DECK}&slide=3")
    expect(page.locator(".frame.current .slide-chart .main-svg").first).to_be_visible()
    place = page.evaluate(OF_SLIDE, "2019-06-01")

    page.mouse.click(place["x"], place["y"])

    says(page, "period=2019-06-01")
    told(page, f"{place['value']:.1f}%")
    page.go_back()
    expect(page.locator(".frame.current .slide-chart .main-svg").first).to_be_visible()
    page.mouse.click(place["beyond"], place["y"])
    titled(page, "February 2020")


def test_what_went_well_and_the_matrix_lead_to_the_figures_they_are_about(page: Page) -> None:
    opened(page, f"{DECK}&slide=14")
    said = page.locator(".frame.current .slide-well li").first.inner_text()
    (figure,) = re.findall(r"([\d.]+%) in February 2020", said)

    follow(page, page.locator(".frame.current .slide-well a").first)

    told(page, figure)
    opened(page, f"{DECK}&slide=2")
    name = follow(page, page.locator(".frame.current .matrix-grid a").first)
    titled(page, name)


def test_a_slide_s_links_are_seen_only_when_pointed_at_and_leave_the_keys_alone(
    page: Page, axe: Callable[[], list[str]]
) -> None:
    opened(page, f"{DECK}&slide=3")
    link = page.locator(".frame.current .slide-title a")
    expect(link).to_have_css("text-decoration-line", "none")

    link.focus()

    expect(link).to_have_css("text-decoration-line", "underline")
    assert axe() == []
    page.keyboard.press("ArrowRight")
    expect(page.locator(".frame.current")).to_have_attribute("data-number", "4")
    page.keyboard.press("ArrowLeft")
    link.focus()
    page.keyboard.press("Enter")
    says(page, "/source?")


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
