"""Does the RTT workbook come in whole, and is a wrong one refused at the right cell?"""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused, PeriodNotStated
from data_access.ingest.publication import Publication
from data_access.ingest.readers import rtt_commissioner
from tests.data.publications import (
    Rows,
    figures,
    read,
    recognised_by,
    rtt_sheets,
    said,
    write_workbook,
)

JAN, MAR, APR = date(2015, 1, 1), date(2015, 3, 1), date(2015, 4, 1)
MAY = date(2016, 5, 1)
NAMES = {
    JAN: "Jan15-revised-XLS-2357K",
    MAR: "Mar15-revised-XLS-2357K",
    APR: "Apr15-revised-XLS-2101K",
}
# Row numbers of the small workbook, whose title block has seven rows.
HEADING, FIRST = 8, 9


def real_path(shared: Path, month: date) -> Path:
    return shared / "published" / "rtt" / f"Incomplete-Commissioner-{NAMES[month]}.xls"


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[date, Publication]:
    return {month: read(real_path(shared, month)) for month in NAMES}


@pytest.fixture
def sheets() -> dict[str, Rows]:
    return rtt_sheets()


def refused(tmp_path: Path, sheets: dict[str, Rows]) -> FileRefused:
    path = write_workbook(tmp_path / "workbook.xlsx", sheets)
    with pytest.raises(FileRefused) as caught:
        read(path)
    return caught.value


# Figures from NHS England, RTT waiting times, incomplete pathways (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("month", "organisation", "within", "total", "long"),
    [
        (MAR, "10Q", 27_664, 29_445, 1),
        (MAR, "05C", 11_938, 12_422, 0),
        (MAR, "04Y", 6_828, 7_106, 0),
        (MAR, "05V", 7_185, 7_579, 0),
        (MAR, "05Q", 12_925, 13_654, 2),
        (MAR, "X24", 203_675, 220_202, 39),
        (MAR, ENGLAND, 2_800_845, 3_006_877, 475),
        (APR, "10Q", 26_704, 28_226, 2),
        (APR, "05C", 11_983, 12_529, 0),
        (APR, "04Y", 7_406, 7_662, 1),
        (APR, ENGLAND, 2_821_088, 3_022_512, 413),
        (JAN, "10Q", 25_863, 27_614, 2),
        (JAN, "05C", 11_411, 11_882, 0),
        (JAN, ENGLAND, 2_706_862, 2_924_045, None),
    ],
)
def test_published_figures_are_read_as_published(
    real: dict[date, Publication],
    month: date,
    organisation: str,
    within: int,
    total: int,
    long: int | None,
) -> None:
    publication = real[month]
    ratio = figures(publication, "rtt_18week", organisation, month)
    waiting = figures(publication, "rtt_waiting_list", organisation, month)
    assert ratio == [(within, total, None, None)]
    assert waiting == [(total, None, None, None)]
    if long is not None:
        assert figures(publication, "rtt_52week", organisation, month) == [(long, None, None, None)]


def test_a_treatment_function_is_a_breakdown_of_its_commissioner(
    real: dict[date, Publication],
) -> None:
    orthopaedics = figures(real[MAR], "rtt_18week", "10Q", MAR, member="110")
    assert orthopaedics == [(3_449, 3_673, None, None)]
    assert ("treatment_function", "110", "Trauma & Orthopaedics") in real[MAR].members
    assert ("treatment_function", "120", "ENT") in real[MAR].members
    assert not any(code == "999" for _, code, _ in real[MAR].members)


def test_all_commissioners_add_up_to_england(real: dict[date, Publication]) -> None:
    rows = real[MAR].observations
    levels = {each.code: each.level for each in real[MAR].organisations}
    commissioners = rows["organisation"].map(levels).isin(["ccg", "other_commissioner"])
    headline = rows[commissioners & (rows["indicator"] == "rtt_18week") & (rows["member"] == "")]
    assert headline[["numerator", "denominator"]].sum().tolist() == [2_800_845, 3_006_877]
    assert len(headline) == 212


