"""Can a reader see what moved an organisation from its plan, and how each part of it stands?"""

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.journey import PHONE, choose, opened, says, titled

DUDLEY = "/localities?organisation=05C&indicator=rtt_18week"
WIDE = (1920, 1080)


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None
    return found


def test_the_steps_stand_beside_the_bars_where_there_is_room(page: Page) -> None:
    opened(page, DUDLEY, WIDE)
    steps = page.locator("#localities-waterfall .bars .point")
    expect(steps).to_have_count(7)
    expect(page.locator("h2", has_text="points below plan in February 2020")).to_be_visible()

    bars, waterfall = (box(page.locator(f"#localities-{n}")) for n in ("bar", "waterfall"))

    assert bars["x"] + bars["width"] <= waterfall["x"]

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_function(f"document.documentElement.scrollWidth === {PHONE[0]}")
    bars, waterfall = (box(page.locator(f"#localities-{n}")) for n in ("bar", "waterfall"))
    assert bars["y"] + bars["height"] <= waterfall["y"]


def test_the_steps_make_way_for_a_reason_and_come_back(page: Page) -> None:
    opened(page, DUDLEY, WIDE)

    choose(page, "organisation", "Oxfordshire CCG", "10q")

    says(page, "organisation=10Q")
    expect(page.locator(".from-plan .note")).to_contain_text("of Oxfordshire CCG")
    expect(page.locator("#localities-waterfall")).to_be_hidden()

    page.go_back()

    expect(page.locator("#localities-waterfall .bars .point")).to_have_count(7)


def test_a_locality_is_followed_from_its_standing_to_its_trend(page: Page) -> None:
    opened(page, DUDLEY, WIDE)
    row = page.locator(".standings tbody tr", has_text="Dudley & Netherton")
    expect(row.get_by_role("img", name="Red: misses its plan and the standard")).to_be_visible()

    row.locator("th a").click()

    says(page, "/trend?")
    titled(page, "Dudley & Netherton")


def test_a_phone_keeps_figure_letter_icon_and_people(page: Page) -> None:
    opened(page, DUDLEY, PHONE)

    row = page.locator(".standings tbody tr").first

    for kept in (".where", ".value", ".rag", ".icon", ".patients"):
        expect(row.locator(kept)).to_be_visible()
    assert box(row)["width"] <= PHONE[0] - 32
