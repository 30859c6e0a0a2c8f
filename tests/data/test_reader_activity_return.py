"""Does the monthly activity return come in whole, of England and of CCGs?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_files
from data_access.ingest.publication import Publication
from data_access.ingest.readers import activity_return
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_activity import mar_ccg_lines, mar_month, mar_series

FILE = "MAR_Comm-Timeseries-October-16-6587.xls"
MADE, SEEN, FIRST = "gp_referrals_made", "gp_referrals_seen", "first_outpatient"
MEASURES = (MADE, SEEN, FIRST)
FEB, APR, MAY, OCT = date(2016, 2, 1), date(2016, 4, 1), date(2016, 5, 1), date(2016, 10, 1)
MAY_20 = date(2020, 5, 1)
# Row numbers of the small series, whose title block has eight rows.
HEADING, FIRST_ROW = 9, 10


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "activity-mar" / FILE


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read(real_path)


# Figures from NHS England, monthly activity return (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("indicator", "count"), [(MADE, 1_155_091), (SEEN, 936_410), (FIRST, 1_587_460)]
)
def test_published_figures_are_read_as_published(
    real: Publication, indicator: str, count: int
) -> None:
    assert figures(real, indicator, ENGLAND, OCT) == [(count, None, None, None)]


def test_every_month_is_there_once_and_revised_ones_are_marked(real: Publication) -> None:
    made = real.observations[real.observations["indicator"] == MADE]
    assert len(made) == made["period_start"].nunique() == real.rows == 103
    assert (made["period_start"].min(), made["period_start"].max()) == (date(2008, 4, 1), OCT)
    revised = made.loc[made["status"] == "revised", "period_start"]
    assert revised.max() == date(2016, 7, 1)
    assert real.rejected == []


def test_months_that_were_estimated_keep_their_parts_of_a_referral(real: Publication) -> None:
    ((count, *_),) = figures(real, MADE, ENGLAND, date(2009, 6, 1))
    assert count == pytest.approx(1_007_393.0073)


@pytest.fixture
def rows() -> Rows:
    return [
        mar_month("2015-16", "FEBRUARY"),
        mar_month("2015-16", "MARCH"),
        mar_month("2016-17", "APRIL", 2000, "-"),
        mar_month("2016-17", "MAY"),
    ]


def series(tmp_path: Path, sheets: dict[str, Rows]) -> Publication:
    return read(write_workbook(tmp_path / "series.xlsx", sheets))


def test_months_are_of_their_financial_year(tmp_path: Path, rows: Rows) -> None:
    publication = series(tmp_path, mar_series(rows))
    assert figures(publication, MADE, ENGLAND, FEB) == [(1_000, None, None, None)]
    assert figures(publication, MADE, ENGLAND, APR) == [(2_000, None, None, None)]
    assert figures(publication, SEEN, ENGLAND, APR) == [(None, None, None, "not_collected")]
    assert figures(publication, FIRST, ENGLAND, MAY) == [(1_500, None, None, None)]


@pytest.mark.parametrize("kept", [1, 3])
def test_a_series_that_ends_before_it_says_is_refused(
    tmp_path: Path, rows: Rows, kept: int
) -> None:
    with pytest.raises(FileRefused, match=r"a row of (March|May) 2016, found none"):
        series(tmp_path, mar_series(rows[:kept]))


def test_a_month_that_is_missing_between_others_is_refused(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(FileRefused, match="expected a row of April 2016, found none"):
        series(tmp_path, mar_series([*rows[:2], rows[3]], period=""))


@pytest.mark.parametrize(
    ("column", "written", "named"),
    [
        (6, "n/a", "GP Referrals Made (All specialties)"),
        (6, -1, "GP Referrals Made (All specialties)"),
        (1, "1016-17", "Period"),
        (2, "SMARCH", "Period"),
    ],
)
def test_a_corrupted_cell_sets_its_month_aside(
    tmp_path: Path, rows: Rows, column: int, written: object, named: str
) -> None:
    rows[1][column] = written
    publication = series(tmp_path, mar_series(rows))
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column.strip()) == (FIRST_ROW + 1, named)
    assert figures(publication, MADE, ENGLAND, date(2016, 3, 1)) == []
    assert figures(publication, MADE, ENGLAND, MAY) == [(1_000, None, None, None)]


@pytest.mark.parametrize(
    "dropped",
    [
        "Year",
        "Period",
        "GP Referrals Made (All specialties) ",
        "GP Referrals Seen (G&A) ",
        "All 1st Outpatient Attendances (G&A) ",
    ],
)
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, rows: Rows, dropped: str) -> None:
    sheets = mar_series(rows)
    table = sheets["Commissioner Timeseries"]
    place = table[HEADING - 1].index(dropped)
    for row in table[HEADING - 1 :]:
        del row[place]
    with pytest.raises(FileRefused) as caught:
        series(tmp_path, sheets)
    assert caught.value.row == HEADING
    assert caught.value.column in dropped.casefold().replace("&", " ").replace("(", "")


def test_a_shifted_header_is_refused(tmp_path: Path, rows: Rows) -> None:
    sheets = mar_series(rows)
    sheets["Commissioner Timeseries"][HEADING - 1].insert(1, "New")
    with pytest.raises(FileRefused, match="a month of a financial year"):
        series(tmp_path, sheets)


def test_notes_case_footnotes_and_a_lower_heading_do_not_matter(tmp_path: Path, rows: Rows) -> None:
    sheets = mar_series(rows)
    table = sheets["Commissioner Timeseries"]
    table[HEADING - 1] = [f" {cell or ''} (1)".upper() for cell in table[HEADING - 1]]
    sheets["Commissioner Timeseries"] = [[None, "New"], *table, [], [None, "Note: estimated"]]
    publication = series(tmp_path, sheets)
    assert figures(publication, MADE, ENGLAND, MAY) == [(1_000, None, None, None)]
    assert publication.rejected == []


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_series_leaves_the_database_as_it_was(
    tmp_path: Path, rows: Rows, engine: Engine, indicators: IndicatorRegistry
) -> None:
    before = dump(engine)
    path = write_workbook(tmp_path / "cut.xlsx", mar_series(rows[:2]))
    lines: list[str] = []
    load_files(engine, [path], indicators, say=lines.append)
    assert "refused" in lines[0]
    assert dump(engine) == before


def ccgs(tmp_path: Path, lines: list[str]) -> Publication:
    path = tmp_path / "ccgs.csv"
    path.write_text("\n".join(lines) + "\n", encoding="cp1252")
    return read(path)


@pytest.fixture
def lines() -> list[str]:
    """Oxfordshire's referrals of May 2020, and enough others to be a national file."""
    others = {f"{number:02}Z": (1_200, 0, 1) for number in range(99)}
    return mar_ccg_lines({"10Q": (6_859, 6_251, 9_725), "X24": (100, 0, 20), **others})


