"""Does the early intervention history come in whole, and are bad rows kept out of its totals?"""

from datetime import date
from pathlib import Path

import pytest

from dashboard.organisations import ENGLAND
from dashboard.periods import months_between
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.publication import Publication
from data_access.ingest.readers import eip_history
from tests.data.publications import (
    EIP_HEADER,
    Rows,
    eip_line,
    figures,
    read,
    recognised_by,
    write_eip,
    write_workbook,
)
from tests.oracles.eip import eip_totals

FILE = "EIP-Timeseries-History-File-December-2015-to-September-2019-1.csv"
MEASURES = ("completed this month", "incomplete at month end")
APR, MAR, SEP = date(2016, 4, 1), date(2018, 3, 1), date(2019, 9, 1)


@pytest.fixture(scope="module")
def real_path(shared: Path) -> Path:
    return shared / "published" / "eip" / FILE


@pytest.fixture(scope="module")
def real(real_path: Path) -> Publication:
    return read(real_path)


# Figures from NHS England, EIP waiting times (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "month", "within", "completed"),
    [
        ("10Q", APR, 6, 13),
        ("05C", APR, 2, 4),
        (ENGLAND, APR, 782, 1_204),
        ("10Q", MAR, 10, 13),
        ("05C", MAR, 3, 6),
        ("04Y", MAR, 0, 1),
        ("05V", MAR, 1, 1),
        (ENGLAND, MAR, 795, 1_048),
        ("10Q", SEP, 5, 7),
        ("05C", SEP, 2, 2),
        ("05Q", SEP, 2, 3),
        (ENGLAND, SEP, 833, 1_053),
    ],
)
def test_published_months_are_read_as_published(
    real: Publication, organisation: str, month: date, within: int, completed: int
) -> None:
    found = figures(real, "eip_2week", organisation, month)
    assert found == [(within, completed, None, None)]


@pytest.mark.parametrize(("organisation", "month"), [("05Q", MAR), ("05V", SEP)])
def test_nobody_completed_is_no_activity(real: Publication, organisation: str, month: date) -> None:
    assert figures(real, "eip_2week", organisation, month) == [(0, 0, None, "no_activity")]


@pytest.mark.parametrize(
    ("organisation", "month"),
    [("04Y", APR), ("05V", APR), ("05Q", APR), ("04Y", SEP)],
)
def test_a_commissioner_without_rows_has_no_figure(
    real: Publication, organisation: str, month: date
) -> None:
    assert figures(real, "eip_2week", organisation, month) == []


@pytest.mark.parametrize(
    ("organisation", "within", "completed"),
    [
        ("10Q", 101, 131),
        ("05C", 29, 33),
        ("04Y", 9, 9),
        ("05V", 8, 8),
        ("05Q", 14, 16),
        (ENGLAND, 9_755, 12_851),
    ],
)
def test_months_of_2018_19_add_up_to_the_year(
    real: Publication, organisation: str, within: int, completed: int
) -> None:
    months = months_between(date(2018, 4, 1), date(2019, 3, 1))
    found = [row for month in months for row in figures(real, "eip_2week", organisation, month)]
    assert sum(row[0] or 0 for row in found) == within
    assert sum(row[1] or 0 for row in found) == completed


def test_people_waiting_are_a_count(real: Publication) -> None:
    assert figures(real, "eip_incomplete", ENGLAND, SEP) == [(1_150, None, None, None)]


def test_every_total_equals_a_slow_recomputation(real: Publication, real_path: Path) -> None:
    completed, waiting = eip_totals(real_path)
    totals = real.observations[real.observations["provider"] == ""]
    found: dict[str, dict[tuple[str, str, str], tuple[float, float]]] = {}
    for row in totals.replace(ENGLAND, "England").itertuples():
        key = (row.organisation, f"{row.period_start:%Y}", f"{row.period_start:%m}")
        found.setdefault(row.indicator, {})[key] = (row.numerator, row.denominator)
    assert found["eip_2week"] == completed
    assert {key: counts[0] for key, counts in found["eip_incomplete"].items()} == waiting


def test_every_row_is_kept_by_provider_and_commissioner(real: Publication) -> None:
    rows = real.observations
    pairs = rows[rows["provider"] != ""]
    assert real.rows == len(pairs) == 24_876
    assert real.rejected == []
    assert len(real.period_rows) == 46
    assert sum(real.period_rows.values()) == 24_876
    assert real.stated_on is None


