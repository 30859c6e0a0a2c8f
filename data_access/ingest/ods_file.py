"""What do the registers of the Organisation Data Service say, which have no header?"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from dashboard.organisations import Level, tidy_name
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import text_rows
from data_access.ingest.long_table import BadCell, Line, SetAside, use_lines
from data_access.ingest.publication import NewOrganisation, Publication

# The columns of the specification that all these registers share, in order.
COLUMNS = [
    "code",
    "name",
    "national grouping",
    "health geography",
    "address 1",
    "address 2",
    "address 3",
    "address 4",
    "address 5",
    "postcode",
    "open date",
    "close date",
    "status",
    "sub-type",
    "commissioner",
    "join date",
    "left date",
    "telephone",
    "19",
    "20",
    "21",
    "amended",
    "23",
    "provider or purchaser",
    "25",
    "prescribing setting",
    "27",
]
_OPEN, _REGION, _FOOTPRINT = (
    COLUMNS.index(each) for each in ("open date", "national grouping", "health geography")
)
# So many columns may be a damaged copy: the date of opening stands near its place.
_NEARLY = range(len(COLUMNS) - 3, len(COLUMNS) + 4)
_COMPACT_DATE = re.compile(r"\d{8}")
_REGION_CODE = re.compile(r"[A-Z]\d\d")
_IN_ENGLAND = "Y"
_FOOTPRINT_CODE = re.compile(r"Q[A-Z0-9]\w")
_FIRST_ROWS = 5


def has_rows_of(document: Document, code: re.Pattern[str]) -> bool:
    """There is no header: the shape of the first rows is all there is to know a register by."""
    return any(_is_row(row, code) or _is_nearly_row(row, code) for row in _first(document))


def _first(document: Document) -> list[list[str]]:
    return text_rows(document, _FIRST_ROWS)


def _is_row(row: list[str], code: re.Pattern[str]) -> bool:
    return (
        len(row) == len(COLUMNS)
        and code.fullmatch(row[0]) is not None
        and row[1] != ""
        and _COMPACT_DATE.fullmatch(row[_OPEN]) is not None
        and _is_above(row)
    )


def _is_nearly_row(row: list[str], code: re.Pattern[str]) -> bool:
    """A column was lost or added somewhere."""
    return (
        len(row) in _NEARLY
        and len(row) != len(COLUMNS)
        and code.fullmatch(row[0]) is not None
        and any(_COMPACT_DATE.fullmatch(cell) for cell in row[_OPEN - 1 : _OPEN + 2])
    )


def _is_above(row: list[str]) -> bool:
    """Either is enough, since hubs and closed organisations may lack the other."""
    region, footprint = row[_REGION], row[_FOOTPRINT]
    return bool(_REGION_CODE.fullmatch(region) or _FOOTPRINT_CODE.fullmatch(footprint))


def register_lines(document: Document, code: re.Pattern[str]) -> list[Line]:
    """Every row that is not blank. Refused where the first rows have other columns."""
    first = _first(document)
    if not any(_is_row(row, code) for row in first):
        found = next(len(row) for row in first if _is_nearly_row(row, code))
        raise FileRefused(document.name, f"{len(COLUMNS)} columns without a header", f"{found}")
    return list(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    for number, row in enumerate(text_rows(document), start=1):
        if any(row):
            named = dict(zip(COLUMNS, row, strict=False))
            yield Line(number, named, tuple(row), "", len(row) == len(COLUMNS))


def read_register(
    publication: Publication, lines: list[Line], use: Callable[[Line], NewOrganisation]
) -> None:
    """Take every row's organisation over; rows that tell nothing usable are set aside."""
    known: set[str] = set()

    def take(line: Line) -> None:
        if not line.fits:
            raise SetAside(f"expected {len(COLUMNS)} columns, found {len(line.cells)}")
        if line.text("code") in known:
            raise SetAside("this organisation stands in an earlier row", "code")
        each = use(line)
        known.add(each.code)
        publication.organisations.append(each)

    publication.rejected = use_lines(lines, take)


def register(kind: str, title: str, rows: int, on: date) -> Publication:
    """What says with authority which organisations there are on a day; none of them as yet."""
    return Publication(
        kind,
        title,
        "NHS Digital",
        rows,
        authority=True,
        published_on=on,
        stated_on=on,
        periods=f"as at {on.isoformat()}",
        period_rows={on.replace(day=1): rows},
    )


def registered(line: Line, level: Level, on: date) -> NewOrganisation:
    """The organisation of a row as the register has it on a day. Raises SetAside."""
    opened, closed = compact_day(line, "open date"), compact_day(line, "close date")
    if opened and closed and closed < opened:
        raise BadCell("close date", f"a date not before {opened}", closed)
    return NewOrganisation(
        line.needed("code"),
        tidy_name(line.needed("name")),
        level.value,
        valid_from=opened,
        valid_to=closed,
        status="closed" if closed and closed < on else "active",
    )


def footprint(line: Line) -> tuple[str, str]:
    """Codes of the ICB and of the region of a row, '' for none or outside England.

    Raises SetAside.
    """
    found = line.text("health geography"), line.text("national grouping")
    if found[0] and not _FOOTPRINT_CODE.fullmatch(found[0]):
        raise BadCell("health geography", "the code of an ICB", found[0])
    if found[1] and not _REGION_CODE.fullmatch(found[1]):
        raise BadCell("national grouping", "the code of a region", found[1])
    return found if found[1].startswith(_IN_ENGLAND) else ("", "")


def named_above(codes: tuple[str, str]) -> list[NewOrganisation]:
    """The ICB and the region by their codes, for which the register has no names."""
    levels = (Level.STP.value, Level.REGION.value)
    return [
        NewOrganisation(code, code, level)
        for code, level in zip(codes, levels, strict=True)
        if code
    ]


def compact_day(line: Line, column: str) -> date | None:
    """A date as yyyymmdd, None where the cell is empty. Raises BadCell."""
    written = line.text(column)
    if not written:
        return None
    try:
        # fromisoformat alone would also take other forms, such as a week's.
        return date.fromisoformat(written if _COMPACT_DATE.fullmatch(written) else "")
    except ValueError:
        raise BadCell(column, "a date as yyyymmdd", written) from None
