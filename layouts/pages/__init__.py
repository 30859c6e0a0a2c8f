"""The pages, in the order of the navigation."""

from layouts.addresses import indicator_at
from layouts.pages import (
    ae_week,
    board,
    compare,
    data,
    definition,
    exceptions,
    localities,
    matrix,
    source,
    summary,
    trend,
)
from layouts.pages.page import Page

INDICATORS = "/indicator/<id>"
PAGES = (
    Page("summary", "/", "Summary", summary.content),
    Page("matrix", "/matrix", "Matrix", matrix.content),
    Page("trend", "/trend", "Trend", trend.content),
    Page("localities", "/localities", "Localities", localities.content),
    Page("compare", "/compare", "Compare", compare.content),
    Page("exceptions", "/exceptions", "Exceptions", exceptions.content),
    Page("board", "/board", "Board", board.content),
    Page("ae_week", "/ae-week", "A&E week", ae_week.content),
    Page("data", "/data", "Data", data.content),
    Page("source", "/source", "Source", source.content, listed=False),
    Page("definition", INDICATORS, "Definition", definition.content, listed=False),
)


def page_at(path: str | None) -> Page | None:
    """The page of a path, None where there is none; all indicators share one page."""
    if indicator_at(path):
        return next(page for page in PAGES if page.path == INDICATORS)
    wanted = (path or "/").rstrip("/") or "/"
    return next((page for page in PAGES if page.path == wanted), None)
