"""Do the cancer workbooks come in as published, and is what cannot be trusted kept out?"""

import csv
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
from data_access.ingest.readers import cancer_workbook
from tests.data.databases import dump
from tests.data.publications import Rows, figures, read, recognised_by, write_workbook
from tests.data.publications_cancer import (
    breakdowns,
    new_sheet,
    old_sheet,
    old_workbook,
    provider_csv,
)

OLD, NEW = "nhs_commissioner_wait_times_jul_2021.xlsx", "JULY-2025-CWT-CRS-COMMISSIONER-WORKBOOK"
JULY, JUNE = date(2021, 7, 1), date(2015, 6, 1)
PUBLISHED = Path(__file__).parents[1] / "published" / "cancer.csv"
EXPECTED = list(csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, Publication]:
    folder = shared / "published" / "cancer"
    new = next(folder.glob(f"{NEW}*"))
    return {"2021-07-01": read(folder / OLD), "2025-07-01": read(new)}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: "-".join(list(row.values())[:4]))
def test_published_figures_are_read_as_published(
    real: dict[str, Publication], row: dict[str, str]
) -> None:
    found = breakdowns(real[row["period"]], row["indicator"], row["organisation"])
    dimension, _, member = row["breakdown"].partition(":")
    numerator, denominator = found[dimension, member]
    assert (numerator, denominator) == (float(row["numerator"]), float(row["denominator"]))
    assert f"{100 * numerator / denominator:.2f}" == row["value"]


def test_nothing_of_the_real_workbooks_is_set_aside(real: dict[str, Publication]) -> None:
    assert [publication.rejected for publication in real.values()] == [[], []]
    assert [publication.warnings for publication in real.values()] == [[], []]
    assert [publication.rows for publication in real.values()] == [1_077, 6_441]


@pytest.mark.parametrize("dimension", ["cancer_stage", "cancer_route", "tumour_site"])
def test_parts_of_the_combined_standards_add_up_to_them(
    real: dict[str, Publication], dimension: str
) -> None:
    rows = real["2025-07-01"].observations
    parts = rows[rows["dimension"] == dimension]
    keys, counts = ["indicator", "organisation"], ["numerator", "denominator"]
    whole = rows[rows["dimension"] == ""].set_index(keys)[counts]
    summed = parts.groupby(keys)[counts].sum()
    assert len(summed) > 40
    assert (summed == whole.loc[summed.index]).all(axis=None)


def test_commissioners_have_their_levels(real: dict[str, Publication]) -> None:
    levels = {each.code: str(each.level) for one in real.values() for each in one.organisations}
    assert {levels["QU9"], levels["QHL"]} == {"stp"}
    assert {levels["10Q"], levels["D2P2L"]} == {"ccg"}
    assert {levels[code] for code in ("13Q", "14M", "76A", "97T")} == {"other_commissioner"}
    assert "UNKNOWN" not in levels


