"""Do time series of cancer waits come in month by month, and bad lines stay out?"""

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
from data_access.ingest.readers import cancer_time_series
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_cancer import time_series

SEP, OCT = date(2023, 9, 1), date(2023, 10, 1)
FDS = "cancer_28day_fds"


def series(tmp_path: Path, **sheets: Rows) -> Publication:
    named = {name.replace("_", "-"): rows for name, rows in sheets.items()}
    return read(write_workbook(tmp_path / "series.xlsx", named))


def test_every_month_of_every_board_is_read(tmp_path: Path) -> None:
    publication = series(tmp_path, FDS=time_series())
    assert figures(publication, FDS, "QU9", SEP) == [(75, 100, None, None)]
    assert figures(publication, FDS, "QUA", OCT) == [(120, 160, None, None)]
    assert figures(publication, FDS, ENGLAND, OCT) == [(285, 380, None, None)]


def test_it_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "any.xlsx", {"28-DAY FDS": time_series()})
    assert recognised_by(path) is cancer_time_series


def test_combined_standards_begin_in_october_2023(tmp_path: Path) -> None:
    publication = series(tmp_path, FDS=time_series(), **{"62_Day": time_series()})
    assert figures(publication, "cancer_62day_combined", "QU9", OCT) == [(90, 120, None, None)]
    assert figures(publication, "cancer_62day_combined", "QU9", SEP) == []
    assert "Left out: cancer_62day_combined Aug 23 to Sep 23" in publication.warnings[0]


def test_beside_the_other_old_ones_62_days_are_the_old_standard(tmp_path: Path) -> None:
    sheets = {"62_Day": time_series(), "TWO WEEK WAIT": time_series()}
    publication = series(tmp_path, **sheets)
    assert figures(publication, "cancer_62day", "QU9", SEP) == [(75, 100, None, None)]
    assert figures(publication, "cancer_2week", "QU9", OCT) == []


def test_blank_months_are_no_figure(tmp_path: Path) -> None:
    rows = time_series()
    rows[5][3:6] = ["", "", ""]
    publication = series(tmp_path, FDS=[*rows[:-1]])
    assert figures(publication, FDS, "QU9", date(2023, 8, 1)) == []
    assert figures(publication, FDS, "QU9", SEP) == [(75, 100, None, None)]


def test_a_corrupted_cell_sets_its_row_aside(tmp_path: Path) -> None:
    rows = time_series()
    rows[5][6] = "x"
    publication = series(tmp_path, FDS=rows)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row, rejected.column) == ("FDS", 6, "Sep 23 Total Told")
    assert figures(publication, FDS, "QU9", OCT) == []
    assert figures(publication, FDS, "QUA", OCT) == [(120, 160, None, None)]


def test_a_line_that_is_missing_from_englands_total_is_refused(tmp_path: Path) -> None:
    rows = time_series()
    with pytest.raises(FileRefused, match="the sum of the organisations"):
        series(tmp_path, FDS=[*rows[:5], *rows[6:]])


def test_a_needed_column_that_is_missing_is_refused(tmp_path: Path) -> None:
    rows = [[*row[:7], *row[8:]] for row in time_series()]
    with pytest.raises(FileRefused, match='a column "within" of Sep 23'):
        series(tmp_path, FDS=rows)


def test_a_heading_lower_down_reads_the_same(tmp_path: Path) -> None:
    publication = series(tmp_path, FDS=[[], *time_series()])
    assert figures(publication, FDS, "QU9", SEP) == [(75, 100, None, None)]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines: list[str] = []
    rows = time_series()
    path = write_workbook(tmp_path / "cut.xlsx", {"28-DAY FDS": [*rows[:5], *rows[6:]]})
    before = dump(engine)

    ending = load_files(engine, [path], indicators, None, lines.append)

    assert (ending, dump(engine)) == (Ending.REFUSED, before)
    assert lines[0].startswith("cut.xlsx: refused. Sheet 28-DAY FDS, row ")
