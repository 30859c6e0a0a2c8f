"""Do the analysts' derived A&E files come in, and give way to anything published?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.organisations import ENGLAND
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.ingest.errors import FileRefused, PeriodNotStated
from data_access.ingest.publication import Publication
from data_access.sql_store import SqlStore
from tests.data.databases import take_in
from tests.data.publications import figures, read
from tests.data.publications_ae import monthly_2019, write_monthly

HEADER = "org_code,type,attendances,breaches,admissions"
LINES = ("RTH,1,100,25,40", "RTH,2,20,1,3", "RTH,other,30,4,2", "RNA,1,60,10,20")
MARCH_2017, MARCH_2019 = date(2017, 3, 1), date(2019, 3, 1)
SEP_2019 = date(2019, 9, 1)


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[date, Publication]:
    folder = shared / "published" / "ae" / "nhsr-derived"
    return {month: read(folder / f"{month}.csv") for month in (MARCH_2017, MARCH_2019)}


# Derived by analysts from NHS England, A&E attendances (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "organisation", "attendances", "over"),
    [
        (MARCH_2017, "RTH", 12_995, 1_676),
        (MARCH_2017, "RNA", 15_399, 679),
        (MARCH_2017, "RJE", 20_332, 4_110),
        (MARCH_2017, "RRK", 10_032, 1_543),
        (MARCH_2017, ENGLAND, 2_015_834, 201_392),
        (MARCH_2019, "RTH", 14_370, 2_032),
        (MARCH_2019, "RNA", 15_180, 3_252),
        (MARCH_2019, "RJE", 22_829, 4_221),
        (MARCH_2019, "RRK", 35_446, 10_706),
        (MARCH_2019, ENGLAND, 2_167_550, 290_359),
    ],
)
def test_derived_months_are_read_as_they_were_derived(
    real: dict[date, Publication], month: date, organisation: str, attendances: int, over: int
) -> None:
    found = figures(real[month], "ae_4hour", organisation, month)
    assert found == [(attendances - over, attendances, None, None)]


def test_a_derived_file_says_so_and_stands_before_its_own_period(
    real: dict[date, Publication],
) -> None:
    assert "derived" in real[MARCH_2017].title
    assert real[MARCH_2017].stated_on == MARCH_2017
    assert [each.rows for each in real.values()] == [347, 358]
    assert [each.rejected for each in real.values()] == [[], []]


def write(path: Path, *lines: str, header: str = HEADER, end: str = "\n") -> Path:
    path.write_text("\n".join([header, *lines]) + end, encoding="utf-8")
    return path


def small(folder: Path, *lines: str, header: str = HEADER) -> Publication:
    return read(write(folder / "2019-09-01.csv", *lines, header=header))


def nation(*lines: str) -> Sequence[str]:
    """The lines with enough others, where nobody came, to be England's."""
    return [*lines, *(f"R{number:03},1,0,0,0" for number in range(150))]


def test_types_are_added_up_and_a_type_without_a_row_had_nobody(tmp_path: Path) -> None:
    publication = small(tmp_path, *nation(*LINES))
    assert figures(publication, "ae_4hour", "RTH", SEP_2019) == [(120, 150, None, None)]
    assert figures(publication, "ae_4hour_type1", "RTH", SEP_2019) == [(75, 100, None, None)]
    assert figures(publication, "ae_4hour", "RNA", SEP_2019, member="other") == [
        (0, 0, None, "no_activity")
    ]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(170, 210, None, None)]


def test_field_tests_are_excluded_here_too(tmp_path: Path) -> None:
    publication = small(tmp_path, *nation(*LINES, "RGT,1,80,0,1"))
    assert figures(publication, "ae_4hour", "RGT", SEP_2019) == [(None, None, None, "excluded")]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == [(170, 210, None, None)]
    assert figures(publication, "ae_attendances", ENGLAND, SEP_2019) == [(290, None, None, None)]


def test_an_extract_of_some_providers_has_no_total_of_england(tmp_path: Path) -> None:
    publication = small(tmp_path, *LINES)
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == []
    assert "Fewer than 150 providers" in publication.warnings[0]


def test_months_may_stand_in_a_column(tmp_path: Path) -> None:
    lines = [f"{day},{line}" for day in ("2017-03-01", "01/04/2017") for line in LINES]
    path = write(tmp_path / "all.csv", *lines, header=f"period,{HEADER}")
    publication = read(path)
    for month in (MARCH_2017, date(2017, 4, 1)):
        assert figures(publication, "ae_4hour", "RTH", month) == [(120, 150, None, None)]


def test_a_file_that_names_no_month_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PeriodNotStated):
        read(write(tmp_path / "some.csv", *LINES))


@pytest.mark.parametrize("dropped", ["org_code", "type", "attendances", "breaches"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, dropped: str) -> None:
    place = HEADER.split(",").index(dropped)
    lines = [line.split(",") for line in (HEADER, *LINES)]
    header, *rest = [",".join(cells[:place] + cells[place + 1 :]) for cells in lines]
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, *rest, header=header)
    assert caught.value.column == dropped.replace("_", " ")


def test_a_header_shifted_by_a_row_reads_the_same(tmp_path: Path) -> None:
    publication = small(tmp_path, HEADER, *LINES, header="A&E,")
    assert figures(publication, "ae_4hour", "RTH", SEP_2019) == [(120, 150, None, None)]


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        ("R-H,1,100,25,40", "org_code", "not an ODS code"),
        ("RJE,4,100,25,40", "type", "not one of 1, 2 and other"),
        ("RJE,1,x,25,40", "attendances", "not a count"),
        ("RJE,1,100,,40", "breaches", "not a count"),
        ("RJE,1,100,101,40", "breaches", "more than there were attendances"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside_and_totals_without_it_are_left_out(
    tmp_path: Path, bad: str, column: str, reason: str
) -> None:
    publication = small(tmp_path, *nation(bad, *LINES, "RJE,other,5,0,0"))
    (rejected,) = publication.rejected
    assert (rejected.row, publication.rejected[0].column) == (2, column)
    assert reason in rejected.reason
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == []
    assert figures(publication, "ae_4hour", "RTH", SEP_2019) == [(120, 150, None, None)]


def test_a_file_cut_inside_its_last_row_sets_that_row_aside(tmp_path: Path) -> None:
    path = write(tmp_path / "2019-09-01.csv", *nation(*LINES), "RJE,1,100,25,40", end="")
    path.write_bytes(path.read_bytes()[:-3])
    publication = read(path)
    assert [each.row for each in publication.rejected] == [156]
    assert figures(publication, "ae_4hour", ENGLAND, SEP_2019) == []


@pytest.mark.parametrize("derived_first", [True, False])
def test_a_published_file_wins_whatever_the_order(
    engine: Engine, tmp_path: Path, derived_first: bool
) -> None:
    derived = small(tmp_path, "RTH,1,7,3,0")
    published = read(write_monthly(tmp_path / "monthly.csv", monthly_2019()))
    for each in (derived, published) if derived_first else (published, derived):
        take_in(engine, each)
    series = SqlStore(engine).actual(SeriesKey("ae_4hour", "RTH", Grain.MONTH))
    assert series
    assert [each.denominator for each in series.observations] == [150]
