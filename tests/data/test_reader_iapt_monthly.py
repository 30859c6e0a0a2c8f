"""Does the IAPT series come in whole, with rounding and suppression understood?"""

from datetime import date
from pathlib import Path

import pytest

from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from data_access.ingest.readers import iapt_monthly
from tests.data.publications import (
    IAPT_HEADER,
    Rows,
    figures,
    iapt_row,
    iapt_rows,
    iapt_sheets,
    read,
    recognised_by,
    said,
    write_workbook,
)

FEB19, MAR19, SEP19 = date(2019, 2, 1), date(2019, 3, 1), date(2019, 9, 1)
FEB20 = date(2020, 2, 1)
COUNTS = ["iapt_referrals", "iapt_entering_treatment", "iapt_finished_course"]
RATES = ["iapt_6week", "iapt_18week", "iapt_recovery"]
# Row numbers of the small workbook, whose header stands on row 8 as in the real one.
HEADING, ENGLAND_ROW, FIRST_CCG = 8, 9, 10


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "iapt" / "feb2019_feb2020.xlsx"


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read(real_path)


# Figures from NHS Digital, IAPT monthly time series (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "month", "counts", "rates"),
    [
        (ENGLAND, FEB20, (149_713, 94_307, 47_337), (87.8, 97.8, 51)),
        (ENGLAND, MAR19, (146_661, 97_603, 50_233), (88.9, 99, 53.1)),
        ("10Q", FEB20, (1_565, 965, 485), (99, 100, 45)),
        ("05C", FEB20, (670, 545, 275), (96, 99, 50)),
        ("05C", MAR19, (620, 475, 145), (75, 97, 50)),
        ("04Y", FEB20, (450, 225, 330), (88, 100, 25)),
        ("05V", SEP19, (375, 200, 185), (97, 100, 54)),
        ("05Q", MAR19, (350, 335, 165), (100, 100, 59)),
    ],
)
def test_published_months_are_read_as_published(
    real: Publication,
    organisation: str,
    month: date,
    counts: tuple[int, ...],
    rates: tuple[float, ...],
) -> None:
    for indicator, count in zip(COUNTS, counts, strict=True):
        assert figures(real, indicator, organisation, month) == [(count, None, None, None)]
    for indicator, rate in zip(RATES, rates, strict=True):
        assert figures(real, indicator, organisation, month) == [(None, None, rate, None)]


def test_reliable_recovery_and_improvement_are_kept_where_the_sheet_has_them(
    real: Publication,
) -> None:
    rates = ["talking_therapies_reliable_recovery", "talking_therapies_reliable_improvement"]
    england, oxfordshire = (
        [figures(real, rate, organisation, FEB20)[0][2] for rate in rates]
        for organisation in (ENGLAND, "10Q")
    )
    assert (england, oxfordshire) == ([48.3, 66.8], [41, 64])


def test_people_entering_treatment_in_oxfordshire_add_up(real: Publication) -> None:
    rows = real.observations
    entering = rows[
        (rows["indicator"] == "iapt_entering_treatment")
        & (rows["organisation"] == "10Q")
        & (rows["provider"] == "")
    ]
    assert len(entering) == 13
    assert entering["numerator"].sum() == 12_640


def test_every_row_of_every_group_is_kept(real: Publication) -> None:
    rows = real.observations[real.observations["indicator"] == "iapt_referrals"]
    levels = rows["organisation"].map({each.code: each.level for each in real.organisations})
    whole = rows["provider"] == ""
    assert real.rows == len(rows) == 32_097
    assert (levels[whole] == "country").sum() == 13
    assert (levels[whole] == "trust").sum() == 2_366
    assert levels[whole].isin(["ccg", "other_commissioner"]).sum() == 2_613
    assert (~whole).sum() == 27_105
    assert (real.rejected, real.warnings) == ([], [])


def test_the_title_sheet_dates_the_file(real: Publication) -> None:
    assert real.published_on == real.stated_on == date(2020, 5, 14)


def test_commissioners_that_are_no_ccg_are_named_as_such(real: Publication) -> None:
    known = {each.code: (each.level, each.name) for each in real.organisations}
    assert known["INVALID"] == ("other_commissioner", "Commissioner not known")
    assert known["13Q"][0] == "other_commissioner"
    assert known["05C"] == ("ccg", "NHS Dudley CCG")
    assert known["RH5"] == ("trust", "Somerset NHS Foundation Trust")
    assert figures(real, "iapt_referrals", "INVALID", FEB19) == [(40, None, None, None)]


