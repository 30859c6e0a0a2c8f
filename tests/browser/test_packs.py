"""Does a reader get the pack that a button promises, and hear how far it is?"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.journey import opened

PACK = "/exceptions?organisation=10Q&deck=all"


def test_a_button_makes_the_slides_and_gives_the_file(page: Page, tmp_path: Path) -> None:
    opened(page, PACK)

    with page.expect_download(timeout=60_000) as begun:
        page.get_by_role("button", name="PowerPoint").click()
        expect(page.locator(".packs-said")).not_to_be_empty()
    file = tmp_path / begun.value.suggested_filename
    begun.value.save_as(file)

    assert file.name.startswith("trajectory_board_10Q_")
    assert len(Presentation(str(file)).slides) > 10
    expect(page.locator(".packs-said")).to_have_text(f"Ready: {file.name}")
    expect(page.get_by_role("button", name="PowerPoint")).not_to_have_attribute(
        "aria-disabled", "true"
    )


@pytest.mark.parametrize(("button", "ending"), [("PDF", "pdf"), ("Workbook", "xlsx")])
def test_paper_and_figures_are_given_from_the_summary(page: Page, button: str, ending: str) -> None:
    opened(page, "/?organisation=05C")

    with page.expect_download(timeout=60_000) as begun:
        page.get_by_role("button", name=button, exact=True).click()

    assert begun.value.suggested_filename.endswith(f".{ending}")


def test_what_goes_wrong_is_said_beside_the_buttons(page: Page, complaints: list[str]) -> None:
    opened(page, "/?organisation=05C")
    page.route("**/api/v1/packs", lambda route: route.abort())

    page.get_by_role("button", name="PDF").click()

    expect(page.locator(".packs-said")).to_have_text(
        "No answer has come. Ask for the pack once more."
    )
    complaints.clear()
