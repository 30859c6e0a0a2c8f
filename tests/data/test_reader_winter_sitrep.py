"""Are the winter's daily returns read as published, day by day and trust by trust?"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.daily_groups import read_daily
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Publication
from data_access.ingest.readers import winter_sitrep
from data_access.ingest.readers.winter_sitrep import AMBULANCE_MEASURES
from tests.data.databases import dump
from tests.data.publications import Rows, figures, write_workbook
from tests.data.publications_flow import DAY, read_knowing, winter_sheet, winter_sheets

BEDS, AMBULANCES = "G&A beds", "Ambulance Arrivals and Delays "
# Rows and columns of the small sheets, counted as a list is.
DATES, NAMES, ENGLAND_ROW, FIRST, CODE, FIRST_COUNT = 13, 14, 15, 17, 3, 5
FIRST_DAY, LAST_DAY = date(2019, 12, 2), date(2020, 3, 1)


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "winter-sitrep" / "winter_sitrep_daily_ts.xlsx"


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read_knowing(real_path)


# Figures from NHS England, winter SitRep (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("day", "organisation", "opened", "occupied"),
    [
        (FIRST_DAY, ENGLAND, 97_742, 93_405),
        (FIRST_DAY, "RTH", 1_984, 1_960),
        (FIRST_DAY, "RNA", 650, 607),
        (FIRST_DAY, "RJE", 1_398, 1_358),
        (LAST_DAY, ENGLAND, 97_868, 91_780),
        (LAST_DAY, "RTH", 920, 862),
        (LAST_DAY, "RNA", 635, 614),
        (LAST_DAY, "RJE", 1_430, 1_392),
    ],
)
def test_beds_are_read_as_published(
    real: Publication, day: date, organisation: str, opened: int, occupied: int
) -> None:
    assert figures(real, "ga_beds_open", organisation, day) == [(opened, None, None, None)]
    assert figures(real, "bed_occupancy", organisation, day) == [(occupied, opened, None, None)]


@pytest.mark.parametrize(
    ("organisation", "arrivals", "to_60", "over_60"),
    [
        (ENGLAND, 1_257_630, 138_147, 42_082),
        ("RTH", 11_010, 627, 65),
        ("RNA", 11_130, 2_171, 203),
        ("RJE", 19_036, 3_361, 483),
    ],
)
def test_ambulances_of_91_days_are_as_published(
    real: Publication, organisation: str, arrivals: int, to_60: int, over_60: int
) -> None:
    own = real.observations[real.observations["organisation"] == organisation]
    totals = own.groupby("indicator")["numerator"].sum()

    assert totals["ambulance_arrivals"] == arrivals
    assert totals["ambulance_handover_30min"] == to_60 + over_60
    assert totals["ambulance_handover_60min"] == over_60


def test_handovers_of_30_to_60_minutes_are_as_published(real_path: Path) -> None:
    sheet = read_daily(Document(real_path), AMBULANCES.strip(), AMBULANCE_MEASURES)
    totals = sheet.figures.groupby("code")["30-60 minutes"].sum()

    expected = {ENGLAND: 138_147, "RTH": 627, "RNA": 2_171, "RJE": 3_361}
    assert {code: totals[code] for code in expected} == expected


def test_every_day_of_every_trust_is_kept(real: Publication) -> None:
    arrivals = real.observations[real.observations["indicator"] == "ambulance_arrivals"]
    levels = {each.code: each.level for each in real.organisations}

    assert len(arrivals) == 91 * 133
    assert list(levels.values()).count("trust") == 132
    assert (real.stated_on, real.rejected) == (date(2020, 3, 5), [])


def test_a_trust_that_did_not_return_is_missing_and_not_nought(real: Publication) -> None:
    nothing = [(None, None, None, "not_submitted")]
    day = FIRST_DAY + timedelta(13)

    assert figures(real, "ga_beds_open", "RA2", FIRST_DAY) == nothing
    assert figures(real, "bed_occupancy", "RA2", FIRST_DAY) == nothing
    assert figures(real, "ambulance_arrivals", "RNA", day) == nothing
    assert figures(real, "ambulance_handover_30min", "RNA", day) == nothing
    assert real.warnings[0].startswith("Not submitted, though shown as 0: 17 days of beds")


def small(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read_knowing(write_workbook(tmp_path / "winter.xlsx", sheets))


def refused(tmp_path: Path, sheets: dict[str, Rows]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, sheets)
    return caught.value


def test_adults_and_childrens_beds_are_added_up(tmp_path: Path) -> None:
    sheets = winter_sheets()
    del sheets[BEDS]
    for people, each in (("Adult", 40), ("Paeds", 2)):
        name = "Adult G&A beds" if people == "Adult" else "Paediatric G&A beds"
        measures = [f"{people} G&A Beds Open", f"{people} G&A beds occ'd"]
        counts = {"RTH": [each, each - 1], "RNA": [each, each]}
        sheets[name] = winter_sheet(measures, counts, rate=True)

    publication = small(tmp_path, sheets)

    assert figures(publication, "bed_occupancy", "RTH", DAY) == [(40, 42, None, None)]
    assert figures(publication, "bed_occupancy", ENGLAND, DAY) == [(82, 84, None, None)]


@pytest.mark.parametrize("blank", [True, False])
def test_dates_may_stand_over_the_first_or_over_every_column_of_a_day(
    tmp_path: Path, blank: bool
) -> None:
    sheets = winter_sheets()
    if not blank:
        day = DAY
        for place, cell in enumerate(sheets[BEDS][DATES]):
            day = cell if isinstance(cell, date) else day
            if place >= FIRST_COUNT:
                sheets[BEDS][DATES][place] = day.strftime("%d/%m/%Y")
    publication = small(tmp_path, sheets)

    assert figures(publication, "ga_beds_open", "RTH", DAY + timedelta(1))[0][0] == 100


def test_regions_are_no_part_of_englands_sum(tmp_path: Path) -> None:
    sheets = winter_sheets()
    for name in (BEDS, AMBULANCES):
        region = [None, "South", None, "Y59", "South East", *sheets[name][FIRST][FIRST_COUNT:]]
        sheets[name].insert(ENGLAND_ROW + 1, region)

    publication = small(tmp_path, sheets)

    assert figures(publication, "ga_beds_open", "Y59", DAY) == [(100, None, None, None)]
    assert {each.code: each.level for each in publication.organisations}["Y59"] == "region"


@pytest.mark.parametrize("sheet", [BEDS, AMBULANCES])
def test_a_sheet_cut_short_is_refused(tmp_path: Path, sheet: str) -> None:
    sheets = winter_sheets()
    sheets[sheet] = sheets[sheet][: FIRST + 1]

    error = refused(tmp_path, sheets)

    assert (error.sheet, error.row) == (sheet, ENGLAND_ROW + 1)
    assert "the sum of the trusts" in error.expected


def test_a_sheet_that_lost_its_last_column_is_refused(tmp_path: Path) -> None:
    sheets = winter_sheets()
    sheets[AMBULANCES] = [row[: FIRST_COUNT + 5] for row in sheets[AMBULANCES]]

    error = refused(tmp_path, sheets)

    assert (error.sheet, error.column) == (AMBULANCES, "over 60 minutes")


@pytest.mark.parametrize("cell", ["Code", "Name"])
def test_a_dropped_column_of_labels_is_refused(tmp_path: Path, cell: str) -> None:
    sheets = winter_sheets()
    place = sheets[BEDS][NAMES].index(cell)
    sheets[BEDS] = [row[:place] + row[place + 1 :] for row in sheets[BEDS]]

    assert (refused(tmp_path, sheets).sheet, refused(tmp_path, sheets).column) == (
        BEDS,
        cell.casefold(),
    )


def test_a_header_a_row_lower_is_found_with_its_dates(tmp_path: Path) -> None:
    sheets = winter_sheets()
    sheets[BEDS].insert(0, [])

    assert figures(small(tmp_path, sheets), "ga_beds_open", "RNA", DAY)[0][0] == 50


def test_dates_a_column_away_are_refused(tmp_path: Path) -> None:
    sheets = winter_sheets()
    sheets[BEDS][DATES].insert(FIRST_COUNT, None)

    assert refused(tmp_path, sheets).sheet == BEDS


def test_lost_dates_are_refused(tmp_path: Path) -> None:
    sheets = winter_sheets()
    sheets[BEDS][DATES][FIRST_COUNT + 5] = None

    assert refused(tmp_path, sheets).expected == "one column of beds open on 7 Dec 20"


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [(CODE, "R*H", "Code"), (FIRST_COUNT, "many", "Arriving by ambulance, 7 Dec 20")],
)
def test_a_bad_row_is_set_aside_with_its_place(
    tmp_path: Path, place: int, cell: object, column: str
) -> None:
    sheets = winter_sheets()
    sheets[AMBULANCES][FIRST][place] = cell

    publication = small(tmp_path, sheets)

    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row, rejected.column) == (AMBULANCES, FIRST + 1, column)
    assert figures(publication, "ambulance_arrivals", "RTH", DAY) == []
    assert figures(publication, "ambulance_arrivals", ENGLAND, DAY) == [(160, None, None, None)]
    assert "could not be checked" in publication.warnings[0]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_wrong_figure_is_refused_and_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    sheets = winter_sheets()
    sheets[BEDS][FIRST][FIRST_COUNT + 3] = 96
    before = dump(engine)

    outcome = load_file(engine, write_workbook(tmp_path / "wrong.xlsx", sheets), indicators)

    assert outcome.ending is Ending.REFUSED
    assert "7 Dec 20" in outcome.line
    assert dump(engine) == before


def test_a_workbook_without_beds_is_refused(tmp_path: Path) -> None:
    sheets = winter_sheets()
    del sheets[BEDS]

    assert "general and acute beds" in refused(tmp_path, sheets).expected


def test_other_workbooks_are_left_alone(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "other.xlsx", {"Flu": [["Code", "Name"]]})

    assert not winter_sitrep.recognises(Document(path))


@pytest.mark.parametrize(
    "name", ["Ambulance Arrivals & Delays", "Ambulance Handover Delays", "Ambulance delays "]
)
def test_the_sheet_of_ambulances_has_other_names_in_other_winters(
    tmp_path: Path, name: str
) -> None:
    sheets = winter_sheets()
    sheets[name] = sheets.pop(AMBULANCES)
    publication = small(tmp_path, sheets)
    assert "ambulance_arrivals" in set(publication.observations["indicator"])