def test_specialised_commissioning_is_no_ccg(real: dict[date, Publication]) -> None:
    levels = {each.code: (each.level, each.name) for each in real[MAR].organisations}
    assert levels["X24"] == ("other_commissioner", "NHS England")
    assert levels["10Q"] == ("ccg", "NHS Oxfordshire CCG")
    assert levels["Y57"][0] == "region"


def test_regions_come_with_their_code_as_published(real: dict[date, Publication]) -> None:
    assert figures(real[APR], "rtt_18week", "Y57", APR) == [(687_834, 743_949, None, None)]
    assert figures(real[MAR], "rtt_18week", "Y57", MAR) == [(677_163, 733_020, None, None)]


@pytest.mark.parametrize(
    ("month", "rows", "published", "revised"),
    [
        (JAN, 4_240, date(2015, 3, 12), date(2015, 7, 9)),
        (MAR, 4_240, date(2015, 5, 14), date(2015, 7, 9)),
        (APR, 4_200, date(2015, 6, 11), date(2016, 1, 14)),
    ],
)
def test_the_title_block_dates_and_marks_the_file(
    real: dict[date, Publication], month: date, rows: int, published: date, revised: date
) -> None:
    publication = real[month]
    assert publication.rows == rows
    assert (publication.published_on, publication.stated_on) == (published, revised)
    assert set(publication.observations["status"]) == {"revised"}
    assert set(publication.observations["period_start"]) == {month}


def test_trusts_that_did_not_submit_are_named_once(real: dict[date, Publication]) -> None:
    (warning,) = real[MAR].warnings
    assert "Walsall Healthcare NHS Trust (RBK)" in warning
    assert "University Hospital of South Manchester NHS Foundation Trust (RM2)" in warning
    assert warning.count("RF4") == 1


def test_nobody_waiting_is_no_activity_and_not_nought_per_cent(
    real: dict[date, Publication],
) -> None:
    rows = real[MAR].observations
    empty = rows[(rows["indicator"] == "rtt_18week") & (rows["denominator"] == 0)]
    assert set(empty["absent_reason"]) == {"no_activity"}
    assert set(empty["numerator"]) == {0}
    counted = rows[rows["indicator"].isin(["rtt_waiting_list", "rtt_52week"])]
    assert counted["absent_reason"].isna().all()


@pytest.mark.parametrize("kept", [1, 8, 600, 5_000, 0.25, 0.5, 0.9, -100_000, -600, -1])
def test_a_workbook_cut_anywhere_is_refused(shared: Path, tmp_path: Path, kept: float) -> None:
    content = real_path(shared, MAR).read_bytes()
    end = int(kept * len(content)) if isinstance(kept, float) else kept
    cut = tmp_path / "cut.xls"
    cut.write_bytes(content[:end])
    with pytest.raises(FileRefused, match=r"cut\.xls: expected a whole workbook, found a file cut"):
        recognised_by(cut)


def test_a_workbook_with_other_months_columns_and_order_reads_the_same(tmp_path: Path) -> None:
    sheets = rtt_sheets()
    expected = read(write_workbook(tmp_path / "plain.xlsx", sheets))
    for name, rows in sheets.items():
        heading, *data = rows[7:]
        title: Rows = [*rows[1:4], *[[] for _ in range(9)], *rows[4:7]]
        turned = [[None, "new", *reversed(row[1:])] for row in data]
        names = [f" {cell} ".upper() for cell in reversed(heading[1:])]
        sheets[name] = [*title, [None, "A new column", *names], *turned]
    sheets["Extra"] = [["Region Code", "CCG Code"], [1, 2]]
    publication = read(write_workbook(tmp_path / "turned.xlsx", sheets))
    key = ["indicator", "organisation", "member"]
    both = [said(each).sort_values(key) for each in (publication, expected)]
    assert both[0].reset_index(drop=True).equals(both[1].reset_index(drop=True))


