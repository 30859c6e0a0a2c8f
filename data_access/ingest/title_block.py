"""What does the block above a table say of its dates, its basis and its status?"""

from datetime import date

from data_access.ingest.cells import normalise, parse_day, text
from data_access.ingest.document import Cell
from data_access.ingest.layout import stated

_NOT_GIVEN = {"", "-", "n/a", "na", "none", "not applicable"}


def stated_day(title: list[list[Cell]], label: str) -> date | None:
    said = stated(title, label)
    return parse_day(said[1]) if said else None


def stated_days(title: list[list[Cell]]) -> tuple[date | None, date | None]:
    """When it was published, and the day that it stands on: of publication or later revision."""
    published, revised = (stated_day(title, label) for label in ("published", "revised"))
    return published, max(filter(None, (published, revised)), default=None)


def stated_status(title: list[list[Cell]]) -> str:
    """A date of revision counts even where it is written in a way that cannot be read."""
    revised = stated(title, "revised")
    if revised and text(revised[1]).casefold() not in _NOT_GIVEN:
        return "revised"
    status = stated(title, "status")
    return "provisional" if status and "provisional" in text(status[1]).casefold() else "published"


def stated_basis(title: list[list[Cell]]) -> str:
    """`commissioner` or `provider`, by which the figures are given; '' where it is not said."""
    said = stated(title, "basis")
    written = normalise(said[1]) if said else ""
    return next((basis for basis in ("commissioner", "provider") if basis in written), "")