def test_an_asterisk_is_a_suppressed_figure(real: Publication) -> None:
    found = figures(real, "iapt_entering_treatment", "INVALID", FEB19)
    assert found == [(None, None, None, "suppressed")]


def test_a_dash_is_a_provider_that_did_not_submit(real: Publication) -> None:
    assert figures(real, "iapt_referrals", "8JJ53", FEB19) == [(None, None, None, "not_submitted")]
    rows = real.observations
    assert rows.loc[rows["absent_reason"].notna(), ["numerator", "value"]].isna().all(axis=None)
    empty = rows[["numerator", "value"]].isna().all(axis=1)
    assert rows.loc[empty, "absent_reason"].notna().all()


def small(tmp_path: Path, rows: Rows, header: list[str] = IAPT_HEADER) -> Publication:
    return read(write_workbook(tmp_path / "small.xlsx", iapt_sheets(rows, header)))


def refused(tmp_path: Path, rows: Rows, header: list[str] = IAPT_HEADER) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, rows, header)
    return caught.value


def test_a_commissioner_at_a_provider_that_did_submit_had_no_activity(tmp_path: Path) -> None:
    nothing = ["-"] * 4
    rows = [
        *iapt_rows(),
        iapt_row("Provider", provider="RXX", counts=nothing, rates=nothing[1:]),
        iapt_row("CCG/Provider", "10Q", "RYK", counts=nothing, rates=nothing[1:]),
        iapt_row("CCG/Provider", "10Q", "RXX", counts=nothing, rates=nothing[1:]),
    ]
    publication = small(tmp_path, rows)
    reasons = [
        figures(publication, "iapt_referrals", "10Q", FEB20, provider)[0][3]
        for provider in ("RYK", "RXX")
    ]
    assert reasons == ["no_activity", "not_submitted"]


@pytest.mark.parametrize(
    "month",
    [
        "Feb 2020",
        "202002",
        202_002,
        "01/02/20",
        "February 2020",
        "01/02/2020",
        "2020-02-01",
        43_862,
        date(2020, 2, 29),
    ],
)
def test_months_may_be_dates_text_or_serial_numbers(tmp_path: Path, month: object) -> None:
    rows = [[*row[:5], month, *row[6:]] for row in iapt_rows()]
    publication = small(tmp_path, rows)
    assert set(publication.observations["period_start"]) == {FEB20}


def test_order_case_blanks_and_new_columns_do_not_matter(tmp_path: Path) -> None:
    expected = said(small(tmp_path, iapt_rows()))
    header = [f"  {name.upper()} " for name in reversed(IAPT_HEADER)]
    rows: Rows = [["new", *reversed(row)] for row in iapt_rows()]
    sheets = iapt_sheets(rows, ["New", *header], blank_rows=25)
    sheets = {
        "Other": [["Group Type"]],
        "Sheet1": sheets["Table 1"],
        "About": sheets["Title sheet"],
    }
    publication = read(write_workbook(tmp_path / "turned.xlsx", sheets))
    assert said(publication).equals(expected)
    assert publication.stated_on == date(2020, 5, 14)


def test_sub_icb_locations_stand_where_ccgs_stood(tmp_path: Path) -> None:
    header = [name.replace("CCG", "Sub ICB Location") for name in IAPT_HEADER]
    groups = {"CCG": "SubICB", "CCG/Provider": "Sub-ICB / Provider"}
    rows = [[*row[:4], groups.get(str(row[4]), row[4]), *row[5:]] for row in iapt_rows()]
    publication = small(tmp_path, rows, header)
    assert publication.rejected == []
    assert figures(publication, "iapt_referrals", "10Q", FEB20) == [(50, None, None, None)]


@pytest.mark.parametrize(
    ("group", "changed"),
    [("England", 121), ("England", 81), ("CCG", 75), ("Provider", 30), ("CCG/Provider", 90)],
)
def test_counts_that_rounding_cannot_explain_are_refused(
    tmp_path: Path, group: str, changed: int
) -> None:
    rows = iapt_rows()
    next(row for row in rows if row[4] == group)[6] = changed
    error = refused(tmp_path, rows)
    assert (error.sheet, error.column) == ("Table 1", "Referrals Received")
    assert error.row in range(ENGLAND_ROW, ENGLAND_ROW + 7)
    assert "rounded to the nearest 5" in error.expected