def test_bands_that_miss_the_number_waiting_are_warned_of(real: Publication) -> None:
    (warning,) = real.warnings
    assert "3 rows" in warning
    assert "14121, 14122, 14123" in warning


def test_commissioners_that_are_no_ccg_are_named_as_such(real: Publication) -> None:
    known = {each.code: (each.level, each.name) for each in real.organisations}
    assert known["NONC"] == ("other_commissioner", "Commissioner not in England")
    assert known["X24"] == ("other_commissioner", "NHS England")
    assert known["10Q"] == ("ccg", "NHS Oxfordshire CCG")
    assert known["RV9"] == ("trust", "Humber Teaching NHS Foundation Trust")


def small(tmp_path: Path, *lines: str) -> Publication:
    return read(write_eip(tmp_path / "small.csv", *lines))


def national(tmp_path: Path, *lines: str) -> Publication:
    """The lines in a file of enough commissioners, who had nobody, to be England's."""
    measures = ("completed this month", "incomplete at month end")
    others = [
        eip_line((0,), provider="RZZ", commissioner=f"{number:02}Z", measure=measure)
        for number in range(100)
        for measure in measures
    ]
    return small(tmp_path, *lines, *others)


def test_a_commissioner_is_the_sum_of_its_providers(tmp_path: Path) -> None:
    publication = national(
        tmp_path,
        eip_line((2, 1, 4)),
        eip_line((1,), provider="RYK"),
        eip_line((5,), commissioner="NONC"),
    )
    assert figures(publication, "eip_2week", "10Q", SEP) == [(4, 8, None, None)]
    assert figures(publication, "eip_2week", "RNU", SEP) == [(8, 12, None, None)]
    assert figures(publication, "eip_2week", "10Q", SEP, "RYK") == [(1, 1, None, None)]
    assert figures(publication, "eip_2week", ENGLAND, SEP) == [(9, 13, None, None)]


