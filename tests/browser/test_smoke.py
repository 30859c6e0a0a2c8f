"""Does every page open?"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import PAGES, SOURCE, opened, title


@pytest.mark.parametrize("path", [*PAGES, SOURCE])
def test_each_page_opens_with_one_heading(page: Page, path: str) -> None:
    opened(page, path)

    expect(page.locator("h1")).to_have_count(1)
    expect(title(page)).not_to_be_empty()
    expect(page.locator(".refusal")).to_have_count(0)
