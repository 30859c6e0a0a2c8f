"""A file as a reader sees it: sheets of cells, or text, whatever the format."""

import codecs
import csv
import hashlib
import io
from functools import cached_property
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from data_access.ingest import container
from data_access.ingest.contents import Contents, of_file
from data_access.ingest.errors import FileRefused

Cell = object
WORKBOOKS = {".xls", ".xlsx", ".xlsm", ".ods"}
_TABLES = {*WORKBOOKS, ".csv", ".tsv"}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITERS = ",;\t"
# Enough of a text for the top of any publication known.
_TOP = 500_000
_TOP_LINES = 40


class Document:
    """One file, read once and parsed as little as the recognising needs.

    Rows and sheets are counted as a spreadsheet shows them, from 1, in every message.
    """

    def __init__(self, path: Path, contents: Contents | None = None) -> None:
        """path: where it lies; a member of an archive as though the archive were a folder.

        contents: what stands in it, where it is not a file of its own.
        """
        self.path = path
        self.name = path.name
        self._contents = contents or of_file(path)
        self._parsed: dict[str, CalamineSheet] = {}

    def again(self) -> "Document":
        """The same document with nothing of it read."""
        return Document(self.path, self._contents)

    @property
    def suffix(self) -> str:
        """The end of its name in small letters, of what is packed where it is one packed file."""
        return Path(self.name.lower().removesuffix(".gz")).suffix

    @cached_property
    def content(self) -> bytes:
        """Unpacked where it is one packed file.

        Raises FileRefused for an empty file that is named as a table, and for a damaged archive.
        """
        return self._not_empty(self._contents.whole())

    @cached_property
    def beginning(self) -> bytes:
        """Enough to recognise a text by; of a large file the rest is not read for it."""
        if "content" in self.__dict__:
            return self.content[:_TOP]
        return self._not_empty(self._contents.beginning(_TOP))

    def _not_empty(self, content: bytes) -> bytes:
        if not content and self.suffix in _TABLES:
            raise FileRefused(self.name, "a file with content", "none")
        return content

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def is_binary(self) -> bool:
        """Whether NUL characters stand near its beginning, where no text has them."""
        return "\x00" in self.top[:4096]

    @cached_property
    def is_workbook(self) -> bool:
        """By content; a file named as a workbook that is empty or binary is a damaged one."""
        if self.suffix in WORKBOOKS and (len(self.beginning) < 8 or self.is_binary):
            return True
        return container.may_be_workbook(self.beginning) and container.is_workbook(self.content)

    @cached_property
    def _workbook(self) -> CalamineWorkbook:
        if damage := container.damage(self.content):
            raise FileRefused(self.name, "a whole workbook", damage)
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(self.content))
        except BaseException as error:
            raise self._refusal(error) from error
        if not workbook.sheet_names:
            raise FileRefused(self.name, "a whole workbook", "a damaged one, without any sheet")
        return workbook

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
        """Sheet names in order, those that are hidden last; none in a text file.

        Readers take the first sheet that fits, which must not be an older one that was put away.
        Raises FileRefused for a damaged workbook.
        """
        if not self.is_workbook:
            return []
        every = self._workbook.sheets_metadata
        hidden = [each for each in every if each.visible != SheetVisibleEnum.Visible]
        return [each.name for each in every if each not in hidden] + [each.name for each in hidden]

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
        return self._decoded(self.content)

    @cached_property
    def top(self) -> str:
        """The beginning of the text, which is enough to recognise it by."""
        return self._decoded(self.beginning)

    def _decoded(self, content: bytes) -> str:
        """UTF-8 with or without byte order mark, UTF-16 with it, else Windows-1252."""
        if content.startswith(_UTF_16):
            return content.decode("utf-16", errors="replace")
        try:
            # Not final: the top of a text may end inside a character.
            return codecs.getincrementaldecoder("utf-8-sig")().decode(content)
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")

    @cached_property
    def delimiter(self) -> str:
        """The one that stands most often in one of the first lines."""
        lines = self.top.splitlines()[:_TOP_LINES]
        most = {each: max((line.count(each) for line in lines), default=0) for each in _DELIMITERS}
        return max(_DELIMITERS, key=lambda each: most[each])

    @cached_property
    def records(self) -> list[list[str]]:
        """A delimited text file's rows, header included; lines keep their position."""
        try:
            return list(csv.reader(io.StringIO(self.text, newline="")))
        except csv.Error as error:
            raise FileRefused(self.name, "delimited text", str(error)) from error
