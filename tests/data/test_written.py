"""Is what people write in the three rooms kept, seen at once by everybody, and never deleted?"""

from datetime import date

import pytest
from sqlalchemy import Engine, func, select, update

from dashboard.written.actions import ActionStatus, Effect, NewAction
from dashboard.written.errors import NameTaken, UnknownEntry
from dashboard.written.exceptions import Length, NewNarrative, NewOverride
from dashboard.written.meetings import KeptFigure, NewSnapshot
from data_access.sql_store import SqlStore
from data_access.tables import OverrideRow, SnapshotRow
from data_access.written import SqlLedger
from data_access.written_rows import seen_text

APRIL, MAY = date(2020, 4, 1), date(2020, 5, 1)
SUNDAY = date(2020, 3, 22)


def action(text: str = "Open a frailty unit", due: date | None = MAY) -> NewAction:
    effects = (Effect(APRIL, 0.1), Effect(MAY, 1 / 3))
    return NewAction("10Q", "ae_4hour", text, "A. Owner", APRIL, due, effects, "A. Manager")


def narrative(text: str, length: Length = Length.BOARD) -> NewNarrative:
    return NewNarrative("10Q", "ae_4hour", length, text, "As made.", "f" * 16, "A. Manager")


def snapshot(held_on: date, value: float = 88.1) -> NewSnapshot:
    seen = KeptFigure(
        "ae_4hour", APRIL, value, "final", 91.0, False, False, "R", "concern_low", "fail",
        ((APRIL, value), (MAY, 0.1 + 0.2)), illustrative=True,
    )  # fmt: skip
    none = KeptFigure("rtt_18week", None, None, "", None, None, None, "grey", "", "", ())
    return NewSnapshot(
        "10Q", held_on, "Governing Body", MAY, 7, "", (seen, none), (("w1", "open"),), "A. Clerk"
    )


def test_an_action_comes_back_as_it_was_written_and_the_next_due_first(engine: Engine) -> None:
    ledger = SqlLedger(engine)
    undated, later, first = (
        ledger.add_action(action("someday", None)),
        ledger.add_action(action("later")),
        ledger.add_action(action("first", APRIL)),
    )

    there = SqlStore(engine).written_actions("10Q")

    assert there == (first, later, undated)
    assert (first.text, first.due_on, first.owner) == ("first", APRIL, "A. Owner")
    assert first.effects == (Effect(APRIL, 0.1), Effect(MAY, 1 / 3))


def test_a_status_is_seen_at_once_and_the_last_said_comes_first(engine: Engine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    before = store.status_changes("p-of-a-plan")

    done = ledger.set_status("p-of-a-plan", ActionStatus.DONE, "ticked", "A. Chair")
    again = ledger.set_status("p-of-a-plan", ActionStatus.OPEN, "too soon", "A. Chair")

    assert before == ()
    assert store.status_changes("p-of-a-plan") == (again, done)


def test_an_override_stands_until_it_is_withdrawn_and_is_kept_after(engine: Engine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = ledger.override(NewOverride("10Q", "ae_4hour", False, "Known.", "A. Manager", MAY))

    assert store.overrides("10Q") == (made,)
    ledger.withdraw_override(made.id, "Another")

    assert store.overrides("10Q") == ()
    with pytest.raises(UnknownEntry):
        ledger.withdraw_override(made.id, "Another")
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(OverrideRow)) == 1


def test_the_last_narrative_of_each_length_is_what_stands(engine: Engine) -> None:
    ledger = SqlLedger(engine)
    ledger.write_narrative(narrative("first"))
    second = ledger.write_narrative(narrative("second"))
    long = ledger.write_narrative(narrative("longer", Length.ANALYST))

    assert SqlStore(engine).narratives("10Q") == (second, long)
    assert SqlStore(engine).narratives("05C") == ()


def test_a_view_has_a_name_of_its_own_in_any_spelling(engine: Engine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = ledger.save_view("My week", "/ae-week?board=x", "A. Manager")

    with pytest.raises(NameTaken):
        ledger.save_view("MY WEEK", "/", "Another")
    assert store.saved_views() == (made,)
    ledger.remove_view(made.id, "Another")

    assert store.saved_views() == ()
    assert ledger.save_view("my week", "/", "Another").id != made.id


def test_a_question_comes_back_with_its_answer(engine: Engine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    board = "oxfordshire_ae_delivery_board"
    asked = ledger.ask(board, SUNDAY, "Why on Monday?", "the trust", "A. Chair")

    assert store.questions(board) == (asked,)
    answered = ledger.answer(asked.id, "A bus.", "A. Trust")

    assert store.questions(board) == (answered,)
    assert (answered.answer, answered.answered_by, answered.week) == ("A bus.", "A. Trust", SUNDAY)
    assert asked.answered_at is None
    assert answered.answered_at is not None
    with pytest.raises(UnknownEntry):
        ledger.answer(asked.id + 1, "?", "?")


def test_a_meeting_is_kept_to_the_last_bit_and_the_last_kept_of_a_day_counts(
    engine: Engine,
) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    ledger.keep(snapshot(MAY, 1.0))
    march, may = ledger.keep(snapshot(APRIL)), ledger.keep(snapshot(MAY, 2 / 3))

    assert store.snapshots("10Q") == (may, march)
    assert may.figures[0].figures == ((APRIL, 2 / 3), (MAY, 0.1 + 0.2))
    assert may.figures[1].period is None
    assert (may.figures[0].illustrative, may.figures[1].illustrative) == (True, None)
    assert may.actions == (("w1", "open"),)


def test_a_meeting_that_was_kept_before_kinds_of_figures_were_is_still_read(
    engine: Engine,
) -> None:
    kept = SqlLedger(engine).keep(snapshot(MAY))
    older = seen_text(kept.figures, kept.actions)
    for said in (',"illustrative":true', ',"illustrative":null'):
        assert said in older
        older = older.replace(said, "")
    with engine.begin() as connection:
        connection.execute(update(SnapshotRow).values(seen=older))

    (read,) = SqlStore(engine).snapshots("10Q")

    assert [each.illustrative for each in read.figures] == [None, None]
    assert read.figures[0].figures == kept.figures[0].figures