def test_the_real_file_is_recognised_by_its_content(shared: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.bin"
    copy.write_bytes((shared / "published" / "cancer" / OLD).read_bytes())
    assert recognised_by(copy) is cancer_workbook


def old(tmp_path: Path, sheet: Rows, front: str = "July 2021") -> Publication:
    return read(old_workbook(tmp_path / "old.xlsx", sheet, front))


def new(tmp_path: Path, sheet: Rows) -> Publication:
    return read(write_workbook(tmp_path / "new.xlsx", {"62-DAY (ALL CANCER)": sheet}))


def test_england_is_the_sum_of_all_rows_with_the_hub_and_the_unknown(tmp_path: Path) -> None:
    publication = old(tmp_path, old_sheet())
    assert figures(publication, "cancer_2week", "10Q", JULY) == [(12, 15, None, None)]
    assert figures(publication, "cancer_2week", ENGLAND, JULY) == [(60, 75, None, None)]


@pytest.mark.parametrize(
    ("said", "front", "month"),
    [
        ("PERIOD: JAN 2021/22", "January 2022", date(2022, 1, 1)),
        ("PERIOD: MAR 2019-20", "March 2020", date(2020, 3, 1)),
        ("PERIOD: DEC 2019/20", "", date(2019, 12, 1)),
        ("Dec-19", "", date(2019, 12, 1)),
        ("", "June 2019", date(2019, 6, 1)),
    ],
)
def test_the_year_of_a_period_is_the_financial_one(
    tmp_path: Path, said: str, front: str, month: date
) -> None:
    publication = old(tmp_path, old_sheet(said), front)
    assert figures(publication, "cancer_2week", "10Q", month) == [(12, 15, None, None)]


@pytest.mark.parametrize(
    "said",
    [
        "PERIOD: Q4 2015/16",
        "PERIOD: QUARTER 4 (JAN-MAR) 2015-2016",
        "2015/16 Q4",
        "JANUARY TO MARCH 2015/16",
        "January 2016 - March 2016",
    ],
)
def test_quarters_are_kept_as_quarters(tmp_path: Path, said: str) -> None:
    rows = old(tmp_path, old_sheet(said), "").observations
    assert set(rows["grain"]) == {"quarter"}
    assert set(rows["period_start"]) == {date(2016, 1, 1)}


@pytest.mark.parametrize("said", ["APR-MAR 2020/21", "April 2020 to March 2021", "2020/21"])
def test_years_are_kept_as_years(tmp_path: Path, said: str) -> None:
    publication = read(old_workbook(tmp_path / "mar-2021.xlsx", old_sheet(f"PERIOD: {said}"), ""))
    starts = publication.observations[["grain", "period_start"]].drop_duplicates()
    assert starts.to_numpy().tolist() == [["year", date(2020, 4, 1)]]


def test_a_period_that_is_not_known_is_refused_whatever_the_file_is_called(tmp_path: Path) -> None:
    sheet = old_sheet("PERIOD: APRIL TO SEPTEMBER 2019/20")
    with pytest.raises(FileRefused, match=r'row 2, column Period: .* found "APRIL TO SEPTEMBER'):
        read(old_workbook(tmp_path / "september-2019.xlsx", sheet))


def test_sheets_of_two_months_are_refused(tmp_path: Path) -> None:
    pages = {"TWO WEEK WAIT": old_sheet(), "28-DAY FDS": old_sheet("PERIOD: AUG 2021/22")}
    with pytest.raises(FileRefused, match=r"sheet 28-DAY FDS: expected Jul 21, found Aug 21"):
        read(write_workbook(tmp_path / "two.xlsx", pages))


def test_a_front_page_of_another_month_is_warned_of(tmp_path: Path) -> None:
    (warning,) = old(tmp_path, old_sheet(), "August 2021").warnings
    assert warning == "The front page says Aug 21, the sheets Jul 21."


def test_an_old_standard_after_its_end_is_left_out(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="a sheet of a standard of its month"):
        old(tmp_path, old_sheet("PERIOD: OCT 2023/24"), "")


def test_a_blank_percentage_is_computed_and_a_wrong_one_sets_its_row_aside(tmp_path: Path) -> None:
    sheet = old_sheet()
    sheet[6][7], sheet[7][7] = "", 0.9
    publication = old(tmp_path, sheet)
    (rejected,) = publication.rejected
    assert figures(publication, "cancer_2week", "02P", JULY) == [(8, 10, None, None)]
    assert (rejected.row, rejected.column) == (8, "SEEN WITHIN 14 DAYS")
    assert figures(publication, "cancer_2week", "10Q", JULY) == []


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [
        (4, "x", "TOTAL"),
        (4, -15, "TOTAL"),
        (5, "", "WITHIN 14 DAYS"),
        (5, 16, "WITHIN 14 DAYS"),
        (6, 4, "AFTER 14 DAYS"),
        (4, 15.5, "TOTAL"),
        (1, "", "CCG CODE"),
        (1, "10 Q!", "CCG CODE"),
        (3, "ALL SUSPECTED CANCR", "cancer type"),
        (3, "AL SUSPECTED CANCER", "cancer type"),
    ],
)
def test_a_corrupted_cell_sets_its_row_aside_and_leaves_englands_sum_out(
    tmp_path: Path, place: int, cell: object, column: str
) -> None:
    sheet = old_sheet()
    sheet[7][place] = cell
    publication = old(tmp_path, sheet)
    (rejected,) = publication.rejected
    assert (rejected.sheet, rejected.row) == ("TWO WEEK WAIT-ALL CANCER", 8)
    assert rejected.column == column
    assert figures(publication, "cancer_2week", ENGLAND, JULY) == []
    assert figures(publication, "cancer_2week", "02P", JULY) == [(8, 10, None, None)]
    assert "left out: England's of cancer_2week" in publication.warnings[0]


