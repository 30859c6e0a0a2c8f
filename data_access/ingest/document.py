"""A file as a reader sees it: sheets of cells, or text, whatever the format."""

import csv
import hashlib
import io
from functools import cached_property
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from data_access.ingest.errors import FileRefused

Cell = object
WORKBOOKS = {".xls", ".xlsx", ".xlsm", ".ods"}
_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Document:
    """One file, read once and parsed as little as the recognising needs.

    Rows and sheets are counted as a spreadsheet shows them, from 1, in every message.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_workbook(self) -> bool:
        return self.content.startswith(_WORKBOOK_MAGIC)

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        except (CalamineError, OSError, ValueError) as error:
            raise FileRefused(self.name, "a whole workbook", f"one that ends early or is damaged ({error})") from error

    @property
    def sheets(self) -> list[str]:
        """Sheet names in order; empty for a text file."""
        return list(self._workbook.sheet_names) if self.is_workbook else []

    def sheet(self, name: str) -> str | None:
        """The sheet of that name, whatever its case and surrounding blanks."""
        wanted = name.strip().casefold()
        return next((each for each in self.sheets if each.strip().casefold() == wanted), None)

    def rows(self, sheet: str) -> list[list[Cell]]:
        """Every row from the first of the sheet, empty cells as ''."""
        try:
            return self._workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, ValueError) as error:
            raise FileRefused(self.name, "a readable sheet", str(error), sheet=sheet) from error

    @cached_property
    def text(self) -> str:
        """Decoded: UTF-8 with or without byte order mark, else Windows-1252."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.content.decode("cp1252", errors="replace")

    @cached_property
    def records(self) -> list[list[str]]:
        """A delimited text file's rows, header included; lines keep their position."""
        return list(csv.reader(io.StringIO(self.text, newline="")))

    @cached_property
    def header(self) -> list[str]:
        """First line of a text file, trimmed, in small letters; cheap enough to recognise by."""
        if self.is_workbook or b"\x00" in self.content[:4096]:
            return []
        first = self.text.split("\n", 1)[0]
        cells = next(csv.reader([first]), [])
        return [cell.strip().casefold() for cell in cells]
