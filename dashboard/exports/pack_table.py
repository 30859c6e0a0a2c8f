"""Where do the cells of a pack's table stand, and what fits into them?"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.exports.pack_page import Cell, PackTable
from dashboard.exports.pack_text import LEADING, Face, shown, sizes, wrapped

PAD = 5.0  # within a cell, on each side
_MOST, _LEAST = 14.0, 8.0


class CellPlace(NamedTuple):
    """heading: above the items, or bold where there are none. Each text in its lines."""

    heading: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> int:
        return len(self.heading) + sum(len(each) for each in self.items)


class TablePlace(NamedTuple):
    """x, y: its top left corner. The first row are the headings of its columns."""

    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    rows: tuple[tuple[CellPlace, ...], ...]

    @property
    def height(self) -> float:
        return sum(self.heights)


def table_place(
    table: PackTable, x: float, y: float, width: float, height: float, face: Face
) -> TablePlace:
    """The largest size at which every item fits; at the least as many of each cell as fit, and how
    many more there are."""
    widths = tuple(share * width for _, share in table.columns)
    for size in sizes(_MOST, _LEAST):
        made = _placed(table, x, y, widths, size, face, None)
        if made.height <= height:
            return made
    most = max(len(cell.items) for row in table.rows for cell in row)
    while most > 1 and made.height > height:
        most -= 1
        made = _placed(table, x, y, widths, _LEAST, face, most)
    if made.height <= height:
        return made
    return _without_last_rows(table, made, height, face)


def _placed(
    table: PackTable,
    x: float,
    y: float,
    widths: tuple[float, ...],
    size: float,
    face: Face,
    most: int | None,
) -> TablePlace:
    heads = tuple(Cell((), name) for name, _ in table.columns)
    rows = tuple(
        tuple(_cell(each, wide, size, face, most) for each, wide in zip(row, widths, strict=True))
        for row in (heads, *table.rows)
    )
    heights = tuple(
        max(1, *(cell.lines for cell in row)) * size * LEADING + 2 * PAD for row in rows
    )
    return TablePlace(x, y, widths, heights, size, rows)


def _cell(cell: Cell, wide: float, size: float, face: Face, most: int | None) -> CellPlace:
    room = wide - 2 * PAD
    items = [shown(each, face) for each in cell.items]
    if most is not None and len(items) > most:
        items = [*items[:most], f"and {len(items) - most} more"]
    heading = wrapped(shown(cell.heading, face), room, size, face, bold=not items)
    return CellPlace(
        tuple(heading), tuple(tuple(wrapped(each, room, size, face)) for each in items)
    )


def _without_last_rows(table: PackTable, made: TablePlace, height: float, face: Face) -> TablePlace:
    """A list longer than a page: its first rows, and how many more there are."""
    rows, heights = list(made.rows), list(made.heights)
    room = height - made.size * LEADING - 2 * PAD
    while len(rows) > 2 and sum(heights) > room:
        rows.pop()
        heights.pop()
    left = len(table.rows) - len(rows) + 1
    last = [CellPlace((f"and {left} more",), ()), *[CellPlace((), ())] * (len(made.widths) - 1)]
    return made._replace(
        rows=(*rows, tuple(last)), heights=(*heights, made.size * LEADING + 2 * PAD)
    )


def texts_of(cell: CellPlace) -> Sequence[tuple[str, bool]]:
    """Each text of a cell as one, and whether it is the heading."""
    heading = [(" ".join(cell.heading), True)] if cell.heading else []
    return [*heading, *((" ".join(each), False) for each in cell.items)]
