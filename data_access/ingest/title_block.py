"""What does the block above a table say of its dates, its basis and its status?"""

from collections.abc import Sequence
from datetime import date

from dashboard.periods import long_month
from data_access.ingest.cells import is_sane, normalise, parse_day, parse_month, text
from data_access.ingest.document import Cell
from data_access.ingest.layout import Table, stated

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


def stated_month(tables: Sequence[Table]) -> date | None:
    """The one month of every table above which one is stated; None where none is.

    Refused where two tables state different months, or what is stated cannot be one.
    """
    found: dict[str, date] = {}
    for source in tables:
        if said := stated(source.above, "period", "month"):
            row, cell = said
            month = parse_month(cell)
            if month is None or not is_sane(month):
                expected = "one month" if month is None else "a month from 1990 to 2100"
                raise source.refusal(expected, f'"{text(cell)}"', row, "Period")
            for sheet, other in found.items():
                if other != month:
                    expected = f"{long_month(other)} as on the sheet {sheet}"
                    raise source.refusal(expected, long_month(month), row, "Period")
            found[source.heading.sheet] = month
    return next(iter(found.values()), None)
