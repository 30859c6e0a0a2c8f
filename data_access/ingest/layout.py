"""Where in a file does its table stand, and which column is which?"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import pandas as pd

from dashboard.periods import long_date, long_month
from data_access.ingest.cells import normalise, parse_month, text
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused, PeriodNotStated
from data_access.ingest.located import RowsOf
from data_access.ingest.publication import ReadContext

# A header stands under a title block, never deeper than this.
_DEEPEST_HEADER = 40
_CLOSED_BAND = re.compile(r"(?:gt )?(\d+)(?: to)? (\d+)(?: weeks?)?")
# As `52 plus`, `52+ weeks`, `>52`, `Gt_52`: a bare number is no band.
_OPEN_BANDS = (
    re.compile(r"(?:>|gt )?\s*(\d+)\s*(?:\+|plus)(?:\s*weeks?)?"),
    re.compile(r"(?:>|gt |over )\s*(\d+)(?:\s*weeks?)?"),
)

# Every reader looks at them to know its own: by document, as long as that is held, and by sheet.
_headings: WeakKeyDictionary[Document, dict[str, list["Heading"]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of column names. row: counted from 1. names: normalised, '' where a cell is blank."""

    sheet: str
    row: int
    names: tuple[str, ...]
    written: tuple[str, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.names for name in names)

    def met(self, wanted: Iterable[Sequence[str]]) -> int:
        """How many columns there are; each of them may have one of several names."""
        return sum(self.has(*names) for names in wanted)


@dataclass(frozen=True, slots=True)
class Table:
    """A heading with what stands above and below it.

    body: one row per row that is not blank, labelled by its number in the sheet (the labels are
    named for it, see `located`); columns are
    numbered like the heading's names, and go on where rows have more cells.
    """

    file: str
    heading: Heading
    above: list[list[Cell]]
    body: pd.DataFrame

    def place(self, *names: str) -> int | None:
        """Number of the column of the first name there is. Refused when two columns have it."""
        for wanted in names:
            places = [place for place, name in enumerate(self.heading.names) if name == wanted]
            if len(places) > 1:
                found = f"{len(places)} of them"
                raise self.refusal(f'one column "{wanted}"', found, self.heading.row, wanted)
            if places:
                return places[0]
        return None

    def column(self, *names: str) -> pd.Series:
        """The column that has one of the names. Refused when none has."""
        place = self.place(*names)
        if place is None:
            missing = f'a column "{names[0]}"'
            raise self.refusal(missing, "none", self.heading.row, names[0])
        return self.body[place]

    def header(self, *names: str) -> str:
        """What the sheet calls the column that has one of the names."""
        place = self.place(*names)
        return names[0] if place is None else self.heading.written[place]

    def refusal(
        self, expected: str, found: str, row: int | None = None, column: str = ""
    ) -> FileRefused:
        return FileRefused(self.file, expected, found, self.heading.sheet, row, column)


def headings(document: Document) -> Iterator[Heading]:
    """Every row near the top of a sheet, or of a text, that could be a heading."""
    kept = _headings.setdefault(document, {})
    for sheet in document.sheets or [""]:
        if sheet not in kept:
            kept[sheet] = _headings_of(document, sheet)
        yield from kept[sheet]


def _headings_of(document: Document, sheet: str) -> list[Heading]:
    found = []
    for number, row in enumerate(_rows(document, sheet, _DEEPEST_HEADER), start=1):
        names = tuple(normalise(cell) for cell in row)
        if sum(name != "" for name in names) > 1:
            found.append(Heading(sheet, number, names, tuple(text(cell) for cell in row)))
    return found


def nearly_whole(
    found: Iterable[Heading],
    needed: Collection[Sequence[str]],
    lacking: int = 1,
    besides: Callable[[Heading], object] = lambda heading: True,
) -> Heading | None:
    """The first that has all needed columns but so many, so that a file that lacks one is refused
    by whoever reads the column and not passed by.

    besides: what else must be so of it, for there are other publications.
    """
    fewest = len(needed) - lacking
    return next((each for each in found if each.met(needed) >= fewest and besides(each)), None)


def table(document: Document, heading: Heading) -> Table:
    rows = _rows(document, heading.sheet)
    width = max(len(heading.names), *(len(row) for row in rows))
    padded = [row + [None] * (width - len(row)) for row in rows[heading.row :]]
    below = pd.DataFrame(padded, columns=range(width), dtype=object)
    first = heading.row + 1
    below.index = pd.RangeIndex(first, first + len(below), name=RowsOf(heading.sheet))
    blank = (below.isna() | (below == "")).all(axis=1)
    return Table(document.name, heading, rows[: heading.row - 1], below[~blank])