def test_an_extract_of_some_commissioners_has_no_totals_of_england_and_providers(
    tmp_path: Path,
) -> None:
    publication = small(tmp_path, eip_line((2, 1, 4)), eip_line((1,), commissioner="05C"))
    assert figures(publication, "eip_2week", "10Q", SEP) == [(3, 7, None, None)]
    assert figures(publication, "eip_2week", "10Q", SEP, "RNU") == [(3, 7, None, None)]
    for whole in ("RNU", ENGLAND):
        assert figures(publication, "eip_2week", whole, SEP) == []
    (warning,) = publication.warnings
    assert "in Sep 19: 2 at most, where 100 at least" in warning


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (eip_line(day="31/09/2019"), "Date", "not a date such as 01/09/2019"),
        (eip_line(day="12/09/2019"), "Date", "not a date such as 01/09/2019"),
        (eip_line(day="01/09/1919"), "Date", "not a month from 1990 to 2100"),
        (eip_line(commissioner="10-Q"), "Org_Code", "not an ODS code"),
        (eip_line(provider="R" * 11), "Provider_Org_code", "not an ODS code"),
        (eip_line(provider=""), "Provider_Org_code", "no provider code"),
        (eip_line(commissioner=" "), "Org_Code", "no commissioner code"),
        (eip_line(measure="paused"), "Description", "not one of the two measures"),
        (eip_line((-1, 2)), "Gt_0_1_Weeks", "not a count"),
        (eip_line((0, 1.5), total=1), "Gt_1_2_Weeks", "not a count"),
        (eip_line(total="*"), "Total_Pathways", "not a count"),
        (eip_line((3, 3), total=5), "Total_Pathways", "do not add up"),
        (eip_line() + ",7", "", "not 20 cells"),
        (eip_line()[:70], "", "not 20 cells"),
        ('"' + eip_line(), "", "not 20 cells"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_place_and_reason(
    tmp_path: Path, bad: str, column: str, reason: str
) -> None:
    publication = small(tmp_path, eip_line(commissioner="05C"), bad, eip_line(provider="RYK"))
    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert reason in rejected.reason
    assert ",".join(rejected.cells).startswith(bad[:9])
    assert figures(publication, "eip_2week", "10Q", SEP, "RYK") == [(1, 1, None, None)]


def test_totals_that_would_lack_a_bad_row_are_left_out(tmp_path: Path) -> None:
    publication = national(
        tmp_path,
        eip_line(),
        eip_line((3, 3), provider="RYK", total=5),
        eip_line(commissioner="05C"),
        eip_line(day="01/08/2019"),
        eip_line(measure="incomplete at month end"),
    )
    assert figures(publication, "eip_2week", "10Q", SEP) == []
    assert figures(publication, "eip_2week", ENGLAND, SEP) == []
    assert figures(publication, "eip_2week", "05C", SEP) == [(1, 1, None, None)]
    assert figures(publication, "eip_2week", "RNU", SEP) == [(2, 2, None, None)]
    assert figures(publication, "eip_2week", "10Q", date(2019, 8, 1)) == [(1, 1, None, None)]
    assert figures(publication, "eip_incomplete", "10Q", SEP) == [(1, None, None, None)]
    assert "England and 10Q, RYK, in Sep 19" in publication.warnings[-1]


def test_a_row_that_does_not_say_whose_it_is_spoils_every_total_of_its_month(
    tmp_path: Path,
) -> None:
    publication = small(tmp_path, eip_line(), eip_line(commissioner=""), eip_line(day="01/08/2019"))
    assert figures(publication, "eip_2week", "10Q", SEP) == []
    assert figures(publication, "eip_2week", "10Q", SEP, "RNU") == [(1, 1, None, None)]
    assert figures(publication, "eip_2week", "10Q", date(2019, 8, 1)) == [(1, 1, None, None)]


def test_a_row_without_a_month_spoils_the_months_around_it(tmp_path: Path) -> None:
    publication = small(
        tmp_path,
        eip_line(),
        eip_line(day="September"),
        eip_line(day="01/08/2019"),
        eip_line(day="01/07/2019"),
    )
    months = {month: figures(publication, "eip_2week", "10Q", month) for month in
              (SEP, date(2019, 8, 1), date(2019, 7, 1))}  # fmt: skip
    assert list(months.values()) == [[], [], [(1, 1, None, None)]]


def test_the_same_row_twice_counts_once_and_leaves_totals_whole(tmp_path: Path) -> None:
    publication = small(tmp_path, eip_line(), eip_line())
    assert [each.row for each in publication.rejected] == [3]
    assert figures(publication, "eip_2week", "10Q", SEP) == [(1, 1, None, None)]


def test_rows_that_contradict_each_other_are_both_set_aside(tmp_path: Path) -> None:
    publication = small(tmp_path, eip_line((1,)), eip_line((2,)), eip_line(commissioner="05C"))
    assert [each.row for each in publication.rejected] == [2, 3]
    assert figures(publication, "eip_2week", "10Q", SEP) == []


@pytest.mark.parametrize("characters", [3, 30, 90])
def test_a_file_cut_inside_its_last_row_sets_that_row_aside(
    tmp_path: Path, characters: int
) -> None:
    whole = write_eip(tmp_path / "whole.csv", eip_line(), eip_line((12,), provider="RYK"))
    cut = tmp_path / "cut.csv"
    cut.write_bytes(whole.read_bytes()[:-characters])
    publication = read(cut)
    assert [each.row for each in publication.rejected] == [3]


def test_a_cut_number_waiting_on_the_last_line_is_not_believed(tmp_path: Path) -> None:
    line = eip_line((12,), provider="RYK", measure="incomplete at month end")
    whole = write_eip(tmp_path / "whole.csv", eip_line(), line)
    cut = tmp_path / "cut.csv"
    cut.write_bytes(whole.read_bytes()[:-2])
    assert [each.row for each in read(cut).rejected] == [3]


@pytest.mark.parametrize(
    ("dropped", "named"),
    [
        ("Date", "date"),
        ("Org_Code", "org code"),
        ("Provider_Org_code", "provider org code"),
        ("Description", "description"),
        ("Gt_5_6_Weeks", "5-6"),
        ("Total_Pathways", "total pathways"),
    ],
)
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, dropped: str, named: str) -> None:
    names = EIP_HEADER.split(",")
    place = names.index(dropped)
    lines = [",".join(cells[:place] + cells[place + 1 :]) for cells in
             (names, eip_line().split(","))]  # fmt: skip
    path = write_eip(tmp_path / "dropped.csv", *lines[1:], header=lines[0])
    with pytest.raises(FileRefused) as caught:
        read(path)
    assert (caught.value.row, caught.value.column) == (1, named)


