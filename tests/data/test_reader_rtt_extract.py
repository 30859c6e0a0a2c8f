"""Does the full RTT extract come in whole, and is a wrong one refused or its rows set aside?"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.publication import Publication
from data_access.ingest.readers import rtt_extract
from data_access.sql_store import SqlStore
from tests.data.databases import dump
from tests.data.publications import context, figures, said, write_eip
from tests.data.publications_rtt import (
    COMMISSIONERS,
    Line,
    extract_header,
    extract_line,
    extract_lines,
    write_extract,
)
from tests.oracles import distribution as oracle

JAN, MAY = date(2026, 1, 1), date(2023, 5, 1)
ROWS = 2 * 2 * 3 * len(COMMISSIONERS)
# What each pair of provider and commissioner waits: 4 in surgery, 6 in orthopaedics.
WITHIN, TOTAL, LONG = 7, 10, 1


@pytest.fixture(scope="module")
def real(shared: Path) -> Publication:
    return read(shared / "published" / "rtt" / "20260131-RTT-January-2026-full-extract.csv.gz")


@pytest.fixture
def lines() -> list[Line]:
    return extract_lines()


def read(path: Path) -> Publication:
    document = Document(path)
    assert rtt_extract.recognises(document)
    return rtt_extract.read(document, context())


def read_lines(tmp_path: Path, lines: list[Line], header: Line | None = None) -> Publication:
    return read(write_extract(tmp_path / "extract.csv", lines, header))


def refused(tmp_path: Path, lines: list[Line], header: Line | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_lines(tmp_path, lines, header)
    return caught.value


def headline(publication: Publication, organisation: str, member: str = "") -> list[object]:
    found = figures(publication, "rtt_18week", organisation, MAY, member=member)
    return [(numerator, denominator) for numerator, denominator, _, _ in found]


def faults(publication: Publication) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.reason) for each in publication.rejected]


# Figures from NHS England, RTT full CSV extract (Open Government Licence v3.0).
@pytest.mark.parametrize(
    ("organisation", "within", "total", "long"),
    [
        ("10Q", 49_604, 79_643, 1_623),
        ("D2P2L", 104_284, 172_644, 1_993),
        ("04Y", 11_858, 19_313, 351),
        ("05V", 11_425, 17_535, 259),
        ("NONC", 16_189, 31_719, 3_460),
        (ENGLAND, 4_412_147, 7_187_677, None),
    ],
)
def test_published_figures_are_read_as_published(
    real: Publication, organisation: str, within: int, total: int, long: int | None
) -> None:
    ratio = figures(real, "rtt_18week", organisation, JAN)
    waiting = figures(real, "rtt_waiting_list", organisation, JAN)
    (over_a_year,) = figures(real, "rtt_52week", organisation, JAN)

    assert ratio == [(within, total, None, None)]
    assert waiting == [(total, None, None, None)]
    assert long is None or over_a_year[0] == long


def test_a_treatment_function_is_read_as_published(real: Publication) -> None:
    assert figures(real, "rtt_18week", "10Q", JAN, member="110") == [(4_571, 7_990, None, None)]
    assert ("treatment_function", "110", "Trauma and Orthopaedic Service") in real.members


def test_england_without_those_from_elsewhere_is_told(real: Publication) -> None:
    outside, regions = real.warnings
    assert "31,719 pathways of commissioners outside it (NONC)" in outside
    assert "4,395,958 of 7,155,958" in outside
    assert "6,815 pathways that its regions commission themselves" in regions


@pytest.mark.parametrize("by", ["commissioner", "provider", "pair"])
def test_parts_of_the_real_file_add_up_to_england(real: Publication, by: str) -> None:
    rows = real.observations
    levels = {each.code: each.level for each in real.organisations}
    rows = rows[(rows["indicator"] == "rtt_18week") & (rows["member"] == "")]
    is_provider = rows["organisation"].map(levels) == "trust"
    paired, england = rows["provider"] != "", rows["organisation"] == ENGLAND
    parts = {
        "pair": rows[paired],
        "provider": rows[~paired & is_provider],
        "commissioner": rows[~paired & ~is_provider & ~england],
    }
    # What the regions commission themselves is England's and its providers', nobody else's.
    regions = (0, 0) if by == "provider" else (3_039, 6_815)
    expected = [4_412_147 - regions[0], 7_187_677 - regions[1]]
    assert parts[by][["numerator", "denominator"]].sum().tolist() == expected


def test_the_median_of_the_real_file_is_that_of_its_people(real: Publication) -> None:
    rows = real.distributions
    mine = (rows["organisation"] == "04Y") & (rows["provider"] == "") & (rows["member"] == "")
    closed, _, last = rows.loc[mine, "bands"].item().partition(";104:")
    bands = [int(count or 0) for count in closed.split(",")]
    bands += [*[0] * (104 - len(bands)), int(last)]

    expected = oracle.percentile(bands, Fraction(1, 2))

    assert isinstance(expected, Fraction)
    ((_, _, median, _),) = figures(real, "rtt_median_wait", "04Y", JAN)
    assert median == pytest.approx(float(expected), abs=1e-6)


def test_pairs_functions_providers_and_england_are_summed(
    tmp_path: Path, lines: list[Line]
) -> None:
    publication = read_lines(tmp_path, lines)
    pair = figures(publication, "rtt_18week", "10Q", MAY, provider="RZZ")
    assert pair == [(WITHIN, TOTAL, None, None)]
    assert headline(publication, "10Q") == [(2 * WITHIN, 2 * TOTAL)]
    assert headline(publication, "10Q", member="110") == [(6, 12)]
    assert headline(publication, "RAA", member="100") == [(404, 404)]
    assert headline(publication, ENGLAND) == [(2 * 101 * WITHIN, 2 * 101 * TOTAL)]
    assert figures(publication, "rtt_52week", "10Q", MAY) == [(2 * LONG, None, None, None)]
    assert publication.rows == ROWS


def test_waiting_with_a_decision_to_admit_is_not_added(tmp_path: Path, lines: list[Line]) -> None:
    without = [line for line in lines if "Part_2A" not in line]
    assert headline(read_lines(tmp_path, without), ENGLAND) == headline(
        read_lines(tmp_path, lines), ENGLAND
    )


def test_percentiles_and_bands_come_with_the_list(tmp_path: Path, lines: list[Line]) -> None:
    publication = read_lines(tmp_path, lines)
    median = figures(publication, "rtt_median_wait", "10Q", MAY, provider="RAA")
    assert median == [(None, None, 5.5, None)]
    last = figures(publication, "rtt_92nd_percentile", "10Q", MAY, provider="RAA")
    assert last == [(None, None, 60.2, None)]
    bands = publication.distributions.set_index(["organisation", "provider", "member"])["bands"]
    assert bands["10Q", "RAA", ""] == f"3,,,,,4{',' * 15}2{',' * 40}1;104:0"
    assert bands["10Q", "", "110"] == f"6{',' * 20}4{',' * 40}2;104:0"


def test_a_percentile_beyond_the_bands_is_no_number(tmp_path: Path) -> None:
    header, lines = extract_header(52), extract_lines(52)
    publication = read_lines(tmp_path, lines, header)
    beyond = figures(publication, "rtt_92nd_percentile", "10Q", MAY)
    assert beyond == [(None, None, None, "beyond_bands")]
    assert figures(publication, "rtt_52week", "10Q", MAY) == [(2, None, None, None)]
    assert figures(publication, "rtt_median_wait", "10Q", MAY) == [(None, None, 5.5, None)]


def test_an_empty_list_is_no_activity(tmp_path: Path, lines: list[Line]) -> None:
    empty = [extract_line({}, each, "RZZ", "99Z") for each in ("C_110", "C_999")]
    publication = read_lines(tmp_path, lines + empty)
    assert figures(publication, "rtt_18week", "99Z", MAY) == [(0, 0, None, "no_activity")]
    assert figures(publication, "rtt_median_wait", "99Z", MAY) == [
        (None, None, None, "no_activity")
    ]


def test_what_a_region_commissions_itself_is_englands_and_not_the_regions(
    tmp_path: Path, lines: list[Line]
) -> None:
    whole = read_lines(tmp_path, lines)
    region = [extract_line({5: 4}, each, "RZZ", "Y62") for each in ("C_100", "C_999")]

    publication = read_lines(tmp_path, lines + region)

    ((before, *_),) = figures(whole, "rtt_waiting_list", ENGLAND, MAY)
    ((after, *_),) = figures(publication, "rtt_waiting_list", ENGLAND, MAY)
    assert (after or 0) - (before or 0) == 4
    assert figures(publication, "rtt_waiting_list", "Y62", MAY) == []
    assert "Y62" not in {each.code for each in publication.organisations}
    assert "4 pathways that its regions commission themselves (Y62)" in publication.warnings[-1]


def test_levels_and_names_are_told_apart(tmp_path: Path, lines: list[Line]) -> None:
    organisations = {each.code: each for each in read_lines(tmp_path, lines).organisations}
    assert organisations["10Q"].level == "ccg"
    assert organisations["RAA"].level == "trust"
    assert (organisations["NONC"].level, organisations["NONC"].name) == (
        "other_commissioner",
        "Commissioner not in England",
    )


def test_an_unknown_wait_counts_in_the_total_alone(tmp_path: Path, lines: list[Line]) -> None:
    lines[1] = extract_line({0: 3, 20: 2, 60: 1}, unknown="5")
    lines[2] = extract_line({0: 3, 5: 4, 20: 2, 60: 1}, "C_999", unknown="5")
    lines[2][-1] = "15"
    publication = read_lines(tmp_path, lines)
    pair = figures(publication, "rtt_18week", "10Q", MAY, provider="RAA")
    assert pair == [(WITHIN, TOTAL + 5, None, None)]
    assert publication.rejected == []


def test_small_differences_of_layout_read_the_same(tmp_path: Path, lines: list[Line]) -> None:
    expected = said(read_lines(tmp_path, lines))
    header = [name.upper().replace(" SUM 1", "") for name in extract_header()]
    turned = [["RTT extract"], [], [*header, "A new column"]]
    turned += [[*line, "new, and quoted"] for line in lines]
    path = write_extract(tmp_path / "other.csv", turned[1:], turned[0], "utf-8-sig", "\r\n")
    assert said(read(path)).equals(expected)


def test_cells_as_people_leave_them_read_the_same(tmp_path: Path, lines: list[Line]) -> None:
    expected = said(read_lines(tmp_path, lines))
    for line in lines:
        line[:13] = [cell.replace("HOSPITAL", "HÔPITAL") for cell in line[:13]]
        line[-1] = f" {line[-1]}.0 "
    lines.insert(4, [""])
    lines.insert(9, [""] * len(lines[0]))
    found = read(write_extract(tmp_path / "other.csv", lines, encoding="cp1252"))
    assert said(found).equals(expected)
    assert (found.rejected, found.rows) == ([], ROWS)


@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_file_cut_within_a_line_is_refused(
    tmp_path: Path, lines: list[Line], ending: str
) -> None:
    path = write_extract(tmp_path / "whole.csv", lines)
    path.write_text(path.read_text().rstrip("\n")[:-40] + ending)
    with pytest.raises(FileRefused, match="cells in the last line") as caught:
        read(path)
    assert caught.value.row == ROWS + 1


@pytest.mark.parametrize("kept", [-1, -2, -4, 3 * len(COMMISSIONERS) * 2])
def test_a_file_cut_between_two_lines_is_refused(
    tmp_path: Path, lines: list[Line], kept: int
) -> None:
    """After the last, or within a list of treatment functions, or before the last board."""
    error = refused(tmp_path, lines[:kept])
    assert error.row == len(lines[:kept]) + 1


@pytest.mark.parametrize(
    ("dropped", "named"),
    [
        ("Period", "period"),
        ("Provider Org Code", "provider org code"),
        ("Commissioner Org Code", "commissioner org code"),
        ("RTT Part Type", "rtt part type"),
        ("Treatment Function Code", "treatment function code"),
        ("Total All", "total all"),
        ("Gt 07 To 08 Weeks SUM 1", "7-8"),
        ("Gt 104 Weeks SUM 1", "104 plus"),
    ],
)
def test_a_dropped_column_is_refused_by_name(
    tmp_path: Path, lines: list[Line], dropped: str, named: str
) -> None:
    place = extract_header().index(dropped)
    rows = [row[:place] + row[place + 1 :] for row in (extract_header(), *lines)]
    error = refused(tmp_path, rows[1:], rows[0])
    assert (error.row, error.column) == (1, named)


def test_a_shifted_heading_is_refused(tmp_path: Path, lines: list[Line]) -> None:
    assert refused(tmp_path, lines, ["Year", *extract_header()]).row == 2
    turned = [*extract_header()[1:], "Period"]
    assert "Part_2" in refused(tmp_path, lines, turned).expected


@pytest.mark.parametrize("cell", ["x", "-3", "2.5", "99999999999"])
def test_a_cell_that_is_no_count_sets_its_row_aside(
    tmp_path: Path, lines: list[Line], cell: str
) -> None:
    place = extract_header().index("Gt 20 To 21 Weeks SUM 1")
    lines[1][place] = cell
    publication = read_lines(tmp_path, lines)
    assert faults(publication) == [(3, "Gt 20 To 21 Weeks SUM 1", "not a count")]
    assert publication.rejected[0].cells[place] == cell
    assert headline(publication, "10Q", member="110") == []
    assert headline(publication, "RAA", member="110") == []
    assert headline(publication, ENGLAND, member="110") == []
    assert headline(publication, "10Q") == [(2 * WITHIN, 2 * TOTAL)]
    assert headline(publication, "10Q", member="100") == [(8, 8)]
    assert "totals that would lack them were left out" in publication.warnings[-1]


def test_bands_that_miss_their_total_set_their_row_aside(tmp_path: Path, lines: list[Line]) -> None:
    lines[2][-1] = "11"
    publication = read_lines(tmp_path, lines)
    reason = "the bands do not add up to the total"
    assert faults(publication) == [(4, "Total All", reason)]
    assert headline(publication, "10Q") == []
    assert headline(publication, ENGLAND) == []
    assert headline(publication, "10Q", member="110") == [(6, 12)]


def test_functions_that_miss_their_headline_set_the_pair_aside(
    tmp_path: Path, lines: list[Line]
) -> None:
    lines[1] = extract_line({0: 3, 21: 2, 60: 1})
    publication = read_lines(tmp_path, lines)
    assert [row for row, _, _ in faults(publication)] == [2, 3, 4]
    column, reason = faults(publication)[0][1:]
    assert column == "Gt 20 To 21 Weeks SUM 1"
    assert reason == "the treatment functions do not add up to all of them (C_999)"
    assert headline(publication, "10Q") == []
    assert headline(publication, "10Q", member="100") == []
    assert headline(publication, "01A") == [(2 * WITHIN, 2 * TOTAL)]


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_row_that_is_missing_leaves_out_every_total_it_may_belong_to(
    tmp_path: Path, lines: list[Line], lost: int
) -> None:
    del lines[lost]
    publication = read_lines(tmp_path, lines)
    assert [row for row, _, _ in faults(publication)] == [2, 3]
    for organisation in ("10Q", "RAA", ENGLAND):
        assert [headline(publication, organisation, each) for each in ("", "100", "110")] == [
            []
        ] * 3
    assert headline(publication, "01A") == [(2 * WITHIN, 2 * TOTAL)]


def test_a_row_twice_counts_once_and_two_that_differ_not_at_all(
    tmp_path: Path, lines: list[Line]
) -> None:
    again = read_lines(tmp_path, [*lines[:2], lines[1], *lines[2:]])
    assert faults(again) == [(4, "", "the same row stands above")]
    assert headline(again, "10Q") == [(2 * WITHIN, 2 * TOTAL)]
    other = extract_line({1: 1})
    differs = read_lines(tmp_path, [*lines[:2], other, *lines[2:]])
    assert [row for row, _, _ in faults(differs)] == [3, 4]
    assert headline(differs, "10Q", member="110") == []


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("RTT Part Type", "Part_9", "not a part of the return such as Part_2"),
        ("Commissioner Org Code", "", "not an ODS code, of 1 to 10 letters and digits"),
        ("Provider Org Code", "R A A", "not an ODS code, of 1 to 10 letters and digits"),
        ("Treatment Function Code", "C_", "not a treatment function code such as C_110"),
        ("Period", "RTT-May-2032", "not of May 2023 as the other rows"),
    ],
)
def test_a_label_that_cannot_be_read_sets_its_row_aside(
    tmp_path: Path, lines: list[Line], column: str, cell: str, reason: str
) -> None:
    lines[1][extract_header().index(column)] = cell
    publication = read_lines(tmp_path, lines)
    assert (3, column, reason) in faults(publication)
    assert headline(publication, "10Q", member="110") == []
    assert headline(publication, ENGLAND, member="110") == []


def test_a_file_of_two_months_is_refused(tmp_path: Path, lines: list[Line]) -> None:
    for line in lines[-20:]:
        line[0] = "RTT-June-2023"
    error = refused(tmp_path, lines)
    assert (error.row, error.column) == (ROWS - 18, "Period")


@pytest.mark.parametrize("torn", ['"', ","])
def test_a_line_that_cannot_be_split_spoils_itself_alone(
    tmp_path: Path, lines: list[Line], torn: str
) -> None:
    path = write_extract(tmp_path / "torn.csv", lines)
    rows = path.read_text().split("\n")
    rows[4] = torn + rows[4]
    path.write_text("\n".join(rows))
    publication = read(path)
    assert faults(publication) == [(5, "", f"not {len(extract_header())} cells")]
    assert publication.rows == ROWS
    assert headline(publication, "10Q") == []


def test_a_file_of_which_many_rows_are_bad_is_refused(tmp_path: Path, lines: list[Line]) -> None:
    for line in lines[::6]:
        line[-1] = "x"
    error = refused(tmp_path, lines)
    assert (error.row, error.column) == (2, "Total All")
    assert "that cannot, the first: not a count" in error.found


def test_too_few_commissioners_have_no_totals_of_providers_and_england(tmp_path: Path) -> None:
    lines = [line for line in extract_lines() if line[7] in ("10Q", "01A")]
    publication = read_lines(tmp_path, lines)
    assert headline(publication, "10Q") == [(2 * WITHIN, 2 * TOTAL)]
    assert headline(publication, "RAA") == headline(publication, ENGLAND) == []
    assert "Too few commissioners" in publication.warnings[0]


def test_other_publications_are_left_alone(tmp_path: Path) -> None:
    assert not rtt_extract.recognises(Document(write_eip(tmp_path / "eip.csv")))


def test_bands_are_stored_and_a_refused_file_changes_nothing(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path, lines: list[Line]
) -> None:
    load_file(engine, write_extract(tmp_path / "extract.csv", lines), indicators)
    key = SeriesKey("rtt_waiting_list", "10Q", Grain.MONTH)
    (found,) = SqlStore(engine).distributions(key)
    assert (found.period_start, sum(found.bands), found.bands[5]) == (MAY, 2 * TOTAL, 8)
    before = dump(engine)
    cut = load_file(engine, write_extract(tmp_path / "cut.csv", lines[:-1]), indicators)
    assert "expected" in cut.line
    assert dump(engine) == before
