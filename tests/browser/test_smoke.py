"""Does every page open?"""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("path", ["/", "/trend", "/localities"])
def test_each_page_opens_with_one_heading(page: Page, path: str) -> None:
    page.goto(path)

    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
