"""Does the combined cancer file come in, of either basis, with bad rows kept out?"""

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
from data_access.ingest.readers import cancer_combined
from tests.data.databases import dump
from tests.data.publications import figures, read, recognised_by
from tests.data.publications_cancer import (
    COMBINED_HEADER,
    breakdowns,
    combined_rows,
    write_combined,
)

APRIL = date(2026, 4, 1)
WHOLE = "cancer_62day_combined"


def combined(
    tmp_path: Path, lines: list[str], name: str = "file.csv", header: str = COMBINED_HEADER
) -> Publication:
    return read(write_combined(tmp_path / name, lines, header))


def test_headlines_and_parts_of_both_bases_are_read(tmp_path: Path) -> None:
    publication = combined(tmp_path, combined_rows())
    assert breakdowns(publication, WHOLE, "QU9") == {
        ("", ""): (70, 140),
        ("cancer_route", "urgent_suspected"): (35, 70),
        ("tumour_site", "breast"): (35, 35),
    }
    assert figures(publication, "cancer_28day_fds", "RTH", APRIL) == [(480, 600, None, None)]


def test_total_is_england(tmp_path: Path) -> None:
    publication = combined(tmp_path, combined_rows())
    assert figures(publication, WHOLE, ENGLAND, APRIL) == [(100, 200, None, None)]
    levels = {each.code: str(each.level) for each in publication.organisations}
    assert levels == {
        ENGLAND: "country",
        "RTH": "trust",
        "RNA": "trust",
        "QU9": "stp",
        "QUA": "stp",
    }


def test_measures_beside_the_standards_are_passed_over_and_said(tmp_path: Path) -> None:
    (warning,) = combined(tmp_path, combined_rows()).warnings
    assert warning == "7 rows were passed over that are of no standard: USC."


def test_a_file_of_one_month_is_dated_by_its_name(tmp_path: Path) -> None:
    lines = [line.partition(",")[2] for line in combined_rows()]
    header = COMBINED_HEADER.partition(",")[2]
    name = "April-2026-Combined-CSV-Provisional.csv"
    publication = combined(tmp_path, lines, name, header)
    assert figures(publication, WHOLE, "RTH", APRIL) == [(60, 120, None, None)]
    assert set(publication.observations["status"]) == {"provisional"}


def test_it_is_recognised_by_its_content(tmp_path: Path) -> None:
    assert recognised_by(write_combined(tmp_path / "any.txt", combined_rows())) is cancer_combined


@pytest.mark.parametrize("column", [1, 2, 5, 6, 7, 9, 10])
def test_a_needed_column_that_is_missing_is_refused(tmp_path: Path, column: int) -> None:
    cut = [line.split(",") for line in [COMBINED_HEADER, *combined_rows()]]
    header, *lines = [",".join([*row[:column], *row[column + 1 :]]) for row in cut]
    with pytest.raises(FileRefused, match="expected a column"):
        combined(tmp_path, lines, header=header)


def test_a_file_cut_short_is_refused_where_englands_rows_differ(tmp_path: Path) -> None:
    lines = combined_rows()
    with pytest.raises(FileRefused, match="the sum of the organisations"):
        combined(tmp_path, [*lines[:6], *lines[12:]])


def test_a_file_cut_above_a_standards_total_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match='"Total" of cancer_62day_combined by commissioner'):
        combined(tmp_path, combined_rows()[:-5])


def test_england_is_left_out_where_no_total_stands(tmp_path: Path) -> None:
    publication = combined(tmp_path, [line for line in combined_rows() if "Total" not in line])
    assert figures(publication, WHOLE, ENGLAND, APRIL) == []
    assert "England was left out" in "".join(publication.warnings)


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [
        (0, "soon", "Period"),
        (1, "Other", "basis"),
        (2, "?", "Org_Code"),
        (5, "99X", "Standard_or_Item"),
        (7, "Some way", "route or stage"),
        (9, "x", "Total"),
        (9, "119.25", "Total"),
        (10, "500", "Within"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside(
    tmp_path: Path, place: int, cell: str, column: str
) -> None:
    lines = combined_rows()
    cells = lines[1].split(",")
    cells[place] = cell
    publication = combined(tmp_path, [lines[0], ",".join(cells), *lines[2:]])
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert figures(publication, WHOLE, "RTH", APRIL) == []
    assert figures(publication, WHOLE, ENGLAND, APRIL) == [(100, 200, None, None)]


def test_a_row_that_stands_twice_counts_once(tmp_path: Path) -> None:
    lines = combined_rows()
    publication = combined(tmp_path, [*lines, lines[1]])
    assert figures(publication, WHOLE, "RTH", APRIL) == [(60, 120, None, None)]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines: list[str] = []
    path = write_combined(tmp_path / "cut.csv", [*combined_rows()[:6], *combined_rows()[12:]])
    before = dump(engine)

    ending = load_files(engine, [path], indicators, None, lines.append)

    assert (ending, dump(engine)) == (Ending.REFUSED, before)
    assert lines[0].startswith("cut.csv: refused. Row ")
