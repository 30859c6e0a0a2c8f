"""Is the database asked once, and again after a load?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event

from dashboard.periods import Grain
from dashboard.series import SeriesKey
from data_access.cache import ReadCache, cached
from data_access.sql_store import SqlStore
from tests.data.databases import figure, publication, take_in


class Counting:
    """A store that counts how often it is really asked."""

    def __init__(self, entries: int = 10) -> None:
        self.cache = ReadCache(entries)
        self.version = 1
        self.asked: list[object] = []

    def data_version(self) -> int:
        return self.version

    @cached
    def double(self, number: int, extra: int = 0) -> int | None:
        self.asked.append(number)
        return number * 2 + extra or None

    @cached
    def triple(self, number: int) -> int:
        self.asked.append(number)
        return number * 3

    @cached
    def share(self, number: int) -> float:
        self.asked.append(number)
        return 1 / number


def test_the_same_read_is_asked_once() -> None:
    store = Counting()

    assert [store.double(2), store.double(2), store.double(3)] == [4, 4, 6]
    assert store.asked == [2, 3]


def test_an_answer_of_nothing_is_kept_too() -> None:
    store = Counting()

    assert [store.double(0), store.double(0)] == [None, None]
    assert store.asked == [0]


def test_other_arguments_and_other_methods_are_other_reads() -> None:
    store = Counting()

    answers = [store.double(2), store.double(2, extra=1), store.double(2, extra=2), store.triple(2)]

    assert answers == [4, 5, 6, 6]


def test_a_new_data_version_is_asked_afresh() -> None:
    store = Counting()
    store.double(2)

    store.version = 2
    store.double(2)

    assert store.asked == [2, 2]


def test_the_read_that_was_longest_not_asked_for_falls_out_first() -> None:
    store = Counting(entries=2)

    for number in (1, 2, 1, 3, 1, 2):
        store.double(number)

    assert store.asked == [1, 2, 3, 2]


def test_an_error_is_not_kept() -> None:
    store = Counting()

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            store.share(0)

    assert store.asked == [0, 0]


def test_a_pinned_store_asks_nothing_for_a_read_it_knows(engine: Engine) -> None:
    take_in(engine, publication([figure()]))
    store, key = SqlStore(engine), SeriesKey("rtt_18week", "10Q", Grain.MONTH)
    store.pin()
    first = store.actual(key)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *facts: statements.append(facts[2]))

    again = store.actual(key)
    store.unpin()

    assert again is first
    assert statements == []


def test_a_pinned_store_sees_a_load_when_it_is_pinned_again(engine: Engine) -> None:
    store, key = SqlStore(engine), SeriesKey("rtt_18week", "10Q", Grain.MONTH)
    store.pin()
    before = store.data_version()
    take_in(engine, publication([figure()]))
    during = store.data_version(), store.actual(key)

    store.pin()
    after = store.data_version(), store.actual(key) is not None
    store.unpin()

    assert during == (before, None)
    assert after == (before + 1, True)


def test_one_connection_answers_all_reads_of_pinned_work(engine: Engine) -> None:
    store, taken = SqlStore(engine), list[object]()
    event.listen(engine, "checkout", lambda *facts: taken.append(facts[0]))
    store.pin()
    at_first = len(taken)

    store.carried_as_at()
    store.organisations()
    store.unpin()

    assert (at_first, len(taken)) == (0, 1)


def test_a_thread_that_is_not_pinned_reads_what_is_there_now(engine: Engine) -> None:
    store = SqlStore(engine)
    store.pin()
    before = store.data_version()
    take_in(engine, publication([figure()]))

    with ThreadPoolExecutor(1) as other:
        meanwhile = other.submit(store.data_version).result()
    store.unpin()

    assert meanwhile == before + 1


def test_what_is_handed_out_cannot_be_changed(engine: Engine) -> None:
    take_in(engine, publication([figure()]))
    series = SqlStore(engine).actual(SeriesKey("rtt_18week", "10Q", Grain.MONTH))

    assert series is not None
    with pytest.raises(AttributeError):
        series.observations[0].numerator = 1  # type: ignore[misc]
