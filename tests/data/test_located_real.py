"""Does a real file, opened without any of the readers, hold the figure at the row that is said?"""

import csv
import gzip
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.data.publications_flow import read_knowing

# So many figures of each file, spread over all of it.
SOME = 60


@cache
def rows_of(path: Path, sheet: str) -> list[list[object]]:
    """Every row as a spreadsheet shows them."""
    if sheet:
        book = CalamineWorkbook.from_path(path)
        return [list(row) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return [list(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig", "replace")))]


def numbers(cells: Sequence[object]) -> set[float]:
    found = set()
    for cell in cells:
        try:
            found.add(round(float(str(cell).replace(",", "").rstrip("%")), 6))
        except ValueError:
            continue
    return found


def spread(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.iloc[:: max(1, len(rows) // SOME)]


# Figures that stand in their row as they are: neither added up nor made of bands.
@pytest.mark.parametrize(
    ("file", "indicators"),
    [
        ("activity-mar/MAR_Comm-Timeseries-October-16-6587.xls", ["gp_referrals_made"]),
        ("ae/AE_England_data.xls", ["ae_attendances", "emergency_admissions"]),
        ("ae/April-2024-AE-by-provider-24y7F-revised.xls", ["ae_attendances", "ae_12hour_dta"]),
        ("ae/Monthly-AE-April-2019-revised-220720-ab123.csv", ["ae_12hour_dta"]),
        ("ambulance/AmbSYS-to-Mar-2026-UI7FG.csv", ["ambulance_c2_mean"]),
        ("dementia/dem_reg_2016-2018.csv", ["dementia_register"]),
        ("dementia/dem_rev_vs_est_2107.csv", ["dementia_register"]),
        ("dtoc/April_17.xls", ["dtoc_days", "dtoc_beds"]),
        ("iapt/feb2019_feb2020.xlsx", ["iapt_referrals", "iapt_recovery"]),
        ("rtt/Incomplete-Commissioner-Mar15-revised-XLS-2357K.xls", ["rtt_waiting_list"]),
        ("rtt/RTT_TS_data.xlsx", ["rtt_52week", "rtt_median_wait"]),
        ("winter-sitrep/winter_sitrep_daily_ts.xlsx", ["ambulance_arrivals", "ga_beds_open"]),
    ],
)
def test_the_row_holds_the_figure(shared: Path, file: str, indicators: list[str]) -> None:
    path = shared / "published" / file
    every = read_knowing(path).observations
    rows = every[every["indicator"].isin(indicators)]
    figures = rows["value"].fillna(rows["numerator"])

    some = spread(rows[figures.notna()])

    assert set(some["indicator"]) == set(indicators)
    for row in some.itertuples():
        cells = rows_of(path, row.sheet)[row.row - 1]
        figure = row.numerator if pd.isna(row.value) else row.value
        assert round(figure, 6) in numbers(cells), (row, cells)


# Where rows are added up, the first of them is of the same organisation.
@pytest.mark.parametrize(
    "file",
    [
        "eip/EIP-Timeseries-History-File-December-2015-to-September-2019-1.csv",
        "rtt/20260131-RTT-January-2026-full-extract.csv.gz",
        "ae/nhsr-derived/2017-03-01.csv",
        "cancer/nhs_commissioner_wait_times_jul_2021.xlsx",
        "diagnostics/Monthly-Diagnostics-Web-File-Provider-April-2024_GG8WA.xls",
    ],
)
def test_the_first_of_the_rows_of_a_sum_is_its_organisations(shared: Path, file: str) -> None:
    path = shared / "published" / file
    every = read_knowing(path).observations
    some = spread(every[every["organisation"] != "E92000001"])

    for row in some.itertuples():
        cells = {str(cell).strip() for cell in rows_of(path, row.sheet)[row.row - 1]}
        assert row.organisation in cells, (row, cells)
        assert not row.provider or row.provider in cells, (row, cells)


def test_no_earlier_row_belongs_to_the_sum(shared: Path) -> None:
    path = shared / "published" / "eip"
    path = next(path.glob("EIP-Timeseries*"))
    rows = read_knowing(path).observations
    months = rows["period_start"] == rows["period_start"].max()
    totals = rows[months & (rows["provider"] == "") & (rows["indicator"] == "eip_incomplete")]
    day = rows["period_start"].max().strftime("%d/%m/%Y")

    lines = rows_of(path, "")
    mine = [n for n, line in enumerate(lines, 1) if line[0] == day and "incomplete" in str(line[5])]
    for row in spread(totals[totals["organisation"] != "E92000001"]).itertuples():
        first = next(n for n in mine if row.organisation in (lines[n - 1][1], lines[n - 1][3]))
        assert row.row == first
