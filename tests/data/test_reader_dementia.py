"""Are dementia registers read as published, by area and by practice?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Link, Publication
from tests.data.databases import dump
from tests.data.publications import figures, said
from tests.data.publications_flow import read_knowing
from tests.data.publications_mental_health import (
    AREA_HEADER,
    LAST_OF_APRIL,
    PRACTICE_HEADER,
    WIDE_HEADER,
    area_lines,
    practice_line,
    wide_area_lines,
    write_lines,
)

APRIL, DECEMBER = date(2017, 4, 1), date(2018, 12, 1)
DUDLEY, OXFORDSHIRE, CANNOCK, STAFFORD = "E08000027", "E10000025", "E07000192", "E07000197"


@pytest.fixture(scope="module")
def long(shared: Path) -> Publication:
    return read_knowing(shared / "published" / "dementia" / "dem_reg_2016-2018.csv")


@pytest.fixture(scope="module")
def wide(shared: Path) -> Publication:
    return read_knowing(shared / "published" / "dementia" / "dem_rev_vs_est_2107.csv")


# Figures from NHS Digital, recorded dementia diagnoses (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "register", "estimate"),
    [
        (ENGLAND, 432_152, 636_105.2),
        (OXFORDSHIRE, 5_331, 7_988.9),
        (DUDLEY, 2_526, 4_110.1),
        (CANNOCK, 821, 1_208.9),
        (STAFFORD, 1_148, 1_686.9),
    ],
)
def test_published_areas_are_read_as_published(
    long: Publication, wide: Publication, organisation: str, register: int, estimate: float
) -> None:
    for publication in (long, wide):
        found = figures(publication, "dementia_register", organisation, APRIL)
        assert found == [(register, None, None, None)]
    found = figures(wide, "dementia_diagnosis", organisation, APRIL)
    assert found == [(register, estimate, None, None)]


def test_a_file_of_registers_alone_gives_no_rate(long: Publication) -> None:
    assert set(long.observations["indicator"]) == {"dementia_register"}
    assert long.observations["period_start"].nunique() == 27
    assert (long.rows, long.rejected, long.warnings) == (15_026, [], [])


def test_each_authority_is_one_organisation_and_other_areas_are_none(long: Publication) -> None:
    levels = [each.level for each in long.organisations]

    assert (len(levels), levels.count("local_authority")) == (354, 353)
    assert len(long.observations) == 27 * 354


def areas(tmp_path: Path, lines: list[str], header: str = AREA_HEADER) -> Publication:
    return read_knowing(write_lines(tmp_path / "areas.csv", header, lines))


def refused(tmp_path: Path, lines: list[str], header: str = AREA_HEADER) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        areas(tmp_path, lines, header)
    return caught.value


@pytest.mark.parametrize("day", [LAST_OF_APRIL, "30-Apr-17", "30APR2017", "30/04/2017"])
def test_long_and_wide_files_say_the_same(tmp_path: Path, day: str) -> None:
    first = areas(tmp_path, area_lines(day))
    second = areas(tmp_path, wide_area_lines(day), WIDE_HEADER)

    assert figures(first, "dementia_diagnosis", DUDLEY, APRIL) == [(100, 150.0, None, None)]
    assert said(first).equals(said(second))


def test_ccgs_and_boards_of_the_sister_file_are_kept(tmp_path: Path) -> None:
    places = [
        ("COUNTRY_RESPONSIBILITY", "ENG", 20),
        ("ICB", "QU9", 20),
        ("NHS_REGION", "Y59", 20),
        ("SUB_ICB_LOC", "10Q", 20),
    ]
    lines = [
        f"D,{kind},{code},NAME,{LAST_OF_APRIL},DEMENTIA_REGISTER_65_PLUS,{value},"
        for kind, code, value in places
    ]

    publication = areas(tmp_path, lines)

    levels = {each.code: each.level for each in publication.organisations}
    assert levels == {ENGLAND: "country", "QU9": "stp", "Y59": "region", "10Q": "ccg"}
    assert figures(publication, "dementia_register", "10Q", APRIL) == [(20, None, None, None)]


def test_areas_that_do_not_add_up_to_england_are_refused(tmp_path: Path) -> None:
    lines = area_lines()
    lines[0] = lines[0].replace(",300,", ",400,")
    lines[2] = lines[2].replace("66.6", "88.8")

    error = refused(tmp_path, lines)

    assert error.expected.startswith("300 people (the sum of the local authorities)")
    assert error.found == "400"


@pytest.mark.parametrize("kept", [4, 12])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    lines = [*area_lines()[4:], *area_lines()[:4]]

    assert "England's estimate in Apr" in refused(tmp_path, lines[: kept + 4]).expected


@pytest.mark.parametrize("column", ["ORG_TYPE", "ORG_CODE", "ACH_DATE", "MEASURE", "VALUE"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, column: str) -> None:
    place = AREA_HEADER.split(",").index(column)
    header, *lines = (
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != place)
        for line in [AREA_HEADER, *area_lines()]
    )
    error = refused(tmp_path, lines, header)

    assert (error.row, error.column) == (1, column.casefold().replace("_", " "))


def test_a_header_a_column_away_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, area_lines(), "NEW," + AREA_HEADER).row is not None


def test_a_title_above_the_header_does_not_matter(tmp_path: Path) -> None:
    publication = areas(tmp_path, [AREA_HEADER, *area_lines()], "Recorded dementia, April 2017")

    assert figures(publication, "dementia_register", DUDLEY, APRIL) == [(100, None, None, None)]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",200,", ",many,", "VALUE"),
        (",200,", ",210,", "VALUE"),
        (LAST_OF_APRIL, "spring", "ACH_DATE"),
        ("E07000178", "E0700178", "ORG_CODE"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_place(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    lines = area_lines()
    lines[12] = lines[12].replace(old, new)

    publication = areas(tmp_path, lines)

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (14, column)
    assert figures(publication, "dementia_register", "E07000178", APRIL) == []
    assert figures(publication, "dementia_register", DUDLEY, APRIL) == [(100, None, None, None)]


def test_tiers_that_disagree_about_one_authority_are_set_aside(tmp_path: Path) -> None:
    lines = [line for line in area_lines() if "REGISTER" in line]
    lines[1] = lines[1].replace(",100,", ",101,")

    publication = areas(tmp_path, lines)

    assert [each.row for each in publication.rejected] == [3, 4]
    assert figures(publication, "dementia_register", DUDLEY, APRIL) == []


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "cut.csv", AREA_HEADER, area_lines()[:-12])
    before = dump(engine)

    assert load_file(engine, path, indicators).ending is Ending.REFUSED
    assert dump(engine) == before


def practices(tmp_path: Path, *lines: str, header: str = PRACTICE_HEADER) -> Publication:
    return read_knowing(write_lines(tmp_path / "practices.csv", header, lines))


@pytest.mark.parametrize("day", ["31/12/2018", "31DEC2018", "Dec-18", "31-Dec-18"])
def test_a_practice_has_its_register_and_its_ccg(tmp_path: Path, day: str) -> None:
    publication = practices(
        tmp_path,
        practice_line(80, day=day),
        practice_line(3, day=day, measure="DEMENTIA_REGISTER_0_64"),
        practice_line(2_000, day=day, measure="PAT_LIST_65_PLUS"),
    )
    assert figures(publication, "dementia_register", "K84001", DECEMBER) == [(80, None, None, None)]
    assert publication.links == [Link("K84001", "10Q", "commissioner", date(2018, 12, 31))]
    assert {each.code: each.level for each in publication.organisations} == {
        "10Q": "ccg",
        "K84001": "practice",
    }
    assert (publication.rows, len(publication.observations)) == (3, 1)


@pytest.mark.parametrize(
    "header",
    [
        "DATE,PRACTICE_CODE,PRACTICE_NAME,CCG_CODE,X,MEASURE,VALUE",
        "ach date,practice code,practice name,Sub ICB ODS Code,x,Measure,Value",
    ],
)
def test_names_of_other_years_are_known(tmp_path: Path, header: str) -> None:
    publication = practices(tmp_path, practice_line(80), header=header)

    assert figures(publication, "dementia_register", "K84001", DECEMBER)[0][0] == 80
    assert publication.links[0].parent == "10Q"


def test_people_of_65_and_over_may_be_written_with_a_plus(tmp_path: Path) -> None:
    publication = practices(tmp_path, practice_line(80, measure="Dementia_Register_65+"))
    assert figures(publication, "dementia_register", "K84001", DECEMBER)[0][0] == 80


def test_registers_of_every_age_month_by_month_are_refused(tmp_path: Path) -> None:
    header = "PRACTICE_CODE,PRACTICE_NAME,CCG_CODE,April Dementia Register,May Dementia Register"
    with pytest.raises(FileRefused, match="row 1: expected registers of those aged 65 and over"):
        practices(tmp_path, "K84001,THE HART SURGERY,10Q,80,81", header=header)


def test_a_practice_with_an_estimate_has_a_rate(tmp_path: Path) -> None:
    estimate = practice_line(100.5, measure="DEMENTIA_ESTIMATE_65_PLUS")

    publication = practices(tmp_path, practice_line(80), estimate)

    found = figures(publication, "dementia_diagnosis", "K84001", DECEMBER)
    assert found == [(80, 100.5, None, None)]


@pytest.mark.parametrize(("cell", "reason"), [("*", "suppressed"), ("", "not_submitted")])
def test_a_register_that_is_not_there_is_missing(tmp_path: Path, cell: str, reason: str) -> None:
    publication = practices(tmp_path, practice_line(cell))

    found = figures(publication, "dementia_register", "K84001", DECEMBER)
    assert found == [(None, None, None, reason)]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (practice_line("many", "K84002"), "Value"),
        (practice_line(-1, "K84002"), "Value"),
        (practice_line(5, "K84002", day="32/12/2018"), "ACH_DATE"),
        (practice_line(5, ""), "PRACTICE_CODE"),
        (practice_line(5, "K84002")[:-3], ""),
    ],
)
def test_a_bad_row_of_a_practice_is_set_aside(tmp_path: Path, line: str, column: str) -> None:
    publication = practices(tmp_path, practice_line(80), line)

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert set(publication.observations["organisation"]) == {"K84001"}


@pytest.mark.parametrize("column", ["ACH_DATE", "PRACTICE_CODE", "Measure", "Value"])
def test_a_dropped_column_of_practices_is_refused_by_name(tmp_path: Path, column: str) -> None:
    place = PRACTICE_HEADER.split(",").index(column)
    header, line = (
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != place)
        for line in (PRACTICE_HEADER, practice_line(80))
    )
    if column == "Measure":  # nothing else of the file speaks of dementia
        header = header.replace("NAME", "NAME,DEMENTIA_REGISTER_65_PLUS")
    with pytest.raises(FileRefused) as caught:
        practices(tmp_path, line, header=header)
    assert caught.value.column == column.casefold().replace("_", " ")


def test_practices_of_two_months_are_linked_by_the_last(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines = [practice_line(79, day="30/11/2018", commissioner="05C"), practice_line(80)]
    path = write_lines(tmp_path / "practices.csv", PRACTICE_HEADER, lines)

    outcome = load_file(engine, path, indicators)

    assert outcome.ending is Ending.DONE
    assert read_knowing(path).links == [Link("K84001", "10Q", "commissioner", date(2018, 12, 31))]
