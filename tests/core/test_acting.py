"""Is only what means something written of an action, and is the field named that does not?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dashboard.access import Scope
from dashboard.errors import BadParameter, ReadOnly, UnknownIndicator, UnknownOrganisation
from dashboard.services.catalogue import Data
from dashboard.services.desk.acting import add_action, set_status
from dashboard.written.actions import ActionStatus, Effect
from dashboard.written.errors import UnknownEntry
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of


def data_with_ledger() -> Data:
    store = FakeStore()
    return replace(data_of(store), ledger=FakeLedger(store.written))


def said(**fields: object) -> Mapping[str, object]:
    usual = {
        "organisation": "10Q",
        "indicator": "waits",
        "text": "Open a second theatre.",
        "author": "A. Analyst",
    }
    return {**usual, **fields}


def test_an_action_is_kept_as_it_was_said() -> None:
    data = data_with_ledger()

    days = {"start_on": "2020-01-06", "due_on": "2020-04-30"}
    made = add_action(data, said(owner="  Ada   Byron ", **days))

    assert (made.owner, made.start_on, made.due_on) == (
        "Ada Byron",
        date(2020, 1, 6),
        date(2020, 4, 30),
    )
    assert (made.status, made.planned, made.source) == (ActionStatus.OPEN, False, "")
    assert data.store.written_actions("10Q") == (made,)


@pytest.mark.parametrize(
    "effects",
    [
        "2020-04: +1.5\n2020-05: -2",
        "2020-05:\N{MINUS SIGN}2 ; 2020-04: 1.5%",
        " 2020-05-31: -2.0\r\n\r\n2020-04-01:1.5 ",
    ],
)
def test_expected_changes_are_read_from_rows_in_order_of_time(effects: str) -> None:
    made = add_action(data_with_ledger(), said(effects=effects))

    assert made.effects == (Effect(date(2020, 4, 1), 1.5), Effect(date(2020, 5, 1), -2.0))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "nul \x00"}, "text"),
        ({"author": ""}, "author"),
        ({"owner": "x" * 81}, "owner"),
        ({"organisation": ""}, "organisation"),
        ({"indicator": ""}, "indicator"),
        ({"start_on": "spring"}, "start_on"),
        ({"due_on": "2020-13-01"}, "due_on"),
        ({"start_on": "2020-04-02", "due_on": "2020-04-01"}, "due_on"),
        ({"effects": "2020-04 +1.5"}, "effects"),
        ({"effects": "2020-04: much"}, "effects"),
        ({"effects": "2020-04: nan"}, "effects"),
        ({"effects": "April: 1"}, "effects"),
        ({"effects": "2020-04: 1\n2020-04: 2"}, "effects"),
        ({"effects": "2020-03: 1", "start_on": "2020-04-02"}, "effects"),
        ({"effects": "2020-04: \N{ARABIC-INDIC DIGIT THREE}"}, "effects"),
        ({"effects": "\n".join(f"{year}-04: 1" for year in range(2020, 2081))}, "effects"),
        ({"status": "done"}, "status"),
        ({"text": ["a"]}, "text"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(fields: dict[str, object], named: str) -> None:
    data = data_with_ledger()

    with pytest.raises(BadParameter) as refused:
        add_action(data, said(**fields))

    assert refused.value.parameter == named
    assert data.store.written_actions("10Q") == ()


def test_an_action_may_begin_and_end_on_one_day() -> None:
    made = add_action(data_with_ledger(), said(start_on="2020-04-02", due_on="2020-04-02"))

    assert made.start_on == made.due_on


@pytest.mark.parametrize(
    ("fields", "error"),
    [({"indicator": "waist"}, UnknownIndicator), ({"organisation": "99X"}, UnknownOrganisation)],
)
def test_an_action_is_of_what_there_is(fields: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        add_action(data_with_ledger(), said(**fields))


def test_a_button_pressed_twice_writes_once_until_something_becomes_of_it() -> None:
    data = data_with_ledger()

    first, second = add_action(data, said()), add_action(data, said())
    set_status(data, first.key, {"status": "done", "author": "B. Board"})
    third = add_action(data, said())

    assert first == second
    assert third.key != first.key


def test_done_open_and_dropped_follow_one_another_with_their_notes() -> None:
    data = data_with_ledger()
    key = add_action(data, said()).key

    set_status(data, key, {"status": "done", "author": "B. Board"})
    again = set_status(data, key, {"status": "open", "note": "Not yet.", "author": "C. Chair"})

    assert again.status is ActionStatus.OPEN
    assert [(each.status, each.note, each.author) for each in again.changes] == [
        (ActionStatus.OPEN, "Not yet.", "C. Chair"),
        (ActionStatus.DONE, "", "B. Board"),
    ]


def test_a_tick_pressed_twice_is_one() -> None:
    data = data_with_ledger()
    key = add_action(data, said()).key

    made = [set_status(data, key, {"status": "done", "author": "B. Board"}) for _ in range(2)]

    assert made[0] == made[1]
    assert len(data.store.status_changes(key)) == 1


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"status": "late", "author": "B"}, "status"),
        ({"author": "B"}, "status"),
        ({"status": "done"}, "author"),
        ({"status": "done", "author": "B", "note": "x" * 1001}, "note"),
        ({"status": "done", "author": "B", "text": "other"}, "text"),
    ],
)
def test_what_cannot_be_said_of_an_action_is_named(given: dict[str, object], named: str) -> None:
    data = data_with_ledger()
    key = add_action(data, said()).key

    with pytest.raises(BadParameter) as refused:
        set_status(data, key, given)

    assert refused.value.parameter == named


@pytest.mark.parametrize("key", ["w2", "p0123", "", "'; drop table"])
def test_a_key_that_nothing_has_is_refused(key: str) -> None:
    data = data_with_ledger()
    add_action(data, said())

    with pytest.raises(UnknownEntry, match="no action"):
        set_status(data, key, {"status": "done", "author": "B. Board"})


def test_nobody_writes_of_what_he_may_not_see() -> None:
    data = data_with_ledger()
    key = add_action(data, said()).key
    elsewhere = replace(data, scope=Scope(frozenset({"05C"})))

    with pytest.raises(UnknownEntry):
        set_status(elsewhere, key, {"status": "done", "author": "B. Board"})
    with pytest.raises(UnknownOrganisation):
        add_action(elsewhere, said())


def test_a_site_that_only_shows_says_so() -> None:
    data = data_of(FakeStore())

    with pytest.raises(ReadOnly):
        add_action(data, said())
