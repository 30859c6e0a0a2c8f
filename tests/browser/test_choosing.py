"""Does every control do what it says, and does the address say it too?"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import (
    PAGES,
    choose,
    chosen,
    figures,
    opened,
    query,
    questions,
    says,
    settled,
    title,
    titled,
)


def test_first_visit_opens_on_a_finding_with_data(page: Page) -> None:
    opened(page, "/")

    expect(title(page)).to_contain_text("is behind plan on")
    expect(page.locator(".rows tbody tr:not(.group)").nth(9)).to_be_visible()
    expect(page.locator("#as-at")).to_have_text("As at 31 March 2020")
    assert query(page) == {}


@pytest.mark.parametrize("typed", ["staf", "05v", "Surr"])
def test_organisation_is_found_by_part_of_its_name_and_by_its_code(page: Page, typed: str) -> None:
    opened(page, "/")

    choose(page, "organisation", "Stafford and Surrounds CCG", typed)

    titled(page, "Stafford and Surrounds CCG is behind plan")
    expect(chosen(page, "organisation")).to_have_text("Stafford and Surrounds CCG (05V)")
    assert query(page)["organisation"] == "05V"


def test_locality_follows_the_ccg_and_leaves_with_it(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    choose(page, "locality", "Halesowen")
    titled(page, "Halesowen & Quarry Bank: ")
    assert query(page)["locality"] == "halesowen_quarry_bank"

    choose(page, "organisation", "Oxfordshire CCG", "10q")

    says(page, "organisation=10Q")
    expect(chosen(page, "locality")).to_have_text("All")
    assert "locality" not in query(page)


def test_several_localities_are_drawn_and_cleared_in_one_go(page: Page) -> None:
    opened(page, "/trend?organisation=05C")
    for name in ("Halesowen", "Sedgley"):
        choose(page, "locality", name)
    says(page, "locality=halesowen_quarry_bank,sedgley_coseley_gornal")
    drawn = page.locator("#trend .annotation-text")
    expect(drawn.filter(has_text="Sedgley")).to_have_count(1)

    page.locator("#locality .dash-dropdown-clear").click()

    expect(chosen(page, "locality")).to_have_text("All")
    expect(drawn.filter(has_text="Sedgley")).to_have_count(0)
    assert "locality" not in query(page)


def test_indicator_is_chosen_by_typing_part_of_its_name(page: Page) -> None:
    opened(page, "/trend?organisation=10Q")

    choose(page, "indicator", "Diagnostic waits", "diagnostic w")

    titled(page, "Diagnostic waits over 6 weeks are ")
    assert query(page)["indicator"] == "diagnostics_6week"


@pytest.mark.parametrize(
    ("view", "key", "first"),
    [
        ("Quarter", "quarter", "Q"),
        ("Year to date", "year_to_date", "Apr"),
        ("Rolling twelve months", "rolling_12m", "Apr 20 to Mar 21"),
    ],
)
def test_view_changes_the_periods_of_the_table(page: Page, view: str, key: str, first: str) -> None:
    opened(page, "/trend?organisation=10Q&indicator=ae_4hour")
    before = page.locator(".figures").text_content()

    choose(page, "view", view)

    says(page, f"view={key}")
    expect(page.locator(".figures")).not_to_have_text(before or "")
    assert figures(page)[0]["Period"].startswith(first)


def test_months_bound_the_table(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=ae_4hour")

    choose(page, "from", "Apr 18")
    says(page, "from=2018-04-01")
    choose(page, "to", "Mar 19")
    says(page, "to=2019-03-01")

    expect(page.locator("summary", has_text="(12 rows)")).to_be_visible()
    periods = [row["Period"] for row in figures(page)]
    assert (periods[0], periods[-1]) == ("Mar 19", "Apr 18")


def test_plan_version_stands_alone_in_the_table(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=ae_4hour")

    choose(page, "plan", "Final plan 2019/20")

    expect(page.locator(".measure")).to_contain_text("plan: Final plan 2019/20")
    assert {row["Plan version"] for row in figures(page)} - {""} == {
        "Final plan 2019/20 (illustrative)"
    }


def test_order_of_the_summary_is_chosen(page: Page) -> None:
    opened(page, "/?organisation=10Q")
    groups = page.locator(".rows .group")
    expect(groups.first).to_have_text("Needs attention")

    choose(page, "sort", "Name")

    expect(groups).to_have_text(["By name"])
    assert query(page)["sort"] == "name"


def test_people_from_plan_puts_the_most_people_first(page: Page) -> None:
    opened(page, "/?organisation=10Q&sort=patients")

    cells = page.locator(".rows .patients").all_inner_texts()

    more = [int(cell.split()[0].replace(",", "")) for cell in cells if cell.endswith(" more")]
    assert len(more) > 3
    assert more == sorted(more, reverse=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_opened_comes_with_its_frame(page: Page, address: str) -> None:
    asked = questions(page)

    opened(page, address).wait_for_load_state("networkidle")

    assert asked == []


def test_a_link_within_the_site_takes_one_request(page: Page) -> None:
    opened(page, "/").wait_for_load_state("networkidle")
    asked = questions(page)

    page.locator("#navigation").get_by_role("link", name="Localities").click()

    expect(page.locator("#localities .main-svg").first).to_be_visible()
    settled(page).wait_for_load_state("networkidle")
    assert len(asked) == 1, asked


def test_each_choice_takes_one_request_and_no_circle(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=ae_4hour").wait_for_load_state("networkidle")
    asked = questions(page)
    for control, choice, part in (
        ("locality", "Banbury", "locality=oxfordshire_banbury"),
        ("indicator", "RTT waiting list size", "indicator=rtt_waiting_list"),
        ("from", "Apr 18", "from=2018-04-01"),
        ("plan", "Final plan 2019/20", "plan=final_2019_20"),
        ("organisation", "Dudley CCG", "organisation=05C"),
    ):
        asked.clear()

        choose(page, control, choice)
        says(page, part)
        settled(page)
        page.wait_for_timeout(500)  # a circle would ask again by now

        assert len(asked) == 1, asked