def test_codes_of_later_years_lose_their_prefix_too(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    for rows in sheets.values():
        for row in rows[HEADING:]:
            row[:] = [str(c).replace("IP", "C_") if str(c).startswith("IP") else c for c in row]
    publication = read(write_workbook(tmp_path / "later.xlsx", sheets))
    assert figures(publication, "rtt_18week", "10Q", MAY, member="110") == [(40, 50, None, None)]
    assert figures(publication, "rtt_18week", "10Q", MAY) == [(45, 57, None, None)]


def test_bands_beyond_a_year_count_as_long_waits(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    for rows in sheets.values():
        place = rows[HEADING - 1].index("52 plus")
        rows[HEADING - 1][place : place + 1] = [">52-53", "53 plus"]
        for row in rows[HEADING:]:
            row.insert(place, 0)
    publication = read(write_workbook(tmp_path / "longer.xlsx", sheets))
    assert figures(publication, "rtt_52week", "10Q", MAY) == [(1, None, None, None)]


def test_without_a_revision_the_file_stands_on_its_publication(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    publication = read(write_workbook(tmp_path / "first.xlsx", sheets))
    assert publication.stated_on == date(2016, 7, 14)
    assert set(publication.observations["status"]) == {"published"}


def test_a_status_of_provisional_is_kept(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Commissioner"][6][2] = "Provisional"
    publication = read(write_workbook(tmp_path / "provisional.xlsx", sheets))
    assert set(publication.observations["status"]) == {"provisional"}


def test_notes_below_the_table_are_passed_over(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Commissioner"] += [[], [None, None, "Source: Unify2"], [None, "Y54"]]
    assert read(write_workbook(tmp_path / "noted.xlsx", sheets)).rows == 12


@pytest.mark.parametrize("sheet", ["National", "Commissioner"])
def test_a_line_of_text_in_any_column_is_passed_over(
    tmp_path: Path, sheets: dict[str, Rows], sheet: str
) -> None:
    note = "Note: figures are provisional"
    for place in range(1, 5):
        sheets[sheet].append([*[None] * place, note])
    publication = read(write_workbook(tmp_path / "noted.xlsx", sheets))
    assert set(publication.observations["member"]) == {"", "100", "110", "130"}
    assert "provisional" not in str(publication.organisations)


@pytest.mark.parametrize("sheet", ["National", "Commissioner"])
def test_counts_of_no_treatment_function_are_refused(
    tmp_path: Path, sheets: dict[str, Rows], sheet: str
) -> None:
    place = sheets[sheet][HEADING - 1].index("Treatment Function Code")
    sheets[sheet][FIRST][place] = "Surgery"
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row, error.found) == (sheet, FIRST + 1, '"Surgery"')
    assert error.expected == "a treatment function code"


@pytest.mark.parametrize("emptied", [["Commissioner"], ["National"], ["Commissioner", "National"]])
def test_a_workbook_without_rows_is_refused(
    tmp_path: Path, sheets: dict[str, Rows], emptied: list[str]
) -> None:
    for name in emptied:
        del sheets[name][HEADING:]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row) == (emptied[0], HEADING)
    assert error.expected == "rows of figures"


@pytest.mark.parametrize("name", ["52+", ">52", "52 + weeks", "Gt 52", "52 Plus Weeks"])
def test_the_open_band_may_be_written_in_many_ways(
    tmp_path: Path, sheets: dict[str, Rows], name: str
) -> None:
    for rows in sheets.values():
        rows[HEADING - 1] = [name if cell == "52 plus" else cell for cell in rows[HEADING - 1]]
    publication = read(write_workbook(tmp_path / "open.xlsx", sheets))
    assert figures(publication, "rtt_52week", "10Q", MAY) == [(1, None, None, None)]


@pytest.mark.parametrize("period", ["April to June 2016", "2016/17", "May 2016 - June 2016"])
def test_a_period_that_is_not_one_month_is_refused(tmp_path: Path, period: str) -> None:
    error = refused(tmp_path, rtt_sheets(period))
    assert (error.sheet, error.row, error.column) == ("Commissioner", 4, "Period")
    assert period in error.found


def test_sheets_of_two_months_are_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["National"][3] = [None, "Period:", "April 2016"]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row, error.column) == ("National", 4, "Period")
    assert (error.expected, error.found) == ("May 2016 as on the sheet Commissioner", "April 2016")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("May 1916", "from 1990 to 2100"),
        ("May 3016", "from 1990 to 2100"),
    ],
)
def test_a_period_that_cannot_be_is_refused(tmp_path: Path, period: str, expected: str) -> None:
    error = refused(tmp_path, rtt_sheets(period))
    assert (error.row, error.column, error.found) == (4, "Period", f'"{period}"')
    assert error.expected.endswith(expected)


