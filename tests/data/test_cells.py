"""Do single cells, headings and title blocks say what a reader of them would understand?"""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from data_access.ingest.cells import counts, is_blank, normalise, numbers, parse_day, parse_month
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import bands, headings, stated, table, text_rows
from tests.data.publications import Rows

MARCH, JULY = date(2015, 3, 1), date(2015, 7, 9)


@pytest.mark.parametrize(
    "cell",
    [
        "March 2015",
        " MARCH  2015",
        "Mar-15",
        "Mar15",
        "RTT-March-2015",
        "2015-03",
        "2015-03-01 00:00:00",
        "201503",
        201_503,
        "01/03/2015",
        "01/03/15",
        "31/03/2015",
        "31st March 2015",
        date(2015, 3, 31),
        datetime(2015, 3, 1),  # noqa: DTZ001 - cells have no zone
        42_064.0,
    ],
)
def test_a_month_is_understood_however_it_is_written(cell: object) -> None:
    assert parse_month(cell) == MARCH


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "2014/15",
        "Q4 2015",
        "March",
        "January-March 2015",
        "March 2015 to April 2015",
        "15/03/2015",
        "201513",
        "01/03/15/16",
        "31/02/2015",
        date(2015, 3, 15),
        12.0,
        None,
    ],
)
def test_what_is_not_one_month_is_none(cell: object) -> None:
    assert parse_month(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "9th July 2015",
        "Thursday 9 July 2015",
        "9-Jul-15",
        "09/07/2015",
        "9/7/15",
        "2015-07-09",
        JULY,
        datetime(2015, 7, 9),  # noqa: DTZ001 - cells have no zone
        42_194.0,
    ],
)
def test_a_day_is_understood_however_it_is_written(cell: object) -> None:
    assert parse_day(cell) == JULY


@pytest.mark.parametrize("cell", ["", "-", "July 2015", "32nd July 2015", 3.0])
def test_what_is_not_a_day_is_none(cell: object) -> None:
    assert parse_day(cell) is None


def test_counts_are_whole_numbers_of_nought_and_more() -> None:
    cells = pd.Series([3, 4.0, "5", " 1,234 ", -1, 0.5, "*", "", None, "inf"], dtype=object)
    read = counts(cells)
    assert read[:4].tolist() == [3, 4, 5, 1234]
    assert read[4:].isna().all()
    assert is_blank(cells).tolist() == [False] * 7 + [True, True, False]


def test_numbers_may_be_negative_and_broken() -> None:
    assert numbers(pd.Series([-1, "0.5"], dtype=object)).tolist() == [-1, 0.5]


def test_headings_are_compared_without_case_blanks_and_marks() -> None:
    assert normalise(" Month / Year\n") == normalise("MONTH/YEAR") == "month year"
    assert normalise("% within 18 weeks") != normalise("within 18 weeks")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[], ["", "Period:", "March 2015"]], (2, "March 2015")),
        ([["Period: March 2015"]], (1, "March 2015")),
        ([["PERIOD", "", MARCH]], (1, MARCH)),
        ([["Period:", ""]], None),
        ([["Periodically: x"]], None),
    ],
)
def test_a_title_block_says_what_stands_after_its_label(
    rows: Rows, expected: tuple[int, object] | None
) -> None:
    assert stated(rows, "period") == expected


@pytest.mark.parametrize(
    ("code", "name", "parent", "level"),
    [
        ("10Q", "NHS OXFORDSHIRE CCG", "Y57", "ccg"),
        ("D2P2L", "NHS BLACK COUNTRY", "", "ccg"),
        ("X24", "NHS ENGLAND", "- ", "other_commissioner"),
        ("13Q", "", "", "other_commissioner"),
        ("14A", "NORTH MIDLANDS COMMISSIONING HUB", "", "other_commissioner"),
        ("Y56", "LONDON", "", "other_commissioner"),
        ("10Q", "NHS OXFORDSHIRE CCG", "-", "other_commissioner"),
    ],
)
def test_hubs_and_national_commissioners_are_no_ccgs(
    code: str, name: str, parent: str, level: str
) -> None:
    assert commissioner_level(code, name, parent) == level


def _document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "text.csv"
    path.write_text(text, encoding="utf-8")
    return Document(path)


def test_a_stray_quotation_mark_spoils_its_own_line_only(tmp_path: Path) -> None:
    document = _document(tmp_path, 'a,b\n"1,2\n"3,3",4\n')
    assert text_rows(document) == [["a", "b"], ['"1,2'], ["3,3", "4"]]


def test_a_table_keeps_the_numbers_of_its_rows(tmp_path: Path) -> None:
    document = _document(tmp_path, "Title\n\nName,Age\nx,1\n\ny,2,extra\nz\n")
    (heading, *_) = headings(document)
    found = table(document, heading)
    assert (heading.row, heading.names) == (3, ("name", "age"))
    assert found.body.index.tolist() == [4, 6, 7]
    assert found.column("age")[6] == "2"
    assert found.header("age") == "Age"


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    document = _document(tmp_path, "Code,Age,CODE\nx,1,y\n")
    found = table(document, next(headings(document)))
    with pytest.raises(FileRefused, match='row 1, column code: expected one column "code"'):
        found.column("code")


@pytest.mark.parametrize(
    "header",
    [
        ">0-1,>1-2,2 plus",
        "Gt_0_1_Weeks,Gt_1_2_Weeks,Gt_2_Plus_Weeks",
        "2 Plus,1-2,0-1",
        ">0-1,>1-2,2+",
        ">0-1,>1-2,>2",
        ">0-1,>1-2,2 + weeks",
        "0-1,1-2,Gt 2",
    ],
)
def test_bands_are_found_in_any_order_and_dress(tmp_path: Path, header: str) -> None:
    document = _document(tmp_path, header + "\n1,2,3\n")
    found = bands(table(document, next(headings(document))))
    assert list(found) == [0, 1, 2]


@pytest.mark.parametrize("header", [">0-1,>2-3,3 plus", ">0-1,>1-2,3 plus", ">1-2,2 plus,x"])
def test_bands_with_a_gap_are_refused(tmp_path: Path, header: str) -> None:
    document = _document(tmp_path, header + "\n1,2,3\n")
    with pytest.raises(FileRefused, match="a band of weeks"):
        bands(table(document, next(headings(document))))


@pytest.mark.parametrize("header", [">0-1,>1-2,>2-3", ">0-1,>1-2,>2-3,3"])
def test_a_missing_last_band_is_named_as_such(tmp_path: Path, header: str) -> None:
    document = _document(tmp_path, header + "\n1,2,3,4\n")
    with pytest.raises(FileRefused, match="column 3 plus: expected a band of 3 weeks and more"):
        bands(table(document, next(headings(document))))
