"""Is only what means something written beside a line, and is the field named that does not?"""

from collections.abc import Mapping
from datetime import date
from itertools import count

import pytest

from dashboard.errors import (
    BadParameter,
    NoFigures,
    ReadOnly,
    UnknownIndicator,
    UnknownMark,
    UnknownOrganisation,
)
from dashboard.marking import CLOSED, Mark, MarkBook, MarkKind, NewMark
from dashboard.periods import Grain, add_months
from dashboard.services.catalogue import Data
from dashboard.services.marking import add_mark, withdraw_mark
from tests.builders import absent, observation
from tests.core.fake_store import AS_AT, FakeStore, key
from tests.core.fake_store import data_of as data_of_store

APRIL = date(2018, 4, 1)


class Book:
    """Writes into the lists of a store."""

    def __init__(self, store: FakeStore) -> None:
        self._store, self._numbers = store, count(1)

    def add(self, mark: NewMark) -> Mark:
        facts = mark.kind, mark.on, mark.until, mark.text, mark.author
        made = Mark(*facts, AS_AT, next(self._numbers))
        self._store.marked.append((mark.indicator, mark.organisation, made))
        return made

    def withdraw(self, number: int, author: str) -> None:
        there = [each for each in self._store.marked if each[2].id != number]
        if len(there) == len(self._store.marked):
            raise UnknownMark(number)
        self._store.marked = there


def data_of(store: FakeStore | None = None, book: MarkBook | None = None) -> Data:
    """Oxfordshire with a figure for each month of 2018/19 but June, whose is suppressed."""
    months = [add_months(APRIL, number) for number in range(12)]
    given = store or FakeStore().add(
        key(), [absent(m) if m.month == 6 else observation(m) for m in months]
    )
    made = data_of_store(given)
    return Data(given, made.indicators, AS_AT, book=book or Book(given))


def said(**fields: object) -> Mapping[str, object]:
    """A note on April 2018."""
    usual = {
        "kind": "note",
        "indicator": "waits",
        "organisation": "10Q",
        "on": "2018-04-01",
        "text": "A ward opened.",
        "author": "A. Analyst",
    }
    return {**usual, **fields}


def test_a_note_stands_on_the_first_day_of_its_period() -> None:
    data = data_of()

    made = add_mark(data, said(on="2018-07-19"))

    assert (made.kind, made.on, made.until) == (MarkKind.NOTE, date(2018, 7, 1), None)
    assert data.store.marks("waits", "10Q") == (made,)


def test_what_was_typed_is_kept_as_it_was_typed() -> None:
    text = '<script>alert("1")</script>\n\tΩ & 92% < plan'

    made = add_mark(data_of(), said(text=f"  {text}\r\n", author="  Ada   Byron "))

    assert (made.text, made.author) == (text, "Ada Byron")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "nul \x00"}, "text"),
        ({"text": "half \ud800"}, "text"),
        ({"text": 5}, "text"),
        ({"author": ""}, "author"),
        ({"author": "x" * 81}, "author"),
        ({"kind": "rumour"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"on": ""}, "on"),
        ({"on": "spring"}, "on"),
        ({"on": "2018-03-31"}, "on"),
        ({"on": "2019-04-01"}, "on"),
        ({"on": "2018-06-01", "kind": "ghost"}, "on"),
        ({"until": "2018-05-01"}, "until"),
        ({"indicator": None}, "indicator"),
        ({"organisation": ""}, "organisation"),
        ({"grain": "fortnight"}, "grain"),
        ({"made_on": "2018-04-01"}, "made_on"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(fields: dict[str, object], named: str) -> None:
    data = data_of()

    with pytest.raises(BadParameter) as refused:
        add_mark(data, said(**fields))

    assert refused.value.parameter == named
    assert data.store.marks("waits", "10Q") == ()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"indicator": "waist"}, UnknownIndicator),
        ({"organisation": "99X"}, UnknownOrganisation),
        ({"organisation": "05C"}, NoFigures),
    ],
)
def test_a_mark_is_of_a_line_that_there_is(
    fields: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_mark(data_of(), said(**fields))


def test_a_baseline_of_fewer_than_twelve_figures_is_refused_with_their_number() -> None:
    with pytest.raises(BadParameter, match="from 2018-04-01 there are 11"):
        add_mark(data_of(), said(kind="baseline", until="2019-03-15"))


def test_a_baseline_runs_to_the_end_of_its_last_period() -> None:
    store = FakeStore().add(key(), [observation(add_months(APRIL, number)) for number in range(20)])

    made = add_mark(data_of(store), said(kind="baseline", until="2019-03-15"))

    assert (made.on, made.until) == (APRIL, date(2019, 3, 31))


def test_a_baseline_without_an_end_is_refused() -> None:
    with pytest.raises(BadParameter) as refused:
        add_mark(data_of(), said(kind="baseline"))

    assert refused.value.parameter == "until"


def test_a_ghost_keeps_the_period_that_it_leaves_out() -> None:
    made = add_mark(data_of(), said(kind="ghost", on="2018-05-09"))

    assert (made.on, made.until) == (date(2018, 5, 1), date(2018, 5, 31))


@pytest.mark.parametrize(
    ("until", "kept"),
    [("", None), ("2018-11-30", date(2018, 11, 30)), ("2019-05-02", date(2019, 5, 2))],
)
def test_an_event_keeps_its_own_days(until: str, kept: date | None) -> None:
    made = add_mark(data_of(), said(kind="event", on="2018-11-14", until=until))

    assert (made.kind, made.on, made.until) == (MarkKind.EVENT, date(2018, 11, 14), kept)


def test_an_event_does_not_end_before_it_began() -> None:
    with pytest.raises(BadParameter, match="no day before 2018-11-14"):
        add_mark(data_of(), said(kind="event", on="2018-11-14", until="2018-11-13"))


def test_a_week_is_marked_where_figures_are_weekly() -> None:
    monday = date(2018, 4, 2)
    weeks = [observation(monday, grain=Grain.WEEK)]
    store = FakeStore().add(key(grain=Grain.WEEK), weeks)

    made = add_mark(data_of(store), said(kind="ghost", on="2018-04-05", grain="week"))

    assert (made.on, made.until) == (monday, date(2018, 4, 8))


def test_a_button_pressed_twice_writes_once() -> None:
    data = data_of()

    made = [add_mark(data, said()) for _ in range(2)]

    assert made[0] == made[1]
    assert len(data.store.marks("waits", "10Q")) == 1


def test_a_mark_is_withdrawn_by_somebody() -> None:
    data = data_of()
    made = add_mark(data, said())
    with pytest.raises(BadParameter) as refused:
        withdraw_mark(data, str(made.id), {"author": ""})

    withdraw_mark(data, str(made.id), {"author": "B. Board"})

    assert refused.value.parameter == "author"
    assert data.store.marks("waits", "10Q") == ()


@pytest.mark.parametrize("number", ["", "-1", "one", "٣", "12345678901"])
def test_what_is_no_number_names_no_mark(number: str) -> None:
    with pytest.raises(BadParameter) as refused:
        withdraw_mark(data_of(), number, {"author": "B. Board"})

    assert refused.value.parameter == "mark"


def test_a_site_that_only_shows_says_so() -> None:
    data = data_of(book=CLOSED)

    with pytest.raises(ReadOnly, match="show only"):
        add_mark(data, said())
    with pytest.raises(ReadOnly):
        withdraw_mark(data, "1", {"author": "B. Board"})