def _rows(document: Document, sheet: str, count: int | None = None) -> list[list[Cell]]:
    if sheet:
        return document.rows(sheet, count)
    return [list(row) for row in text_rows(document, count)]


def text_rows(document: Document, count: int | None = None) -> list[list[str]]:
    """One row per physical line, so that a stray quotation mark spoils its own line and no other.

    A line whose quotation marks do not close, or that cannot be split, comes back as a single cell.
    The first rows alone never refuse a file, which may be another reader's.
    """
    if document.is_workbook:
        return []
    content = document.text if count is None else document.top.replace("\x00", "")
    lines = plain_lines(content).split("\n")[:count]
    if "\x00" in content:
        row = next(number for number, line in enumerate(lines, start=1) if "\x00" in line)
        raise FileRefused(document.name, "text", "a NUL character", row=row)
    return [_cells(line, document.delimiter) for line in lines]


def plain_lines(content: str) -> str:
    """The same lines, with nothing but a line feed between two and none after the last."""
    return content.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        closed = line if line.count('"') % 2 == 0 else _as_one_cell(line)
        return next(csv.reader([closed], delimiter=delimiter), [])
    except csv.Error:  # the field is longer than the module allows
        return [line]


def _as_one_cell(line: str) -> str:
    doubled = line.replace('"', '""')
    return f'"{doubled}"'


def stated(rows: Iterable[list[Cell]], *labels: str) -> tuple[int, Cell] | None:
    """What a title block says after a label (`Period: | March 2015`, `Period: March 2015`).

    Returns the number of the row, from 1, and the value; None where no row has one.
    """
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            label, _, value = str(cell).partition(":")
            if normalise(label) in labels:
                after = [value.strip(), *row[place + 1 :]]
                if said := next((each for each in after if str(each).strip()), None):
                    return number, said
    return None


def month_of(document: Document, context: ReadContext) -> date:
    """The month by the file's name or folder, or the option; for a content that states none."""
    for name in (document.name, *(folder.name for folder in document.path.resolve().parents[:2])):
        if month := parse_month(name):
            return month
    if context.as_at:
        return context.as_at.replace(day=1)
    raise PeriodNotStated(document.name)


def band_count(heading: Heading) -> int:
    return sum(_CLOSED_BAND.fullmatch(name) is not None for name in heading.names)


def bands(of: Table) -> dict[int, int]:
    """Waiting-time bands: weeks from which each begins -> number of its column.

    They follow one another from 0 without a gap, and the last has no upper end.
    """
    closed: dict[int, tuple[int, int]] = {}
    open_ended: dict[int, int] = {}
    for place, name in enumerate(of.heading.names):
        if band := _CLOSED_BAND.fullmatch(name):
            closed[int(band[1])] = (int(band[2]), place)
        elif (begins := _open_from(of.heading.written[place])) is not None:
            open_ended[begins] = place
    found, weeks = {}, 0
    while weeks in closed:
        found[weeks] = closed[weeks][1]
        weeks = closed[weeks][0] if closed[weeks][0] > weeks else -1
    if len(found) < len(closed) or any(begins > weeks for begins in open_ended):
        missing = f"{weeks}-{weeks + 1}"
        raise of.refusal(f"a band of weeks {missing}", "none", of.heading.row, missing)
    if weeks not in open_ended:
        expected = f"a band of {weeks} weeks and more"
        raise of.refusal(expected, "none", of.heading.row, f"{weeks} plus")
    return {**found, weeks: open_ended[weeks]}


def _open_from(heading: str) -> int | None:
    """The weeks from which a band without an upper end begins; None for any other heading."""
    written = heading.casefold().replace("_", " ").strip()
    matches = (pattern.fullmatch(written) for pattern in _OPEN_BANDS)
    return next((int(match[1]) for match in matches if match), None)


def early_warning(months: Iterable[date], published: date | None) -> list[str]:
    """Months that begin after the file says it was published: one of the two is wrong."""
    early = sorted(month for month in months if published and month > published)
    if not early or published is None:
        return []
    said = ", ".join(map(long_month, early))
    return [f"{said} begins after the publication on {long_date(published)} that the file states."]
