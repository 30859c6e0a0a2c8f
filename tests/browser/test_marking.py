"""Can a reader write beside the figures, see it drawn, and take it back?"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import PHONE, choose, figures, opened, settled

# Nobody else looks at these, so that what is written here disturbs no other journey.
SPC = "/trend?organisation=RTH&indicator=cancer_2week&chart=spc"
TREND = "/trend?organisation=RTH&indicator=cancer_2week"
HOSTILE = "<b>Ward</b> 9 <script>window.hostile = 1</script><img src=x onerror='hostile=1'>"
SYMBOLS = """() => document.querySelector("#trend .js-plotly-plot").data
    .flatMap(trace => trace.marker ? [trace.marker.symbol] : []).flat()"""


@pytest.fixture(autouse=True)
def unwritten(page: Page) -> Iterator[None]:
    """The site is every journey's: what is still written is withdrawn at the end."""
    yield
    at = "/api/v1/marks"
    for mark in page.request.get(f"{at}?organisation=RTH&indicator=cancer_2week").json():
        page.request.post(f"{at}/{mark['mark']}/withdraw", data={"author": "Journey"})


def form(page: Page) -> Locator:
    """Opened."""
    page.locator("#marks-title").click()
    expect(page.locator("form.mark-form")).to_be_visible()
    return page.locator("form.mark-form")


def write(page: Page, what: str, period: str, text: str) -> None:
    there = form(page)
    there.get_by_label(what, exact=True).check()
    there.get_by_role("combobox", name="Period", exact=True).select_option(period)
    there.get_by_label("What happened, or why").fill(text)
    there.get_by_label("Your name").fill("A. Analyst")
    there.get_by_role("button", name="Save").click()
    expect(page.locator("#marks-said")).to_contain_text("Saved: ")
    expect(page.locator("#marks-title")).to_have_text("Notes and marks (1)")


def withdraw(page: Page) -> None:
    page.locator(".withdraw > summary").click()
    page.locator(".withdraw form").get_by_label("Your name").fill("B. Board")
    page.locator(".withdraw [type=submit]").click()
    expect(page.locator("#marks-title")).to_have_text("Notes and marks")


def mean(page: Page) -> Locator:
    return page.locator("#trend .annotation-text", has_text="Mean ")


def test_a_point_left_out_is_hollow_moves_the_mean_and_comes_back(page: Page) -> None:
    opened(page, SPC)
    before = mean(page).text_content() or ""

    write(page, "Leave a point out", "Jun 17", "A count was entered twice.")
    expect(mean(page)).not_to_have_text(before)
    assert "circle-x-open" in page.evaluate(SYMBOLS)

    settled(page).reload()
    expect(page.locator("#marks-title")).to_have_text("Notes and marks (1)")
    expect(mean(page)).not_to_have_text(before)

    page.locator("#marks-title").click()
    withdraw(page)
    expect(mean(page)).to_have_text(before)
    assert "circle-x-open" not in page.evaluate(SYMBOLS)


def test_a_note_is_drawn_as_it_was_typed_and_is_never_markup(page: Page) -> None:
    opened(page, TREND)
    drawn = page.locator("#trend .annotation-text", has_text="Note")
    expect(drawn).to_have_count(0)

    write(page, "Note", "May 19", HOSTILE)

    expect(drawn).to_have_count(1)
    expect(page.locator(".mark-text")).to_have_text(HOSTILE)
    assert page.locator(".trend img[src=x]").count() == 0
    assert page.evaluate("window.hostile") is None
    withdraw(page)
    expect(drawn).to_have_count(0)


def test_what_is_left_out_is_said_on_the_chart_without_its_markup(page: Page) -> None:
    opened(page, SPC)
    write(page, "Leave a point out", "Jun 17", HOSTILE)
    place = "document.querySelector('#trend .js-plotly-plot').data"
    nth = page.evaluate(
        f"{place}.findIndex(t => [t.marker?.symbol].flat().includes('circle-x-open'))"
    )
    point = page.evaluate(f"{place}[{nth}].marker.symbol.indexOf('circle-x-open')")

    page.evaluate(
        "([curve, point]) => Plotly.Fx.hover(document.querySelector('#trend .js-plotly-plot'),"
        " [{curveNumber: curve, pointNumber: point}])",
        [nth, point],
    )

    expect(page.locator("#trend .hoverlayer")).to_contain_text("Left out: <b>Ward</b> 9")
    assert page.evaluate("window.hostile") is None


