"""What is to do by Sunday, which questions come back, and where are both written down?"""

import json

from markupsafe import Markup

from dashboard.charts.ae_week_words import day_month
from dashboard.periods import short_date
from dashboard.services.ae_week.model import ActionOfWeek, AeWeek
from dashboard.services.ae_week.weekly import FOUR_HOURS
from dashboard.written.actions import ActionStatus
from dashboard.written.meetings import Question
from layouts.components.markup import element, joined

# So many that all of it stays on one screen.
_MOST_ROWS, _MOST_QUESTIONS = 4, 2


def to_do(week: AeWeek, writable: bool) -> Markup:
    agenda = week.agenda
    rows = [_action(each, writable) for each in agenda.actions]
    most = _MOST_ROWS - max(1, min(_MOST_QUESTIONS, len(agenda.questions)))
    return element(
        "section",
        _head(f"To do by Sunday {day_month(agenda.by)}", _new_action(week) if writable else None),
        _list(rows, most, "action", "Nothing is due by then, and nothing is late."),
        class_="week-actions",
    )


def _head(title: str, form: Markup | None) -> Markup:
    return element("div", element("h2", title), form or Markup(""), class_="head")


def _list(rows: list[Markup], most: int, what: str, none: str) -> Markup:
    """The first few; the others unfold, so that the page stays one screen."""
    if not rows:
        return element("p", none, class_="note")
    first = element("ul", joined(rows[:most]), class_="week-list")
    more = rows[most:]
    if not more:
        return first
    words = f"{len(more)} more {what if len(more) == 1 else what + 's'}"
    fold = element("summary", words)
    rest = element("ul", joined(more), class_="week-list pop")
    return joined([first, element("details", fold, rest, class_="write")])


def _action(given: ActionOfWeek, writable: bool) -> Markup:
    action = given.action
    due = f"due {day_month(action.due_on)}" if action.due_on else "no day set"
    if action.due_on and given.overdue:
        due = f"was due {short_date(action.due_on)}"
    who = action.owner or "no owner"
    words = element("span", action.text, class_="what", title=action.text)
    beneath = element("span", f"{due}, {who}", class_="note")
    done = action.status is ActionStatus.DONE
    mark = "☑ done" if done else "◆ overdue" if given.overdue else "☐ open"
    kind = "done" if done else "late" if given.overdue else "open"
    tick = element("span", mark, class_=f"tick-{kind}")
    if writable:
        tick = element(
            "button",
            mark,
            type="button",
            class_=f"tick-{kind}",
            aria_label=f"{mark[2:]}: {'open again' if done else 'mark as done'}, {action.text}",
            data_post=f"/api/v1/actions/{action.key}/status",
            data_body=json.dumps({"status": "open" if done else "done"}),
            data_done="Open again." if done else "Done.",
        )
    return element("li", element("div", words, beneath), tick)


def _new_action(week: AeWeek) -> Markup:
    fields = (
        _hidden("organisation", week.board.code),
        _hidden("indicator", FOUR_HOURS),
        _field("text", "What is to be done", "action"),
        _field("owner", "Who does it", "action", small=True),
        _field("due_on", "By when", "action", small=True, type_="date",
               value=week.agenda.by.isoformat()),
        _field("author", "Your name", "action", small=True),
    )  # fmt: skip
    return _form("Add an action", "/api/v1/actions", "The action is added.", "Save action", fields)


def to_come_back(week: AeWeek, writable: bool) -> Markup:
    rows = [_question(each, writable) for each in week.agenda.questions]
    return element(
        "section",
        _head("Questions to come back", _new_question(week) if writable else None),
        _list(rows, _MOST_QUESTIONS, "question", "No question is open."),
        class_="week-questions",
    )


def _question(question: Question, writable: bool) -> Markup:
    of = f", {question.asked_of}" if question.asked_of else ""
    asked = f"asked in the week to {day_month(question.week)}{of}"
    parts = [
        element("span", question.text, class_="what", title=question.text),
        element("span", asked, class_="note"),
    ]
    if question.answered_at is not None:
        said = f"Answer: {question.answer} ({question.answered_by})"
        parts.append(element("span", said, class_="answer"))
    form = _answer(question) if writable and question.answered_at is None else Markup("")
    return element("li", element("div", *parts), form)


def _answer(question: Question) -> Markup:
    name = f"answer-{question.id}"
    fields = (
        _field("text", "Answer", name),
        _field("author", "Your name", name, small=True),
    )
    address = f"/api/v1/questions/{question.id}/answer"
    return _form("Answer", address, "The answer is kept.", "Save answer", fields, question.text)


def _new_question(week: AeWeek) -> Markup:
    fields = (
        _hidden("board", week.board.code),
        _hidden("week", week.sunday.isoformat()),
        _field("text", "Question", "question"),
        _field("asked_of", "Asked of", "question", small=True),
        _field("author", "Your name", "question", small=True),
    )
    done = "The question is minuted."
    return _form("Minute a question", "/api/v1/questions", done, "Save question", fields)


def _form(
    title: str, address: str, done: str, save: str, fields: tuple[Markup, ...], of: str = ""
) -> Markup:
    """Folded away; what was typed is sent by assets/writing.js."""
    form = element(
        "form",
        *fields,
        element("p", "", class_="mistake", data_field="form", role="alert"),
        element("button", save, type="submit", class_="mark-button"),
        data_post=address,
        data_done=done,
        novalidate="novalidate",
        class_="pop",
        aria_label=f"{title}: {of}" if of else title,
    )
    seen = element("span", f": {of}", class_="unseen") if of else Markup("")
    return element("details", element("summary", title, seen), form, class_="write")


def _hidden(name: str, value: str) -> Markup:
    return element("input", type="hidden", name_=name, value=value)


def _field(
    name: str, label: str, of: str, *, small: bool = False, type_: str = "text", value: str = ""
) -> Markup:
    """With the place where a mistake in it is said."""
    id_, wrong = f"week-{of}-{name}", f"week-{of}-{name}-mistake"
    box = (
        element("input", type=type_, id=id_, name_=name, value=value, aria_describedby=wrong)
        if small
        else element("textarea", "", id=id_, name_=name, rows="2", aria_describedby=wrong)
    )
    mistake = element("p", "", class_="mistake", id=wrong, data_field=name, role="alert")
    return element("div", element("label", label, for_=id_), box, mistake, class_="field")
