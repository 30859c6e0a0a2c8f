"""Are actions told in the order in which they matter, and kept apart from what becomes of them?"""

from datetime import date

from dashboard.documents import PlannedAction
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import action_of, actions_of, actions_of_place, whose_actions
from dashboard.written.actions import Action, ActionStatus, NewAction
from tests.builders import indicator
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import AS_AT, FakeStore, data_of

BEFORE, AFTER = date(2020, 3, 1), date(2020, 5, 1)


def planned(text: str, due_on: date | None = None, source: str = "A plan") -> PlannedAction:
    return PlannedAction(text, "by spring", None, due_on, "Trust", source)


def store_of(*actions: PlannedAction, place: str = "10Q") -> FakeStore:
    return FakeStore(tasks=[("waits", place, each) for each in actions])


def written(
    store: FakeStore, text: str, due_on: date | None = None, of: str = "waits", place: str = "10Q"
) -> Action:
    ledger = FakeLedger(store.written, number=len(store.written.actions))
    return ledger.add_action(NewAction(place, of, text, "", None, due_on, (), "A. Analyst"))


def change(store: FakeStore, key: str, status: ActionStatus) -> None:
    FakeLedger(store.written).set_status(key, status, "", "B. Board")


def told(store: FakeStore, as_at: date = AS_AT) -> tuple[Action, ...]:
    return actions_of(data_of(store), "waits", ("10Q",), as_at)


def action_named(text: str, store: FakeStore) -> Action:
    return next(each for each in told(store) if each.text == text)


def texts(store: FakeStore, as_at: date = AS_AT) -> list[str]:
    return [each.text for each in told(store, as_at)]


def test_overdue_ones_come_first_then_as_they_are_due_then_what_has_ended() -> None:
    store = store_of(planned("undated"), planned("dropped", BEFORE), planned("due", AFTER))
    written(store, "later", date(2020, 6, 1))
    done, late = written(store, "done", BEFORE), written(store, "overdue", BEFORE)
    change(store, done.key, ActionStatus.DONE)
    change(store, action_named("dropped", store).key, ActionStatus.DROPPED)

    assert late.overdue(AS_AT)
    assert texts(store) == ["overdue", "due", "later", "undated", "done", "dropped"]


def test_what_is_due_today_is_not_overdue() -> None:
    store = store_of(planned("today", AS_AT), planned("yesterday", date(2020, 3, 30)))

    found = told(store)

    assert [(each.text, each.overdue(AS_AT)) for each in found] == [
        ("yesterday", True),
        ("today", False),
    ]


def test_an_earlier_day_judges_what_is_overdue_and_still_tells_what_was_done_since() -> None:
    store = store_of(planned("first", BEFORE))
    (action,) = told(store, date(2020, 2, 1))

    change(store, action.key, ActionStatus.DONE)

    (after,) = told(store, date(2020, 2, 1))
    assert (action.overdue(date(2020, 2, 1)), after.status) == (False, ActionStatus.DONE)


def test_a_change_of_status_is_taken_back_by_the_next() -> None:
    store = store_of(planned("first", BEFORE))
    key = told(store)[0].key

    change(store, key, ActionStatus.DONE)
    change(store, key, ActionStatus.OPEN)

    (action,) = told(store)
    assert (action.status, action.overdue(AS_AT), len(action.changes)) == (
        ActionStatus.OPEN,
        True,
        2,
    )


def test_a_plan_that_is_loaded_again_keeps_the_keys_of_its_actions() -> None:
    before = told(store_of(planned("first", BEFORE), planned("second")))
    after = told(store_of(planned("second"), planned("first", BEFORE, "The same, version 2")))

    assert {each.key for each in before} == {each.key for each in after}
    assert len({each.key for each in before}) == 2


def test_the_same_words_for_another_milestone_place_or_indicator_are_another_action() -> None:
    store = store_of(planned("first"))
    store.tasks += [
        ("waits", "10Q", PlannedAction("first", "by autumn", None, None, "", "A plan")),
        ("waits", "05C", planned("first")),
        ("beds", "10Q", planned("first")),
    ]
    data = data_of(store, indicator(), indicator(id="beds"))

    found = actions_of_place(data, ("10Q", "05C"), AS_AT)

    assert len({each.key for each in found}) == 4


def test_what_two_documents_say_alike_is_one_action() -> None:
    assert texts(store_of(planned("first"), planned("first", source="Another"))) == ["first"]


def test_actions_of_those_one_plans_with_are_ones_own() -> None:
    store = store_of(planned("ours"))
    store.tasks.append(("waits", "partnership", planned("together")))
    store.relations.append(("partnership", "group", "10Q"))
    places = whose_actions(store, "10Q", AS_AT)

    found = actions_of(data_of(store), "waits", places, AS_AT)

    assert {(each.organisation, each.text) for each in found} == {
        ("10Q", "ours"),
        ("partnership", "together"),
    }


def test_a_place_has_the_actions_of_all_its_indicators_within_the_days_asked_for() -> None:
    store = store_of(planned("late", BEFORE), planned("undated"))
    written(store, "of another", AFTER, "beds")
    written(store, "elsewhere", AFTER, place="05C")
    data = data_of(store, indicator(), indicator(id="beds"))

    every = actions_of_place(data, ("10Q",), AS_AT)
    soon = actions_of_place(data, ("10Q",), AS_AT, date(2020, 4, 27), date(2020, 5, 3))
    until = actions_of_place(data, ("10Q",), AS_AT, due_to=AS_AT)

    assert [each.text for each in every] == ["late", "of another", "undated"]
    assert [each.text for each in soon] == ["of another"]
    assert [each.text for each in until] == ["late"]


def test_an_action_is_found_by_its_key_whosever_it_is() -> None:
    store = store_of(planned("first"), place="05C")
    mine = written(store, "second")
    data: Data = data_of(store)
    (theirs,) = actions_of(data, "waits", ("05C",), AS_AT)

    assert action_of(data, mine.key) == mine
    assert action_of(data, theirs.key) == theirs
    assert action_of(data, "p0") is None


def test_a_place_without_actions_has_none() -> None:
    assert told(FakeStore()) == ()