def test_a_shifted_header_is_refused(tmp_path: Path) -> None:
    path = write_eip(tmp_path / "shifted.csv", "2019," + eip_line(), header=EIP_HEADER + ",New")
    with pytest.raises(FileRefused, match=r'row 2, column Date: expected a date .*"2019"'):
        read(path)


def test_a_file_of_which_no_row_can_be_read_names_the_first_fault(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        small(tmp_path, eip_line(day="soon"), eip_line(day="later"))
    assert (caught.value.row, caught.value.column) == (2, "Date")
    assert caught.value.expected.startswith("a date such as 01/09/2019")
    assert caught.value.found.startswith('"soon"')


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_header_without_rows_is_refused(tmp_path: Path, end: str) -> None:
    path = tmp_path / "header.csv"
    path.write_text(EIP_HEADER + end)
    with pytest.raises(FileRefused, match="rows that can be read, found none"):
        read(path)


@pytest.mark.parametrize("day", ["01/09/19", "1/9/19", "201909", "Sep-19"])
def test_months_are_understood_however_they_are_written(tmp_path: Path, day: str) -> None:
    publication = small(tmp_path, eip_line((2, 1, 4), day))
    assert figures(publication, "eip_2week", "10Q", SEP) == [(3, 7, None, None)]


def test_codes_are_read_in_capitals(tmp_path: Path) -> None:
    publication = small(tmp_path, eip_line(commissioner=" 10q", provider="rnu"))
    assert figures(publication, "eip_2week", "10Q", SEP, "RNU") == [(1, 1, None, None)]


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), ("\t", "utf-16")])
def test_other_delimiters_and_utf_16_read_the_same(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = write_eip(tmp_path / "other.csv", eip_line((2, 1, 4)))
    path.write_text(path.read_text().replace(",", delimiter), encoding=encoding)
    assert figures(read(path), "eip_2week", "10Q", SEP) == [(3, 7, None, None)]


@pytest.mark.parametrize("place", [0, 40, 350])
def test_a_nul_character_is_refused_where_it_stands(tmp_path: Path, place: int) -> None:
    path = write_eip(tmp_path / "nul.csv", eip_line())
    content = path.read_bytes()
    path.write_bytes(content[:place] + b"\x00" + content[place:])
    with pytest.raises(FileRefused, match=r"row [12]: expected text, found a NUL character"):
        read(path)


def test_order_case_blanks_titles_and_new_columns_do_not_matter(tmp_path: Path) -> None:
    cells = [["New", *EIP_HEADER.split(",")], ["x", *eip_line((2, 1, 4)).split(",")]]
    names, line = (",".join(reversed(each)) for each in cells)
    path = tmp_path / "turned.csv"
    header = names.upper().replace("_", " ")
    path.write_bytes(f"EIP history,\r\n\r\n{header}\r\n{line}\r\n".encode("utf-8-sig"))
    assert figures(read(path), "eip_2week", "10Q", SEP) == [(3, 7, None, None)]


def test_the_same_table_in_a_workbook_reads_the_same(tmp_path: Path) -> None:
    day, *words = eip_line((2, 1, 4)).split(",")
    row: list[object] = [date(2019, 9, 1), *words[:5], *map(int, words[5:])]
    sheets: dict[str, Rows] = {"History": [["Title"], [], [*EIP_HEADER.split(",")], row]}
    publication = read(write_workbook(tmp_path / "history.xlsx", sheets))
    assert day == "01/09/2019"
    assert figures(publication, "eip_2week", "10Q", SEP) == [(3, 7, None, None)]


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"\x00\x01\x02\xff",
        b"a" * 200_000,
        b"Date,Description\n",
        b'a,"b\n',
        "Date;Org\n".encode("utf-16"),
    ],
)
def test_other_files_are_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    assert not eip_history.recognises(Document(path))


def test_the_real_file_is_recognised_by_its_content(real_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.txt"
    copy.write_bytes(real_path.read_bytes()[:20_000])
    assert recognised_by(copy) is eip_history


def test_a_file_with_one_measure_of_many_pairs_and_not_the_other_is_refused(tmp_path: Path) -> None:
    lines = [eip_line((0,), provider=f"RN{n}", measure=m) for n in range(9) for m in MEASURES]
    whole = read(write_eip(tmp_path / "whole.csv", *lines))
    assert (whole.rows, whole.rejected) == (18, [])
    with pytest.raises(FileRefused, match="may have been cut short"):
        read(write_eip(tmp_path / "cut.csv", *lines[:4], *lines[5::2]))
