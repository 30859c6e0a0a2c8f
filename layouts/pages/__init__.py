"""The pages, in the order of the navigation."""

from layouts.addresses import indicator_at
from layouts.pages import compare, data, definition, localities, matrix, summary, trend
from layouts.pages.page import Page

PAGES = (
    Page("summary", "/", "Summary", summary.content),
    Page("matrix", "/matrix", "Matrix", matrix.content),
    Page("trend", "/trend", "Trend", trend.content),
    Page("localities", "/localities", "Localities", localities.content),
    Page("compare", "/compare", "Compare", compare.content),
    Page("data", "/data", "Data", data.content),
    Page("definition", "/indicator/<id>", "Definition", definition.content, listed=False),
)


def page_at(path: str | None) -> Page | None:
    """The page of a path, None where there is none; all indicators share one page."""
    if indicator_at(path):
        return next(page for page in PAGES if not page.listed)
    wanted = (path or "/").rstrip("/") or "/"
    return next((page for page in PAGES if page.path == wanted), None)
