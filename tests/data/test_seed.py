"""Does a new database know the organisations that the plans speak of?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, func, select

from dashboard.organisations import Level
from data_access.ingest.places import Names
from data_access.seed import seed, seed_rows
from data_access.tables import Base, DataBreakRow, Hierarchy, OrganisationRow


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        seed(connection)
        yield connection
    engine.dispose()


def test_seeding_twice_adds_nothing(connection: Connection) -> None:
    counts = [select(func.count()).select_from(table) for table in Base.metadata.sorted_tables]
    before = [connection.execute(count).scalar() for count in counts]

    seed(connection)

    assert [connection.execute(count).scalar() for count in counts] == before
    assert sum(filter(None, before)) > 100


def test_every_row_of_the_hierarchy_and_of_the_aliases_names_a_seeded_organisation() -> None:
    tables = Base.metadata.tables
    codes = {row["code"] for row in seed_rows("organisations.csv", tables["organisation"])}
    links = seed_rows("hierarchy.csv", tables["hierarchy"])
    aliases = seed_rows("aliases.csv", tables["organisation_alias"])

    named = {row[end] for row in links for end in ("child", "parent")}
    named |= {row["code"] for row in aliases} | {row["within"] for row in aliases} - {""}

    assert named <= codes


def test_every_level_of_a_seeded_organisation_is_one_the_product_knows(
    connection: Connection,
) -> None:
    levels = set(connection.execute(select(OrganisationRow.level)).scalars())

    assert levels <= {level.value for level in Level}


def test_every_commissioner_of_the_plans_has_at_least_two_localities(
    connection: Connection,
) -> None:
    parents = connection.execute(select(Hierarchy.parent).where(Hierarchy.kind == "locality"))

    counts = Counter(parents.scalars())

    assert counts == {"05C": 5, "10Q": 4, "05Q": 3, "04Y": 3, "05V": 2}


@pytest.mark.parametrize(
    ("spelling", "within", "code"),
    [
        ("Oxfordshire CCG", "", "10Q"),
        ("ENGLAND", "", "E92000001"),
        ("E38000046", "", "05C"),
        ("South East Staffordshire & Seisdon Peninsula CCG", "", "05Q"),
        ("Dudley North", "05C", "dudley_netherton"),
        ("Dudley North", "", None),
    ],
)
def test_a_spelling_of_the_plans_finds_its_organisation(
    connection: Connection, spelling: str, within: str, code: str | None
) -> None:
    assert Names(connection).resolve(spelling, within) == code


def test_the_organisations_of_the_plan_files_that_have_an_indicator_are_known(
    connection: Connection, shared: Path
) -> None:
    text = (shared / "plans" / "actions.csv").read_text(encoding="utf-8")
    joint = text[text.index('"Stafford and Surrounds, Cannock') + 1 :].split('"')[0]

    assert Names(connection).resolve(joint) == "south_staffordshire_ccgs"


def test_a_trust_that_tested_new_standards_has_a_gap_from_may_2019(connection: Connection) -> None:
    gaps = select(DataBreakRow.organisation).where(
        DataBreakRow.treatment == "gap", DataBreakRow.on == date(2019, 5, 1)
    )

    assert len(set(connection.execute(gaps).scalars())) == 14
