"""What has anybody written beside the figures, and what of it was withdrawn?"""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, select

from data_access.connections import readers
from data_access.reports.text import aligned
from data_access.tables import MarkRow

_HEADING = ("Mark", "Kind", "Indicator", "Place", "On", "Until", "Made", "By", "Withdrawn", "Text")
_COLUMNS = (
    MarkRow.id,
    MarkRow.kind,
    MarkRow.indicator,
    MarkRow.organisation,
    MarkRow.on,
    MarkRow.until,
    MarkRow.made_at,
    MarkRow.author,
    MarkRow.withdrawn_at,
    MarkRow.withdrawn_by,
    MarkRow.text,
)


def print_marks(engine: Engine, say: Callable[[str], None] = print) -> None:
    with readers(engine).connect() as connection:
        for line in mark_lines(connection):
            say(line)


def mark_lines(connection: Connection) -> Iterator[str]:
    """Every mark, the first written first."""
    rows = connection.execute(select(*_COLUMNS).order_by(MarkRow.id)).all()
    if not rows:
        yield "Nobody has written anything yet."
        return
    yield from aligned(
        _HEADING,
        [
            (
                *(str(each) for each in row[:5]),
                str(row.until or ""),
                f"{row.made_at:%Y-%m-%d %H:%M}",
                row.author,
                f"{row.withdrawn_at:%Y-%m-%d}, {row.withdrawn_by}" if row.withdrawn_at else "",
                " ".join(row.text.split()),
            )
            for row in rows
        ],
        right="Mark",
    )
