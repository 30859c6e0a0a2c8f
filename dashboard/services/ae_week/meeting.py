"""What comes back to a delivery board this week, and may a question be minuted or answered?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dashboard.calculations.weeks import WEEK, week_ending
from dashboard.errors import BadParameter, UnknownOrganisation
from dashboard.selection import read_day
from dashboard.services.ae_week.boards import boards, commissioners_of
from dashboard.services.ae_week.model import ActionOfWeek, Agenda
from dashboard.services.ae_week.weekly import Reading
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import actions_of_place
from dashboard.services.said import A_DAY, author_of, fields_of, name_or_none, needed, words_of
from dashboard.written.actions import Action, ActionStatus
from dashboard.written.errors import UnknownEntry
from dashboard.written.meetings import Question

FIELDS = ("board", "week", "text", "asked_of", "author")
ANSWER_FIELDS = ("text", "author")
URGENT = "urgent"


def agenda(reading: Reading, sunday: date) -> Agenda:
    """As the meeting of the week after sees it: what is due by the coming Sunday, what is late,
    what was done since, and the questions of earlier weeks."""
    data, board = reading.data, reading.board
    coming = sunday + WEEK
    today = reading.as_at if sunday < reading.as_at <= coming else sunday + timedelta(days=1)
    places = _places(reading, sunday)
    given = actions_of_place(data, places, today, due_to=coming)
    urgent = [each for each in given if data.indicators[each.indicator].group == URGENT]
    shown = [each for each in urgent if _comes_back(each, sunday, reading.as_at)]
    late = [each for each in urgent if each.overdue(today) and each not in shown]
    late.sort(key=lambda each: each.due_on or date.min, reverse=True)
    return Agenda(
        coming,
        tuple(ActionOfWeek(each, each.overdue(today)) for each in (*shown, *late)),
        len(late),
        questions_of(data, board, sunday),
    )


def _places(reading: Reading, sunday: date) -> tuple[str, ...]:
    """The board, its providers and the CCGs that sit on it."""
    others = (
        *reading.providers_on(sunday),
        *commissioners_of(reading.data, reading.board, sunday),
    )
    return (reading.board, *(each.code for each in others))


def _comes_back(action: Action, sunday: date, as_at: date) -> bool:
    """Due this week or the last: what was done of it is said once more, and then no more.

    What was ticked after the as-at date was ticked in the meeting, on a site that stands still.
    """
    if action.status is ActionStatus.DROPPED:
        return False
    if action.due_on is not None and action.due_on > sunday - WEEK:
        return True
    if action.status is not ActionStatus.DONE:
        return False
    ticked = action.changes[0].at.date()
    return sunday - WEEK < ticked <= sunday + 2 * WEEK or ticked > as_at


def questions_of(data: Data, board: str, sunday: date) -> tuple[Question, ...]:
    """Those without an answer, however old, then those asked this week or the last."""
    asked = [each for each in data.store.questions(board) if each.week <= sunday]
    open_ = [each for each in asked if each.answered_at is None]
    recent = [each for each in asked if each.answered_at and each.week >= sunday - WEEK]
    return (*open_, *recent)


def ask(data: Data, given: Mapping[str, object]) -> Question:
    """Minute a question; one that says the same as one without an answer is that one.

    given: board, week (its Sunday, or a day of it), text, asked_of, author.
    Raises BadParameter naming the field, UnknownOrganisation and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    board = _board(data, needed(said, "board", "a delivery board"))
    week = week_ending(read_day("week", needed(said, "week", A_DAY)))
    text = words_of(said, "text", "the question, in words")
    asked_of, author = name_or_none(said, "asked_of"), author_of(said)
    return _standing(data.store.questions(board), (week, text, asked_of, author)) or (
        data.ledger.ask(board, week, text, asked_of, author)
    )


def answer(data: Data, number: str, given: Mapping[str, object]) -> Question:
    """Raises UnknownEntry, BadParameter naming the field, and ReadOnly."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadParameter("question", number[:20], "a question's number")
    theirs = [q for board in boards(data) for q in data.store.questions(board.code)]
    if int(number) not in {each.id for each in theirs}:
        raise UnknownEntry("question", int(number))
    said = fields_of(given, ANSWER_FIELDS)
    text, author = words_of(said, "text", "the answer, in words"), author_of(said)
    return data.ledger.answer(int(number), text, author)


def _board(data: Data, code: str) -> str:
    if code not in {each.code for each in boards(data)}:
        raise UnknownOrganisation(code)
    return code


def _standing(there: Sequence[Question], wanted: tuple[date, str, str, str]) -> Question | None:
    """The same question: a button pressed twice, a request sent again."""
    for each in there:
        same = (each.week, each.text, each.asked_of, each.author) == wanted
        if same and each.answered_at is None:
            return each
    return None
