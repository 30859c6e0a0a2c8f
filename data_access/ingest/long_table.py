"""Which rows does a table of named columns hold, whether it came as text or as a workbook?"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NoReturn

from dashboard.errors import DashboardError
from data_access.ingest import cells
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Rejected

# A title or two may stand above the header.
_HEADER_WITHIN = 30
_START_OF_TEXT = 50_000
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class SetAside(DashboardError):
    """Why a row is not used."""

    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason, column)
        self.reason, self.column = reason, column

    @property
    def message(self) -> str:
        return self.reason


class BadCell(SetAside):
    """A cell that cannot be used, for which its row is set aside."""

    def __init__(self, column: str, expected: str, found: object = "") -> None:
        super().__init__(f'expected {expected}, found "{cells.text(found)}"', column)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table. row: counted as a spreadsheet shows it, from 1.

    fits: whether it has as many cells as the header.
    """

    row: int
    named: Mapping[str, Cell]
    cells: tuple[str, ...]
    sheet: str = ""
    fits: bool = True

    def text(self, column: str) -> str:
        return cells.text(self.named.get(column, ""))

    def needed(self, column: str) -> str:
        """The text of a cell that must not be empty. Raises BadCell."""
        return self.text(column) or _raise(BadCell(column, "a value"))

    def number(self, column: str) -> float | None:
        """A number of 0 or more, None where the cell is empty. Raises BadCell."""
        written = self.text(column)
        if not written:
            return None
        try:
            number = float(written.removesuffix("%").replace(",", ""))
        except ValueError:
            raise BadCell(column, "a number", written) from None
        if not 0 <= number < float("inf"):
            raise BadCell(column, "a number of 0 or more", written)
        return number

    def day(self, column: str) -> date | None:
        """A date of the years that are taken, None where the cell is empty. Raises BadCell."""
        if not self.text(column):
            return None
        day = cells.parse_day(self.named[column]) or _raise(
            BadCell(column, "a date such as 2019-04-30 or 30/04/2019", self.named[column])
        )
        return within_years(column, day)

    def span(self, first: str, last: str) -> tuple[date | None, date | None]:
        """Two dates in order. Raises BadCell."""
        start, end = self.day(first), self.day(last)
        if start and end and end < start:
            raise BadCell(last, f"a date not before {start}", end)
        return start, end


def within_years(column: str, day: date) -> date:
    """The same day. Raises BadCell for one that can only be a slip of the pen."""
    if day < _FIRST_DAY or day > _LAST_DAY:
        raise BadCell(column, f"a date from {_FIRST_DAY} to {_LAST_DAY}", day)
    return day


def _raise(error: BadCell) -> NoReturn:
    raise error


def use_lines(lines: Iterable[Line], use: Callable[[Line], None]) -> list[Rejected]:
    """Hand every row to `use`; those it raises SetAside for are returned with the reason."""
    rejected = []
    for line in lines:
        try:
            use(line)
        except SetAside as bad:
            rejected.append(Rejected(line.row, bad.reason, line.cells, line.sheet, bad.column))
    return rejected


def has_table(document: Document, known_by: Callable[[Set[str]], bool]) -> bool:
    """Whether a row near the top is a header that `known_by` takes for its own."""
    return any(_header(top, known_by) is not None for _, top in _tops(document))


def header_names(document: Document, known_by: Callable[[Set[str]], bool]) -> set[str]:
    """The columns of the first header that `known_by` takes for its own."""
    for _, top in _tops(document):
        index = _header(top, known_by)
        if index is not None:
            return {cells.normalise(cell) for cell in top[index]} - {""}
    return set()


def read_lines(
    document: Document, known_by: Callable[[Set[str]], bool], needed: Set[str]
) -> list[Line]:
    """Every row below the header that is not empty, from every sheet that has such a table.

    Columns are named by `cells.normalise`; unknown ones are kept, in any order.
    Raises FileRefused when a needed column is missing or a name stands twice.
    """
    lines: list[Line] = []
    for sheet, top in _tops(document):
        index = _header(top, known_by)
        if index is not None:
            rows: Sequence[Sequence[Cell]] = (
                document.rows(sheet) if document.is_workbook else document.records
            )
            columns = _columns(document, sheet, index, rows[index], needed)
            lines += _lines(sheet, columns, rows, index)
    return lines


def _tops(document: Document) -> Iterator[tuple[str, list[list[Cell]]]]:
    if document.is_workbook:
        for sheet in document.sheets:
            yield sheet, document.rows(sheet, _HEADER_WITHIN)
    else:
        yield "", [list(row) for row in first_rows(document, _HEADER_WITHIN)]


def first_rows(document: Document, count: int) -> list[list[str]]:
    """The first rows of a text file, read without parsing the rest; none of a binary file."""
    if document.is_workbook or document.is_binary:
        return []
    lines = document.top[:_START_OF_TEXT].splitlines(keepends=True)
    try:
        return list(islice(csv.reader(lines), count))
    except csv.Error:
        return []


def _header(rows: list[list[Cell]], known_by: Callable[[Set[str]], bool]) -> int | None:
    names = ({cells.normalise(cell) for cell in row} - {""} for row in rows)
    return next((index for index, found in enumerate(names) if known_by(found)), None)


def _columns(
    document: Document, sheet: str, index: int, header: Sequence[Cell], needed: Set[str]
) -> list[str]:
    columns = [cells.normalise(cell) for cell in header]
    for name in sorted(needed):
        times = columns.count(name)
        if times != 1:
            raise FileRefused(
                document.name,
                f'one column "{name}"',
                "none" if times == 0 else str(times),
                sheet=sheet,
                row=index + 1,
            )
    return columns


def _lines(
    sheet: str, columns: list[str], rows: Sequence[Sequence[Cell]], header: int
) -> Iterator[Line]:
    for index, row in enumerate(rows[header + 1 :], start=header + 2):
        written = tuple(cells.text(cell) for cell in row)
        if any(written):
            named = dict(zip(columns, row, strict=False))
            yield Line(index, named, written, sheet, len(row) == len(columns))
