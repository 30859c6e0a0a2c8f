"""What does the page of an address show?

A page is drawn by whatever answers the reader: a control that is turned answers with the page in
the same response, so that one click is one request.
"""

from collections.abc import Callable, Mapping

from callbacks import (
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
from callbacks.errors import refused
from callbacks.frame import Drawing
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from layouts.pages import page_at

# The data, the query string and the checked selection it stands for.
Draw = Callable[[Data, str, Selection], Drawing]
DRAWS: Mapping[str, Draw] = {
    "summary": summary.draw,
    "matrix": matrix.draw,
    "trend": trend.draw,
    "localities": localities.draw,
    "compare": compare.draw,
    "exceptions": exceptions.draw,
    "board": board.draw,
    "ae_week": ae_week.draw,
    "data": data.draw,
    "source": source.draw,
    "definition": definition.draw,
}


def drawn(now: Data, path: str | None, search: str, selection: Selection) -> Drawing:
    """The page, or why it cannot be drawn: the controls are answered in either case."""
    page = page_at(path)
    if page is None:
        return {}
    try:
        return DRAWS[page.name](now, search, selection)
    except Exception as error:  # said to the reader, and logged
        return refused(error)