@pytest.mark.parametrize("dropped", [1, 4, 5, 6])
def test_a_needed_column_that_is_missing_is_refused(tmp_path: Path, dropped: int) -> None:
    sheet = old_sheet()
    sheet = [*sheet[:4], *([*row[:dropped], *row[dropped + 1 :]] for row in sheet[4:])]
    with pytest.raises(FileRefused, match=r"row 5.*expected a column"):
        old(tmp_path, sheet)


def test_a_heading_below_its_first_row_is_refused(tmp_path: Path) -> None:
    sheet = old_sheet()
    sheet[4], sheet[5] = sheet[5], sheet[4]
    with pytest.raises(FileRefused, match="row 5: expected the heading above its rows"):
        old(tmp_path, sheet)


def test_a_heading_lower_down_reads_the_same(tmp_path: Path) -> None:
    sheet = old_sheet()
    publication = old(tmp_path, [*sheet[:4], [], [], *sheet[4:]])
    assert figures(publication, "cancer_2week", ENGLAND, JULY) == [(60, 75, None, None)]


def test_a_heading_that_stands_one_column_aside_is_refused(tmp_path: Path) -> None:
    sheet = old_sheet()
    sheet[4] = [None, *sheet[4]]
    with pytest.raises(FileRefused):
        old(tmp_path, sheet)


def test_a_sheet_without_its_heading_is_refused(tmp_path: Path) -> None:
    breast = old_sheet(title="TWO WEEK WAIT-EXHIBITED BREAST SYMPTOMS")
    pages = {"TWO WEEK WAIT-ALL CANCER": old_sheet(), "BREAST": [*breast[:4], *breast[5:]]}
    with pytest.raises(FileRefused, match="sheet BREAST: expected a heading"):
        read(write_workbook(tmp_path / "two.xlsx", pages))


def test_a_sheet_that_ends_before_the_others_is_refused(tmp_path: Path) -> None:
    screening = old_sheet(title="62-DAY WAIT FROM SCREENING SERVICE REFERRAL", days=62)
    pages = {"TWO WEEK WAIT-ALL CANCER": old_sheet(), "62-DAY (SCREENING)": screening[:-3]}
    with pytest.raises(FileRefused, match=r"SCREENING.*rows of 10Q, 12F"):
        read(write_workbook(tmp_path / "cut.xlsx", pages))


def test_sheets_that_all_end_before_the_unknown_commissioner_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="a row of the unknown commissioner"):
        read(old_workbook(tmp_path / "cut.xlsx", old_sheet()[:-1]))


def test_england_is_left_out_where_nothing_shows_that_a_sheet_is_whole(tmp_path: Path) -> None:
    sheet = old_sheet()[:-1]
    sheet[2] = ["BASIS: COMMISSIONER BASED"]
    publication = read(old_workbook(tmp_path / "few.xlsx", sheet))
    assert figures(publication, "cancer_2week", "10Q", JULY) == [(12, 15, None, None)]
    assert figures(publication, "cancer_2week", ENGLAND, JULY) == []
    assert "England's total, which was left out" in publication.warnings[0]


def test_parts_of_the_combined_standard_are_breakdowns_and_never_added(tmp_path: Path) -> None:
    found = breakdowns(new(tmp_path, new_sheet()), "cancer_62day_combined", "QU9")
    assert found == {
        ("", ""): (30, 60),
        ("cancer_route", "urgent_suspected"): (10, 20),
        ("cancer_route", "screening"): (10, 20),
    }


