"""A pack as a workbook: the figures behind every page, as numbers and dates."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.pack_page import imprint
from dashboard.exports.pack_sheets import Heading, Sheet, Written, sheets
from dashboard.exports.pack_text import slide_face, wrapped
from dashboard.held import Load
from dashboard.jobs import Progress
from dashboard.services.board.model import Deck
from dashboard.services.catalogue import Data

_A4 = 9  # as printers number paper
_PAGE = 170  # letters that a page is wide, and still be read
_SIZE, _LINE, _LETTER, _HIGHEST = 10, 13.0, 5.1, 400.0  # points
_HEAD = 3  # rows above the first one of figures, on every printed page
_OPTIONS = {
    "constant_memory": True,
    # What people typed is text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmm yyyy",
}


class _Formats(NamedTuple):
    line: Any
    title: Any
    heading: Any
    text: Any
    prose: Any
    number: Any
    day: Any


def pack_xlsx(data: Data, deck: Deck, made_at: datetime, told: Progress) -> bytes:
    """The contents and then a sheet each."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        title = f"Performance against plan: {deck.place.name}"
        book.set_properties({"title": title, "subject": imprint(deck, made_at), "comments": ""})
        formats = _formats(book)
        every = list(sheets(data, deck))
        _write(book, formats, _contents(deck, every), title, imprint(deck, made_at))
        for number, sheet in enumerate(every, 1):
            told(number, len(every), f"Sheet {number} of {len(every)}")
            _write(book, formats, sheet, sheet.said, imprint(deck, made_at))
    return out.getvalue()


def _formats(book: Workbook) -> _Formats:
    face = {"font_name": "Arial", "font_size": _SIZE, "valign": "top"}
    head = {**face, "bold": True}
    return _Formats(
        book.add_format({**face, "font_color": "#425563", "font_size": 9}),
        book.add_format({**head, "font_size": 14}),
        book.add_format({**head, "text_wrap": True, "bottom": 1, "bg_color": "#F0F4F5"}),
        book.add_format(face),
        book.add_format({**face, "text_wrap": True}),
        book.add_format({**face, "num_format": "#,##0.####"}),
        book.add_format({**face, "num_format": "d mmm yyyy", "align": "left"}),
    )


def _contents(deck: Deck, every: Sequence[Sheet]) -> Sheet:
    """What the workbook has, and where its figures come from."""
    rows: list[Sequence[Written]] = [
        (each.name, each.said, len(each.rows), None, None) for each in every
    ]
    rows += [
        ("Source", _source(each), None, each.file_name, each.loaded_on)
        for each in deck.provenance.loads
    ]
    headings = (
        Heading("Sheet or source", 22),
        Heading("What it is", 70),
        Heading("Rows", 9),
        Heading("File", 40),
        Heading("Loaded on", 13),
    )
    return Sheet("Contents", "", headings, rows)


def _source(load: Load) -> str:
    parts = (load.title, load.publisher, "illustrative" if load.illustrative else "")
    return ", ".join(each for each in parts if each)


def _write(book: Workbook, formats: _Formats, sheet: Sheet, title: str, line: str) -> None:
    """The line of every page, the title and the headings stay in sight, on paper too."""
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    for column, heading in enumerate(sheet.headings):
        page.set_column(column, column, heading.wide)
    page.write_string(0, 0, line, formats.line)
    page.write_string(1, 0, title, formats.title)
    page.set_row(1, 22)
    page.set_row(2, 30)
    for column, heading in enumerate(sheet.headings):
        page.write_string(2, column, heading.text, formats.heading)
    for number, cells in enumerate(sheet.rows, _HEAD):
        if sheet.prose:
            page.set_row(number, _height(cells, sheet.headings))
        for column, cell in enumerate(cells):
            _cell(page, number, column, cell, formats, sheet.prose)
    page.freeze_panes(_HEAD, 1)
    if sheet.rows:
        page.autofilter(_HEAD - 1, 0, _HEAD - 1 + len(sheet.rows), len(sheet.headings) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    wide = sum(heading.wide for heading in sheet.headings)
    page.fit_to_pages(max(1, round(wide / _PAGE)), 0)
    page.repeat_rows(0, _HEAD - 1)
    page.repeat_columns(0, 0)
    page.set_footer("&L&A&RPage &P of &N")


def _height(cells: Sequence[Written], headings: Sequence[Heading]) -> float:
    """Of a row as high as its longest text, in points: not every program finds it by itself."""
    face = slide_face()
    lines = (
        len(wrapped(cell, heading.wide * _LETTER, _SIZE, face))
        for cell, heading in zip(cells, headings, strict=True)
        if isinstance(cell, str)
    )
    return min(max([1, *lines]) * _LINE + 3, _HIGHEST)


def _cell(
    page: Worksheet, row: int, column: int, cell: Written, formats: _Formats, prose: bool
) -> None:
    """A number is a number, a day a day, and nothing is nothing: never nought."""
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats.day)  # noqa: DTZ001
    elif isinstance(cell, (int, float)):
        if isfinite(cell):
            page.write_number(row, column, cell, formats.number)
    else:
        page.write_string(row, column, cell, formats.prose if prose else formats.text)