def place_of(lines: list[str], code: str) -> int:
    return next(place for place, line in enumerate(lines) if f",{code}," in line)


def test_text_with_tabs_blanks_and_commas_is_a_number_and_a_dash_is_nought(
    tmp_path: Path, lines: list[str]
) -> None:
    publication = ccgs(tmp_path, lines)
    found = [figures(publication, each, "10Q", MAY_20) for each in MEASURES]
    assert found == [[(count, None, None, None)] for count in (6_859, 6_251, 9_725)]
    assert figures(publication, SEEN, "X24", MAY_20) == [(0, None, None, None)]
    assert figures(publication, MADE, ENGLAND, MAY_20) == [(125_759, None, None, None)]
    levels = {each.code: each.level for each in publication.organisations}
    assert (levels["10Q"], levels["X24"]) == ("ccg", "other_commissioner")
    assert (publication.warnings, publication.stated_on) == ([], date(2020, 7, 9))


def test_a_row_of_nothing_but_dashes_was_not_submitted(tmp_path: Path) -> None:
    others = {f"{number:02}Z": (10, 0, 1) for number in range(100)}
    written = mar_ccg_lines({"10Q": (0, 0, 0), **others})
    place = place_of(written, "10Q")
    written[place] = written[place].replace('" \t3 "', "\t-   ")
    publication = ccgs(tmp_path, written)
    for indicator in MEASURES:
        assert figures(publication, indicator, "10Q", MAY_20) == [
            (None, None, None, "not_submitted")
        ]


def test_an_extract_of_some_ccgs_has_no_england(tmp_path: Path) -> None:
    publication = ccgs(tmp_path, mar_ccg_lines({"10Q": (6_859, 6_251, 9_725)}))
    assert figures(publication, MADE, "10Q", MAY_20) == [(6_859, None, None, None)]
    assert figures(publication, MADE, ENGLAND, MAY_20) == []
    assert "Too few commissioners" in publication.warnings[0]


def test_a_file_of_ccgs_that_ends_early_is_refused(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(FileRefused, match=r"row 10, column GP .*the sum of the rows below it"):
        ccgs(tmp_path, lines[:-10])


def test_a_file_of_ccgs_without_england_is_refused(tmp_path: Path, lines: list[str]) -> None:
    del lines[9]
    with pytest.raises(FileRefused, match="expected a row of England in May 2020"):
        ccgs(tmp_path, lines)


def test_a_corrupted_count_sets_its_ccg_aside_and_keeps_england(
    tmp_path: Path, lines: list[str]
) -> None:
    place = place_of(lines, "10Q")
    lines[place] = lines[place].replace("6,859", "6,8S9")
    publication = ccgs(tmp_path, lines)
    assert [(each.row, each.reason) for each in publication.rejected] == [
        (place + 1, "not a count")
    ]
    assert figures(publication, MADE, "10Q", MAY_20) == []
    assert figures(publication, MADE, ENGLAND, MAY_20) == [(125_759, None, None, None)]
    assert "could not be checked" in publication.warnings[0]


def test_figures_by_provider_are_the_providers_and_not_englands(
    tmp_path: Path, lines: list[str]
) -> None:
    publication = ccgs(tmp_path, [line.replace("Commissioner", "Provider") for line in lines])
    assert figures(publication, MADE, ENGLAND, MAY_20) == []
    assert {each.level for each in publication.organisations} == {"country", "trust"}


def test_it_is_known_by_its_content(tmp_path: Path, rows: Rows) -> None:
    path = write_workbook(tmp_path / "a.xlsx", mar_series(rows))
    assert recognised_by(path) is activity_return


def test_englands_row_may_be_coded(tmp_path: Path) -> None:
    lines = mar_ccg_lines({"10Q": (6859, 5952, 9725), "05C": (10, 20, 30)})
    path = tmp_path / "coded.csv"
    path.write_text("\n".join(lines).replace(",,,,England", ",,,ENG,England"), encoding="utf-8")
    publication = read(path)
    assert publication.rejected == []
    assert figures(publication, MADE, "10Q", MAY_20) == [(6859, None, None, None)]
