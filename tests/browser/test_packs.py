"""Does a reader get the pack that a button promises, and hear how far it is?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from tests.browser.journey import opened
from tests.packs import charts_of, numbers_of, texts_of

PACK = "/exceptions?organisation=10Q&deck=all"
BOARD = "/board?organisation=10Q"
NAMES = {
    "Actual": "value",
    "Plan": "plan_value",
    "Standard": "standard_value",
    "Mean": "spc_mean",
    "Lower limit": "spc_lower",
    "Upper limit": "spc_upper",
}


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


def rows_behind(page: Page, frame: Locator) -> dict[date, dict[str, Any]]:
    """What programs are given of the indicator of a slide, by the month of each figure."""
    series = (frame.get_attribute("data-live") or "").replace("/trend", "/api/v1/series")
    rows = page.request.get(series).json()
    return {date.fromisoformat(row["period_end"]).replace(day=1): row for row in rows}


def test_the_slides_that_a_board_takes_home_have_its_titles_and_the_series_numbers(
    page: Page, tmp_path: Path
) -> None:
    opened(page, BOARD, (1920, 1080))
    with page.expect_download(timeout=60_000) as begun:
        page.get_by_role("button", name="PowerPoint").click()
    begun.value.save_as(tmp_path / "pack.pptx")

    slides = list(Presentation(str(tmp_path / "pack.pptx")).slides)
    frames = page.locator(".frame").all()
    compared = 0
    for slide, frame in zip(slides, frames, strict=True):
        assert frame.get_attribute("data-title") in texts_of(slide)
        for chart in charts_of(slide):
            rows = rows_behind(page, frame)
            periods = numbers_of(chart)
            for line in chart.plots[0].series:
                said = [rows[month][NAMES[line.name]] for month in periods[line.name]]  # type: ignore[index]
                assert list(line.values) == said
                compared += sum(value is not None for value in said)
    assert compared > 500


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