def test_halves_are_legitimate_in_62_days(tmp_path: Path) -> None:
    found = breakdowns(new(tmp_path, new_sheet()), "cancer_62day_combined", ENGLAND)
    assert found["", ""] == (150, 301.5)


def test_englands_row_that_differs_from_the_sum_is_refused(tmp_path: Path) -> None:
    sheet = new_sheet()
    england = next(row for row in sheet if row[2:3] == ["ALL ENGLISH COMMISSIONERS"])
    england[5], england[7] = 311.5, 161.5
    england[8] = ""
    with pytest.raises(FileRefused, match=r"expected 301\.5 \(the sum of the organisations\)"):
        new(tmp_path, sheet)


def test_a_part_cut_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="a row of England's total"):
        new(tmp_path, new_sheet()[:20])


def test_cancer_types_are_tumour_sites(tmp_path: Path) -> None:
    cancers = {"ALL CANCERS": 3, "Breast": 2, "Other (a)": 1}
    publication = new(tmp_path, new_sheet(cancers))
    found = breakdowns(publication, "cancer_62day_combined", "QUA")
    assert (found["tumour_site", "breast"], found["tumour_site", "other"]) == ((30, 60), (15, 30))
    assert found["", ""] == (45, 90)
    assert ("tumour_site", "other", "Other") in publication.members


def test_another_sheet_that_says_something_else_is_refused(tmp_path: Path) -> None:
    other = old_sheet()
    other[5][4:8] = [6, 5, 1, ""]
    pages = {"TWO WEEK WAIT-ALL CANCER": old_sheet(), "TWO WEEK WAIT": other}
    with pytest.raises(FileRefused, match="one figure of cancer_2week for 13Q, found two"):
        read(write_workbook(tmp_path / "two.xlsx", pages))


def provider(tmp_path: Path, content: str) -> Publication:
    path = tmp_path / "provider.csv"
    path.write_text(content, encoding="cp1252")
    return read(path)


@pytest.mark.parametrize("period", ["PERIOD: June 2015", "42156", "PERIOD: JUN 2015/16"])
def test_providers_as_csv_are_of_all_care(tmp_path: Path, period: str) -> None:
    publication = provider(tmp_path, provider_csv(period))
    assert figures(publication, "cancer_62day", "RTH", JUNE) == [(78.5, 90, None, None)]
    assert figures(publication, "cancer_62day", ENGLAND, JUNE) == [(157, 180, None, None)]
    assert {each.code: str(each.level) for each in publication.organisations}["RNA"] == "trust"


@pytest.mark.parametrize(
    ("lines", "expected"), [(12, "all care settings"), (18, "a row of England's total")]
)
def test_a_provider_file_cut_short_is_refused(tmp_path: Path, lines: int, expected: str) -> None:
    cut = "\n".join(provider_csv().split("\n")[:lines])
    with pytest.raises(FileRefused, match=expected):
        provider(tmp_path, cut)


def test_a_care_setting_that_is_not_known_sets_its_row_aside(tmp_path: Path) -> None:
    content = provider_csv().replace("RTH,OXFORD,ALL CARE", "RTH,OXFORD,ALL CRE")
    publication = provider(tmp_path, content)
    assert [row.column for row in publication.rejected] == ["CARE SETTING"]
    assert figures(publication, "cancer_62day", ENGLAND, JUNE) == [(157, 180, None, None)]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_workbook_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines: list[str] = []
    path = write_workbook(tmp_path / "cut.xlsx", {"62-DAY (ALL CANCER)": new_sheet()[:20]})
    before = dump(engine)

    ending = load_files(engine, [path], indicators, None, lines.append)

    assert (ending, dump(engine)) == (Ending.REFUSED, before)
    assert lines[0].startswith("cut.xlsx: refused. Sheet 62-DAY (ALL CANCER)")


def test_a_file_named_provisional_is_provisional(tmp_path: Path) -> None:
    named = old_workbook(tmp_path / "JULY-2021-PROVISIONAL.xlsx", old_sheet())
    assert set(read(named).observations["status"]) == {"provisional"}
    assert set(old(tmp_path, old_sheet()).observations["status"]) == {"published"}
