"""Does England's RTT series come in as published, from its first month to its last?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.publication import Publication
from data_access.ingest.readers import rtt_commissioner, rtt_england
from tests.data.databases import dump
from tests.data.publications import Rows, context, figures, rtt_sheets, said, write_workbook
from tests.data.publications_rtt import series_row, series_sheets

AUG, SEP, OCT = (date(2021, month, 1) for month in (8, 9, 10))
SHEET = "Full Time Series"
# Row numbers of the small workbook: two rows of names, a month without figures, three with them.
HEADING, FIRST = 6, 8


@pytest.fixture(scope="module")
def real(shared: Path) -> Publication:
    return read(shared / "published" / "rtt" / "RTT_TS_data.xlsx")


def read(path: Path) -> Publication:
    document = Document(path)
    assert rtt_england.recognises(document)
    return rtt_england.read(document, context())


def read_sheets(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read(write_workbook(tmp_path / "series.xlsx", sheets))


def refused(tmp_path: Path, sheets: dict[str, Rows]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_sheets(tmp_path, sheets)
    return caught.value


# Figures from NHS England, RTT overview time series (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "within", "total", "long", "median", "percentile"),
    [
        (date(2015, 3, 1), 2_800_845, 3_006_877, 475, 5.559153, 17.228058),
        (date(2022, 11, 1), 4_160_506, 6_926_635, 379_316, 13.621068, 45.302331),
        (date(2007, 8, 1), 2_395_656, 4_186_974, 578_682, 14.287783, None),
    ],
)
def test_published_figures_are_read_as_published(
    real: Publication,
    month: date,
    within: int,
    total: int,
    long: int,
    median: float,
    percentile: float | None,
) -> None:
    said = {each: figures(real, f"rtt_{each}", ENGLAND, month)[0] for each in
            ("18week", "waiting_list", "52week", "median_wait", "92nd_percentile")}  # fmt: skip
    assert said["18week"] == (within, total, None, None)
    assert (said["waiting_list"][0], said["52week"][0]) == (total, long)
    assert said["median_wait"][2] == median
    beyond = None if percentile else "beyond_bands"
    assert said["92nd_percentile"][2:] == (percentile, beyond)


def test_the_real_series_begins_with_its_first_figures_and_ends_with_its_last(
    real: Publication,
) -> None:
    months = real.observations["period_start"]
    assert (months.min(), months.max()) == (date(2007, 8, 1), date(2022, 11, 1))
    assert (len(real.observations), real.rejected) == (5 * 184, [])
    assert "Manchester University NHS Foundation Trust (R0A)" in real.warnings[0]


@pytest.mark.parametrize(
    ("name", "month"), [("Jan15-revised-XLS-2357K", 1), ("Mar15-revised-XLS-2357K", 3)]
)
def test_percentiles_of_bands_are_those_that_the_series_publishes(
    real: Publication, shared: Path, name: str, month: int
) -> None:
    """The median was estimated in another way until September 2022, and is nearly the same."""
    path = shared / "published" / "rtt" / f"Incomplete-Commissioner-{name}.xls"
    workbook = rtt_commissioner.read(Document(path), context())
    for indicator, within in (("rtt_92nd_percentile", 1e-6), ("rtt_median_wait", 1e-5)):
        ours, theirs = (
            figures(each, indicator, ENGLAND, date(2015, month, 1))[0][2]
            for each in (workbook, real)
        )
        assert ours == pytest.approx(theirs, abs=within)


def test_months_without_figures_before_the_series_and_notes_are_passed_over(
    tmp_path: Path,
) -> None:
    publication = read_sheets(tmp_path, series_sheets())
    months = publication.observations["period_start"]
    assert sorted(set(months)) == [AUG, SEP, OCT]
    assert publication.warnings == ["Missing Data for Oct 21: a trust (RXX)."]


def test_a_wait_in_the_last_band_or_not_given_says_why(tmp_path: Path) -> None:
    rows = [series_row(AUG, percentile="52+"), series_row(SEP, long="-"), series_row(OCT)]
    publication = read_sheets(tmp_path, series_sheets(*rows))
    beyond = figures(publication, "rtt_92nd_percentile", ENGLAND, AUG)
    assert beyond == [(None, None, None, "beyond_bands")]
    not_given = figures(publication, "rtt_52week", ENGLAND, SEP)
    assert not_given == [(None, None, None, "not_collected")]


def test_other_names_places_and_text_read_the_same(tmp_path: Path) -> None:
    expected = said(read_sheets(tmp_path, series_sheets()))
    sheets = series_sheets()
    rows = sheets[SHEET]
    rows[5] = [str(name).replace("No. >", "Number over").upper() if name else name
               for name in rows[5]]  # fmt: skip
    for row in rows[FIRST - 1 : FIRST + 2]:
        row[5], row[10] = f"\t{row[5]} ", f"{row[10]},".replace(",", "")
    rows.insert(0, [None, "Revised"])
    sheets = {"Notes": [["Nothing here"]], "England": rows}
    assert said(read_sheets(tmp_path, sheets)).equals(expected)


@pytest.mark.parametrize("last", [2, 1])
def test_a_series_cut_short_is_refused(tmp_path: Path, last: int) -> None:
    months = [series_row(month) for month in (AUG, SEP, OCT)][:last]
    error = refused(tmp_path, series_sheets(*months))
    assert error.expected == "figures to October 2021, as is stated above"
    assert error.row == FIRST + last - 1


def test_a_month_that_is_missing_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, series_sheets(series_row(AUG), series_row(OCT)))
    assert error.expected == "a row for September 2021"


@pytest.mark.parametrize(
    ("dropped", "named"),
    [
        ("No. within 18 weeks", "within"),
        ("No. > 52 weeks", "long"),
        ("Total waiting (mil)", "total"),
        ("92nd percentile (weeks)", "percentile"),
    ],
)
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, dropped: str, named: str) -> None:
    sheets = series_sheets()
    place = sheets[SHEET][5].index(dropped)
    for row in sheets[SHEET][4:10]:
        del row[place]
    error = refused(tmp_path, sheets)
    assert (error.row, error.column) == (HEADING, named)


def test_a_shifted_heading_is_refused(tmp_path: Path) -> None:
    sheets = series_sheets()
    sheets[SHEET][5].insert(3, "Region")
    sheets[SHEET][4].insert(3, None)
    assert refused(tmp_path, sheets).row == FIRST


@pytest.mark.parametrize(
    ("place", "cell", "column", "reason"),
    [
        (5, "n/k", "No. within 18 weeks", "not a number"),
        (9, -2, "No. > 52 weeks", "not a number"),
        (9, 99, "No. > 52 weeks", "more than over 18 weeks"),
        (8, 11, "Total waiting (mil)", "those within and over 18 weeks do not add up to it"),
        (7, 0.5, "% within 18 weeks", "not the share of those within 18 weeks"),
        (2, "Sept", "Month", "not a month from 1990 to 2100"),
        (4, "long", "92nd percentile (weeks)", "not a number"),
    ],
)
def test_a_corrupted_cell_sets_its_month_aside(
    tmp_path: Path, place: int, cell: object, column: str, reason: str
) -> None:
    sheets = series_sheets()
    sheets[SHEET][FIRST][place] = cell
    publication = read_sheets(tmp_path, sheets)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row) == (SHEET, FIRST + 1)
    assert (rejected.column, rejected.reason) == (column, reason)
    assert figures(publication, "rtt_18week", ENGLAND, SEP) == []
    assert figures(publication, "rtt_18week", ENGLAND, OCT) == [(90, 100, None, None)]


def test_the_workbook_of_commissioners_is_left_alone(tmp_path: Path) -> None:
    document = Document(write_workbook(tmp_path / "other.xlsx", rtt_sheets()))
    assert not rtt_england.recognises(document)


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_series_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    before = dump(engine)
    cut = write_workbook(tmp_path / "cut.xlsx", series_sheets(series_row(AUG)))
    outcome = load_file(engine, cut, indicators)
    assert "as is stated above" in outcome.line
    assert dump(engine) == before


def test_names_below_the_first_month_are_refused(tmp_path: Path) -> None:
    sheets = series_sheets()
    rows = sheets[SHEET]
    rows[5], rows[6] = rows[6], rows[5]
    assert refused(tmp_path, sheets).row == HEADING


def test_an_empty_row_between_the_names_does_no_harm(tmp_path: Path) -> None:
    sheets = series_sheets()
    sheets[SHEET].insert(5, [])
    publication = read(write_workbook(tmp_path / "apart.xlsx", sheets))
    assert figures(publication, "rtt_18week", ENGLAND, OCT) == [(90, 100, None, None)]
