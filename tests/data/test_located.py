"""Does every reader say in which sheet and row a figure stands?"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.organisations import ENGLAND
from data_access.ingest.located import RowsOf, located, summed
from data_access.ingest.publication import Publication
from tests.data import (
    publications,
    publications_activity,
    publications_ae,
    publications_cancer,
    publications_mental_health,
    publications_rtt,
)
from tests.data.publications import eip_line, stands, write_eip, write_workbook
from tests.data.publications_flow import delay_sheets, read_knowing, winter_sheets
from tests.data.publications_mental_health import practice_line, write_lines

DUDLEY = "E08000027"
APRIL_2017, SEPTEMBER = date(2017, 4, 1), date(2019, 9, 1)
COUNTED_DERIVED = [
    "RTH,1,100,25,3",
    "RTH,2,10,2,1",
    "RNA,other,50,0,0",
    *(f"R{number:03},1,0,0,0" for number in range(150)),
]


def text(path: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def workbook(sheets: dict[str, publications.Rows]) -> Callable[[Path], Path]:
    return lambda folder: write_workbook(folder / "small.xlsx", sheets)


def mar_series(folder: Path) -> Path:
    rows = [publications_activity.mar_month("2015-16", each) for each in ("FEBRUARY", "MARCH")]
    sheets = publications_activity.mar_series(rows, "February 2016 to March 2016")
    return write_workbook(folder / "series.xlsx", sheets)


def mar_ccgs(folder: Path) -> Path:
    others = {f"{number:02}Z": (1_200, 0, 1) for number in range(99)}
    lines = publications_activity.mar_ccg_lines({"10Q": (6_859, 6_251, 9_725), **others})
    return text(folder / "ccgs.csv", lines, "cp1252")


def dm01_extract(folder: Path) -> Path:
    rows = publications_activity.extract_rows({1: {0: 5, 7: 1}, 12: {1: 2}})
    return publications_activity.write_extract(folder / "extract.csv", rows)


def ambulance(folder: Path) -> Path:
    rows = publications_activity.ambulance_month()
    return publications_activity.write_ambulance(folder / "small.csv", rows)


def ae_monthly(folder: Path) -> Path:
    rows = publications_ae.monthly_2019()
    return publications_ae.write_monthly(folder / "small.csv", rows)


def ae_derived(folder: Path) -> Path:
    header = "org_code,type,attendances,breaches,admissions"
    return text(folder / "2019-09-01.csv", [header, *COUNTED_DERIVED])


def old_cancer(folder: Path) -> Path:
    sheet = publications_cancer.old_sheet()
    return publications_cancer.old_workbook(folder / "old.xlsx", sheet)


def cancer_csv(folder: Path) -> Path:
    return text(folder / "provider.csv", publications_cancer.provider_csv().split("\n"), "cp1252")


def cancer_combined(folder: Path) -> Path:
    rows = publications_cancer.combined_rows()
    return publications_cancer.write_combined(folder / "file.csv", rows)


def areas(folder: Path) -> Path:
    lines = publications_mental_health.area_lines()
    return write_lines(folder / "areas.csv", publications_mental_health.AREA_HEADER, lines)


def wide_areas(folder: Path) -> Path:
    lines = publications_mental_health.wide_area_lines()
    return write_lines(folder / "areas.csv", publications_mental_health.WIDE_HEADER, lines)


def practices(folder: Path) -> Path:
    lines = [practice_line(30), practice_line(45, measure="DEMENTIA_ESTIMATE_65_PLUS")]
    lines.append(practice_line(3, "K84002"))
    return write_lines(folder / "practices.csv", publications_mental_health.PRACTICE_HEADER, lines)


def therapies(folder: Path) -> Path:
    lines = publications_mental_health.therapy_lines()
    return write_lines(folder / "areas.csv", publications_mental_health.THERAPY_HEADER, lines)


def eip(folder: Path) -> Path:
    return write_eip(
        folder / "eip.csv",
        eip_line((1, 2), commissioner="05C"),
        eip_line((1, 2), provider="RWE"),
        eip_line((3,), measure="incomplete at month end"),
        eip_line((4, 1)),
    )


def rtt_extract(folder: Path) -> Path:
    lines = publications_rtt.extract_lines()
    return publications_rtt.write_extract(folder / "extract.csv", lines)


MAY_2016, MAY_2023 = date(2016, 5, 1), date(2023, 5, 1)
DTOC = workbook(delay_sheets())
WINTER = workbook(winter_sheets())
IAPT = workbook(publications.iapt_sheets(publications.iapt_rows()))
RTT = workbook(publications.rtt_sheets())
RTT_ENGLAND = workbook(publications_rtt.series_sheets())
DM01 = workbook(publications_activity.dm01_sheets())
AE_WORKBOOK = workbook(publications_ae.workbook_sheets())
AE_ENGLAND = workbook(publications_ae.england_sheets())
CANCER_NEW = workbook({"62-DAY (ALL CANCER)": publications_cancer.new_sheet({"ALL CANCERS": 3})})
CANCER_SERIES = workbook({"28-DAY FDS": publications_cancer.time_series()})
CANCER_EXTRACT = workbook(
    {"Extract": [publications_cancer.EXTRACT_HEADER, *publications_cancer.extract_rows()]}
)


@pytest.mark.parametrize(
    ("write", "figure", "place"),
    [
        (mar_series, ("gp_referrals_made", ENGLAND, date(2016, 3, 1)),
         ("Commissioner Timeseries", 11)),
        (mar_ccgs, ("gp_referrals_seen", "10Q", date(2020, 5, 1)), ("", 12)),
        (DM01, ("diagnostics_6week", "RNA", date(2024, 5, 1)), ("Provider", 12)),
        (DM01, ("diagnostics_6week", "RNA", date(2024, 5, 1), "", "12"), ("Provider by Test", 15)),
        (DM01, ("diagnostics_6week", ENGLAND, date(2024, 5, 1)), ("Provider", 9)),
        (DM01, ("diagnostics_6week", ENGLAND, date(2024, 5, 1), "", "12"),
         ("Provider by Test", 12)),
        (dm01_extract, ("diagnostics_6week", "10Q", date(2026, 5, 1), "", "12"), ("", 3)),
        (dm01_extract, ("diagnostics_6week", "10Q", date(2026, 5, 1), "RTH"), ("", 2)),
        (ambulance, ("ambulance_c2_mean", "R1F", date(2019, 3, 1)), ("", 4)),
        (ae_monthly, ("ae_4hour", "RNA", SEPTEMBER), ("", 3)),
        (ae_monthly, ("ae_12hour_dta", ENGLAND, SEPTEMBER), ("", 4)),
        (ae_derived, ("ae_4hour", "RTH", SEPTEMBER), ("", 2)),
        (ae_derived, ("ae_4hour", "RTH", SEPTEMBER, "", "type2"), ("", 3)),
        (ae_derived, ("ae_attendances", ENGLAND, SEPTEMBER, "", "other"), ("", 4)),
        (AE_WORKBOOK, ("ae_4hour", ENGLAND, date(2024, 4, 1)), ("Provider Level Data", 9)),
        (AE_WORKBOOK, ("ae_4hour", "QUA", date(2024, 4, 1)), ("System Level Data", 4)),
        (AE_ENGLAND, ("ae_4hour", ENGLAND, date(2019, 3, 1)), ("Performance", 6)),
        (AE_ENGLAND, ("emergency_admissions", ENGLAND, date(2019, 3, 1)), ("Activity", 6)),
        (old_cancer, ("cancer_2week", "10Q", date(2021, 7, 1)), ("TWO WEEK WAIT-ALL CANCER", 8)),
        (old_cancer, ("cancer_2week", ENGLAND, date(2021, 7, 1)), ("TWO WEEK WAIT-ALL CANCER", 6)),
        (CANCER_NEW, ("cancer_62day_combined", "QUA", date(2025, 7, 1)),
         ("62-DAY (ALL CANCER)", 10)),
        (cancer_csv, ("cancer_62day", "RNA", date(2015, 6, 1)), ("", 18)),
        (CANCER_SERIES, ("cancer_28day_fds", "QUA", date(2023, 9, 1)), ("28-DAY FDS", 7)),
        (cancer_combined, ("cancer_62day_combined", "QU9", date(2026, 4, 1)), ("", 21)),
        (CANCER_EXTRACT, ("cancer_31day_combined", "RNA", date(2023, 11, 1)), ("Extract", 9)),
        (areas, ("dementia_diagnosis", DUDLEY, APRIL_2017), ("", 6)),
        (wide_areas, ("dementia_diagnosis", DUDLEY, APRIL_2017), ("", 3)),
        (practices, ("dementia_register", "K84002", date(2018, 12, 1)), ("", 4)),
        (therapies, ("iapt_entering_treatment", "RNU", date(2021, 1, 1)), ("", 11)),
        (therapies, ("iapt_recovery", "10Q", date(2021, 1, 1)), ("", 31)),
        (DTOC, ("dtoc_days", DUDLEY, APRIL_2017), ("LA - by responsible org", 18)),
        (DTOC, ("dtoc_days", DUDLEY, APRIL_2017, "", "acute"), ("LA - by Type of Care", 18)),
        (WINTER, ("bed_occupancy", "RTH", date(2020, 12, 8)), ("G&A beds", 18)),
        (IAPT, ("iapt_recovery", "10Q", date(2020, 2, 1), "RNU"), ("Table 1", 14)),
        (eip, ("eip_2week", "10Q", SEPTEMBER, "RNU"), ("", 5)),
        (eip, ("eip_2week", "10Q", SEPTEMBER), ("", 3)),
        (eip, ("eip_incomplete", "10Q", SEPTEMBER), ("", 4)),
        (RTT, ("rtt_18week", "10Q", MAY_2016), ("Commissioner", 16)),
        (RTT, ("rtt_median_wait", ENGLAND, MAY_2016, "", "110"), ("National", 10)),
        (RTT_ENGLAND, ("rtt_92nd_percentile", ENGLAND, date(2021, 9, 1)), ("Full Time Series", 9)),
        (rtt_extract, ("rtt_18week", "10Q", MAY_2023, "RAA"), ("", 4)),
        (rtt_extract, ("rtt_18week", "01A", MAY_2023), ("", 10)),
        (rtt_extract, ("rtt_waiting_list", "RZZ", MAY_2023), ("", 610)),
        (rtt_extract, ("rtt_52week", ENGLAND, MAY_2023, "", "110"), ("", 3)),
    ],
)  # fmt: skip
def test_a_known_figure_says_its_sheet_and_row(
    tmp_path: Path,
    write: Callable[[Path], Path],
    figure: tuple[str, str, date],
    place: tuple[str, int],
) -> None:
    publication = read_knowing(write(tmp_path))

    assert stands(publication, *figure) == place
    assert (publication.observations["row"] > 0).all()


def test_a_row_is_that_of_the_file_below_a_title_and_blank_rows(tmp_path: Path) -> None:
    rows = publications.iapt_rows()
    sheets = publications.iapt_sheets(rows, blank_rows=12)
    sheets["Table 1"].insert(14, [])

    found = read_knowing(write_workbook(tmp_path / "small.xlsx", sheets))

    assert stands(found, "iapt_referrals", "10Q", date(2020, 2, 1)) == ("Table 1", 16)


def test_a_row_set_aside_moves_none_of_the_others(tmp_path: Path) -> None:
    lines = [eip_line((1, 2), day="soon", commissioner="05C"), eip_line((4, 1))]

    found: Publication = read_knowing(write_eip(tmp_path / "eip.csv", *lines))

    assert [each.row for each in found.rejected] == [2]
    assert stands(found, "eip_2week", "10Q", SEPTEMBER, "RNU") == ("", 3)


def test_a_sum_stands_where_its_first_row_does() -> None:
    labels = pd.Index([4, 7, 9], name=RowsOf("Trusts"))
    rows = pd.DataFrame({"code": ["RTH", "RNA", "RTH"], "count": [1, 2, 3]}, index=labels)

    sums = summed(rows, ["code"], ["count"])

    assert sums.to_numpy().tolist() == [["RTH", 4, "Trusts", 4], ["RNA", 2, "Trusts", 7]]


def test_labels_that_are_no_rows_say_nothing() -> None:
    rows = pd.DataFrame({"code": ["RTH"]})

    assert list(located(rows)) == ["code"]
