"""A file as a reader sees it: sheets of cells, or text, whatever the format."""

import csv
import hashlib
import io
from functools import cached_property
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from data_access.ingest import container
from data_access.ingest.errors import FileRefused

Cell = object
WORKBOOKS = {".xls", ".xlsx", ".xlsm", ".ods"}


class Document:
    """One file, read once and parsed as little as the recognising needs.

    Rows and sheets are counted as a spreadsheet shows them, from 1, in every message.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self._parsed: dict[str, CalamineSheet] = {}

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def is_workbook(self) -> bool:
        """By content; a file named as a workbook that is empty or binary is a damaged one."""
        damaged = len(self.content) < 8 or b"\x00" in self.content[:4096]
        named = self.path.suffix.lower() in WORKBOOKS
        return container.is_workbook(self.content) or (named and damaged)

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        if damage := container.damage(self.content):
            raise FileRefused(self.name, "a whole workbook", damage)
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        except BaseException as error:
            raise self._refusal(error) from error

    def _refusal(self, error: BaseException, sheet: str = "") -> FileRefused:
        """The parser's own errors and panics; anything else is not about the file.

        A panic of the parser derives from BaseException alone and its class cannot be imported.
        """
        if isinstance(error, CalamineError | OSError | ValueError):
            return FileRefused(self.name, "a readable workbook", str(error), sheet=sheet)
        if type(error).__name__ == "PanicException":
            return FileRefused(self.name, "a readable workbook", "a damaged one", sheet=sheet)
        raise error

    @property
    def sheets(self) -> list[str]:
        """Sheet names in order; none in a text file. Raises FileRefused for a damaged workbook."""
        return list(self._workbook.sheet_names) if self.is_workbook else []

    def sheet(self, name: str) -> str | None:
        """The sheet of that name, whatever its case and surrounding blanks."""
        wanted = name.strip().casefold()
        return next((each for each in self.sheets if each.strip().casefold() == wanted), None)

    def rows(self, sheet: str, count: int | None = None) -> list[list[Cell]]:
        """Every row from the first of the sheet, or the first `count`; empty cells as ''."""
        if sheet not in self._parsed:
            try:
                self._parsed[sheet] = self._workbook.get_sheet_by_name(sheet)
            except BaseException as error:
                raise self._refusal(error, sheet) from error
        rows = self._parsed[sheet].to_python(skip_empty_area=False, nrows=count)
        return cast(list[list[Cell]], rows)

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
        try:
            return list(csv.reader(io.StringIO(self.text, newline="")))
        except csv.Error as error:
            raise FileRefused(self.name, "delimited text", str(error)) from error

    @cached_property
    def header(self) -> list[str]:
        """First line of a text file, trimmed, in small letters; cheap enough to recognise by."""
        if self.is_workbook or b"\x00" in self.content[:4096]:
            return []
        first = self.text.split("\n", 1)[0]
        cells = next(csv.reader([first]), [])
        return [cell.strip().casefold() for cell in cells]
