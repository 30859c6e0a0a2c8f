"""Are the figures that are downloaded, tabled and said the same, and is what they are said?"""

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import figures, opened

REAL = "/trend?organisation=05C&indicator=health_checks"


def downloaded(page: Page) -> list[dict[str, str]]:
    """The rows of the page's CSV button."""
    with page.expect_download() as download:
        page.locator("a", has_text="Download CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def count(text: str) -> str:
    return f"{int(text):,}" if text else ""


def percentage(text: str) -> str:
    return f"{float(text):.2f}%" if text else ""


def people(text: str) -> str:
    if not text:
        return ""
    whole = round(abs(float(text)))
    return f"{whole:,} {'more' if float(text) > 0 else 'fewer'}" if whole else "as planned"


def as_shown(row: Mapping[str, str]) -> list[str]:
    """A row of the CSV as a reader would round it."""
    return [
        date.fromisoformat(row["period_start"]).strftime("%b %y"),
        count(row["numerator"]),
        count(row["denominator"]),
        percentage(row["value"]),
        percentage(row["plan_value"]),
        people(row["patients_from_plan"]),
        row["plan_version"],
    ]


@pytest.mark.parametrize("more", ["", "&locality=oxfordshire_banbury&from=2018-04-01"])
def test_csv_has_the_figures_of_the_table(page: Page, more: str) -> None:
    opened(page, f"/trend?organisation=10Q&indicator=rtt_18week{more}")
    table = [
        [
            row["Period"],
            row["Numerator"],
            row["Denominator"],
            row["Actual"].split(" (")[0],
            row["Plan"],
            row["People from plan"],
            row["Plan version"],
        ]
        for row in figures(page)
    ]

    rows = downloaded(page)

    assert [as_shown(row) for row in reversed(rows)] == table
    assert len(table) > 20
    assert {row["organisation_name"] for row in rows} == {"Banbury" if more else "Oxfordshire CCG"}


def test_csv_of_the_summary_has_its_indicators(page: Page) -> None:
    opened(page, "/?organisation=05C")
    links = [each.get_attribute("href") or "" for each in page.locator(".rows th a").all()]

    rows = downloaded(page)

    assert [row["indicator"] for row in rows] == [link.split("indicator=")[1] for link in links]


def test_chart_table_panel_and_title_agree(page: Page) -> None:
    opened(page, "/trend?organisation=10Q&indicator=rtt_18week")
    last = next(row for row in figures(page) if row["Actual"])

    expect(page.locator(".headline")).to_have_text(last["Actual"])
    expect(page.locator("#trend")).to_contain_text(last["Actual"])
    distance = last["Points from plan"].lstrip("\N{MINUS SIGN}+")
    expect(page.locator("h1")).to_contain_text(f"{distance} points below plan")


@pytest.mark.parametrize("address", ["/", "/trend", "/localities", "/?organisation=RTH"])
def test_illustrative_data_say_so(page: Page, address: str) -> None:
    opened(page, address)

    expect(page.locator(".heading .tag")).to_have_text("Illustrative data")
    expect(page.locator(".footer .notice")).to_contain_text("not statistics about any organisation")


def test_every_illustrative_row_of_the_summary_says_so(page: Page) -> None:
    opened(page, "/?organisation=05C")
    rows = {row["indicator"]: row for row in downloaded(page)}

    for row in page.locator(".rows tbody tr:not(.group)").all():
        link = row.locator("th a").get_attribute("href") or ""
        of = rows[link.split("indicator=")[1]]
        made_up = "true" in (of["actual_illustrative"], of["plan_illustrative"])
        expect(row.locator(".small-tag")).to_have_count(int(made_up))


def test_real_data_are_not_called_illustrative(page: Page) -> None:
    opened(page, REAL)

    expect(page.locator(".footer")).to_contain_text("Source: ")
    expect(page.locator(".tag")).to_have_count(0)
    expect(page.locator(".notice")).to_have_count(0)
