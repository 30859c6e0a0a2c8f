"""Are localities dated sets of practices, as the site supplies them?"""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.exports.templates import locality_practices_template
from dashboard.indicators.registry import IndicatorRegistry
from dashboard.organisations import Level, Organisation
from data_access.ingest.load import load_file
from data_access.ingest.outcomes import Ending, Outcome
from data_access.ingest.publication import Link, NewOrganisation
from data_access.sql_store import SqlStore
from tests.data.databases import dump, publication, take_in
from tests.data.publications_ods import LOCALITIES, written

PRACTICES = ("K84001", "K84002")
APRIL = date(2019, 4, 1)


@pytest.fixture
def practices(engine: Engine) -> Engine:
    """A database with two practices of Oxfordshire."""
    there = [NewOrganisation(code, f"Practice {code}", "practice") for code in PRACTICES]
    links = [Link(code, "10Q", "commissioner", date(2013, 4, 1)) for code in PRACTICES]
    take_in(engine, publication(organisations=there, links=links))
    return engine


def row(
    practice: str = "K84001",
    locality: str = "Thame",
    start: str = "2019-04-01",
    end: str = "",
    commissioner: str = "10Q",
) -> str:
    return f"{commissioner},{locality},{practice},{start},{end},the locality plan"


def load(
    engine: Engine,
    indicators: IndicatorRegistry,
    folder: Path,
    *rows: str,
    header: str = LOCALITIES,
) -> Outcome:
    path = written(folder / "localities.csv", "\n".join([header, *rows]) + "\n")
    return load_file(engine, path, indicators)


def inside(engine: Engine, locality: str, day: date) -> list[str]:
    return [each.code for each in SqlStore(engine).parts(locality, "practice", day)]


def test_a_locality_that_is_not_known_is_made_under_its_commissioner(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    outcome = load(practices, indicators, tmp_path, row(), row("K84002"))

    (thame,) = [
        each for each in SqlStore(practices).parts("10Q", "locality", APRIL) if each.name == "Thame"
    ]
    assert outcome.ending is Ending.DONE
    assert (thame.code, thame.level) == ("10q_thame", Level.LOCALITY)
    assert inside(practices, "10q_thame", APRIL) == list(PRACTICES)
    assert inside(practices, "10q_thame", date(2019, 3, 31)) == []


@pytest.mark.parametrize("written_as", ["Banbury", "banbury", "oxfordshire_banbury", "BANBURY "])
@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_known_locality_is_found_by_its_name_or_its_slug(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path, written_as: str
) -> None:
    before = SqlStore(practices).organisations(Level.LOCALITY)

    load(practices, indicators, tmp_path, row(locality=written_as, commissioner="Oxfordshire CCG"))

    assert SqlStore(practices).organisations(Level.LOCALITY) == before
    assert inside(practices, "oxfordshire_banbury", APRIL) == ["K84001"]


def test_a_practice_that_moves_is_in_one_locality_at_a_time(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    load(practices, indicators, tmp_path, row(), row(locality="Henley", start="2020-07-01"))

    days = (date(2020, 6, 30), date(2020, 7, 1))
    assert [inside(practices, "10q_thame", day) for day in days] == [["K84001"], []]
    assert [inside(practices, "10q_henley", day) for day in days] == [[], ["K84001"]]


def test_a_practice_that_left_is_in_none_afterwards(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    load(practices, indicators, tmp_path, row(end="2020-06-30"))

    days = (date(2020, 6, 30), date(2020, 7, 1))
    assert [inside(practices, "10q_thame", day) for day in days] == [["K84001"], []]


def test_a_corrected_file_replaces_what_the_first_said(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    load(practices, indicators, tmp_path, row(), row("K84002"))
    load(practices, indicators, tmp_path, row(start="2018-04-01", end="2018-12-31"), row("K84002"))

    assert inside(practices, "10q_thame", date(2018, 4, 1)) == ["K84001"]
    assert inside(practices, "10q_thame", APRIL) == ["K84002"]


def test_localities_of_the_same_name_in_two_commissioners_are_two(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    other = row("K84002", commissioner="04Y")
    load(practices, indicators, tmp_path, row())

    load(practices, indicators, tmp_path, other)

    assert inside(practices, "10q_thame", APRIL) == ["K84001"]
    assert inside(practices, "04y_thame", APRIL) == ["K84002"]


@pytest.mark.parametrize(
    ("bad", "column", "reason"),
    [
        (row("K99999"), "practice code", "the code of a known practice"),
        (row("K84002", commissioner="RTH"), "commissioner", "a known CCG or sub-ICB location"),
        (row("K84002", start=""), "valid from", "a date"),
        (row("K84002", end="2018-04-01"), "valid to", "a date not before 2019-04-01"),
        (row("K84002", "oxfordshire_banbury", commissioner="04Y"), "locality", "a locality of 04Y"),
        (row(), "valid from", "in a locality then by an earlier row"),
        (row(start="2018-04-01", end="2019-04-01"), "valid from", "then by an earlier row"),
        ("10Q,Thame,K84", "practice code", "the code of a known practice"),
    ],
)
@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_row_that_cannot_be_used_is_set_aside(
    practices: Engine,
    indicators: IndicatorRegistry,
    tmp_path: Path,
    bad: str,
    column: str,
    reason: str,
) -> None:
    outcome = load(practices, indicators, tmp_path, row(), bad)

    assert outcome.ending is Ending.SET_ASIDE
    assert f"row 3, column {column}: " in outcome.below[0] and reason in outcome.below[0]


@pytest.mark.parametrize("lost", ["commissioner", "valid from"])
@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_file_without_a_needed_column_is_refused(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path, lost: str
) -> None:
    before = dump(practices)

    outcome = load(practices, indicators, tmp_path, row(), header=LOCALITIES.replace(lost, "other"))

    assert outcome.ending is Ending.REFUSED
    assert f'expected one column "{lost}"' in outcome.line.replace("Expected", "expected")
    assert dump(practices) == before


@pytest.mark.parametrize("home", ["folder"], indirect=True)
def test_a_form_that_nobody_filled_in_is_refused_and_one_that_is_filled_in_is_loaded(
    practices: Engine, indicators: IndicatorRegistry, tmp_path: Path
) -> None:
    store = SqlStore(practices)
    there: tuple[Organisation, ...] = store.parts("10Q", "commissioner", APRIL)
    ccg = store.organisation("10Q")
    form = locality_practices_template(indicators, ccg, there, [APRIL], "csv")
    blank, filled = tmp_path / "blank.csv", tmp_path / "filled.csv"
    blank.write_bytes(form)
    filled.write_bytes(form.replace(b"10Q,,K84001", b"10Q,Thame,K84001"))

    outcomes = [load_file(practices, path, indicators) for path in (blank, filled)]

    assert [each.ending for each in outcomes] == [Ending.REFUSED, Ending.DONE]
    assert inside(practices, "10q_thame", APRIL) == ["K84001"]
