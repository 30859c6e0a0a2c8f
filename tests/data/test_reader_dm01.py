"""Do the diagnostics workbook and extract come in whole, and is what is wrong kept out?"""

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_files
from data_access.ingest.publication import Publication
from data_access.ingest.readers import dm01_extract, dm01_workbook
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_activity import (
    EXTRACT_NAMES,
    dm01_sheets,
    extract_rows,
    write_extract,
)

FILE = "Monthly-Diagnostics-Web-File-Provider-April-2024_GG8WA.xls"
WAITS = "diagnostics_6week"
APRIL, MAY, MAY_26 = date(2024, 4, 1), date(2024, 5, 1), date(2026, 5, 1)
# Row numbers of the small workbook, whose title block has seven rows.
HEADING, TOTAL, FIRST = 8, 9, 11
MAGNET, SCOPE = "1", "12"


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "diagnostics" / FILE


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read(real_path)


# Figures from NHS England, monthly diagnostics (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "test", "long", "total"),
    [
        ("RTH", "", 4_672, 22_295),
        ("RNA", "", 1_057, 10_157),
        ("RJE", "", 7_206, 23_720),
        ("RRK", "", 7_292, 27_507),
        (ENGLAND, "", 376_165, 1_635_239),
        ("RTH", MAGNET, 784, 5_123),
        ("RNA", MAGNET, 332, 2_676),
        ("RTH", SCOPE, 219, 537),
        ("RNA", SCOPE, 12, 302),
    ],
)
def test_published_figures_are_read_as_published(
    real: Publication, organisation: str, test: str, long: int, total: int
) -> None:
    assert figures(real, WAITS, organisation, APRIL, member=test) == [(long, total, None, None)]


def test_providers_and_their_tests_are_all_there_and_the_sum_of_tests_is_no_test(
    real: Publication,
) -> None:
    rows = real.observations
    headline = rows[(rows["member"] == "") & (rows["organisation"] != ENGLAND)]
    assert len(headline) == 434
    assert (headline["absent_reason"] == "no_activity").sum() == 76
    assert sorted(rows["member"].unique(), key=lambda each: int(each or 0)) == [
        "",
        *map(str, range(1, 16)),
    ]
    assert ("diagnostic_test", "12", "Colonoscopy") in real.members
    assert len(real.members) == 15
    assert (real.published_on, real.rejected, real.warnings) == (date(2024, 6, 13), [], [])


def test_tests_of_england_add_up_to_england(real: Publication) -> None:
    rows = real.observations
    tests = rows[(rows["organisation"] == ENGLAND) & (rows["member"] != "")]
    assert tests[["numerator", "denominator"]].sum().tolist() == [376_165, 1_635_239]


@pytest.fixture
def sheets() -> dict[str, Rows]:
    return dm01_sheets()


