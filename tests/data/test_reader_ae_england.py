"""Does the A&E time series of England come in whole, and is a missing month told?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.organisations import ENGLAND
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from data_access.sql_store import SqlStore
from tests.data.databases import take_in
from tests.data.publications import Rows, figures, read, write_workbook
from tests.data.publications_ae import (
    RTH_2019,
    england_sheets,
    monthly_2019,
    provider,
    write_monthly,
)

MARCH, APRIL = date(2019, 3, 1), date(2019, 4, 1)


@pytest.fixture(scope="module")
def real(shared: Path) -> Publication:
    return read(shared / "published" / "ae" / "AE_England_data.xls")


# Figures from NHS England, A&E attendances (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "percentage"),
    [(date(2015, 6, 1), 94.80), (date(2018, 3, 1), 84.62), (APRIL, 85.12)],
)
def test_published_months_are_as_published(
    real: Publication, month: date, percentage: float
) -> None:
    ((within, attendances, _, _),) = figures(real, "ae_4hour", ENGLAND, month)
    assert within is not None
    assert attendances
    assert round(100 * within / attendances, 2) == percentage


def test_people_come_in_fractions_where_weeks_were_apportioned(real: Publication) -> None:
    ((within, _, _, _),) = figures(real, "ae_4hour", ENGLAND, date(2010, 11, 1))
    assert within == pytest.approx(1_604_590.9999, abs=1e-3)


def test_the_real_file_has_every_month_from_its_first_day_of_publication(
    real: Publication,
) -> None:
    months = real.observations.groupby("indicator")["period_start"].nunique().to_dict()
    assert months == {
        "ae_12hour_dta": 105,
        "ae_4hour": 102,
        "ae_4hour_type1": 102,
        "ae_attendances": 105,
        "emergency_admissions": 105,
    }
    assert real.rejected == []
    assert real.stated_on == date(2019, 11, 14)


def small(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read(write_workbook(tmp_path / "small.xlsx", sheets))


def test_waits_are_englands_and_not_those_of_the_field_test_beside_them(tmp_path: Path) -> None:
    publication = small(tmp_path, england_sheets())
    assert figures(publication, "ae_4hour", ENGLAND, APRIL) == [(159.5, 172.5, None, None)]
    assert figures(publication, "ae_4hour_type1", ENGLAND, APRIL) == [(90.5, 100.5, None, None)]
    assert figures(publication, "ae_attendances", ENGLAND, APRIL, member="other") == [
        (62, None, None, None)
    ]
    assert figures(publication, "emergency_admissions", ENGLAND, APRIL) == [(80, None, None, None)]
    assert figures(publication, "ae_12hour_dta", ENGLAND, APRIL) == [(4, None, None, None)]


def test_a_series_that_ends_before_its_title_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="a row of May 2019"):
        small(tmp_path, england_sheets("May 2019"))


def test_a_month_missing_in_the_middle_is_refused(tmp_path: Path) -> None:
    sheets = england_sheets()
    del sheets["Activity"][5]
    with pytest.raises(FileRefused, match="a row of March 2019") as caught:
        small(tmp_path, sheets)
    assert caught.value.sheet == "Activity"


@pytest.mark.parametrize("name", ["Performance", "Activity"])
def test_a_missing_sheet_is_refused_by_name(tmp_path: Path, name: str) -> None:
    sheets = england_sheets()
    del sheets[name]
    with pytest.raises(FileRefused, match=name):
        small(tmp_path, sheets)


@pytest.mark.parametrize(
    ("sheet", "place"),
    [("Performance", place) for place in range(1, 10)]
    + [("Activity", place) for place in (2, 3, 4, 5, 6, 8)],
)
def test_a_dropped_column_is_refused(tmp_path: Path, sheet: str, place: int) -> None:
    sheets = england_sheets()
    sheets[sheet][3:] = [row[:place] + row[place + 1 :] for row in sheets[sheet][3:]]
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, sheets)
    assert caught.value.sheet == sheet


def test_a_header_shifted_by_a_row_reads_the_same_and_by_a_cell_is_refused(
    tmp_path: Path,
) -> None:
    lower = small(tmp_path, {name: [[], *rows] for name, rows in england_sheets().items()})
    assert figures(lower, "ae_4hour", ENGLAND, APRIL) == [(159.5, 172.5, None, None)]
    sheets = england_sheets()
    sheets["Performance"][3].insert(2, "New")
    with pytest.raises(FileRefused):
        small(tmp_path, sheets)


@pytest.mark.parametrize(
    ("place", "cell", "reason"),
    [
        (1, "soon", "not a month"),
        (1, date(1910, 3, 1), "not a month from 1990 to 2100"),
        (3, "x", "not a count"),
        (2, 95.5, "the types do not add up to the total"),
        (10, 0.5, "not the percentage of the counts"),
    ],
)
def test_a_corrupted_cell_sets_its_month_aside(
    tmp_path: Path, place: int, cell: object, reason: str
) -> None:
    sheets = england_sheets()
    sheets["Performance"][5][place] = cell
    publication = small(tmp_path, sheets)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row, rejected.reason) == ("Performance", 6, reason)
    assert figures(publication, "ae_4hour", ENGLAND, MARCH) == []
    assert figures(publication, "ae_attendances", ENGLAND, MARCH) != []


@pytest.mark.parametrize("series_first", [True, False])
@pytest.mark.parametrize(("revised", "denominator"), [("-revised-220720-ab", 150), ("", 172.5)])
def test_the_newer_of_a_series_and_a_monthly_file_is_kept(
    engine: Engine, tmp_path: Path, series_first: bool, revised: str, denominator: float
) -> None:
    rows = monthly_2019(provider("RTH", RTH_2019, "MSitAE-APRIL-2019"))
    monthly = read(write_monthly(tmp_path / f"Monthly-April-2019{revised}.csv", rows))
    series = small(tmp_path, england_sheets())
    for each in (series, monthly) if series_first else (monthly, series):
        take_in(engine, each)

    kept = SqlStore(engine).actual(SeriesKey("ae_4hour", ENGLAND, Grain.MONTH))
    assert kept
    assert kept.observations[-1].denominator == denominator
