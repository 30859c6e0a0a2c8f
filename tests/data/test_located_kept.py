"""Is it kept where a figure stood, and what the file that a newer one replaced had it in?"""

from datetime import date
from pathlib import Path

from sqlalchemy import Engine, select

from dashboard.held import PlaceInFile
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.ingest.load import load_file
from data_access.sql_store import SqlStore
from data_access.tables import SupersededObservation
from tests.data.databases import APRIL, MAY, dump, figure, publication, take_in
from tests.data.publications import eip_line, write_eip

WAITS = SeriesKey("rtt_18week", "10Q", Grain.MONTH)


def place(engine: Engine, start: date = APRIL) -> PlaceInFile | None:
    return SqlStore(engine).place_in_file(WAITS, start)


def take(engine: Engine, day: date, *rows: dict[str, object]) -> None:
    take_in(engine, publication(rows, stated_on=day))


def test_a_figure_keeps_its_sheet_and_row(engine: Engine) -> None:
    take(engine, MAY, figure(sheet="Commissioner", row=16), figure(MAY, sheet="", row=0))

    assert place(engine) == PlaceInFile("Commissioner", 16)
    assert place(engine, MAY) is None


def test_a_newer_file_that_restates_moves_the_row_and_the_old_one_is_kept(engine: Engine) -> None:
    take(engine, APRIL, figure(sheet="Commissioner", row=16))
    take(engine, MAY, figure(numerator=88, sheet="Sub-ICB", row=21))

    with engine.connect() as connection:
        table = SupersededObservation
        was = connection.execute(select(table.numerator, table.sheet, table.row)).all()
    assert place(engine) == PlaceInFile("Sub-ICB", 21)
    assert [tuple(each) for each in was] == [(90, "Commissioner", 16)]


def test_a_newer_file_that_says_the_same_is_where_it_stands_now(engine: Engine) -> None:
    take(engine, APRIL, figure(sheet="Commissioner", row=16))
    take(engine, MAY, figure(sheet="Commissioner", row=18))

    assert place(engine) == PlaceInFile("Commissioner", 18)
    assert dump(engine)["superseded_observation"] == []


def test_an_older_file_does_not_move_the_row(engine: Engine) -> None:
    take(engine, MAY, figure(sheet="Commissioner", row=16))
    take(engine, APRIL, figure(numerator=88, sheet="Commissioner", row=18))

    assert place(engine) == PlaceInFile("Commissioner", 16)


def test_the_same_file_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = write_eip(tmp_path / "eip.csv", eip_line((1, 2)), eip_line((4,), commissioner="05C"))
    load_file(engine, path, IndicatorRegistry([]))
    before = dump(engine)
    key = SeriesKey("eip_2week", "05C", Grain.MONTH)

    load_file(engine, path, IndicatorRegistry([]))

    assert dump(engine) == before
    assert SqlStore(engine).place_in_file(key, date(2019, 9, 1)) == PlaceInFile("", 3)