def workbook(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read(write_workbook(tmp_path / "diagnostics.xlsx", sheets))


def refused(tmp_path: Path, sheets: dict[str, Rows]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        workbook(tmp_path, sheets)
    return caught.value


def test_the_workbook_by_commissioner_reads_like_the_one_by_provider(tmp_path: Path) -> None:
    publication = workbook(tmp_path, dm01_sheets("Commissioner"))
    assert figures(publication, WAITS, "10Q", MAY) == [(4, 15, None, None)]
    assert figures(publication, WAITS, "10Q", MAY, member=SCOPE) == [(2, 5, None, None)]
    assert figures(publication, WAITS, "X24", MAY) == [(0, 0, None, "no_activity")]
    assert figures(publication, WAITS, ENGLAND, MAY, member=MAGNET) == [(4, 20, None, None)]
    levels = {each.code: each.level for each in publication.organisations}
    assert (levels["10Q"], levels["X24"]) == ("ccg", "other_commissioner")


def test_footnotes_case_new_columns_and_notes_do_not_matter(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    for rows in sheets.values():
        heading = rows[HEADING - 1]
        rows[HEADING - 1] = [
            None,
            *(f"{cell} (2)".upper() if cell else None for cell in heading[1:]),
        ]
        rows.insert(3, [None, "A new line"])
        rows += [[], [None, "Note: a trust was late"]]
    publication = workbook(tmp_path, sheets)
    assert figures(publication, WAITS, "RTH", MAY) == [(4, 15, None, None)]
    assert publication.rejected == []


def test_a_row_of_blanks_was_not_submitted(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Provider"][-1][5:] = ["-"] * 5
    publication = workbook(tmp_path, sheets)
    assert figures(publication, WAITS, "NT405", MAY) == [(None, None, None, "not_submitted")]


def test_organisations_that_the_notes_name_are_warned_of(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    sheets["Notes"] = [["These did not submit DM01 data:"], ["Code", "Name"], ["RBK", "WALSALL"]]
    assert workbook(tmp_path, sheets).warnings == [
        "The notes name organisations that did not submit: Walsall (RBK)."
    ]


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        (5, 16, "not Total Waiting List as the bands add up to"),
        (6, "n/a", "not a count"),
        (9, "six", "not a count"),
        (9, 7, "not Total Waiting List as the bands add up to"),
        (3, "R.H", "not an ODS code"),
        (3, None, "no organisation code"),
    ],
)
def test_a_corrupted_row_is_set_aside_and_england_is_not_made_smaller(
    tmp_path: Path, sheets: dict[str, Rows], column: int, written: object, reason: str
) -> None:
    sheets["Provider"][FIRST - 1][column] = written
    publication = workbook(tmp_path, sheets)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row) == ("Provider", FIRST)
    assert reason in rejected.reason
    assert figures(publication, WAITS, "RTH", MAY) == []
    assert figures(publication, WAITS, ENGLAND, MAY) == [(8, 30, None, None)]
    assert "could not be checked" in publication.warnings[0]


def test_a_corrupted_test_is_missing_from_england_too(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    sheets["Provider by Test"][FIRST - 1][7] = 9_999
    publication = workbook(tmp_path, sheets)
    assert [each.row for each in publication.rejected] == [FIRST]
    assert figures(publication, WAITS, "RTH", MAY, member=MAGNET) == []
    assert figures(publication, WAITS, ENGLAND, MAY, member=MAGNET) == []
    assert figures(publication, WAITS, ENGLAND, MAY, member=SCOPE) == [(4, 10, None, None)]


@pytest.mark.parametrize("sheet", ["Provider", "Provider by Test"])
def test_a_sheet_that_ends_early_is_refused(
    tmp_path: Path, sheets: dict[str, Rows], sheet: str
) -> None:
    del sheets[sheet][FIRST:]
    error = refused(tmp_path, sheets)
    assert error.sheet in sheets
    assert "the sum of" in error.expected


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ("Provider Code", "provider code"),
        ("Total Waiting List", "total waiting list"),
        ("Number waiting 6+ Weeks", "number waiting 6 weeks"),
        ("03 <04 weeks", "3-4"),
        ("13+ weeks", "13 plus"),
    ],
)
def test_a_dropped_column_is_refused_by_name(
    tmp_path: Path, sheets: dict[str, Rows], column: str, named: str
) -> None:
    for rows in sheets.values():
        place = rows[HEADING - 1].index(column)
        for row in rows[HEADING - 1 :]:
            del row[place : place + 1]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row, error.column) == ("Provider", HEADING, named)


