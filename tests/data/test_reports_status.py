"""Does the status say what is loaded, to when, what is late and what was set aside?"""

from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.publication import Rejected
from data_access.reports.status import print_status
from data_access.reports.text import aligned, count, quantity
from tests.data.databases import APRIL, MAY, figure, publication, take_in


def status(engine: Engine, indicators: IndicatorRegistry, as_at: date) -> list[str]:
    lines: list[str] = []
    print_status(engine, indicators, as_at, lines.append)
    return lines


def test_an_empty_database_says_so(engine: Engine, indicators: IndicatorRegistry) -> None:
    assert status(engine, indicators, MAY) == ["As at 1 May 2016: 0 files of 0 publications."]


def test_files_of_one_kind_are_one_line(engine: Engine, indicators: IndicatorRegistry) -> None:
    take_in(engine, publication([figure(APRIL)], title="Waiting times"))
    take_in(engine, publication([figure(MAY)], title="Waiting times, later"))
    take_in(engine, publication(kind="register", title="A register"))

    first, _, heading, register, waiting = status(engine, indicators, MAY)

    assert first == "As at 1 May 2016: 3 files of 2 publications."
    assert heading.split()[:4] == ["Publication", "Files", "First", "Last"]
    assert waiting.startswith("Waiting times, later      2  Apr 16  May 16  ")
    assert register.startswith("A register                1  -       -       ")


@pytest.mark.parametrize(
    ("as_at", "late"),
    [
        (date(2016, 7, 12), ["12", "Jul", "16", "-", "0"]),
        (date(2016, 7, 13), ["12", "Jul", "16", "1", "day", "0"]),
        (date(2017, 7, 12), ["12", "Jul", "16", "365", "days", "0"]),
    ],
)
def test_late_is_counted_from_when_the_next_file_was_due(
    engine: Engine, indicators: IndicatorRegistry, as_at: date, late: list[str]
) -> None:
    """Waiting times come 42 days after the end of the month: May's on 12 July."""
    take_in(engine, publication([figure(APRIL)]))

    assert status(engine, indicators, as_at)[-1].split()[-len(late) :] == late


def test_an_old_layout_is_not_late_where_a_newer_one_goes_on(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    take_in(engine, publication([figure(APRIL)], kind="old", title="The old layout"))
    take_in(engine, publication([figure(MAY)], kind="new", title="The new layout"))

    *_, newer, old = status(engine, indicators, date(2020, 3, 31))

    assert old.endswith("  -              goes on in The new layout          0")
    assert "11 Aug 16" in newer


def test_an_indicator_that_ended_does_not_make_the_rest_late(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    ended = figure(date(2013, 4, 1), indicator="cancer_2week")
    take_in(engine, publication([figure(APRIL), ended]))

    assert " 12 Jul 16 " in status(engine, indicators, date(2016, 6, 1))[-1]


def test_illustrative_figures_are_named_so_and_never_late(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    take_in(engine, publication([figure(APRIL)], title="Invented", illustrative=True))

    line = status(engine, indicators, date(2020, 3, 31))[-1]

    assert line.startswith("Invented (illustrative) ")
    assert line.split()[-3:] == ["-", "-", "0"]


def test_the_first_rows_set_aside_are_shown_with_place_and_reason(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    reason = "expected a number, found twelve"
    rows = [Rejected(row, reason, (), sheet="CCG", column="Total") for row in range(7, 12)]
    take_in(engine, publication([figure()], rejected=rows))

    *_, table, _, heading, first, _, _, more = status(engine, indicators, MAY)

    assert table.endswith(" 5")
    assert heading == "A test, 5 rows set aside:"
    assert first.endswith(f".csv, sheet CCG, row 7, column Total: {reason}")
    assert more == "  and 2 more"


def test_a_row_set_aside_without_sheet_or_column_is_placed_by_its_row(
    engine: Engine, indicators: IndicatorRegistry
) -> None:
    take_in(engine, publication([figure()], rejected=[Rejected(3, "the same row above", ())]))

    assert status(engine, indicators, MAY)[-1].endswith(".csv, row 3: the same row above")


def test_columns_stand_under_each_other() -> None:
    rows = [("a", "1"), ("long name", "1,000")]

    lines = aligned(("Name", "Files"), rows, right="Files")

    assert lines == ["Name       Files", "a              1", "long name  1,000"]


def test_numbers_and_nouns_are_written_as_people_do() -> None:
    assert [count(number, "file") for number in (0, 1, 1000)] == [
        "0 files",
        "1 file",
        "1,000 files",
    ]
    assert [quantity(number) for number in (None, 0.0, 1234.0, 0.5)] == ["-", "0", "1,234", "0.50"]
