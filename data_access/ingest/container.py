"""Is this a workbook, and is the whole of it there?"""

import io
import re
import struct
from zipfile import ZipFile

from data_access.ingest.biff import misplaced
from data_access.ingest.compound import CompoundFile
from data_access.ingest.contents import UNPACKING_ERRORS

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
# The streams that hold a workbook, or an encrypted one, inside an OLE container.
_STREAMS = ("Workbook", "Book")
_OLE_STREAMS = [name.encode("utf-16-le") for name in (*_STREAMS, "EncryptedPackage")]
_SHEETS = "xl/worksheets/sheet"
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*? r="(\d+)"')
_COLUMN = re.compile(rb' r="([A-Z]{1,3})\d')
# Forty times the largest publication known; each takes 24 bytes and more.
_MOST_CELLS = 20_000_000
_ZIP_ERRORS = (*UNPACKING_ERRORS, OSError)


def may_be_workbook(beginning: bytes) -> bool:
    return beginning.startswith((_ZIP, _OLE))


def is_workbook(content: bytes) -> bool:
    """Whether it is a spreadsheet, whole or damaged.

    Other documents live in the same containers; a damaged one could be either, and counts as one.
    """
    if content.startswith(_ZIP):
        return _zip_holds_workbook(content)
    if content.startswith(_OLE):
        return any(name in content for name in _OLE_STREAMS) or damage(content) is not None
    return False


def damage(content: bytes) -> str | None:
    """What is wrong with the container of a workbook; None when nothing is.

    Looked at before parsing, because a parser may panic, stop short or ask for more memory than
    there is, where a file was cut or damaged.
    """
    if content.startswith(_ZIP):
        return _zip_damage(content)
    return _ole_damage(content)


def _zip_holds_workbook(content: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.namelist()
            kind = archive.read("mimetype") if "mimetype" in parts else b""
    except _ZIP_ERRORS:
        return True
    return b"spreadsheet" in kind or any(part.startswith("xl/") for part in parts)


def starts_inside(archive: ZipFile) -> bool:
    """Whether the list of contents is that of an archive inside this one, whose own was cut off."""
    return min((each.header_offset for each in archive.infolist()), default=0) > 0


def _zip_damage(content: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if starts_inside(archive):
                return "a file cut off or damaged"
            if broken := archive.testzip():
                return f"a damaged part {broken}"
            sheets = [part for part in archive.namelist() if part.startswith(_SHEETS)]
            return next(filter(None, (_too_wide(archive.read(each)) for each in sheets)), None)
    except _ZIP_ERRORS:
        return "a file cut off or damaged"


def _too_wide(sheet: bytes) -> str | None:
    """The parser makes room for every cell between the first and a stray last one."""
    rows = max(map(int, set(_ROW.findall(sheet))), default=0)
    columns = max(map(_column_number, set(_COLUMN.findall(sheet))), default=0)
    if rows * columns <= _MOST_CELLS:
        return None
    return f"a sheet of {rows:,} rows and {columns:,} columns"


def _column_number(letters: bytes) -> int:
    return sum((letter - 64) * 26**place for place, letter in enumerate(reversed(letters)))


def _ole_damage(content: bytes) -> str | None:
    try:
        whole = CompoundFile(content)
        missing = whole.size() - len(content)
        if missing > 0:
            return f"a file cut off {missing:,} bytes before its end"
    except struct.error:
        return "a file cut off before its table of contents"
    try:
        workbook = whole.stream(*_STREAMS)
    except struct.error as error:
        return f"a damaged one: {error}"
    wrong = misplaced(workbook) if workbook else None
    return f"a damaged one: {wrong}" if wrong else None