def test_a_heading_shifted_against_its_columns_is_refused(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    for rows in sheets.values():
        rows[HEADING - 1].insert(1, "New")
    assert "Provider" in refused(tmp_path, sheets).message


def test_a_heading_one_row_lower_reads_the_same(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    for rows in sheets.values():
        rows.insert(0, [None, "England"])
    assert figures(workbook(tmp_path, sheets), WAITS, "RTH", MAY) == [(4, 15, None, None)]


def test_a_wrong_total_of_england_is_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Provider"][TOTAL - 1][5:] = sheets["Provider"][FIRST - 1][5:]
    error = refused(tmp_path, sheets)
    assert (error.row, error.column, error.found) == (TOTAL, "Total Waiting List", "15")
    assert error.expected.startswith("30 (the sum of the rows")


def test_sheets_of_two_months_are_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Provider by Test"][2] = [None, "Period:", "June 2024"]
    assert refused(tmp_path, sheets).expected == "May 2024 as on the sheet Provider"


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_workbook_leaves_the_database_as_it_was(
    tmp_path: Path, sheets: dict[str, Rows], engine: Engine, indicators: IndicatorRegistry
) -> None:
    before = dump(engine)
    del sheets["Provider"][FIRST:]
    path = write_workbook(tmp_path / "cut.xlsx", sheets)
    lines: list[str] = []
    load_files(engine, [path], indicators, say=lines.append)
    assert "refused" in lines[0]
    assert dump(engine) == before


def extract(tmp_path: Path, rows: list[list[object]], **facts: list[str]) -> Publication:
    return read(write_extract(tmp_path / "extract.csv", rows, **facts))


def national(*rows: list[list[object]]) -> list[list[object]]:
    """The rows in an extract of enough commissioners, who have nobody waiting, to be England's."""
    empty = (extract_rows({1: {}, 12: {}}, f"{number:02}Z", "RZZ") for number in range(100))
    return [row for each in (*rows, *empty) for row in each]


OXFORD = extract_rows({1: {0: 6, 5: 2, 6: 1}, 12: {2: 3, 13: 2}})
READING = extract_rows({1: {7: 1}, 12: {}}, provider="RHW")
DUDLEY = extract_rows({1: {}, 12: {0: 4, 6: 4}}, "05C", "RNA")


def test_an_extract_is_added_up_by_commissioner_provider_and_test(tmp_path: Path) -> None:
    publication = extract(tmp_path, national(OXFORD, READING, DUDLEY))
    assert figures(publication, WAITS, "10Q", MAY_26) == [(4, 15, None, None)]
    assert figures(publication, WAITS, "10Q", MAY_26, "RHW") == [(1, 1, None, None)]
    assert figures(publication, WAITS, "10Q", MAY_26, member=MAGNET) == [(2, 10, None, None)]
    assert figures(publication, WAITS, "RTH", MAY_26, member=SCOPE) == [(2, 5, None, None)]
    assert figures(publication, WAITS, "05C", MAY_26, member=MAGNET) == [
        (0, 0, None, "no_activity")
    ]
    assert figures(publication, WAITS, ENGLAND, MAY_26) == [(8, 23, None, None)]
    assert figures(publication, WAITS, ENGLAND, MAY_26, member=SCOPE) == [(6, 13, None, None)]
    assert ("diagnostic_test", "12", "Colonoscopy") in publication.members
    assert set(publication.observations["member"]) == {"", MAGNET, SCOPE}


def test_an_extract_of_few_commissioners_has_no_totals_of_england_and_providers(
    tmp_path: Path,
) -> None:
    publication = extract(tmp_path, [*OXFORD, *DUDLEY])
    assert figures(publication, WAITS, "05C", MAY_26) == [(4, 8, None, None)]
    for whole in (ENGLAND, "RNA"):
        assert figures(publication, WAITS, whole, MAY_26) == []
    assert "2 at most, where 100 at least" in publication.warnings[0]


def test_blanks_are_nought_and_numbers_may_be_text(tmp_path: Path) -> None:
    rows = extract_rows({1: {0: 1_000, 6: 500}})
    rows = [[" 1,500 " if cell == 1_500 else cell or "" for cell in row] for row in rows]
    publication = extract(tmp_path, rows)
    assert figures(publication, WAITS, "10Q", MAY_26) == [(500, 1_500, None, None)]


def test_a_row_of_grand_totals_is_checked_and_not_added(tmp_path: Path) -> None:
    whole = [*OXFORD[-1]]
    whole[3:5], whole[7:9] = ["", "England"], ["", ""]
    publication = extract(tmp_path, [*OXFORD, whole])
    assert figures(publication, WAITS, "10Q", MAY_26) == [(3, 14, None, None)]
    with pytest.raises(FileRefused, match=r"expected 22 \(the sum of the rows\), found 14"):
        extract(tmp_path, [*OXFORD, *DUDLEY, whole])


@pytest.mark.parametrize(
    ("place", "written", "column", "reason"),
    [
        (0, "2026", "Period", "not a month such as DM01-MAY-2026"),
        (3, "R-H", "Provider Org Code", "not an ODS code"),
        (7, "", "Commissioner Org Code", "no commissioner code"),
        (9, "MRI", "Diagnostic Tests Sort Order", "not the number of a diagnostic test"),
        (13, "x", "02 < 03 Weeks", "not a count"),
        (13, "-4", "02 < 03 Weeks", "not a count"),
        (25, "12", "Total WL", "not Total WL as the bands add up to"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside_and_the_totals_that_would_lack_it(
    tmp_path: Path, place: int, written: str, column: str, reason: str
) -> None:
    bad = [*OXFORD[0]]
    bad[place] = written
    publication = extract(tmp_path, national([bad, *OXFORD[1:]], READING, DUDLEY))
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (2, column)
    assert reason in rejected.reason
    for organisation in ("10Q", ENGLAND):
        assert figures(publication, WAITS, organisation, MAY_26, member=MAGNET) == []
        assert figures(publication, WAITS, organisation, MAY_26) == []


def test_totals_that_do_not_need_the_row_set_aside_are_there(tmp_path: Path) -> None:
    bad = [*OXFORD[0]]
    bad[13] = "x"
    publication = extract(tmp_path, national([bad, *OXFORD[1:]], READING, DUDLEY))
    assert figures(publication, WAITS, "05C", MAY_26) == [(4, 8, None, None)]
    assert figures(publication, WAITS, "10Q", MAY_26, "RTH") == []
    assert figures(publication, WAITS, "10Q", MAY_26, "RHW") == [(1, 1, None, None)]
    assert figures(publication, WAITS, "10Q", MAY_26, member=SCOPE) == [(2, 5, None, None)]


@pytest.mark.parametrize("kept", [1, 2])
def test_an_extract_cut_between_the_tests_of_a_provider_is_refused(
    tmp_path: Path, kept: int
) -> None:
    with pytest.raises(FileRefused, match="a row of all tests for 05C at RNA"):
        extract(tmp_path, [*OXFORD, *DUDLEY[:kept]])


def test_a_test_that_went_missing_is_refused_by_the_sum_of_tests(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"row 3, column Total WL: expected 9 \(the sum of its"):
        extract(tmp_path, [OXFORD[0], *OXFORD[2:]])


@pytest.mark.parametrize("characters", [16, 40, 120])
def test_an_extract_cut_inside_its_last_line_is_refused(tmp_path: Path, characters: int) -> None:
    path = write_extract(tmp_path / "cut.csv", [*OXFORD, *DUDLEY])
    path.write_bytes(path.read_bytes()[:-characters])
    with pytest.raises(FileRefused, match=r"row 7: expected 30 cells, found fewer"):
        read(path)


@pytest.mark.parametrize(
    ("dropped", "named"),
    [
        ("Period", "period"),
        ("Provider Org Code", "provider org code"),
        ("Commissioner Org Code", "commissioner org code"),
        ("Diagnostic Tests Sort Order", "diagnostic id"),
        ("06 < 07 Weeks", "6-7"),
        ("Total WL", "total waiting list"),
    ],
)
def test_an_extract_without_a_column_is_refused_by_its_name(
    tmp_path: Path, dropped: str, named: str
) -> None:
    whole: list[list[object]] = [[*EXTRACT_NAMES], *OXFORD]
    place = EXTRACT_NAMES.index(dropped)
    names, *rows = ([*row[:place], *row[place + 1 :]] for row in whole)
    with pytest.raises(FileRefused) as caught:
        extract(tmp_path, rows, names=[str(name) for name in names])
    assert (caught.value.row, caught.value.column) == (1, named)


def test_an_extract_whose_header_is_shifted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"row 2"):
        extract(tmp_path, [["2026", *row] for row in OXFORD], names=[*EXTRACT_NAMES, "New"])


def test_order_titles_and_encodings_do_not_matter(tmp_path: Path) -> None:
    path = write_extract(
        tmp_path / "turned.csv", [row[::-1] for row in OXFORD], names=EXTRACT_NAMES[::-1]
    )
    written = "DM01,\r\n\r\n" + path.read_text().upper().replace("\n", "\r\n")
    path.write_bytes(written.encode("utf-8-sig"))
    assert figures(read(path), WAITS, "10Q", MAY_26) == [(3, 14, None, None)]


def test_both_files_are_known_by_their_content(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    assert recognised_by(write_workbook(tmp_path / "a.xlsx", sheets)) is dm01_workbook
    assert recognised_by(write_extract(tmp_path / "b.txt", OXFORD)) is dm01_extract


@pytest.mark.parametrize("labels", [["ENG", "England"], ["Total", None]])
def test_the_total_may_be_coded(tmp_path: Path, labels: list[object]) -> None:
    sheets = dm01_sheets()
    for rows in sheets.values():
        row = next((each for each in rows if "Total" in each), None)
        if row:
            row[3:5] = labels
    publication = read(write_workbook(tmp_path / "coded.xlsx", sheets))
    assert figures(publication, WAITS, ENGLAND, MAY) == [(8, 30, None, None)]


def test_a_sheet_of_tests_without_their_numbers_is_refused_for_that(tmp_path: Path) -> None:
    sheets = dm01_sheets()
    for row in sheets["Provider by Test"]:
        del row[5:6]
    with pytest.raises(FileRefused, match='expected a column "diagnostic id"'):
        read(write_workbook(tmp_path / "unnumbered.xlsx", sheets))


def test_a_sheet_of_unknown_organisations_is_refused_and_not_passed_by(tmp_path: Path) -> None:
    sheets = dm01_sheets()
    for rows in sheets.values():
        for row in rows:
            row[:] = [str(c).replace("Provider", "ICB") if "Provider" in str(c) else c for c in row]
    with pytest.raises(FileRefused, match='expected a column "provider code"'):
        read(write_workbook(tmp_path / "boards.xlsx", sheets))


def test_a_sheet_may_come_as_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    with path.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows(dm01_sheets()["Provider"])
    assert figures(read(path), WAITS, ENGLAND, MAY) == [(8, 30, None, None)]
