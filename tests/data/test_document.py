"""Is a file opened as what it is, and a damaged one refused before it does harm?"""

import csv
import struct
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from data_access.ingest import container
from data_access.ingest.biff import misplaced
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import headings
from tests.data.publications import recognised_by, write_workbook

RTT = "Incomplete-Commissioner-Mar15-revised-XLS-2357K.xls"


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def xls(shared: Path) -> bytes:
    return (shared / "published" / "rtt" / RTT).read_bytes()


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods"])
@pytest.mark.parametrize("content", [b"P", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_broken_workbook_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = written(tmp_path / f"broken{suffix}", content)
    with pytest.raises(FileRefused, match="expected a whole workbook"):
        assert Document(path).sheets


@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods", ".csv", ".CSV"])
def test_an_empty_file_named_as_a_table_is_refused(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"empty{suffix}", b"")
    with pytest.raises(FileRefused, match="expected a file with content"):
        recognised_by(path)


def test_an_empty_file_of_another_name_is_left_alone(tmp_path: Path) -> None:
    assert recognised_by(written(tmp_path / "empty.log", b"")) is None


def test_an_archive_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    workbook = write_workbook(tmp_path / "book.xlsx", {"Sheet": [["a"]]})
    letter = written(tmp_path / "letter.docx", workbook.read_bytes().replace(b"xl/", b"wd/"))
    assert Document(workbook).sheets == ["Sheet"]
    assert Document(letter).sheets == []


@pytest.mark.parametrize("dropped", ["xl/workbook.xml", "xl/"])
def test_a_workbook_without_its_list_of_sheets_is_refused(tmp_path: Path, dropped: str) -> None:
    whole = write_workbook(tmp_path / "whole.xlsx", {"Sheet": [["a"]]})
    path = tmp_path / "part.xlsx"
    with ZipFile(whole) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            if not name.startswith(dropped):
                target.writestr(name, source.read(name))
    with pytest.raises(FileRefused, match="workbook"):
        assert Document(path).sheets


@pytest.mark.parametrize(
    ("last", "fits"),
    [("A1048576", True), ("XFD1", True), ("XFD1048576", False), ("ZZ99999", False)],
)
def test_a_stray_cell_far_out_does_not_end_the_process(
    tmp_path: Path, last: str, fits: bool
) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = workbook.worksheets[0][last] = 1
    workbook.save(tmp_path / "far.xlsx")
    found = container.damage((tmp_path / "far.xlsx").read_bytes())
    assert (found is None) == fits
    assert fits or "rows and" in str(found)


# What the parser would have made of each: 133 GB of cells; a chain of sectors without end.
@pytest.mark.parametrize("place", [1_238_242, 2_223_148, 35_850])
def test_a_cell_beyond_the_sheet_is_refused(xls: bytes, tmp_path: Path, place: int) -> None:
    flipped = bytes(byte ^ 0xFF for byte in xls[place : place + 8])
    path = written(tmp_path / "flip.xls", xls[:place] + flipped + xls[place + 8 :])
    with pytest.raises(FileRefused, match="a whole workbook, found a damaged one: a cell in row"):
        assert Document(path).sheets


def test_a_chain_of_sectors_that_runs_in_a_circle_is_refused(xls: bytes, tmp_path: Path) -> None:
    (table,) = struct.unpack_from("<I", xls, 76)
    second = (table + 1) * 512 + 4
    path = written(tmp_path / "circle.xls", xls[:second] + bytes(4) + xls[second + 4 :])
    with pytest.raises(FileRefused, match="a chain that runs in a circle"):
        assert Document(path).sheets


def record(kind: int, *words: int) -> bytes:
    data = struct.pack(f"<{len(words)}H", *words)
    return struct.pack("<HH", kind, len(data)) + data


def workbook_stream(*sheet: bytes) -> bytes:
    """A workbook of one sheet, which begins after 12 + 4 bytes."""
    return record(0x85, 16, 0, 0, 0) + record(0x0A) + b"".join(sheet) + record(0x0A)


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (record(0x203, 65_535, 255, 0), None),
        (record(0x203, 3, 256, 0), "a cell in row 4, column 257"),
        (record(0x27E, 3, 65_280, 0), "a cell in row 4, column 65,281"),
        (record(0x200, 0, 0, 0, 1, 0, 256, 0), None),
        (record(0x200, 0, 0, 1, 1, 0, 256, 0), "a sheet of 65,537 rows and 256 columns"),
        (record(0x200, 0, 9, 0, 300, 0), "a sheet of 9 rows and 300 columns"),
    ],
)
def test_cells_lie_within_the_bounds_of_a_sheet(sheet: bytes, found: str | None) -> None:
    assert misplaced(workbook_stream(sheet)) == found


def test_a_table_of_more_strings_than_fit_is_found() -> None:
    assert misplaced(record(0xFC, 0, 0, 0, 1)) == "a table of 65,536 strings"


@pytest.mark.parametrize(
    "spoil", [lambda limit: "a" * (limit + 1), lambda limit: 'x,"' + "a" * (limit + 1) + '",y']
)
def test_a_text_with_an_overlong_field_is_left_alone(
    tmp_path: Path, spoil: Callable[[int], str]
) -> None:
    path = tmp_path / "long.csv"
    path.write_text(spoil(csv.field_size_limit()) + "\nname,age\n")
    assert recognised_by(path) is None
    assert [heading.names for heading in headings(Document(path))] == [("name", "age")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_decoded_by_its_content(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "text.csv", "name;café\n".encode(encoding))
    assert (Document(path).text, Document(path).delimiter) == ("name;café\n", ";")


def test_hidden_sheets_come_last(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Old"
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.create_sheet("New")
    workbook.save(tmp_path / "hidden.xlsx")
    assert Document(tmp_path / "hidden.xlsx").sheets == ["New", "Old"]
