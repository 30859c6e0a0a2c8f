"""Does the monthly A&E workbook come in by provider, system and for England, and add up?"""

import csv
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_ae import TYPE_COLUMNS, workbook_row, workbook_sheets

FILE = "April-2024-AE-by-provider-24y7F-revised.xls"
APRIL = date(2024, 4, 1)
SEP_2019 = date(2019, 9, 1)


@pytest.fixture(scope="module")
def real(shared: Path) -> Publication:
    return read(shared / "published" / "ae" / FILE)


# Figures from NHS England, A&E attendances (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "within", "attendances"),
    [
        ("RTH", 12_687, 17_013),
        ("RNA", 12_083, 15_046),
        ("RJE", 16_598, 23_492),
        ("RRK", 20_983, 34_837),
        (ENGLAND, 1_668_983, 2_240_668),
        ("QU9", 40_520, 53_523),
        ("QUA", 61_165, 78_661),
    ],
)
def test_the_published_month_is_read_as_published(
    real: Publication, organisation: str, within: int, attendances: int
) -> None:
    assert figures(real, "ae_4hour", organisation, APRIL) == [(within, attendances, None, None)]
    assert figures(real, "ae_attendances", organisation, APRIL) == [(attendances, None, None, None)]


def test_the_real_file_has_every_provider_and_system(real: Publication) -> None:
    levels = [each.level for each in real.organisations]
    assert (levels.count("trust"), levels.count("stp")) == (197, 42)
    assert (real.rejected, real.warnings) == ([], [])
    assert (real.published_on, real.stated_on) == (date(2024, 5, 9), date(2024, 11, 14))
    assert set(real.observations["status"]) == {"revised"}


