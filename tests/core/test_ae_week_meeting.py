"""Does what a delivery board wrote down come back the week after, and no longer?"""

from datetime import date

import pytest

from dashboard.errors import BadParameter, UnknownOrganisation
from dashboard.selection import Selection
from dashboard.services.ae_week.meeting import answer, ask, questions_of
from dashboard.services.ae_week.model import Agenda
from dashboard.services.ae_week.week import ae_week
from dashboard.services.catalogue import Data
from dashboard.written.actions import ActionStatus, NewAction
from dashboard.written.errors import UnknownEntry
from tests.core.fake_ledger import FakeLedger
from tests.core.fake_store import FakeStore, data_of
from tests.core.test_ae_week import EVEN, four_hours, store, weeks

EIGHTH, FIFTEENTH, TWENTY_SECOND = (date(2020, 3, day) for day in (8, 15, 22))
GIVEN = {"board": "board", "week": "2020-03-08", "text": "Why so many on Monday?",
         "asked_of": "SCAS", "author": "C. Chair"}  # fmt: skip


@pytest.fixture
def made() -> FakeStore:
    there = store()
    weeks(there, "RTH", EVEN)
    return there


@pytest.fixture
def data(made: FakeStore) -> Data:
    found = data_of(made, four_hours())
    return Data(found.store, found.indicators, found.today, ledger=FakeLedger(made.written))


def agenda(data: Data, week: date) -> Agenda:
    return ae_week(data, Selection(organisation="10Q", week=week)).agenda


def action(data: Data, text: str, due: date, place: str = "board") -> str:
    new = NewAction(place, "ae_4hour", text, "Oxford", None, due, (), "C. Chair")
    return data.ledger.add_action(new).key


def listed(data: Data, week: date) -> list[tuple[str, str, bool]]:
    found = agenda(data, week).actions
    return [(each.action.text, str(each.action.status), each.overdue) for each in found]


def test_actions_of_the_board_its_providers_and_its_ccgs_are_due_by_the_coming_sunday(
    data: Data,
) -> None:
    action(data, "board's", date(2020, 3, 15))
    action(data, "trust's", date(2020, 3, 14), "RTH")
    action(data, "ccg's", date(2020, 3, 13), "10Q")
    action(data, "later", date(2020, 3, 16))
    action(data, "elsewhere", date(2020, 3, 13), "RHW")

    found = listed(data, EIGHTH)

    assert {each[0] for each in found} == {"board's", "trust's", "ccg's"}
    assert not any(overdue for *_, overdue in found)


def test_what_was_ticked_comes_back_once_as_done_and_what_was_not_as_overdue(data: Data) -> None:
    done, late = (action(data, text, date(2020, 3, 12)) for text in ("done", "late"))
    data.ledger.set_status(done, ActionStatus.DONE, "", "C. Chair")

    assert set(listed(data, FIFTEENTH)) == {("done", "done", False), ("late", "open", True)}
    assert ("late", "open", True) in listed(data, date(2020, 3, 29))
    assert late != done


def test_what_was_dropped_does_not_come_back(data: Data) -> None:
    dropped = action(data, "dropped", date(2020, 3, 12))
    data.ledger.set_status(dropped, ActionStatus.DROPPED, "", "C. Chair")

    assert listed(data, FIFTEENTH) == []


def test_a_question_comes_back_until_it_is_answered_and_its_answer_once(data: Data) -> None:
    asked = ask(data, GIVEN)

    assert questions_of(data, "board", date(2020, 3, 1)) == ()
    assert agenda(data, TWENTY_SECOND).questions == (asked,)
    told = answer(data, str(asked.id), {"text": "A ward was closed.", "author": "SCAS"})
    assert agenda(data, FIFTEENTH).questions == (told,)
    assert agenda(data, TWENTY_SECOND).questions == ()


def test_the_same_question_sent_twice_is_one(data: Data) -> None:
    assert ask(data, GIVEN) == ask(data, GIVEN | {"week": "2020-03-04"})
    assert len(data.store.questions("board")) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (GIVEN | {"text": " "}, "text"),
        (GIVEN | {"author": ""}, "author"),
        (GIVEN | {"week": "Sunday"}, "week"),
        (GIVEN | {"board": ""}, "board"),
        (GIVEN | {"text": "x" * 1001}, "text"),
        (GIVEN | {"more": "x"}, "more"),
    ],
)
def test_a_question_that_cannot_be_minuted_names_the_field(
    data: Data, given: dict[str, str], field: str
) -> None:
    with pytest.raises(BadParameter) as refused:
        ask(data, given)

    assert refused.value.parameter == field
    assert data.store.questions("board") == ()


def test_only_a_boards_question_can_be_asked_and_answered(data: Data) -> None:
    with pytest.raises(UnknownOrganisation):
        ask(data, GIVEN | {"board": "10Q"})
    with pytest.raises(UnknownEntry):
        answer(data, "7", {"text": "Yes.", "author": "SCAS"})
    with pytest.raises(BadParameter):
        answer(data, "seven", {"text": "Yes.", "author": "SCAS"})