def test_what_is_left_out_is_tabled_as_it_was_typed(page: Page) -> None:
    opened(page, SPC)
    write(page, "Leave a point out", "Jun 17", HOSTILE)

    said = {row["Period"]: row["Signal"] for row in figures(page)}

    assert said["Jun 17"] == f"left out: {HOSTILE}"
    assert page.locator(".figures img").count() == 0
    assert page.evaluate("window.hostile") is None


def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(page: Page) -> None:
    opened(page, SPC)
    there = form(page)
    there.get_by_label("Baseline", exact=True).check()
    there.get_by_role("combobox", name="First period").select_option("Nov 19")
    there.get_by_label("What happened, or why").fill("As agreed by the board.")
    there.get_by_label("Your name").fill("A. Analyst")

    there.get_by_role("button", name="Save").click()

    last = there.get_by_label("Last period")
    expect(last).to_be_focused()
    expect(last).to_have_accessible_description("“Last period” cannot be used. Expected: "
        "a baseline of at least 12 figures; from 2019-11-01 there are 4.")  # fmt: skip
    expect(there.get_by_label("What happened, or why")).to_have_value("As agreed by the board.")
    there.get_by_role("combobox", name="First period").select_option("Apr 17")
    last.select_option("Mar 18")
    there.get_by_role("button", name="Save").click()
    expect(page.locator("#marks-said")).to_have_text("Saved: baseline, Apr 17 to Mar 18.")
    expect(there.get_by_label("What happened, or why")).to_have_value("")
    expect(there.get_by_label("Your name")).to_have_value("A. Analyst")


def test_a_form_is_filled_in_and_sent_by_keyboard(page: Page) -> None:
    opened(page, SPC)
    page.locator("#marks-title").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form.mark-form")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.locator("#mark-kind-note")).to_be_focused()
    page.locator("#mark-text").focus()
    page.keyboard.type("A ward opened.")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("A. Analyst")
    page.keyboard.press("Enter")

    expect(page.locator("#marks-said")).to_have_text("Saved: note, Feb 20.")


def test_another_organisation_closes_the_form(page: Page) -> None:
    opened(page, TREND)
    form(page).get_by_label("What happened, or why").fill("Half a sentence")

    choose(page, "organisation", "Dudley CCG", "05c")

    expect(page.locator("#marks-fold")).not_to_have_attribute("open", "")
    expect(form(page)).to_contain_text("Dudley CCG")
    expect(page.locator("#mark-text")).to_have_value("")


def test_another_chart_of_the_same_line_keeps_what_is_typed(page: Page) -> None:
    opened(page, TREND)
    form(page).get_by_label("What happened, or why").fill("Half a sentence")

    page.get_by_role("link", name="SPC", exact=True).click()

    expect(mean(page)).to_be_visible()
    expect(page.locator("#mark-text")).to_have_value("Half a sentence")


def test_a_suggested_date_is_filled_in_and_not_applied(page: Page) -> None:
    opened(page, SPC)
    there = form(page)

    there.get_by_role("button", name="Use this date").click()

    expect(there.get_by_label("New start", exact=True)).to_be_checked()
    expect(there.get_by_role("combobox", name="Period", exact=True)).to_have_value("2018-11-01")
    expect(page.locator("#mark-text")).to_be_focused()
    expect(page.locator("#marks-title")).to_have_text("Notes and marks")


@pytest.mark.parametrize("size", [(1366, 768), PHONE])
def test_nothing_serious_in_the_form_nor_in_the_list(
    page: Page, axe: Callable[[], list[str]], size: tuple[int, int]
) -> None:
    opened(page, SPC, size)
    write(page, "New start", "Apr 18", "A second site " + "opened" * 30)
    page.locator(".withdraw > summary").click()
    page.locator(".mark-form [type=submit]").click()
    expect(page.locator("#mark-text-mistake")).to_contain_text("is missing")

    assert axe() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    small = [
        each
        for each in page.locator("#marks-fold :is(button, summary, input:visible, select)").all()
        if (box := each.bounding_box()) and box["height"] < 24
    ]
    assert small == []