def small(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read(write_workbook(tmp_path / "small.xlsx", sheets))


def providers_of(sheets: dict[str, Rows]) -> Rows:
    return sheets["Provider Level Data"]


def heading_of(rows: Rows) -> int:
    return next(place for place, row in enumerate(rows) if "Code" in row)


def test_every_indicator_is_read_with_booked_appointments(tmp_path: Path) -> None:
    publication = small(tmp_path, workbook_sheets())
    assert figures(publication, "ae_4hour", "RTH", APRIL) == [(120, 150, None, None)]
    assert figures(publication, "ae_4hour", "RTH", APRIL, member="other") == [(26, 30, None, None)]
    assert figures(publication, "ae_4hour_type1", "QU9", APRIL) == [(75, 100, None, None)]
    assert figures(publication, "ae_12hour_dta", ENGLAND, APRIL) == [(3, None, None, None)]
    assert figures(publication, "emergency_admissions", "RNA", APRIL) == [(25, None, None, None)]


def test_the_copy_of_the_systems_that_has_englands_row_is_read(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    rows = deepcopy(sheets["System Level Data"])
    both = providers_of(sheets)[heading_of(providers_of(sheets)) + 1][4:]
    sheets["System Level Data_2"] = [*rows[:2], [None, "-", "-", *both], *rows[2:]]
    rows = sheets["System Level Data"]
    rows.pop()
    assert figures(small(tmp_path, sheets), "ae_attendances", "QUA", APRIL) == [
        (100, None, None, None)
    ]


def test_a_workbook_without_systems_is_read(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    del sheets["System Level Data"]
    assert figures(small(tmp_path, sheets), "ae_4hour", ENGLAND, APRIL) == [(210, 250, None, None)]


def test_columns_of_those_within_four_hours_may_be_lacking(tmp_path: Path) -> None:
    sheets = workbook_sheets("April 2017")
    for rows in sheets.values():
        header = rows[heading_of(rows)]
        first = header.index(TYPE_COLUMNS[0], header.index(TYPE_COLUMNS[0]) + 1)
        rows[:] = [row[:first] + row[first + 4 :] for row in rows]
    publication = small(tmp_path, sheets)
    assert figures(publication, "ae_4hour", "RTH", date(2017, 4, 1)) == [(120, 150, None, None)]


def test_field_tests_are_excluded_and_england_is_as_published_without_them(
    tmp_path: Path,
) -> None:
    sheets = {"Provider Level Data": providers_of(workbook_sheets("September 2019"))}
    rows = sheets["Provider Level Data"]
    rows[-1][1] = "RGT"
    rows[-1][8:16] = ["N/A"] * 8
    england = rows[heading_of(rows) + 1]
    england[8:16] = workbook_row([100, 20, 30], [25, 1, 4], 0, 0)[4:12]
    publication = small(tmp_path, sheets)
    assert figures(publication, "ae_4hour", "RGT", SEP_2019) == [(None, None, None, "excluded")]
    assert figures(publication, "ae_attendances", "RGT", SEP_2019) == [(100, None, None, None)]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(120, 150, None, None)]
    assert figures(publication, "ae_attendances", ENGLAND, SEP_2019) == [(250, None, None, None)]


def test_a_file_without_its_last_rows_is_refused(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    providers_of(sheets).pop()
    with pytest.raises(FileRefused, match="the sum of the rows"):
        small(tmp_path, sheets)


def test_systems_without_their_last_row_are_refused(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    sheets["System Level Data"].pop()
    with pytest.raises(FileRefused, match="the sum of the rows"):
        small(tmp_path, sheets)


def test_a_damaged_file_is_refused(tmp_path: Path, shared: Path) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes((shared / "published" / "ae" / FILE).read_bytes()[:300_000])
    with pytest.raises(FileRefused, match="workbook"):
        recognised_by(path)


def test_a_file_without_englands_row_is_refused(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    del rows[heading_of(rows) + 1]
    with pytest.raises(FileRefused, match="a row of England's own figures"):
        small(tmp_path, sheets)


@pytest.mark.parametrize("dropped", [1, *range(4, 12), *range(12, 16), 17, 19])
def test_a_dropped_column_is_refused(tmp_path: Path, dropped: int) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    heading = heading_of(rows)
    rows[heading:] = [row[:dropped] + row[dropped + 1 :] for row in rows[heading:]]
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, sheets)
    assert (caught.value.sheet, caught.value.row) == ("Provider Level Data", heading + 1)


def test_a_header_shifted_by_a_row_reads_the_same(tmp_path: Path) -> None:
    sheets = {name: [[], *rows] for name, rows in workbook_sheets().items()}
    assert figures(small(tmp_path, sheets), "ae_4hour", ENGLAND, APRIL) == [(210, 250, None, None)]


def test_a_header_shifted_by_a_cell_is_refused(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    rows[heading_of(rows)].insert(0, None)
    with pytest.raises(FileRefused):
        small(tmp_path, sheets)


@pytest.mark.parametrize(
    ("place", "cell", "reason"),
    [
        (4, "x", "not a count"),
        (5, -1, "not a count"),
        (12, 26, "the types do not add up to the total"),
        (7, 151, "the types do not add up to the total"),
        (18, "*", None),
        (19, "*", "not a count"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside(
    tmp_path: Path, place: int, cell: object, reason: str | None
) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    rows[-2][place] = cell
    publication = small(tmp_path, sheets)
    found = [(each.sheet, each.row, each.reason) for each in publication.rejected]
    assert found == ([("Provider Level Data", len(rows) - 1, reason)] if reason else [])
    assert figures(publication, "ae_attendances", "RNA", APRIL) == [(100, None, None, None)]


def test_attendances_that_are_not_within_and_over_are_set_aside(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    rows[-2][4], rows[-2][7] = 90, 140
    (rejected,) = small(tmp_path, sheets).rejected
    assert rejected.reason == "not those within and over four hours together"


def test_a_corrupted_cell_of_england_is_refused_where_it_stands(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    rows = providers_of(sheets)
    rows[heading_of(rows) + 1][4] = "x"
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, sheets)
    assert (caught.value.row, caught.value.column) == (heading_of(rows) + 2, TYPE_COLUMNS[0])


def test_a_month_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="one month"):
        small(tmp_path, workbook_sheets("spring"))


@pytest.mark.parametrize(
    "labels", [["ENG", "", "England"], ["England", "", ""], ["-", "-", "ENGLAND TOTAL"]]
)
def test_englands_row_may_be_coded_or_named_in_other_ways(
    tmp_path: Path, labels: list[object]
) -> None:
    sheets = workbook_sheets()
    row = next(each for each in providers_of(sheets) if "England" in each)
    row[1:4] = labels
    assert figures(small(tmp_path, sheets), "ae_4hour", ENGLAND, APRIL) == [(210, 250, None, None)]


@pytest.mark.parametrize(("code", "name"), [("STP Code", "STP Name"), ("ICB Code", "ICB")])
def test_systems_come_in_whatever_they_were_called(tmp_path: Path, code: str, name: str) -> None:
    sheets = workbook_sheets()
    sheets["System Level Data"][1][1:3] = [code, name]
    found = small(tmp_path, sheets)
    assert figures(found, "ae_4hour", "QU9", APRIL) == [(120, 150, None, None)]


def test_notes_below_the_providers_are_not_rows(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    providers_of(sheets).extend([[], [None, "Notes"], [None, "1. Some trusts test standards."]])
    assert small(tmp_path, sheets).rejected == []


def test_a_row_of_a_part_of_england_is_set_aside(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    part = deepcopy(providers_of(sheets)[-1])
    part[1] = "Sub-total"
    providers_of(sheets).append(part)
    (rejected,) = small(tmp_path, sheets).rejected
    assert (rejected.column, rejected.reason[:15]) == ("Code", "not an ODS code")


def test_a_workbook_without_names_is_refused_and_not_passed_by(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    for row in providers_of(sheets):
        del row[3:4]
    with pytest.raises(FileRefused, match='expected a column "name"'):
        small(tmp_path, sheets)


def test_sheets_of_different_months_are_refused(tmp_path: Path) -> None:
    sheets = workbook_sheets()
    sheets["System Level Data"].insert(0, [None, "Period:", "March 2024"])
    with pytest.raises(FileRefused, match="expected April 2024 on every sheet, found March 2024"):
        small(tmp_path, sheets)


def test_the_sheet_of_providers_may_come_as_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    with path.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows(providers_of(workbook_sheets()))
    assert figures(read(path), "ae_4hour", "RTH", APRIL) == [(120, 150, None, None)]
