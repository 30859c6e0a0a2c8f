"""Do all registers together count the organisations that were counted from the files?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import Level
from data_access.database import open_engine
from data_access.ingest.load import load_files
from data_access.organisations.check import check_organisations
from data_access.sql_store import SqlStore
from data_access.tables import Succession
from tests.homes import Home

COMMISSIONERS = ("10Q", "05C", "D2P2L", "04Y", "05V", "05Q")
DECEMBER, JANUARY = date(2019, 12, 31), date(2022, 1, 1)
FEBRUARY, MAY = date(2022, 2, 28), date(2022, 5, 31)


@pytest.fixture(scope="module")
def loaded(
    shared: Path, home: Home, seeded_url: str, indicators: IndicatorRegistry
) -> Iterator[Engine]:
    """Every register, map and look-up that is published, loaded in one go."""
    url = home.make(seeded_url)
    engine = open_engine(url)
    load_files(engine, [shared / "published" / "ods"], indicators, say=lambda line: None)
    yield engine
    engine.dispose()
    home.remove(url)


@pytest.fixture(scope="module")
def store(loaded: Engine) -> SqlStore:
    return SqlStore(loaded)


def practices_in_networks(store: SqlStore, code: str, day: date) -> int:
    there = store.parts(code, "commissioner", day)
    return sum(bool(store.parents(each.code, "pcn", day)) for each in there)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(DECEMBER, [68, 43, 0, 24, 14, 26]), (FEBRUARY, [67, 0, 206, 23, 14, 23])],
)
def test_active_practices_of_a_day(store: SqlStore, day: date, expected: list[int]) -> None:
    parts = [store.parts(code, "commissioner", day) for code in COMMISSIONERS]
    assert [sum(each.status == "active" for each in some) for some in parts] == expected


# The map's own counts have one network more where practices are in the network "Unallocated".
@pytest.mark.parametrize("day", [JANUARY, MAY])
def test_networks_of_a_day(store: SqlStore, day: date) -> None:
    assert [len(store.parts(code, "pcn", day)) for code in COMMISSIONERS] == [20, 0, 32, 3, 5, 4]


def test_practices_that_are_partners_of_networks(store: SqlStore) -> None:
    found = [practices_in_networks(store, code, MAY) for code in COMMISSIONERS]
    assert found == [66, 0, 205, 22, 14, 24]


def test_practices_of_the_networks_of_cannock_chase(store: SqlStore) -> None:
    own = {each.code for each in store.parts("04Y", "commissioner", MAY)}
    found = {}
    for each in store.parts("04Y", "pcn", MAY):
        practices = {practice.code for practice in store.parts(each.code, "pcn", MAY)}
        found[each.name] = (len(practices & own), len(practices - own))

    # Hazeldene House Surgery is one of Stafford and Surrounds.
    assert found == {
        "Cannock North PCN": (7, 0),
        "Cannock Villages PCN": (11, 0),
        "Rugeley & Great Haywood PCN": (4, 1),
    }


def test_the_hart_surgery_is_in_henley(store: SqlStore) -> None:
    parents = [store.parents("K84001", kind, MAY)[0].code for kind in ("commissioner", "pcn")]
    assert parents == ["10Q", "U96099"]


# 1 April of each year, as the history of commissioners has it. One began early: 13T on 26 November
# 2014, when the three that it took over still had four months to go.
@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2013, 4, 1), 211),
        (date(2014, 4, 1), 211),
        (date(2014, 11, 26), 212),
        (date(2015, 4, 1), 209),
        (date(2017, 4, 1), 207),
        (date(2018, 4, 1), 195),
        (date(2019, 4, 1), 191),
        (date(2020, 4, 1), 135),
        (date(2021, 4, 1), 106),
        (date(2022, 7, 1), 106),
        (date(2025, 12, 31), 106),
    ],
)
def test_commissioners_of_a_day(store: SqlStore, day: date, count: int) -> None:
    assert sum(each.open_at(day) for each in store.organisations(Level.CCG)) == count


def test_trusts_footprints_and_regions(store: SqlStore) -> None:
    trusts = [each for each in store.organisations(Level.TRUST) if len(each.code) == 3]
    assert len(store.organisations(Level.STP)) == 42
    assert len(store.organisations(Level.REGION)) == 7
    assert len(trusts) >= 218
    assert len(store.organisations(Level.PCN)) == 1318


@pytest.mark.parametrize(
    ("commissioner", "icb"),
    [("10Q", "QU9"), ("04Y", "QNC"), ("05V", "QNC"), ("05Q", "QNC"), ("D2P2L", "QUA")],
)
def test_icbs_of_the_commissioners(store: SqlStore, commissioner: str, icb: str) -> None:
    found = store.parents(commissioner, "stp", date(2025, 12, 31))
    assert [each.code for each in found] == [icb]


def test_every_ccg_that_closed_was_taken_over_whole(loaded: Engine, store: SqlStore) -> None:
    closed = {each.code for each in store.organisations(Level.CCG) if each.valid_to}
    with loaded.connect() as connection:
        found = connection.execute(select(Succession)).all()

    taken = {each.predecessor: each for each in found}
    assert len(found) == len(taken) == len(closed) == 142
    assert {each.share for each in found} == {1.0}
    assert (taken["05C"].successor, taken["05C"].effective_from) == ("D2P2L", date(2021, 4, 1))
    assert taken["05L"].source.startswith("Sandwell and West Birmingham CCG closed on")


def test_the_check_of_the_published_registers(loaded: Engine) -> None:
    findings = {each.heading: each.lines for each in check_organisations(loaded, MAY)}

    across = findings["Networks with practices of several commissioners"]
    reused = findings["Codes that stand for another organisation than before"]
    assert findings["Commissioners that closed without a successor"] == ()
    assert findings["Two parents of one kind at a time"] == ()
    assert len(across) == 11
    assert len(reused) == 1 and "(13T), in use since 26 November 2014" in reused[0]
