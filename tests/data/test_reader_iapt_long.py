"""Are the later files of talking therapies read with counts where there are counts?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import ENGLAND
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending
from data_access.ingest.publication import Publication
from data_access.ingest.readers import iapt_long
from tests.data.databases import dump
from tests.data.publications import figures
from tests.data.publications_flow import read_knowing
from tests.data.publications_mental_health import (
    THERAPY_HEADER,
    therapy_line,
    therapy_lines,
    write_lines,
)

JANUARY = date(2021, 1, 1)
LINES = therapy_lines()
COLUMNS = THERAPY_HEADER.split(",")


def therapies(tmp_path: Path, lines: list[str], header: str = THERAPY_HEADER) -> Publication:
    return read_knowing(write_lines(tmp_path / "therapies.csv", header, lines))


def refused(tmp_path: Path, lines: list[str], header: str = THERAPY_HEADER) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        therapies(tmp_path, lines, header)
    return caught.value


def changed(old: str, new: str) -> list[str]:
    """The lines with one measure of 10Q, or another part of its line, changed."""
    lines = [line.replace(old, new) if ",CCG,10Q," in line else line for line in LINES]
    assert lines != LINES
    return lines


@pytest.mark.parametrize(
    ("indicator", "england", "oxfordshire"),
    [
        ("iapt_referrals", (202, None, None), (100, None, None)),
        ("iapt_entering_treatment", (121, None, None), (60, None, None)),
        ("iapt_finished_course", (99, None, None), (50, None, None)),
        ("iapt_6week", (90, 99, None), (45, 50, None)),
        ("iapt_18week", (98, 99, None), (50, 50, None)),
        ("iapt_recovery", (44, 90, None), (20, 45, None)),
        ("talking_therapies_reliable_recovery", (42, 90, None), (20, 45, None)),
        ("talking_therapies_reliable_improvement", (66, 99, None), (35, 50, None)),
    ],
)
def test_counts_make_the_shares(
    tmp_path: Path,
    indicator: str,
    england: tuple[object, ...],
    oxfordshire: tuple[object, ...],
) -> None:
    publication = therapies(tmp_path, LINES)

    assert figures(publication, indicator, ENGLAND, JANUARY) == [(*england, None)]
    for organisation, provider in (("10Q", ""), ("RNU", ""), ("10Q", "RNU")):
        found = figures(publication, indicator, organisation, JANUARY, provider)
        assert found == [(*oxfordshire, None)]


def test_every_place_has_its_level(tmp_path: Path) -> None:
    board = therapy_line("M001,Count_ReferralsReceived", 200, "ICB", "QU9")
    publication = therapies(tmp_path, [*LINES, board])

    levels = {each.code: each.level for each in publication.organisations}
    assert levels == {
        ENGLAND: "country",
        "QU9": "stp",
        "10Q": "ccg",
        "05C": "ccg",
        "RNU": "trust",
        "RYK": "trust",
    }
    assert publication.warnings == []


@pytest.mark.parametrize("number", ["M031", "M777"])
@pytest.mark.parametrize(
    "name", ["Count_FirstTreatment", "Count_AccessingServices", "COUNT_FIRST_TREATMENT"]
)
def test_a_measure_is_known_by_its_number_or_its_name(
    tmp_path: Path, number: str, name: str
) -> None:
    lines = [line.replace("M031,Count_AccessingServices", f"{number},{name}") for line in LINES]

    found = figures(therapies(tmp_path, lines), "iapt_entering_treatment", "10Q", JANUARY)
    assert found[0][0] == 60


@pytest.mark.parametrize(
    "groups", [("SubICB", "SubICB/Provider"), ("Sub ICB Location", "Sub ICB Location/Provider")]
)
def test_later_names_of_columns_and_groups_are_known(
    tmp_path: Path, groups: tuple[str, str]
) -> None:
    lines = [
        line.replace(",CCG/Provider,", f",{groups[1]},").replace(",CCG,", f",{groups[0]},")
        for line in LINES
    ]
    header = "\ufeff" + THERAPY_HEADER.replace("_SUPPRESSED", "").lower() + ",extra"
    publication = therapies(tmp_path, [f"{line},x" for line in lines], header)

    assert figures(publication, "iapt_recovery", "10Q", JANUARY) == [(20, 45, None, None)]


def test_a_suppressed_count_gives_way_to_the_percentage(tmp_path: Path) -> None:
    publication = therapies(tmp_path, changed("M191,Count_Recovery,20", "M191,Count_Recovery,*"))

    assert figures(publication, "iapt_recovery", "10Q", JANUARY) == [(None, None, 44, None)]


def test_a_suppressed_count_without_percentage_is_suppressed(tmp_path: Path) -> None:
    publication = therapies(
        tmp_path, changed("Count_ReliableRecovery,20", "Count_ReliableRecovery,*")
    )

    found = figures(publication, "talking_therapies_reliable_recovery", "10Q", JANUARY)
    assert found == [(None, None, None, "suppressed")]


def test_rounded_parts_above_their_whole_make_no_share(tmp_path: Path) -> None:
    publication = therapies(tmp_path, changed("Count_Recovery,20", "Count_Recovery,50"))

    assert figures(publication, "iapt_recovery", "10Q", JANUARY) == [(None, None, 44, None)]


def test_a_provider_named_in_the_first_column_is_found(tmp_path: Path) -> None:
    lines = [
        line.replace(",Provider,All,NAME All,RNU,NAME RNU,", ",Provider,RNU,NAME RNU,All,All,")
        for line in LINES
    ]
    found = figures(therapies(tmp_path, lines), "iapt_referrals", "RNU", JANUARY)
    assert found == [(100, None, None, None)]


@pytest.mark.parametrize("kept", [10, 3])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    grouped = sorted(
        LINES,
        key=lambda line: ["England", "CCG", "Provider"].index(line.split(",")[2].split("/")[0]),
    )

    assert "between" in refused(tmp_path, grouped[: len(LINES) // 7 + kept]).expected


def test_counts_that_do_not_add_up_to_england_are_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, changed("ReferralsReceived,100", "ReferralsReceived,1000"))

    assert error.expected.startswith("between 1,096 and ")
    assert (error.row, error.found) == (2, "202")


def test_a_month_without_england_is_refused(tmp_path: Path) -> None:
    lines = [line for line in LINES if ",England," not in line]

    assert "England's referrals in Jan 21" in refused(tmp_path, lines).expected


def test_percentages_given_as_fractions_are_refused(tmp_path: Path) -> None:
    lines = [
        ",".join([*line.split(",")[:-1], "0.5"]) if "Percentage" in line else line for line in LINES
    ]
    assert refused(tmp_path, lines).found == "fractions (0 to 1)"


@pytest.mark.parametrize(
    "column", ["REPORTING_PERIOD_START", "GROUP_TYPE", "ORG_CODE1", "MEASURE_ID", COLUMNS[-1]]
)
def test_a_dropped_column_is_refused_by_name(tmp_path: Path, column: str) -> None:
    place = COLUMNS.index(column)
    header, *lines = (
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != place)
        for line in [THERAPY_HEADER, *LINES]
    )
    error = refused(tmp_path, lines, header)

    assert (error.row, error.column) == (1, column.casefold().replace("_", " "))


def test_a_header_a_column_away_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, LINES, "NEW," + THERAPY_HEADER).file == "therapies.csv"


def test_a_title_above_the_header_does_not_matter(tmp_path: Path) -> None:
    publication = therapies(tmp_path, [THERAPY_HEADER, *LINES], "Talking therapies")

    assert figures(publication, "iapt_referrals", "10Q", JANUARY)[0][0] == 100


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("ReferralsReceived,100", "ReferralsReceived,many", COLUMNS[-1]),
        (
            "01/01/2021,31/01/2021,CCG,10Q,NAME 10Q,All,NAME All,M001",
            "01/01/2021,31/03/2021,CCG,10Q,NAME 10Q,All,NAME All,M001",
            "REPORTING_PERIOD_END",
        ),
        ("10Q,NAME 10Q,All,NAME All,M001", ",,All,NAME All,M001", "ORG_CODE1"),
        (",Count_ReferralsReceived,100", "", ""),
    ],
)
def test_a_bad_line_is_set_aside_with_its_place(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    publication = therapies(tmp_path, changed(old, new))

    (rejected,) = publication.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert figures(publication, "iapt_referrals", "10Q", JANUARY) == []
    assert figures(publication, "iapt_finished_course", "10Q", JANUARY)[0][0] == 50
    assert publication.warnings == [
        "Rows were set aside, so England could not be checked for Jan 21."
    ]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_refused_file_leaves_the_database_as_it_was(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    lines = changed("ReferralsReceived,100", "ReferralsReceived,1000")
    path = write_lines(tmp_path / "wrong.csv", THERAPY_HEADER, lines)
    before = dump(engine)

    assert load_file(engine, path, indicators).ending is Ending.REFUSED
    assert dump(engine) == before


def test_other_files_of_measures_are_left_alone(tmp_path: Path) -> None:
    header = "REPORTING_PERIOD_START,REPORTING_PERIOD_END,STATUS,BREAKDOWN,PRIMARY_LEVEL,MEASURE_ID"
    path = write_lines(
        tmp_path / "other.csv", header, ["2021-01-01,2021-01-31,Final,England,x,MHS01"]
    )

    assert not iapt_long.recognises(Document(path))
