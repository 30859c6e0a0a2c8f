"""Can a site say which providers its A&E delivery boards cover, and when?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.exports.templates import board_providers_template
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import Level, Organisation
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending, Outcome
from data_access.sql_store import SqlStore
from tests.data.publications_ods import written

HEADER = "board,board name,provider,valid from,valid to"
OXFORDSHIRE = "oxfordshire_ae_delivery_board"
APRIL = date(2019, 4, 1)


def load(
    engine: Engine, indicators: IndicatorRegistry, folder: Path, *rows: str, header: str = HEADER
) -> Outcome:
    path = written(folder / "boards.csv", "\n".join([header, *rows]) + "\n")
    return load_file(engine, path, indicators)


def covered(engine: Engine, board: str, day: date) -> list[str]:
    return [each.code for each in SqlStore(engine).parts(board, "board_provider", day)]


def test_a_board_that_is_not_known_is_a_new_group(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    rows = ["walsall,WALSALL A&E DELIVERY BOARD,RBK,2017-04-01,", "walsall,,RL4,2019-04-01,"]

    outcome = load(engine, indicators, tmp_path, *rows)

    board = SqlStore(engine).organisation("walsall")
    assert outcome.ending is Ending.DONE
    assert (board.level, board.name[:7]) == (Level.GROUP, "Walsall")
    assert covered(engine, "walsall", date(2019, 3, 31)) == ["RBK"]
    assert sorted(covered(engine, "walsall", APRIL)) == ["RBK", "RL4"]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_the_board_that_is_there_is_found_by_its_key_and_by_its_name(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    by_key = f"{OXFORDSHIRE},,RHW,2019-04-01,"
    by_name = "oxon,Oxfordshire A&E Delivery Board,RNU,2019-04-01,"

    load(engine, indicators, tmp_path, by_key, by_name)

    assert sorted(covered(engine, OXFORDSHIRE, APRIL)) == ["RHW", "RNU", "RTH"]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_newer_file_replaces_what_was_seeded_of_a_provider(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    load(engine, indicators, tmp_path, f"{OXFORDSHIRE},,RTH,2013-04-01,2019-03-31")

    assert covered(engine, OXFORDSHIRE, date(2019, 3, 31)) == ["RTH"]
    assert covered(engine, OXFORDSHIRE, APRIL) == []


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (f"{OXFORDSHIRE},,X99,2019-04-01,", "provider", "a known provider"),
        (f"{OXFORDSHIRE},,10Q,2019-04-01,", "provider", "a known provider"),
        ("10Q,,RTH,2019-04-01,", "board", "a delivery board"),
        (f"{OXFORDSHIRE},,RNU,,", "valid from", "a date"),
        (f"{OXFORDSHIRE},,RNU,2019-04-01,2019-03-01", "valid to", "not before"),
        (f"{OXFORDSHIRE},,RHW,2019-06-01,", "valid from", "by an earlier row"),
    ],
)
@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_row_that_cannot_be_used_is_set_aside(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path, bad: str, column: str,
    reason: str,
) -> None:  # fmt: skip
    outcome = load(engine, indicators, tmp_path, f"{OXFORDSHIRE},,RHW,2019-04-01,", bad)

    assert outcome.ending is Ending.SET_ASIDE
    assert f"row 3, column {column}: " in outcome.below[0] and reason in outcome.below[0]


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_blank_form_is_refused_and_a_filled_one_is_loaded(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    there: tuple[Organisation, ...] = (SqlStore(engine).organisation(OXFORDSHIRE),)
    ccg = SqlStore(engine).organisation("10Q")
    form = board_providers_template(indicators, ccg, there, [APRIL], "csv")
    blank, filled = tmp_path / "blank.csv", tmp_path / "filled.csv"
    blank.write_bytes(form)
    filled.write_bytes(form.replace(b"Board,,2019", b"Board,RHW,2019"))

    outcomes = [load_file(engine, path, indicators) for path in (blank, filled)]

    assert [each.ending for each in outcomes] == [Ending.REFUSED, Ending.DONE]
    assert sorted(covered(engine, OXFORDSHIRE, APRIL)) == ["RHW", "RTH"]
