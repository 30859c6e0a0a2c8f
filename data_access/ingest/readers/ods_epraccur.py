"""Which GP practices are there, and which commissioner has each? (ODS epraccur)"""

import re

from dashboard.organisations import Level, tidy_name
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.long_table import BadCell, Line, SetAside, first_rows, use_lines
from data_access.ingest.ods_file import COLUMNS, compact_day, register
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "ODS register of GP practices (epraccur)"
ORDER = -2  # before the files that speak of its organisations
_STATUS, _SETTING, _OPEN = (
    COLUMNS.index(each) for each in ("status", "prescribing setting", "open date")
)
# So many columns may be a damaged copy: the dates and the status stand near their places.
_NEARLY = range(len(COLUMNS) - 3, len(COLUMNS) + 4)
_STATUSES = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}
_GP_PRACTICE = "4"
# Such as a public health service, which a map of registered patients may take for a practice.
_OTHER_SETTING = "other_setting"
_PRESCRIBER = re.compile(r"[A-Z]\w{5}")
_COMPACT_DATE = re.compile(r"\d{8}")


def recognises(document: Document) -> bool:
    """There is no header: the shape of the first rows is all there is to know it by."""
    return any(_is_row(row) or _is_nearly_row(row) for row in first_rows(document, 5))


def _is_row(row: list[str]) -> bool:
    return (
        len(row) == len(COLUMNS)
        and _PRESCRIBER.fullmatch(row[0]) is not None
        and row[_STATUS] in _STATUSES
        and row[_OPEN].isdigit()
        and row[_SETTING].isdigit()
    )


def _is_nearly_row(row: list[str]) -> bool:
    """A column was lost or added somewhere."""
    return (
        len(row) in _NEARLY
        and len(row) != len(COLUMNS)
        and _PRESCRIBER.fullmatch(row[0]) is not None
        and any(_COMPACT_DATE.fullmatch(cell) for cell in row[_OPEN - 1 : _OPEN + 2])
        and any(cell in _STATUSES for cell in row[_STATUS - 1 : _STATUS + 2])
    )


def read(document: Document, context: ReadContext) -> Publication:
    """GP practices and their dated links; other prescribing settings are only said to be such.

    A link lasts from the day the practice joined its commissioner to the day it left. An extract
    names only the present commissioner: a practice that moved since an earlier extract comes with
    a link from the day it moved, and the earlier link ends the day before.
    The regions and health geographies of the rows are left: those of closed practices are of
    their own time, and the map of practices gives the hierarchy above the commissioner.
    """
    rows = first_rows(document, 5)
    if not any(map(_is_row, rows)):
        found = next(len(row) for row in rows if _is_nearly_row(row))
        raise FileRefused(document.name, f"{len(COLUMNS)} columns without a header", f"{found}")
    stated = place_date(document.path, context.as_at)
    lines = [
        Line(
            number,
            dict(zip(COLUMNS, row, strict=False)),
            tuple(row),
            "",
            len(row) == len(COLUMNS),
        )
        for number, row in enumerate(document.records, start=1)
        if any(row)
    ]
    publication = register("ods_epraccur", TITLE, len(lines), stated)
    practices: dict[str, NewOrganisation] = {}
    commissioners: dict[str, NewOrganisation] = {}

    def use(line: Line) -> None:
        practice = _practice(line)
        if practice is None:
            publication.statuses.setdefault(line.text("code")[:60], _OTHER_SETTING)
            return
        if practice.code in practices:
            raise SetAside("this practice stands in an earlier row", "code")
        link = _link(line, practice)
        practices[practice.code] = practice
        publication.statuses[practice.code] = practice.status
        if link:
            publication.links.append(link)
            commissioners.setdefault(link.parent, _commissioner(link.parent))

    publication.rejected = use_lines(lines, use)
    publication.organisations = [*commissioners.values(), *practices.values()]
    return publication


def _practice(line: Line) -> NewOrganisation | None:
    """The practice of a row, None where it is another setting. Raises SetAside."""
    if not line.fits:
        raise SetAside(f"expected {len(COLUMNS)} columns, found {len(line.cells)}")
    if line.text("prescribing setting") != _GP_PRACTICE:
        return None
    code, status = line.text("code"), line.text("status")
    if not _PRESCRIBER.fullmatch(code):
        raise BadCell("code", "a practice code", code)
    if status not in _STATUSES:
        raise BadCell("status", "A, C, D or P", status)
    return NewOrganisation(
        code,
        tidy_name(line.needed("name")),
        Level.PRACTICE.value,
        valid_from=compact_day(line, "open date"),
        valid_to=compact_day(line, "close date"),
        status=_STATUSES[status],
    )


def _link(line: Line, practice: NewOrganisation) -> Link | None:
    """To its commissioner, where it has one. Raises SetAside."""
    joined = compact_day(line, "join date") or practice.valid_from
    left = compact_day(line, "left date") or practice.valid_to
    if joined and left and left < joined:
        raise BadCell("left date", f"a date not before {joined}", left)
    commissioner = line.text("commissioner")
    if not commissioner or joined is None:
        return None
    return Link(practice.code, commissioner, "commissioner", joined, left)


def _commissioner(code: str) -> NewOrganisation:
    """CCGs have codes of a form of their own, which the health boards of Wales do not share."""
    return NewOrganisation(code, code, commissioner_level(code).value)