@pytest.mark.parametrize("exact", [96, 104])
def test_counts_within_rounding_are_accepted(tmp_path: Path, exact: int) -> None:
    rows = iapt_rows()
    rows[0][6] = exact
    assert figures(small(tmp_path, rows), "iapt_referrals", ENGLAND, FEB20)[0][0] == exact


@pytest.mark.parametrize("exact", [101, 108])
def test_a_suppressed_part_allows_up_to_four_more(tmp_path: Path, exact: int) -> None:
    hidden = ["*"] * 4
    rows = [*iapt_rows()[:3], iapt_row("CCG", "04Y", counts=hidden, rates=hidden[1:])]
    rows[0][6] = exact
    assert figures(small(tmp_path, rows), "iapt_referrals", ENGLAND, FEB20)[0][0] == exact
    rows[0][6] = 109
    assert "between 96 and 108" in refused(tmp_path, rows).expected


def test_the_months_without_a_bad_row_are_still_checked(tmp_path: Path) -> None:
    january = [[*row[:5], date(2020, 1, 1), *row[6:]] for row in iapt_rows()]
    rows = [*iapt_rows(), *january]
    rows[1][6] = "many"
    (warning,) = small(tmp_path, rows).warnings
    assert warning.endswith("for Feb 20.")
    rows[7][6] = 300
    assert refused(tmp_path, rows).row == ENGLAND_ROW + 7


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [
        (0, None, "CCG Code"),
        (4, "Region", "Group Type"),
        (5, "spring", "Month / Year"),
        (6, "many", "Referrals Received"),
        (6, -5, "Referrals Received"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_place(
    tmp_path: Path, place: int, cell: object, column: str
) -> None:
    rows = iapt_rows()
    rows[1][place] = cell
    publication = small(tmp_path, rows)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row, rejected.column) == ("Table 1", FIRST_CCG, column)
    assert figures(publication, "iapt_referrals", "10Q", FEB20) == []
    assert figures(publication, "iapt_referrals", "05C", FEB20) == [(50, None, None, None)]
    assert "could not be checked" in publication.warnings[0]


@pytest.mark.parametrize("cell", [104, -1, "n/k"])
def test_a_bad_percentage_leaves_the_counts_checked(tmp_path: Path, cell: object) -> None:
    rows = iapt_rows()
    rows[1][12] = cell
    publication = small(tmp_path, rows)
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (FIRST_CCG, "Recovery rate")
    assert publication.warnings == []
    rows[0][7] = 123
    assert refused(tmp_path, rows).row == ENGLAND_ROW


@pytest.mark.parametrize(
    "note", [["Source: NHS Digital"], ["* under 5", "", "", "see", "notes below"], ["", "", "x"]]
)
def test_a_line_of_text_below_the_table_is_passed_over(tmp_path: Path, note: list[object]) -> None:
    rows: Rows = [*iapt_rows(), note]
    publication = small(tmp_path, rows)
    assert (publication.rows, publication.rejected, publication.warnings) == (7, [], [])
    rows[0][7] = 123
    assert refused(tmp_path, rows).row == ENGLAND_ROW


def test_a_row_without_a_month_leaves_the_months_checked_that_have_its_place_filled(
    tmp_path: Path,
) -> None:
    january = [[*row[:5], date(2020, 1, 1), *row[6:]] for row in iapt_rows()]
    rows = [*iapt_rows(), *january]
    rows[1][5] = "spring"
    (warning,) = small(tmp_path, rows).warnings
    assert warning.endswith("for Feb 20.")
    rows[7][6] = 300
    assert refused(tmp_path, rows).row == ENGLAND_ROW + 7


def test_a_month_that_lacks_the_rows_by_both_is_warned_of(tmp_path: Path) -> None:
    january = [[*row[:5], date(2020, 1, 1), *row[6:]] for row in iapt_rows()]
    (warning,) = small(tmp_path, [*iapt_rows(), *january[:5]]).warnings
    assert warning.endswith("there is none for Jan 20.")


def test_a_month_after_the_publication_is_warned_of(tmp_path: Path) -> None:
    june = [[*row[:5], date(2020, 6, 1), *row[6:]] for row in iapt_rows()]

    assert small(tmp_path, june).warnings[-1].startswith("June 2020 begins after the publication")


@pytest.mark.parametrize(
    ("month", "reason"),
    [
        (date(1900, 1, 1), "not a month from 1990 to 2100"),
        ("June 3019", "not a month from 1990 to 2100"),
    ],
)
def test_a_month_that_cannot_be_is_set_aside(tmp_path: Path, month: object, reason: str) -> None:
    later = [[*row[:5], month, *row[6:]] for row in iapt_rows()]
    publication = small(tmp_path, [*iapt_rows(), *later])
    assert {each.reason for each in publication.rejected} == {reason}
    assert set(publication.observations["period_start"]) == {FEB20}
    assert publication.warnings == []


def test_the_same_row_twice_counts_once(tmp_path: Path) -> None:
    rows: Rows = [*iapt_rows(), iapt_rows()[1]]
    publication = small(tmp_path, rows)
    assert [each.row for each in publication.rejected] == [HEADING + len(rows)]
    assert publication.warnings == []
    assert len(figures(publication, "iapt_referrals", "10Q", FEB20)) == 1


@pytest.mark.parametrize("name", IAPT_HEADER[10:13])
def test_percentages_given_as_fractions_are_refused(tmp_path: Path, name: str) -> None:
    place = IAPT_HEADER.index(name)
    rows = [[*row[:place], 0.5, *row[place + 1 :]] for row in iapt_rows()]
    error = refused(tmp_path, rows)
    assert (error.column, error.found) == (name, "fractions (0 to 1)")


@pytest.mark.parametrize("name", ["CCG Code", "Group Type", "First Treatment", "Recovery rate"])
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, name: str) -> None:
    place = IAPT_HEADER.index(name)
    rows = [row[:place] + row[place + 1 :] for row in iapt_rows()]
    error = refused(tmp_path, rows, IAPT_HEADER[:place] + IAPT_HEADER[place + 1 :])
    assert (error.row, error.column) == (HEADING, name.casefold())