def test_a_period_after_the_publication_is_warned_of(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "workbook.xlsx", rtt_sheets("August 2016"))

    warning = read(path).warnings[-1]

    assert warning.startswith("August 2016 begins after the publication on 14 July 2016")


def test_a_period_not_stated_is_taken_from_the_name_or_the_option_or_asked_for(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    for rows in sheets.values():
        del rows[3]
    named = write_workbook(tmp_path / "Incomplete-Commissioner-Jun16-revised.xlsx", sheets)
    unnamed = write_workbook(tmp_path / "commissioner.xlsx", sheets)
    assert set(read(named).observations["period_start"]) == {date(2016, 6, 1)}
    option = read(unnamed, as_at=date(2016, 5, 31)).observations["period_start"]
    assert set(option) == {MAY}
    with pytest.raises(PeriodNotStated, match="--as-at"):
        read(unnamed)


@pytest.mark.parametrize(
    ("dropped", "named"),
    [
        ("CCG Code", "ccg code"),
        ("Treatment Function Code", "treatment function code"),
        ("Total within 18 weeks", "total within 18 weeks"),
        ("Total number of incomplete pathways", "total number of incomplete pathways"),
        (">7-8", "7-8"),
        ("52 plus", "52 plus"),
    ],
)
def test_a_dropped_column_is_refused_by_name(
    tmp_path: Path, sheets: dict[str, Rows], dropped: str, named: str
) -> None:
    rows = sheets["Commissioner"]
    place = rows[HEADING - 1].index(dropped)
    sheets["Commissioner"] = [row[:place] + row[place + 1 :] for row in rows]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row, error.column) == ("Commissioner", HEADING, named)


def test_a_workbook_without_englands_sheet_is_refused(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    del sheets["National"]
    assert refused(tmp_path, sheets).sheet == "National"


def test_a_shifted_heading_is_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Commissioner"][HEADING - 1].insert(1, "Year")
    assert refused(tmp_path, sheets).sheet == "Commissioner"


@pytest.mark.parametrize("cell", ["n/k", "-", -4, 2.5])
def test_a_cell_that_is_no_count_is_refused_where_it_stands(
    tmp_path: Path, sheets: dict[str, Rows], cell: object
) -> None:
    place = sheets["Commissioner"][HEADING - 1].index(">5-6")
    sheets["Commissioner"][FIRST + 4][place] = cell
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row, error.column) == ("Commissioner", FIRST + 5, ">5-6")
    assert error.found == f'"{cell}"'


def test_bands_that_miss_their_total_are_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    place = sheets["Commissioner"][HEADING - 1].index("52 plus")
    sheets["Commissioner"][FIRST - 1][place] += 1  # type: ignore[operator]
    error = refused(tmp_path, sheets)
    assert (error.row, error.column) == (FIRST, "Total number of incomplete pathways")
    assert error.expected.startswith("8 ")
    assert error.found == "7"


