"""Are delayed transfers read as published, in each of the workbook's layouts?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Publication
from data_access.ingest.readers import dtoc
from tests.data.databases import dump
from tests.data.publications import Rows, figures, write_workbook
from tests.data.publications_flow import delay_sheets, read_knowing

OXFORDSHIRE, DUDLEY, STAFFORDSHIRE = "E10000025", "E08000027", "E10000028"
APR15, APR17, MAR18 = date(2015, 4, 1), date(2017, 4, 1), date(2018, 3, 1)
FILES = {APR15: "April_15.xls", APR17: "April_17.xls", MAR18: "March_18.xls"}
RESPONSIBLE, CARE = "LA - by responsible org", "LA - by Type of Care"
# Row of the heading of the small workbook, and of England and the first authority in it.
HEADING, ENGLAND_ROW, FIRST = 14, 15, 17


def days(
    publication: Publication, organisation: str, month: date, indicator: str = "dtoc_days"
) -> list[float | None]:
    """By responsible organisation, then in total."""
    members = ["nhs", "social_care", "both", ""]
    rows = publication.observations
    rows = rows[(rows["indicator"] == indicator) & (rows["organisation"] == organisation)]
    rows = rows[rows["dimension"].isin(["delay_responsibility", ""])]
    found = rows.set_index("member")["numerator"]
    assert set(rows["period_start"]) <= {month}
    return [found[member] for member in members]


# Figures from NHS England, delayed transfers of care (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "organisation", "expected"),
    [
        (APR15, ENGLAND, [87_207, 40_193, 10_630, 138_030]),
        (APR15, OXFORDSHIRE, [2_998, 1_388, 720, 5_106]),
        (APR15, DUDLEY, [310, 428, 30, 768]),
        (APR15, STAFFORDSHIRE, [861, 1_274, 119, 2_254]),
        (APR17, ENGLAND, [96_880, 67_425, 12_581, 176_886]),
        (APR17, OXFORDSHIRE, [2_246, 501, 2_306, 5_053]),
        (APR17, DUDLEY, [295, 508, 98, 901]),
        (APR17, STAFFORDSHIRE, [1_899, 2_037, 131, 4_067]),
        (MAR18, ENGLAND, [95_367, 47_154, 11_973, 154_494]),
        (MAR18, OXFORDSHIRE, [1_681, 480, 1_559, 3_720]),
        (MAR18, DUDLEY, [304, 437, 72, 813]),
        (MAR18, STAFFORDSHIRE, [2_265, 1_649, 119, 4_033]),
    ],
)
def test_published_months_are_read_as_published(
    shared: Path, month: date, organisation: str, expected: list[float]
) -> None:
    publication = read_knowing(shared / "published" / "dtoc" / FILES[month])

    assert days(publication, organisation, month) == expected
    assert (publication.rejected, publication.warnings) == ([], [])


def test_delays_by_type_of_care_and_in_beds_are_read_as_published(shared: Path) -> None:
    april, march = (
        read_knowing(shared / "published" / "dtoc" / FILES[month]) for month in (APR17, MAR18)
    )
    care = [
        figures(april, "dtoc_days", OXFORDSHIRE, APR17, member=member)[0][0]
        for member in ("acute", "non_acute")
    ]
    beds = [
        round(float(figures(each, "dtoc_beds", code, month)[0][0] or 0), 2)
        for each, month in ((april, APR17), (march, MAR18))
        for code in (OXFORDSHIRE, DUDLEY, STAFFORDSHIRE)
    ]
    assert care == [3_052, 2_001]
    assert beds == [168.43, 30.03, 135.57, 120.00, 26.23, 130.10]


def test_an_authority_is_one_organisation_before_and_after_the_codes_changed(shared: Path) -> None:
    codes = [
        {each.code for each in read_knowing(shared / "published" / "dtoc" / name).organisations}
        for name in FILES.values()
    ]
    assert codes[0] == codes[1] == codes[2]
    assert len(codes[0]) == 1 + 151


def test_days_before_april_2017_have_no_beds(shared: Path) -> None:
    publication = read_knowing(shared / "published" / "dtoc" / FILES[APR15])

    assert set(publication.observations["indicator"]) == {"dtoc_days"}
    assert publication.stated_on == date(2015, 9, 10)
    assert set(publication.observations["status"]) == {"revised"}


def small(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read_knowing(write_workbook(tmp_path / "delays.xlsx", sheets))


def refused(tmp_path: Path, sheets: dict[str, Rows]) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, sheets)
    return caught.value


@pytest.mark.parametrize(
    ("ons", "beds"),
    [(False, ""), (True, "DTOC Beds"), (True, "Average Number of People Delayed per Day")],
)
def test_each_layout_gives_the_same_days_and_beds(tmp_path: Path, ons: bool, beds: str) -> None:
    publication = small(tmp_path, delay_sheets(ons=ons, beds=beds))

    assert days(publication, OXFORDSHIRE, APR17) == [60, 20, 10, 90]
    assert days(publication, OXFORDSHIRE, APR17, "dtoc_beds") == [2, 20 / 30, 10 / 30, 3]
    assert days(publication, ENGLAND, APR17) == [93, 20, 10, 123]


def test_people_from_outside_england_are_in_its_sum_and_nobody_of_their_own(tmp_path: Path) -> None:
    publication = small(tmp_path, delay_sheets())

    assert {each.code for each in publication.organisations} == {ENGLAND, OXFORDSHIRE, DUDLEY}
    assert set(publication.observations["organisation"]) == {ENGLAND, OXFORDSHIRE, DUDLEY}


def test_the_case_of_sheet_names_and_notes_below_do_not_matter(tmp_path: Path) -> None:
    sheets = {name.upper() + " ": rows for name, rows in delay_sheets().items()}
    sheets[RESPONSIBLE.upper() + " "] += [[], [None, "Notes:"], [None, "1. Revised each year"]]
    publication = small(tmp_path, sheets)

    assert days(publication, DUDLEY, APR17) == [30, 0, 0, 30]
    assert (publication.rows, publication.rejected) == (8, [])


@pytest.mark.parametrize(("row", "place"), [(ENGLAND_ROW, 8), (FIRST, 5), (FIRST + 2, 8)])
def test_days_that_do_not_add_up_are_refused(tmp_path: Path, row: int, place: int) -> None:
    sheets = delay_sheets()
    sheets[RESPONSIBLE][row - 1][place] = 1_000

    error = refused(tmp_path, sheets)

    assert (error.sheet, error.row) == (RESPONSIBLE, row)


@pytest.mark.parametrize("sheet", [RESPONSIBLE, CARE])
def test_a_sheet_cut_short_is_refused(tmp_path: Path, sheet: str) -> None:
    sheets = delay_sheets()
    sheets[sheet] = sheets[sheet][:-1]

    error = refused(tmp_path, sheets)

    assert (error.sheet, error.row) == (sheet, ENGLAND_ROW)
    assert "the sum of the rows below" in error.expected


@pytest.mark.parametrize("column", ["Code", "Name", "Social Care", "Total"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, column: str) -> None:
    sheets = delay_sheets(beds="")
    place = sheets[RESPONSIBLE][HEADING - 1].index(column)
    sheets[RESPONSIBLE] = [row[:place] + row[place + 1 :] for row in sheets[RESPONSIBLE]]

    error = refused(tmp_path, sheets)

    assert (error.sheet, error.row, error.column) == (RESPONSIBLE, HEADING, column.casefold())


def test_a_dash_beside_a_total_is_none(tmp_path: Path) -> None:
    sheets = delay_sheets(beds="")
    sheets[RESPONSIBLE][FIRST][6:8] = ["-", "-"]

    assert days(small(tmp_path, sheets), DUDLEY, APR17) == [30, 0, 0, 30]


def test_a_lost_sheet_of_responsibility_is_refused(tmp_path: Path) -> None:
    sheets = delay_sheets()
    del sheets[RESPONSIBLE]

    assert "by responsible organisation" in refused(tmp_path, sheets).expected


def test_a_header_that_stands_a_column_away_is_refused(tmp_path: Path) -> None:
    sheets = delay_sheets()
    sheets[RESPONSIBLE][HEADING - 1].insert(5, "New")

    assert refused(tmp_path, sheets).sheet == RESPONSIBLE


def test_a_header_a_row_lower_is_found(tmp_path: Path) -> None:
    sheets = delay_sheets()
    sheets[RESPONSIBLE].insert(0, [])

    assert days(small(tmp_path, sheets), DUDLEY, APR17) == [30, 0, 0, 30]


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [(3, "6O8", "Code"), (5, "many", "NHS"), (8, -3, "Total"), (10, 77, "nhs (beds)")],
)
def test_a_bad_row_is_set_aside_with_its_place(
    tmp_path: Path, place: int, cell: object, column: str
) -> None:
    sheets = delay_sheets()
    sheets[RESPONSIBLE][FIRST - 1][2] = None
    sheets[RESPONSIBLE][FIRST - 1][place] = cell

    publication = small(tmp_path, sheets)

    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row, rejected.column) == (RESPONSIBLE, FIRST, column)
    assert figures(publication, "dtoc_days", OXFORDSHIRE, APR17) == []
    assert days(publication, ENGLAND, APR17) == [93, 20, 10, 123]
    assert "could not be checked" in publication.warnings[0]


def test_sheets_of_two_months_are_refused(tmp_path: Path) -> None:
    sheets = delay_sheets()
    sheets[CARE][4][2] = "May 2017"

    assert refused(tmp_path, sheets).column == "Period"


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_workbook_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    sheets = delay_sheets()
    sheets[RESPONSIBLE][FIRST - 1][5] = 61
    before = dump(engine)

    outcome = load_file(engine, write_workbook(tmp_path / "wrong.xlsx", sheets), indicators)

    assert outcome.ending is Ending.REFUSED
    assert dump(engine) == before


def test_a_workbook_by_provider_is_left_alone(tmp_path: Path) -> None:
    sheets = {f"Trust{name[2:]}": rows for name, rows in delay_sheets().items()}

    assert not dtoc.recognises(Document(write_workbook(tmp_path / "trusts.xlsx", sheets)))
