"""Do loads at the same time queue, and do readers go on reading what is whole?"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, func, select

from dashboard.errors import DatabaseUnreachable
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain
from dashboard.series import ActualSeries, SeriesKey
from data_access.connections import writing
from data_access.database import open_engine
from data_access.ingest.load import Source, load_file, store
from data_access.ingest.outcomes import Outcome
from data_access.sql_store import SqlStore
from data_access.tables import LoadRow, SeriesRow
from tests.data.databases import figure, publication, take_in

RTT, CANCER = (SeriesKey(name, "10Q", Grain.MONTH) for name in ("rtt_18week", "cancer_62day"))
# Long enough for a thread to do what it should not do.
A_MOMENT = 0.3


def a_return(folder: Path, number: int) -> Path:
    """A local return about an organisation of its own, which nobody knows yet."""
    rows = [
        "indicator,organisation,period,numerator,denominator",
        f"rtt_18week,10Q,2019-0{number}-01,90,100",
        f"cancer_62day,10Q,2019-0{number}-01,{number},100",
    ]
    path = folder / f"return{number}.csv"
    path.write_text("\n".join(rows))
    return path


@contextmanager
def thread() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as one:
        yield one


def numerator(series: ActualSeries | None) -> float | None:
    return series.observations[-1].numerator if series else None


def test_loads_at_the_same_time_all_come_in(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    paths = [a_return(tmp_path, number) for number in range(1, 7)]

    def run(path: Path) -> Outcome:
        return load_file(engine, path, indicators)

    with ThreadPoolExecutor(6) as runs:
        outcomes = list(runs.map(run, paths))

    with engine.connect() as connection:
        series = connection.execute(select(func.count(), func.max(SeriesRow.id))).one()
        loads = connection.execute(select(LoadRow.new).order_by(LoadRow.id)).scalars().all()
    assert [outcome.ending.name for outcome in outcomes] == ["DONE"] * 6
    assert tuple(series) == (2, 2)
    assert loads == [2] * 6
    assert SqlStore(engine).data_version() == 6


def test_a_load_waits_for_the_one_before_it(
    engine: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    path = a_return(tmp_path, 1)

    with thread() as other:
        with writing(engine) as connection:
            store(connection, publication([figure()]), Source("first.csv", "1"))
            second: Future[Outcome] = other.submit(load_file, engine, path, indicators)
            wait([second], A_MOMENT)
            waited = not second.done()
        second.result()

    assert waited
    assert SqlStore(engine).data_version() == 2


def test_readers_are_not_held_up_by_a_load(engine: Engine) -> None:
    take_in(engine, publication([figure(numerator=90)]))
    reads = SqlStore(engine)

    with writing(engine) as connection, thread() as other:
        store(connection, publication([figure(numerator=80)]), Source("long.csv", "1"))
        during = other.submit(reads.actual, RTT).result(timeout=20)

    assert (numerator(during), numerator(reads.actual(RTT))) == (90, 80)


def test_work_that_is_pinned_never_sees_half_of_a_load(engine: Engine) -> None:
    """Every load gives both series the number of its data version."""
    reads, over = SqlStore(engine), Event()

    def load() -> None:
        for number in range(1, 13):
            rows = [figure(numerator=number, indicator=key.indicator) for key in (RTT, CANCER)]
            take_in(engine, publication(rows))
        over.set()

    seen = []
    with thread() as other:
        loading = other.submit(load)
        while not over.is_set() and not loading.done():
            reads.pin()
            first = numerator(reads.actual(RTT))
            seen.append((reads.data_version(), first, numerator(reads.actual(CANCER))))
            reads.unpin()
        loading.result()

    assert len({version for version, *_ in seen}) > 1
    assert [each for each in seen if len({each[0], each[1] or 0, each[2] or 0}) > 1] == []


@pytest.mark.parametrize("home", ["server"], indirect=True)
@pytest.mark.parametrize("pinned", [True, False])
def test_a_server_that_was_started_anew_is_connected_to_anew(engine: Engine, pinned: bool) -> None:
    reads = SqlStore(engine)
    version = reads.data_version()

    ended = end_all_others(engine)
    if pinned:
        reads.pin()
    again = reads.data_version()
    reads.unpin()

    assert (ended, again) == (1, version)


@pytest.mark.parametrize("home", ["server"], indirect=True)
def test_a_server_that_goes_within_a_request_spoils_no_other(engine: Engine) -> None:
    take_in(engine, publication([figure(numerator=7)]))
    reads = SqlStore(engine)
    reads.pin()
    reads.data_version()

    end_all_others(engine)
    with pytest.raises(DatabaseUnreachable):
        reads.actual(RTT)
    reads.unpin()

    reads.pin()
    assert numerator(reads.actual(RTT)) == 7
    reads.unpin()


def end_all_others(engine: Engine) -> int | None:
    """The server ends every connection to the database; how many there were."""
    other = open_engine(engine.url.render_as_string(hide_password=False))
    with other.connect() as connection:
        ended: int | None = connection.exec_driver_sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        ).scalar()
    other.dispose()
    return ended
