"""Do ambulance response times come in as time over incidents, level by level?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_files
from data_access.ingest.publication import Publication
from data_access.ingest.readers import ambulance_systems
from tests.data.databases import dump
from tests.data.publications import figures, read, recognised_by
from tests.data.publications_activity import (
    AMBULANCE_COLUMNS,
    AMBULANCE_NAMES,
    ambulance_line,
    ambulance_month,
    write_ambulance,
)

FILE = "AmbSYS-to-Mar-2026-UI7FG.csv"
C1, C2 = "ambulance_c1_mean", "ambulance_c2_mean"
MAR_19, DEC_22, MAR_26 = date(2019, 3, 1), date(2022, 12, 1), date(2026, 3, 1)
HEADER = [*AMBULANCE_NAMES, *AMBULANCE_COLUMNS]


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "ambulance" / FILE


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read(real_path)


# Figures from NHS England, ambulance quality indicators (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "month", "first", "second"),
    [
        (ENGLAND, MAR_19, (59_560, 420), (390_841, 1_275)),
        ("RYE", MAR_19, (2_671, 431), (24_383, 1_095)),
        ("RYA", MAR_19, (5_611, 406), (43_651, 718)),
        (ENGLAND, DEC_22, (101_090, 658), (367_985, 5_575)),
        ("RYE", DEC_22, (4_243, 655), (29_641, 3_242)),
        (ENGLAND, MAR_26, (78_291, 466), (403_642, 1_578)),
        ("RYA", MAR_26, (9_245, 476), (44_043, 1_170)),
    ],
)
def test_published_incidents_and_means_are_reproduced(
    real: Publication,
    organisation: str,
    month: date,
    first: tuple[int, int],
    second: tuple[int, int],
) -> None:
    for indicator, published in ((C1, first), (C2, second)):
        ((seconds, incidents, value, reason),) = figures(real, indicator, organisation, month)
        assert (incidents, round(seconds / incidents)) == published  # type: ignore[operator]
        assert (value, reason) == (None, None)


def test_total_times_are_kept_in_seconds(real: Publication) -> None:
    assert figures(real, C1, ENGLAND, MAR_19) == [(24_994_916, 59_560, None, None)]
    assert figures(real, C2, ENGLAND, MAR_19) == [(498_146_620, 390_841, None, None)]


def test_a_service_is_missing_before_it_joined_and_when_it_sent_nothing(real: Publication) -> None:
    absent = {
        ("R1F", date(2018, 3, 1)): "not_collected",
        ("RYE", date(2017, 10, 1)): "not_collected",
        ("RRU", date(2022, 10, 1)): "not_submitted",
    }
    for (service, month), reason in absent.items():
        assert figures(real, C1, service, month) == [(None, None, None, reason)]
    for service, month in (("R1F", date(2018, 4, 1)), ("RYE", date(2017, 11, 1))):
        assert figures(real, C1, service, month)[0][3] is None


def test_every_month_and_organisation_is_there_at_its_level(real: Publication) -> None:
    assert (real.rows, len(real.observations), real.rejected) == (1_976, 2 * 1_976, [])
    levels = [each.level for each in real.organisations]
    assert [levels.count(each) for each in ("country", "region", "trust")] == [1, 7, 11]
    names = {each.code: each.name for each in real.organisations}
    assert names["RYA"] == "West Midlands Ambulance Service University NHS Foundation Trust"
    assert names["Y59"] == "South East"


def small(tmp_path: Path, rows: list[list[object]], **facts: list[str]) -> Publication:
    return read(write_ambulance(tmp_path / "small.csv", rows, **facts))


def test_a_full_stop_is_no_figure(tmp_path: Path) -> None:
    publication = small(tmp_path, ambulance_month())
    assert figures(publication, C1, ENGLAND, MAR_19) == [(4_200, 10, None, None)]
    assert figures(publication, C2, "Y60", MAR_19) == [(99_000, 90, None, None)]
    assert figures(publication, C1, "R1F", MAR_19) == [(None, None, None, "not_collected")]


def test_a_mean_without_its_counts_is_a_value(tmp_path: Path) -> None:
    rows = ambulance_month()
    rows[2][HEADER.index("A25")] = 431
    publication = small(tmp_path, rows)
    assert figures(publication, C1, "R1F", MAR_19) == [(None, None, 431, None)]


def test_columns_are_known_by_their_number_in_any_order(tmp_path: Path) -> None:
    rows = [row[::-1] for row in ambulance_month()]
    path = write_ambulance(tmp_path / "turned.csv", rows, HEADER[::-1])
    path.write_bytes(path.read_bytes().replace(b",A8,", b", a8 ,").replace(b"\n", b"\r\n"))
    publication = read(path)
    assert figures(publication, C1, ENGLAND, MAR_19) == [(4_200, 10, None, None)]
    assert figures(publication, C2, "RYA", MAR_19) == [(99_000, 90, None, None)]


@pytest.mark.parametrize(
    ("column", "written", "named", "reason"),
    [
        ("A8", "ten", "A8", "not a number of 0 and more, or a full stop"),
        ("A24", "-5", "A24", "not a number of 0 and more, or a full stop"),
        ("A8", 11, "A25", "not the total time over the incidents"),
        ("A25", 4_200, "A25", "not the total time over the incidents"),
        ("A30", ".", "A30", "not both a time and a number of incidents"),
        ("Month", 13, "Month", "not a year and the number of a month"),
        ("Year", "19", "Month", "not a year and the number of a month"),
        ("Org Code", "R YA", "Org Code", "not an ODS code"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside(
    tmp_path: Path, column: str, written: object, named: str, reason: str
) -> None:
    rows = [*ambulance_month(3), *ambulance_month(4)]
    rows[1][HEADER.index(column)] = written
    publication = small(tmp_path, rows)
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, named)
    assert reason in rejected.reason
    assert figures(publication, C1, "RYA", MAR_19) == []
    assert figures(publication, C1, ENGLAND, MAR_19) == [(4_200, 10, None, None)]
    assert "could not be checked" in publication.warnings[0]


def test_services_that_do_not_add_up_to_england_are_refused(tmp_path: Path) -> None:
    rows = [*ambulance_month(), ambulance_line("RYE")]
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, rows)
    assert (caught.value.row, caught.value.column, caught.value.found) == (2, "A8", "10")
    assert caught.value.expected == "20 (the sum of the services in March 2019)"


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(5, "the sum of the regions|a row of"), (6, "a row of a region in April 2019")],
)
def test_a_file_cut_between_the_rows_of_its_last_month_is_refused(
    tmp_path: Path, kept: int, expected: str
) -> None:
    with pytest.raises(FileRefused, match=expected):
        small(tmp_path, [*ambulance_month(3), *ambulance_month(4)][:kept])


def test_a_month_without_england_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="expected a row of England in April 2019"):
        small(tmp_path, [*ambulance_month(3), *ambulance_month(4)[1:]])


def test_a_file_cut_inside_its_last_line_is_refused(tmp_path: Path) -> None:
    path = write_ambulance(tmp_path / "cut.csv", ambulance_month())
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(FileRefused, match="row 5: expected 40 cells, found fewer"):
        read(path)


def test_a_service_that_is_gone_is_warned_of(tmp_path: Path) -> None:
    rows = [*ambulance_month(3), *(row for row in ambulance_month(4) if "R1F" not in row)]
    assert small(tmp_path, rows).warnings == ["No rows in Apr 19 of: R1F."]


@pytest.mark.parametrize("dropped", ["Year", "Month", "Org Code", "A8", "A24", "A10", "A30"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, dropped: str) -> None:
    place = HEADER.index(dropped)
    rows = [[*row[:place], *row[place + 1 :]] for row in ambulance_month()]
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, rows, names=[*HEADER[:place], *HEADER[place + 1 :]])
    assert (caught.value.row, caught.value.column) == (1, dropped.casefold())


def test_a_shifted_header_is_refused(tmp_path: Path) -> None:
    rows: list[list[object]] = [["new", *row] for row in ambulance_month()]
    with pytest.raises(FileRefused, match="row 2"):
        small(tmp_path, rows, names=[*HEADER, "A149"])


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    tmp_path: Path, engine: Engine, indicators: IndicatorRegistry
) -> None:
    before = dump(engine)
    path = write_ambulance(tmp_path / "cut.csv", ambulance_month()[:3])
    path.write_bytes(path.read_bytes()[:-40])
    lines: list[str] = []
    load_files(engine, [path], indicators, say=lines.append)
    assert "refused" in lines[0]
    assert dump(engine) == before


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    path = write_ambulance(tmp_path / "renamed.txt", ambulance_month())
    assert recognised_by(path) is ambulance_systems


def test_a_month_may_be_named(tmp_path: Path) -> None:
    rows = [[year, "March", *cells] for year, _, *cells in ambulance_month()]
    publication = read(write_ambulance(tmp_path / "named.csv", rows))
    assert figures(publication, C1, "RYA", MAR_19) == [(4200, 10, None, None)]


@pytest.mark.parametrize("nothing", ["N/A", "#N/A", ""])
def test_what_is_missing_may_be_written_in_other_ways(tmp_path: Path, nothing: str) -> None:
    rows = [[nothing if cell == "." else cell for cell in row] for row in ambulance_month()]
    publication = read(write_ambulance(tmp_path / "missing.csv", rows))
    assert publication.rejected == []
    assert figures(publication, C1, "RYA", MAR_19) == [(4200, 10, None, None)]


def test_a_month_that_is_lost_between_others_is_refused(tmp_path: Path) -> None:
    rows = [*ambulance_month(1), *ambulance_month(3)]
    with pytest.raises(FileRefused, match="expected rows of February 2019"):
        read(write_ambulance(tmp_path / "gap.csv", rows))
