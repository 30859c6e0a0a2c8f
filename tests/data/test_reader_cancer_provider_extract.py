"""Is the cancer extract by provider added up without counting anybody twice?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_files
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Publication
from data_access.ingest.readers import cancer_provider_extract
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_cancer import EXTRACT_HEADER, breakdowns, extract_rows

NOVEMBER = date(2023, 11, 1)


def extract(tmp_path: Path, rows: Rows, header: list[object] = EXTRACT_HEADER) -> Publication:
    return read(write_workbook(tmp_path / "extract.xlsx", {"Extract": [header, *rows]}))


def test_nobody_is_counted_twice(tmp_path: Path) -> None:
    publication = extract(tmp_path, extract_rows())
    assert breakdowns(publication, "cancer_31day_combined", "RTH") == {
        ("", ""): (34, 40),
        ("cancer_stage", "first"): (26, 30),
        ("cancer_stage", "subsequent"): (8, 10),
        ("tumour_site", "breast"): (26, 30),
        ("tumour_site", "lung"): (8, 10),
    }
    assert figures(publication, "cancer_28day_fds", "RNA", NOVEMBER) == [(80, 100, None, None)]


def test_a_file_of_a_few_providers_gives_england_no_total(tmp_path: Path) -> None:
    publication = extract(tmp_path, extract_rows())
    assert figures(publication, "cancer_28day_fds", ENGLAND, NOVEMBER) == []
    assert "Too few providers for a national file: 2" in publication.warnings[0]


def test_it_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "any.xlsx", {"X": [EXTRACT_HEADER, *extract_rows()]})
    assert recognised_by(path) is cancer_provider_extract


def test_combined_standards_before_october_2023_are_left_out(tmp_path: Path) -> None:
    publication = extract(tmp_path, extract_rows(date(2022, 11, 1)))
    assert set(publication.observations["indicator"]) == {"cancer_28day_fds"}
    assert "cancer_31day_combined Nov 22 to Nov 22" in publication.warnings[0]


def test_old_standards_are_told_by_name_month_and_treatment(tmp_path: Path) -> None:
    header: list[object] = ["PERIOD", "MONTH", *EXTRACT_HEADER[1:]]
    header[7] = "TOTAL TREATED"
    names = (("2WW", ""), ("31 Day Sub", "Surgery"), ("62 Day", ""), ("Rare cancers", ""))
    rows: Rows = [
        ["2020-21", "JAN", name, "RTH", modality, cancer, "", 10, 8, 2]
        for name, modality in names
        for cancer in ("Breast", "Lung")
    ]
    publication = extract(tmp_path, rows, header)
    for indicator in ("cancer_2week", "cancer_31day_surgery", "cancer_62day"):
        assert figures(publication, indicator, "RTH", date(2021, 1, 1)) == [(16, 20, None, None)]


def test_the_month_and_its_financial_year_may_stand_in_two_columns(tmp_path: Path) -> None:
    header: list[object] = ["YEAR", *EXTRACT_HEADER]
    header[7] = "TOTAL TREATED"
    row: list[object] = ["2020/21", "MAR", "2WW", "RTH", "", "Breast", "", 10, 8, 2]
    publication = extract(tmp_path, [row], header)
    assert figures(publication, "cancer_2week", "RTH", date(2021, 3, 1)) == [(8, 10, None, None)]


@pytest.mark.parametrize("column", [0, 1, 2, 6, 7, 8])
def test_a_needed_column_that_is_missing_is_refused(tmp_path: Path, column: int) -> None:
    whole = [EXTRACT_HEADER, *extract_rows()]
    header, *rows = [[*row[:column], *row[column + 1 :]] for row in whole]
    with pytest.raises(FileRefused, match="expected a column"):
        extract(tmp_path, rows, header)


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [(0, "?", "PERIOD"), (1, "30-day", "STANDARD"), (2, "R!", "ORG CODE"), (6, "x", "TOTAL")],
)
def test_a_corrupted_cell_leaves_out_the_totals_that_would_lack_it(
    tmp_path: Path, place: int, cell: object, column: str
) -> None:
    rows = extract_rows()
    rows[0][place] = cell
    publication = extract(tmp_path, rows)
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (2, column)
    assert figures(publication, "cancer_31day_combined", "RTH", NOVEMBER) == []


def test_counts_that_do_not_add_up_set_their_row_aside(tmp_path: Path) -> None:
    rows = extract_rows()
    rows[5][8] = 99
    (rejected,) = extract(tmp_path, rows).rejected
    assert (rejected.row, rejected.column) == (7, "BREACHES")


def test_a_heading_lower_down_reads_the_same(tmp_path: Path) -> None:
    sheet: Rows = [["Cancer waiting times"], [], EXTRACT_HEADER, *extract_rows()]
    publication = read(write_workbook(tmp_path / "extract.xlsx", {"Extract": sheet}))
    assert figures(publication, "cancer_28day_fds", "RTH", NOVEMBER) == [(40, 50, None, None)]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines: list[str] = []
    sheet: Rows = [row[:7] + row[8:] for row in [EXTRACT_HEADER, *extract_rows()]]
    path = write_workbook(tmp_path / "cut.xlsx", {"Extract": sheet})
    before = dump(engine)

    ending = load_files(engine, [path], indicators, None, lines.append)

    assert (ending, dump(engine)) == (Ending.REFUSED, before)
    assert lines[0].startswith("cut.xlsx: refused. Sheet Extract, row 1")
