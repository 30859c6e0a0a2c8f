"""What is being done, beside the chart: overdue first, with a tick, a note, and room for more."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import long_date, short_date
from dashboard.services.desk.effects import EffectLine
from dashboard.services.line import Line
from dashboard.services.wording.action_words import effect_words, standing, standing_words
from dashboard.written.actions import Action, ActionStatus
from layouts.components.markup import element, joined

SHOWN = 3  # the rest is folded
_KEY = "▲ on the chart's axis: when one is due."
_SIGNS = {"overdue": "◆", "open": "○", "done": "✓", "dropped": "✕"}
_CHANGED = {
    ActionStatus.OPEN: "Open",
    ActionStatus.DONE: "Done",
    ActionStatus.DROPPED: "Dropped",
}


def action_list(
    actions: Sequence[Action],
    effects: Iterable[EffectLine],
    line: Line,
    place: Organisation,
    read_only: bool,
    *,
    on_axis: bool,
) -> str:
    """effects: of some of them. line: what they are held against. place: to whom a new one is
    written. read_only: whether the site only shows. on_axis: whether due days are on the chart."""
    as_at = line.request.as_at
    if read_only and not actions:
        return ""
    brings = {each.action.key: effect_words(each, line) for each in effects}
    rows = [_row(each, as_at, read_only, brings.get(each.key, "")) for each in actions]
    key = f" {_KEY}" if on_axis else ""
    summary = element("p", f"{_summary(actions, as_at)}{key}", class_="note")
    parts = [element("h2", "Actions"), summary]
    if rows:
        parts.append(element("ul", *rows[:SHOWN], class_="action-list"))
    if more := rows[SHOWN:]:
        fold = element("summary", f"{len(more)} more")
        inside = element("ul", *more, class_="action-list")
        parts.append(element("details", fold, inside, id="actions-more", class_="fold"))
    return str(joined([*parts, _new(line.indicator, place, read_only)]))


def _summary(actions: Sequence[Action], as_at: date) -> str:
    """`2 of 5 are overdue.`"""
    if not actions:
        return "None is written here, and no plan that is loaded has one."
    late = sum(1 for each in actions if each.overdue(as_at))
    if not late:
        return "None is overdue."
    if len(actions) == 1:
        return "It is overdue."
    return f"{late} of {len(actions)} {'is' if late == 1 else 'are'} overdue."


# A page has up to forty, the same for every reader.
@lru_cache(maxsize=2048)
def _row(action: Action, as_at: date, read_only: bool, brings: str) -> Markup:
    stands, text = standing(action, as_at), f"action-{action.key}"
    state = element(
        "p",
        element("span", _SIGNS[stands], aria_hidden="true"),
        f" {standing_words(action, as_at)}",
        element("span", f", {action.owner}") if action.owner else "",
        element("span", " · in a plan", class_="note") if action.planned else "",
        class_=f"action-state action-{stands}",
    )
    said = element("p", action.text, id=text, class_="action-text")
    effect = element("p", brings, class_="action-effect") if brings else ""
    tick = "" if read_only else _tick(action, text)
    do = element("div", tick, _more(action, text, read_only), class_="action-do")
    return element("li", said, state, effect, do, data_action="" if read_only else action.key)


def _tick(action: Action, text: str) -> Markup:
    """Its address is made in the browser (assets/actions.js), which has the key once."""
    open_ = action.status is ActionStatus.OPEN
    return element(
        "button",
        "Mark as done" if open_ else "Open it again",
        type="button",
        class_="action-tick",
        id=f"tick-{action.key}",
        aria_describedby=text,
        data_status="done" if open_ else "open",
    )


def _more(action: Action, text: str, read_only: bool) -> Markup:
    """Where it is from and what became of it; the form is put in when it is opened."""
    told = [element("p", _origin(action), class_="note")]
    if action.changes:
        changes = [
            f"{_CHANGED[each.status]} {short_date(each.at.date())}, {each.author}"
            f"{f': {each.note}' if each.note else ''}"
            for each in action.changes
        ]
        told.append(element("ul", *[element("li", each) for each in changes], class_="note"))
    form = "" if read_only else "status-form"
    return element(
        "details",
        element("summary", "More" if read_only else "Note, drop or source", aria_describedby=text),
        *told,
        data_form=form,
        data_of=action.key if form else "",
        class_="action-more",
    )


def _origin(action: Action) -> str:
    """`In the Oxfordshire CCG Operational Plan 2017/18; milestone: by March 2020.`"""
    if not action.planned:
        made = f" on {long_date(action.made_on)}" if action.made_on else ""
        return f"Written by {action.author}{made}."
    milestone = f"; milestone: {action.milestone}" if action.milestone else ""
    begins = f"; from {short_date(action.start_on)}" if action.start_on else ""
    return f"From the {action.source}{begins}{milestone}."


def _new(indicator: Indicator, place: Organisation, read_only: bool) -> Markup:
    if read_only:
        return Markup("")
    return element(
        "details",
        element("summary", "Add an action"),
        data_form="action-form",
        data_of=f"{place.code} {indicator.id}",
        data_organisation=place.code,
        data_indicator=indicator.id,
        class_="fold",
    )
