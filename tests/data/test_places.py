"""Who belonged to whom, whatever the order in which files were loaded?"""

from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.hierarchy import merge_links
from data_access.ingest.kept import Kept
from data_access.ingest.load import load_file
from data_access.ingest.places import Names, keep_members, keep_organisations
from data_access.ingest.publication import Link, NewOrganisation
from data_access.sql_store import SqlStore
from data_access.tables import BreakdownMember, OrganisationRow
from tests.data.databases import dump, publication, take_in

COMMISSIONERS = ("10Q", "05C", "D2P2L", "04Y", "05V", "05Q")
DAY = date(2013, 4, 1)
OLD, NEW = date(2019, 12, 31), date(2022, 2, 28)


def link(
    parent: str = "10Q",
    since: date = DAY,
    until: date | None = None,
    said_on: date | None = None,
    kind: str = "commissioner",
) -> Link:
    return Link("K84001", parent, kind, since, until, said_on)


def practice(name: str = "The Hart Surgery", **facts: object) -> NewOrganisation:
    return NewOrganisation("K84001", name, "practice", **facts)  # type: ignore[arg-type]


def name_of(engine: Engine, code: str) -> str:
    with engine.connect() as connection:
        query = select(OrganisationRow.name).where(OrganisationRow.code == code)
        return connection.execute(query).scalar_one()


def test_the_same_link_again_changes_nothing() -> None:
    assert merge_links([link(), link()], "commissioner") == [link()]


@pytest.mark.parametrize("newer_first", [True, False])
def test_an_older_open_end_does_not_reopen_what_a_newer_file_closed(newer_first: bool) -> None:
    open_link, closed = link(said_on=OLD), link(until=date(2020, 6, 30), said_on=NEW)

    links = [closed, open_link] if newer_first else [open_link, closed]

    assert merge_links(links, "commissioner") == [closed]


@pytest.mark.parametrize("newer_first", [True, False])
def test_an_older_file_does_not_shorten_what_a_newer_one_says(newer_first: bool) -> None:
    newer, older = link("10Q", said_on=NEW), link("15A", date(2018, 1, 1), said_on=OLD)

    links = [newer, older] if newer_first else [older, newer]

    assert merge_links(links, "commissioner") == [newer]


def test_a_sighting_in_a_later_file_lengthens_the_link_it_continues() -> None:
    joined, seen = link(until=date(2022, 3, 31), said_on=OLD), link(since=NEW, said_on=NEW)

    assert merge_links([joined, seen], "commissioner") == [link(said_on=NEW)]


def test_a_member_of_two_groups_stays_in_both() -> None:
    links = [link(kind="group"), link("05C", date(2015, 4, 1), kind="group")]

    assert merge_links(links, "group") == links


days = st.integers(0, 60).map(lambda number: DAY + timedelta(number))
statements = st.lists(
    st.tuples(st.sampled_from("ABC"), days, st.none() | st.integers(0, 40)), max_size=4
)


@given(statements)
def test_files_in_any_order_give_what_the_newest_says_of_each_day(
    said: list[tuple[str, date, int | None]],
) -> None:
    # Files of a day after all the links, so that none is a sighting.
    links = [
        link(parent, since, None if days is None else since + timedelta(days), NEW + timedelta(n))
        for n, (parent, since, days) in enumerate(said)
    ]
    expected = [parent_by_the_newest_file(links, DAY + timedelta(n)) for n in range(110)]

    for order in permutations(links):
        merged: list[Link] = []
        for each in order:
            merged = merge_links([*merged, each], "commissioner")
        assert [parents_on(merged, DAY + timedelta(n)) for n in range(110)] == expected


def parent_by_the_newest_file(links: list[Link], day: date) -> list[str]:
    """Slow and obvious: of those that begin by the day, what the newest file says."""
    begun = [each for each in links if each.valid_from <= day]
    return parents_on(begun[-1:], day)


def parents_on(links: list[Link], day: date) -> list[str]:
    return [
        each.parent
        for each in links
        if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]


@pytest.mark.parametrize("newer_first", [True, False])
def test_the_newer_register_names_a_practice_in_either_order(
    engine: Engine, newer_first: bool
) -> None:
    registers = [(NEW, practice("New", status="closed")), (OLD, practice("Old"))]

    for stated, each in registers if newer_first else reversed(registers):
        take_in(engine, publication(organisations=[each], authority=True, stated_on=stated))

    assert SqlStore(engine).organisation("K84001").status == "closed"
    assert name_of(engine, "K84001") == "New"


def test_an_older_register_is_counted_as_older(engine: Engine) -> None:
    with engine.begin() as connection:
        keep_organisations(connection, [practice("New")], True, NEW)

        kept = keep_organisations(connection, [practice("Old")], True, OLD)

    assert kept == Kept(older=1)


def test_a_publication_that_is_no_register_leaves_a_name_as_it_is(engine: Engine) -> None:
    oxfordshire = NewOrganisation("10Q", "NHS OXFORDSHIRE", "ccg")
    before = name_of(engine, "10Q")

    take_in(engine, publication(organisations=[oxfordshire], stated_on=NEW))

    assert name_of(engine, "10Q") == before


@pytest.mark.parametrize("code_first", [True, False])
def test_a_name_replaces_a_code_that_stood_for_it_but_no_code_a_name(
    engine: Engine, code_first: bool
) -> None:
    coded = NewOrganisation("99X", "99X", "ccg")
    named = NewOrganisation("99X", "Somewhere CCG", "ccg", "E38000999")

    for each in [coded, named] if code_first else [named, coded]:
        take_in(engine, publication(organisations=[each], authority=each is coded, stated_on=NEW))

    assert name_of(engine, "99X") == "Somewhere CCG"
    assert SqlStore(engine).organisation("E38000999").code == "99X"


def test_a_name_replaces_the_code_of_a_part_and_then_stays(engine: Engine) -> None:
    names = ["110", "Trauma & Orthopaedics", "T&O", "110"]

    with engine.begin() as connection:
        for name in names:
            keep_members(connection, [("treatment_function", "110", name)])
        kept = connection.execute(
            select(BreakdownMember.name).where(BreakdownMember.code == "110")
        ).scalars()

    assert list(kept) == ["Trauma & Orthopaedics"]


def test_practices_are_found_by_code_and_never_by_a_name_they_share(engine: Engine) -> None:
    with engine.begin() as connection:
        keep_organisations(connection, [practice("The Surgery")], False, date.min)

        names = Names(connection)

    assert (names.resolve("k84001"), names.resolve("The Surgery")) == ("K84001", None)
    assert names.level("K84001") == "practice"


def test_the_two_registers_give_the_same_in_either_order(
    engine: Engine, other_engine: Engine, indicators: IndicatorRegistry, shared: Path
) -> None:
    ods = shared / "published" / "ods"
    files = [ods / folder / "epraccur.csv" for folder in ("2019-12", "2022-02")]

    for path in files:
        load_file(engine, path, indicators)
    for path in reversed(files):
        load_file(other_engine, path, indicators)

    one, other = dump(engine), dump(other_engine)
    assert one["organisation"] == other["organisation"]
    assert one["hierarchy"] == other["hierarchy"]
    practices = [SqlStore(other_engine).parts(code, "commissioner", NEW) for code in COMMISSIONERS]
    active = [sum(each.status == "active" for each in some) for some in practices]
    assert active == [67, 0, 206, 23, 14, 23]
