"""How does an action stand, and what was it to bring, in words?"""

from datetime import date

from dashboard.periods import short_date
from dashboard.services.desk.effects import EffectLine, Expected, is_short
from dashboard.services.line import Line
from dashboard.services.wording import units
from dashboard.services.wording.words import period_in_words
from dashboard.written.actions import Action, ActionStatus

_ENDED = {ActionStatus.DONE: "done", ActionStatus.DROPPED: "dropped"}


def standing(action: Action, as_at: date) -> str:
    """`overdue`, `open`, `done` or `dropped`."""
    return "overdue" if action.overdue(as_at) else str(action.status)


def standing_words(action: Action, as_at: date) -> str:
    """`Overdue since 31 Mar 17`, `Due 30 Apr 20`, `By March 2020`, `Done 3 Apr 20 (B. Board)`."""
    if ended := _ENDED.get(action.status):
        last = action.changes[0]
        return f"{ended.capitalize()} {short_date(last.at.date())} ({last.author})"
    if action.due_on is None:
        milestone = action.milestone
        return f"{milestone[0].upper()}{milestone[1:]}" if milestone else "No day is set"
    day = short_date(action.due_on)
    return f"Overdue since {day}" if action.overdue(as_at) else f"Due {day}"


def effect_words(effect: EffectLine, line: Line) -> str:
    """`Expected 89.6% by May 2020, from 87.0% before it began; it was 87.9%, 1.7 points short.`

    Of the last period that has a figure, else of the last that is expected. Not a word of why.
    """
    indicator, told = line.indicator, effect.latest or effect.last
    said = (
        f"Expected {units.value(told.value, indicator)} by {period_in_words(told.point, line)}, "
        f"from {units.value(effect.base.value, indicator)} before it began"
    )
    if told.apart is None:
        return f"{said}; there is no figure of it yet."
    came = f"it was {units.value(told.point.value, indicator)}, {apart_words(told, line)}"
    return f"{said}; {came}.{_to_come(effect, told, line)}"


def _to_come(effect: EffectLine, told: Expected, line: Line) -> str:
    last = effect.last
    if last.point.start == told.point.start:
        return ""
    value, when = units.value(last.value, line.indicator), period_in_words(last.point, line)
    return f" {value} is expected by {when}."


def apart_words(expected: Expected, line: Line) -> str:
    """`1.7 points short`, `as expected`, `0.4 points more than expected`."""
    apart, indicator = expected.apart or 0.0, line.indicator
    if apart == 0:
        return "as expected"
    size = units.difference(apart, indicator)
    if units.not_any(size.split()[0]):
        return "about as expected"
    if apart < 0 and is_short(expected, line):
        return f"{size} short"
    return f"{size} {'more' if apart > 0 else 'less'} than expected"
