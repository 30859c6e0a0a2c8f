"""Does the monthly A&E CSV of either layout come in whole, and are field tests left out?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest import ae_types
from data_access.ingest.dated_place import revised_on
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Publication
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, write_workbook
from tests.data.publications_ae import (
    HEADER_2019,
    HEADER_2024,
    RGT_2019,
    RNA_2019,
    RTH_2019,
    monthly_2019,
    monthly_2024,
    provider,
    write_monthly,
)

SEP_2019, SEP_2024 = date(2019, 9, 1), date(2024, 9, 1)
APR_2019, MAR_2025 = date(2019, 4, 1), date(2025, 3, 1)
FILES = {
    SEP_2024: "Monthly-AE-September-2024.csv",
    MAR_2025: "Monthly-AE-March-2025.csv",
    APR_2019: "Monthly-AE-April-2019-revised-220720-ab123.csv",
    SEP_2019: "Monthly-September-2019-revised-210720-jh930.csv",
}


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[date, Publication]:
    return {month: read(shared / "published" / "ae" / name) for month, name in FILES.items()}


# Figures from NHS England, A&E attendances (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "organisation", "attendances", "over"),
    [
        (SEP_2024, "RTH", 17_032, 4_581),
        (SEP_2024, "RNA", 13_863, 2_609),
        (SEP_2024, "RJE", 22_768, 7_004),
        (SEP_2024, "RRK", 34_696, 12_888),
        (SEP_2024, ENGLAND, 2_214_217, 570_888),
        (MAR_2025, "RTH", 18_587, 5_865),
        (MAR_2025, "RNA", 15_337, 2_992),
        (MAR_2025, "RJE", 25_413, 9_001),
        (MAR_2025, "RRK", 37_302, 13_891),
        (MAR_2025, ENGLAND, 2_389_064, 597_748),
        (APR_2019, "RTH", 13_583, 2_074),
        (APR_2019, "RNA", 14_938, 2_848),
        (APR_2019, "RJE", 23_062, 4_490),
        (APR_2019, "RRK", 34_451, 10_616),
        (APR_2019, ENGLAND, 2_112_165, 314_181),
        (SEP_2019, "RTH", 13_952, 2_199),
        (SEP_2019, "RNA", 14_469, 2_460),
        (SEP_2019, "RJE", 22_720, 4_609),
        (SEP_2019, "RRK", 34_831, 11_310),
        (SEP_2019, ENGLAND, 1_912_373, 282_197),
    ],
)
def test_published_months_are_read_as_published(
    real: dict[date, Publication], month: date, organisation: str, attendances: int, over: int
) -> None:
    found = figures(real[month], "ae_4hour", organisation, month)
    assert found == [(attendances - over, attendances, None, None)]


def test_england_counts_the_attendances_of_field_tests_but_not_their_waits(
    real: dict[date, Publication],
) -> None:
    found = figures(real[SEP_2019], "ae_attendances", ENGLAND, SEP_2019)
    assert found == [(2_123_345, None, None, None)]


def test_fourteen_trusts_of_september_2019_are_excluded_and_none_of_april(
    real: dict[date, Publication],
) -> None:
    rows = real[SEP_2019].observations
    out = rows[rows["absent_reason"] == "excluded"]
    assert set(out["organisation"]) == ae_types.field_test_trusts(SEP_2019)
    assert out["organisation"].nunique() == 14
    assert set(out["indicator"]) == {"ae_4hour", "ae_4hour_type1"}
    assert out[["numerator", "denominator"]].isna().all(axis=None)
    assert "excluded" not in set(real[APR_2019].observations["absent_reason"])


def test_a_real_month_has_every_provider_and_nothing_set_aside(
    real: dict[date, Publication],
) -> None:
    # England is one of the organisations.
    providers = {month: len(each.organisations) - 1 for month, each in real.items()}
    assert providers == {SEP_2024: 197, MAR_2025: 198, APR_2019: 235, SEP_2019: 233}
    assert [each.rejected for each in real.values()] == [[], [], [], []]
    assert real[SEP_2019].stated_on == date(2020, 7, 21)
    assert real[SEP_2024].stated_on is None


def test_types_add_up_to_all_types_in_every_real_file(real: dict[date, Publication]) -> None:
    for each in real.values():
        rows = each.observations[each.observations["indicator"] == "ae_attendances"]
        types = rows[rows["member"] != ""].groupby("organisation")["numerator"].sum()
        whole = rows[rows["member"] == ""].set_index("organisation")["numerator"]
        assert types.sort_index().equals(whole.sort_index())


def small(tmp_path: Path, rows: Rows, name: str = "small.csv") -> Publication:
    return read(write_monthly(tmp_path / name, rows))


def test_every_indicator_of_a_provider_is_read(tmp_path: Path) -> None:
    publication = small(tmp_path, monthly_2019())
    month = SEP_2019
    assert figures(publication, "ae_4hour", "RTH", month) == [(120, 150, None, None)]
    assert figures(publication, "ae_4hour", "RTH", month, member="type2") == [(19, 20, None, None)]
    assert figures(publication, "ae_4hour_type1", "RTH", month) == [(75, 100, None, None)]
    assert figures(publication, "ae_attendances", "RTH", month, member="other") == [
        (30, None, None, None)
    ]
    assert figures(publication, "ae_12hour_dta", "RTH", month) == [(2, None, None, None)]
    assert figures(publication, "emergency_admissions", "RTH", month) == [(50, None, None, None)]
    assert figures(publication, "ae_4hour_type1", "RNA", month) == [(50, 60, None, None)]
    assert figures(publication, "ae_4hour", ENGLAND, month) == [(210, 250, None, None)]


def test_nobody_at_a_department_is_no_activity(tmp_path: Path) -> None:
    publication = small(tmp_path, monthly_2019())
    found = figures(publication, "ae_4hour", "RNA", SEP_2019, member="type2")
    assert found == [(0, 0, None, "no_activity")]


def test_booked_appointments_are_a_part_of_attendances_and_waits(tmp_path: Path) -> None:
    publication = small(tmp_path, monthly_2024())
    assert figures(publication, "ae_4hour", "RTH", SEP_2024) == [(127, 160, None, None)]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2024) == [(217, 260, None, None)]


def test_a_field_test_trust_is_excluded_and_leaves_englands_waits(tmp_path: Path) -> None:
    rows = [provider(code, counts, "MSitAE-SEPTEMBER-2019") for code, counts in
            (("RTH", RTH_2019), ("RGT", RGT_2019))]  # fmt: skip
    publication = small(tmp_path, monthly_2019(*rows))
    assert figures(publication, "ae_4hour", "RGT", SEP_2019) == [(None, None, None, "excluded")]
    assert figures(publication, "ae_attendances", "RGT", SEP_2019) == [(80, None, None, None)]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(120, 150, None, None)]
    assert figures(publication, "ae_attendances", ENGLAND, SEP_2019) == [(230, None, None, None)]


@pytest.mark.parametrize(
    ("period", "month"),
    [("MSitAE-APRIL-2019", APR_2019), ("MSitAE-JUNE-2023", date(2023, 6, 1))],
)
def test_outside_its_dates_a_field_test_excludes_nobody(
    tmp_path: Path, period: str, month: date
) -> None:
    rows = monthly_2019(provider("RGT", RGT_2019, period))
    assert figures(small(tmp_path, rows), "ae_4hour", "RGT", month) == [(80, 80, None, None)]


def test_a_field_test_trust_that_reports_waits_is_believed(tmp_path: Path) -> None:
    rows = monthly_2019(provider("RGT", RTH_2019, "MSitAE-SEPTEMBER-2019"))
    publication = small(tmp_path, rows)
    assert figures(publication, "ae_4hour", "RGT", SEP_2019) == [(120, 150, None, None)]


def test_poole_is_left_out_after_it_became_a_part_of_dorset() -> None:
    assert "R0D" not in ae_types.field_test_trusts(date(2020, 9, 1))
    assert "R0D" in ae_types.field_test_trusts(date(2020, 10, 1))


def test_order_case_blanks_titles_junk_and_encoding_do_not_matter(tmp_path: Path) -> None:
    rows = [
        [*reversed(row), *[""] * 5, "a" if row[0] == "Period" else ""] for row in monthly_2019()
    ]
    rows[0] = [str(cell).upper().replace("NUMBER OF ", "  ") for cell in rows[0]]
    path = write_monthly(tmp_path / "turned.csv", [["A&E “monthly”"], [], *rows], "cp1252", "\r\n")
    assert figures(read(path), "ae_4hour", ENGLAND, SEP_2019) == [(210, 250, None, None)]


def test_a_workbook_of_the_same_columns_reads_the_same(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "monthly.xlsx", {"Sheet1": monthly_2024()})
    assert figures(read(path), "ae_4hour", ENGLAND, SEP_2024) == [(217, 260, None, None)]


def test_thousands_separators_and_notes_below_the_total_are_understood(tmp_path: Path) -> None:
    rows = [row[:] for row in monthly_2019()]
    rows[1][4], rows[-1][4] = '"1,100"', '" 1,160 "'
    rows += [[], ["Source: NHS England"]]
    publication = small(tmp_path, rows)
    assert figures(publication, "ae_attendances", "RTH", SEP_2019) == [(1_150, None, None, None)]
    assert publication.rejected == []


@pytest.mark.parametrize("rows", [monthly_2019(total=False), monthly_2019()[:-2]])
def test_a_file_cut_short_is_refused(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(FileRefused, match="one row TOTAL, found none: the file may be cut short"):
        small(tmp_path, rows)


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    before = dump(engine)
    path = write_monthly(tmp_path / "cut.csv", monthly_2019(total=False))

    outcome = load_file(engine, path, indicators)

    assert outcome.ending is Ending.REFUSED
    assert "Row 3, column TOTAL" in outcome.line
    assert dump(engine) == before


@pytest.mark.parametrize("characters", [2, 3, 6, 20])
def test_a_file_cut_inside_its_total_is_refused(tmp_path: Path, characters: int) -> None:
    path = write_monthly(tmp_path / "cut.csv", monthly_2019())
    path.write_bytes(path.read_bytes()[:-characters])
    with pytest.raises(FileRefused) as caught:
        read(path)
    assert caught.value.row == 4


def test_a_row_that_is_missing_is_told_by_the_total(tmp_path: Path) -> None:
    rows = monthly_2019()
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, [rows[0], rows[1], rows[3]])
    assert (caught.value.row, caught.value.column) == (3, HEADER_2019[4])
    assert (caught.value.expected, caught.value.found) == ("100, the sum of the rows", "160")


def test_an_altered_booked_count_is_refused_by_its_column(tmp_path: Path) -> None:
    rows = monthly_2024()
    rows[1][8] = 99
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, rows)
    assert caught.value.column == HEADER_2024[8]


@pytest.mark.parametrize("place", [0, 1, 4, 6, 7, 9, 11, 12, 15])
def test_a_dropped_column_is_refused(tmp_path: Path, place: int) -> None:
    rows = [row[:place] + row[place + 1 :] for row in monthly_2019()]
    with pytest.raises(FileRefused, match=r"expected a column .*, found none") as caught:
        small(tmp_path, rows)
    assert caught.value.row == 1


def test_a_dropped_booked_column_is_refused_by_name(tmp_path: Path) -> None:
    place = HEADER_2024.index("Attendances over 4hrs Booked Appointments Type 1")
    rows = [row[:place] + row[place + 1 :] for row in monthly_2024()]
    with pytest.raises(FileRefused, match="A&E booked over type1"):
        small(tmp_path, rows)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    rows = [[*row, row[4]] for row in monthly_2019()]
    with pytest.raises(FileRefused, match="one such column, found two"):
        small(tmp_path, rows)


def test_a_header_shifted_by_a_row_reads_the_same_and_by_a_cell_is_refused(tmp_path: Path) -> None:
    rows = monthly_2019()
    lower = small(tmp_path, [[""], *rows])
    assert figures(lower, "ae_4hour", ENGLAND, SEP_2019) == [(210, 250, None, None)]
    with pytest.raises(FileRefused):
        small(tmp_path, [["", *rows[0]], *rows[1:]])


@pytest.mark.parametrize(
    ("place", "cell", "column", "reason"),
    [
        (0, "MSitAE", "Period", "not a month such as"),
        (0, "MSitAE-AUGUST-2019", "Period", "not September 2019, the month of the file"),
        (1, "R-1", "Org Code", "not an ODS code"),
        (1, "", "Org Code", "not an ODS code"),
        (4, "x", HEADER_2019[4], "not a count"),
        (5, "-1", HEADER_2019[5], "not a count"),
        (9, "", HEADER_2019[9], "not a count"),
        (12, "*", HEADER_2019[12], "not a count"),
        (7, "101", HEADER_2019[7], "more than there were attendances"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside(
    tmp_path: Path, place: int, cell: str, column: str, reason: str
) -> None:
    rows = monthly_2019(
        *(provider(code, RNA_2019, "MSitAE-SEPTEMBER-2019") for code in ("RJE", "RNA")),
        provider("RTH", RTH_2019, "MSitAE-SEPTEMBER-2019"),
    )
    rows[3][place] = cell
    publication = small(tmp_path, rows)
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (4, column)
    assert reason in rejected.reason
    assert figures(publication, "ae_4hour", "RTH", SEP_2019) == []
    assert figures(publication, "ae_4hour", "RNA", SEP_2019) == [(90, 100, None, None)]
    assert figures(publication, "ae_attendances", ENGLAND, SEP_2019) == [(350, None, None, None)]


def test_england_has_no_waits_where_a_row_set_aside_may_be_a_field_tests(tmp_path: Path) -> None:
    rows = monthly_2019()
    rows[1][4] = "x"
    publication = small(tmp_path, rows)
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == []
    assert "England's four-hour figures were left out" in publication.warnings[0]


def test_the_same_provider_twice_counts_once(tmp_path: Path) -> None:
    rows = monthly_2019()
    publication = small(tmp_path, [*rows[:2], rows[1], *rows[2:]])
    assert [each.row for each in publication.rejected] == [3]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(210, 250, None, None)]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Monthly-AE-April-2019-revised-220720-ab123", date(2020, 7, 22)),
        ("April-2019-Revised_22072020", date(2020, 7, 22)),
        ("Monthly-AE-April-2019-revised", None),
        ("Monthly-AE-April-2019-revised-990720", None),
        ("Monthly-AE-April-2019-revised-010119", None),
        ("Monthly-AE-April-2019-220720", None),
    ],
)
def test_a_day_of_revision_in_the_name_is_believed_where_it_can_be_one(
    name: str, day: date | None
) -> None:
    assert revised_on(name, APR_2019) == day


def test_the_total_may_be_named_by_the_parent_alone(tmp_path: Path) -> None:
    rows = monthly_2019()
    rows[-1][:4] = ["MSitAE-SEPTEMBER-2019", "", "TOTAL", ""]
    publication = small(tmp_path, rows)
    assert publication.rejected == []
    assert figures(publication, "ae_attendances", ENGLAND, SEP_2019) == [(250, None, None, None)]


@pytest.mark.parametrize("nothing", ["", "-", "N/A"])
def test_a_trust_of_the_field_test_may_have_nothing_for_its_waits(
    tmp_path: Path, nothing: str
) -> None:
    period = "MSitAE-SEPTEMBER-2019"
    rows = monthly_2019(provider("RTH", RTH_2019, period), provider("RGT", RGT_2019, period))
    rows[2][7:10] = [nothing] * 3
    publication = small(tmp_path, rows)
    assert publication.rejected == []
    assert figures(publication, "ae_4hour", "RGT", SEP_2019) == [(None, None, None, "excluded")]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(120, 150, None, None)]


def test_two_months_under_one_total_are_refused(tmp_path: Path) -> None:
    months = ("MSitAE-AUGUST-2019", "MSitAE-SEPTEMBER-2019")
    providers = [provider(code, RTH_2019, each) for each in months for code in ("RTH", "RNA")]
    with pytest.raises(FileRefused, match="column Period: expected one month"):
        small(tmp_path, monthly_2019(*providers))