@pytest.mark.parametrize(
    "lost",
    [
        ["First Treatment", "Recovery rate", "Referrals Received"],
        ["Month / Year", *IAPT_HEADER[6:11]],
        ["CCG Code", *IAPT_HEADER[7:]],
    ],
)
def test_a_workbook_that_lost_many_columns_is_refused_by_one_of_them(
    tmp_path: Path, lost: list[str]
) -> None:
    kept = [place for place, name in enumerate(IAPT_HEADER) if name not in lost]
    rows = [[row[place] for place in kept] for row in iapt_rows()]
    error = refused(tmp_path, rows, [IAPT_HEADER[place] for place in kept])
    assert error.row == HEADING
    assert error.column in [name.casefold().replace(" / ", " ") for name in lost]


def test_a_shifted_header_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, iapt_rows(), ["New", *IAPT_HEADER]).sheet == "Table 1"


def test_a_month_without_england_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, iapt_rows()[1:])
    assert "England in Feb 20" in error.expected


@pytest.mark.parametrize("cell", ["*", "-", None])
def test_a_gap_in_englands_counts_is_refused(tmp_path: Path, cell: object) -> None:
    rows = iapt_rows()
    rows[0][7] = cell
    error = refused(tmp_path, rows)
    assert (error.row, error.column) == (ENGLAND_ROW, "First Treatment")


@pytest.mark.parametrize("kept", [8, 0.3, 0.99, -1])
def test_a_workbook_cut_anywhere_is_refused(real_path: Path, tmp_path: Path, kept: float) -> None:
    content = real_path.read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(content[: int(kept * len(content)) if isinstance(kept, float) else kept])
    with pytest.raises(FileRefused, match="expected a whole workbook"):
        recognised_by(cut)


def test_a_workbook_with_flipped_bytes_is_refused(real_path: Path, tmp_path: Path) -> None:
    content = bytearray(real_path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20] = bytes(20)
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(content)
    with pytest.raises(FileRefused, match="damaged"):
        recognised_by(damaged)


def test_workbooks_of_something_else_are_left_alone(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "other.xlsx", {"Table 1": [["CCG Code", "Month"], ["10Q", 1]]})
    assert not iapt_monthly.recognises(Document(path))