def test_a_changed_number_within_18_weeks_is_refused(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    place = sheets["Commissioner"][HEADING - 1].index("Total within 18 weeks")
    sheets["Commissioner"][FIRST - 1][place] = 6
    error = refused(tmp_path, sheets)
    assert (error.row, error.column, error.found) == (FIRST, "Total within 18 weeks", "6")


def test_treatment_functions_that_miss_their_total_are_refused(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    del sheets["Commissioner"][FIRST]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row) == ("Commissioner", FIRST + 2)
    assert "sum of its treatment functions" in error.expected


def test_a_missing_commissioner_is_refused_at_englands_row(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    del sheets["Commissioner"][-4:]
    error = refused(tmp_path, sheets)
    assert (error.sheet, error.row) == ("National", FIRST)
    assert "sum of the sheet Commissioner" in error.expected


def test_a_commissioner_without_its_total_row_is_refused(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    del sheets["Commissioner"][FIRST + 2]
    error = refused(tmp_path, sheets)
    assert "999" in error.expected
    assert "00C" in error.expected


def test_a_repeated_row_is_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Commissioner"].append(sheets["Commissioner"][FIRST])
    error = refused(tmp_path, sheets)
    assert error.row == len(sheets["Commissioner"])
    assert "one row for 00C and 110" in error.expected


def test_a_row_without_a_code_is_refused(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    sheets["Commissioner"][FIRST][2] = None
    error = refused(tmp_path, sheets)
    assert (error.row, error.column) == (FIRST + 1, "CCG Code")


@pytest.mark.parametrize(
    ("word", "instead"),
    [("incomplete pathways", "completed pathways"), ("CCG", "Provider")],
)
def test_workbooks_of_other_measures_and_levels_are_left_alone(
    tmp_path: Path, word: str, instead: str
) -> None:
    sheets = {
        name: [[c.replace(word, instead) if isinstance(c, str) else c for c in row] for row in rows]
        for name, rows in rtt_sheets().items()
    }
    document = Document(write_workbook(tmp_path / "other.xlsx", sheets))
    assert not rtt_commissioner.recognises(document)


@pytest.mark.parametrize("named", ["Sub-ICB", "Sub ICB Location"])
def test_commissioners_of_later_years_are_read_by_their_names(
    tmp_path: Path, sheets: dict[str, Rows], named: str
) -> None:
    sheets["Commissioner"][HEADING - 1][2:4] = [f"{named} Code", f"{named} Name"]
    publication = read(write_workbook(tmp_path / "later.xlsx", sheets))
    assert figures(publication, "rtt_18week", "10Q", MAY) == [(45, 57, None, None)]


def test_pathways_with_a_decision_to_admit_are_a_part_and_passed_over(
    tmp_path: Path, sheets: dict[str, Rows]
) -> None:
    part = deepcopy(sheets["Commissioner"])
    part[2][2] = "Incomplete pathways with a decision to admit for treatment"
    part[FIRST] = [*part[FIRST][:6], *[0] * (len(part[FIRST]) - 6)]
    publication = read(write_workbook(tmp_path / "dta.xlsx", {"DTA": part, **sheets}))
    assert figures(publication, "rtt_18week", "10Q", MAY) == [(45, 57, None, None)]


def test_boards_are_not_taken_for_england(tmp_path: Path, sheets: dict[str, Rows]) -> None:
    ccgs = sheets["Commissioner"]
    board = [[None, "QU9", *row[4:]] for row in ccgs if "10Q" in row]
    boards = [*ccgs[: HEADING - 1], [None, "ICB Code", *ccgs[HEADING - 1][4:]], *board]
    publication = read(write_workbook(tmp_path / "boards.xlsx", {"ICB": boards, **sheets}))
    assert figures(publication, "rtt_18week", ENGLAND, MAY) == [(135, 171, None, None)]
