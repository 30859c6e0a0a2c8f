"""What do the slides of a deck say, on screen and in files, in few words?"""

import re
from collections.abc import Sequence
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

from dashboard.calculations.spc.wording import number
from dashboard.indicators.registry import GROUPS
from dashboard.periods import add_months, long_date, short_date
from dashboard.services.board.model import Change, Deck, IndicatorSlide, SinceLastBoard
from dashboard.services.desk.model import Sentence
from dashboard.written.actions import Action

LONGEST_ACTION = 76  # characters of an action on a slide; all of it stands on its trend page
MOST_ACTIONS = 2
_NUMBER, _YEAR = re.compile(r"\d[\d,.]*\d|\d"), re.compile(r"(19|20)\d\d")
_ROOM = 300  # characters of what it would take that a column has room for
_KINDS = {
    "crossed_standard": "Crossed a standard",
    "new_signal": "New signals",
    "action_overdue": "Actions overdue since",
    "plan_changed": "Plan changed",
    "restated": "Figures restated: not performance",
    "action_done": "Actions done since",
}
_COUNTED = {
    "crossed_standard": ("crossed a standard", "crossed a standard"),
    "new_signal": ("new signal", "new signals"),
    "action_overdue": ("action fell overdue", "actions fell overdue"),
    "plan_changed": ("plan changed", "plans changed"),
    "restated": ("indicator restated", "indicators restated"),
    "action_done": ("action done", "actions done"),
}


class Gathered(NamedTuple):
    """Changes of one kind."""

    title: str
    changes: tuple[Change, ...]


def place_line(deck: Deck) -> str:
    """`Oxfordshire CCG · Governing Body, 31 March 2020`."""
    return f"{deck.place.name} · {meeting_line(deck)}"


def meeting_line(deck: Deck) -> str:
    day = long_date(deck.as_at)
    return f"{deck.meeting}, {day}" if deck.meeting else f"as at {day}"


def foot_line(deck: Deck, slide: IndicatorSlide | None = None) -> str:
    """What has to be known of every slide: plan, illustrative, as-at date, data version, filters.

    slide: of one indicator, whose own plan and figures it names.
    """
    plan, made_up = deck.plan, deck.illustrative
    if slide is not None:
        line = slide.verdict.of
        slug = line.latest.plan_version if line.latest else ""
        named = next((each.name for each in line.plan_versions if each.slug == slug), "")
        plan, made_up = (f"Plan: {named}." if named else ""), line.illustrative
    said = (
        plan.rstrip("."),
        deck.filters.rstrip("."),
        "illustrative data" if made_up else "",
        f"as at {long_date(deck.as_at)}",
        f"data version {deck.provenance.data_version}",
    )
    return " · ".join(each for each in said if each)


def illustrative_notice(deck: Deck) -> str:
    if not deck.illustrative:
        return ""
    return "Illustrative: some figures in this deck are made up to show what the pages can do."


def title_of(deck: Deck) -> str:
    """`9 exceptions among 38 indicators`."""
    listed, every = _listed(deck), len(deck.summary.shown)
    of = f"{every} indicator{'' if every == 1 else 's'}"
    if not listed:
        return f"No exceptions among {of}"
    return f"{listed} exception{'' if listed == 1 else 's'} among {of}"


def _listed(deck: Deck) -> int:
    takes = deck.summary.narrowed.takes
    return sum(1 for each in deck.report.rows if takes(each.row))


def group_of(slide: IndicatorSlide) -> str:
    return GROUPS[slide.exception.row.indicator.group]


def told_on_slide(slide: IndicatorSlide) -> str:
    """What a person wrote, else what neither the title nor another column of the slide says."""
    if slide.told.written is not None and slide.told.written.text:
        return slide.told.text
    elsewhere = {"run_rate", "action"} if slide.actions else {"run_rate"}
    said = [
        _beyond_title(each) if each.kind == "difference" else each.text
        for each in slide.narrative.board
        if each.kind not in elsewhere
    ]
    return " ".join(said) or slide.told.text


def _beyond_title(sentence: Sentence) -> str:
    """The people that a figure is of: the title and the chart say how large it is."""
    rest = sentence.text.partition("; ")[2]
    return f"{rest[0].upper()}{rest[1:]}" if rest else sentence.text


def takes_on_slide(slide: IndicatorSlide) -> tuple[str, ...]:
    """As many sentences of what it would take as there is room for, without those whose every
    number stands beside them already, where others are left: the latest period first, and what the
    year asks before what lies between."""
    told = set(_NUMBER.findall(told_on_slide(slide)))
    said = [each for each in slide.takes_words if not _known(each, told)]
    if not any(_NUMBER.search(each) for each in said):
        said = list(slide.takes_words)  # better said twice than not at all
    wanted = [0, len(said) - 1, *range(1, len(said) - 1)] if said else []
    kept: set[int] = set()
    for place in dict.fromkeys(wanted):
        if not kept or sum(len(said[each]) for each in (*kept, place)) <= _ROOM:
            kept.add(place)
    return tuple(said[place] for place in sorted(kept))


def _known(sentence: str, told: set[str]) -> bool:
    """A year is not what a sentence is about."""
    numbers = {each for each in _NUMBER.findall(sentence) if not _YEAR.fullmatch(each)}
    return bool(numbers) and numbers <= told


class SaidAction(NamedTuple):
    """state: overdue, due, open or done, as it stands before the text."""

    state: str
    text: str
    when: str


def actions_on_slide(slide: IndicatorSlide, deck: Deck) -> tuple[tuple[SaidAction, ...], int]:
    """Those that a board can still do something about, and how many more there are: what fell due
    within a year before the late ones of old plans that nobody ever closed."""
    open_ones = [each for each in slide.actions if each.status == "open"]
    a_year_ago = add_months(deck.as_at, -12)
    going = sorted(open_ones, key=lambda each: bool(each.due_on and each.due_on < a_year_ago))
    return tuple(_action(each, deck) for each in going[:MOST_ACTIONS]), max(
        0, len(going) - MOST_ACTIONS
    )


def _action(action: Action, deck: Deck) -> SaidAction:
    late = action.overdue(deck.as_at)
    when = f"{'was due' if late else 'due'} {short_date(action.due_on)}" if action.due_on else ""
    said = ", ".join(each for each in (when, action.owner) if each)
    return SaidAction("Overdue" if late else "", _shortened(action.text), said)


def _shortened(text: str) -> str:
    said = shorten(text.rstrip("."), LONGEST_ACTION, placeholder="…")
    return f"{said[:1].upper()}{said[1:]}"


# What changed


def since_title(since: SinceLastBoard) -> str:
    """`Since 30 January 2020: two crossed a standard, one new signal and one indicator restated`"""
    day = long_date(since.before.held_on)
    counted = []
    for kind, names in _COUNTED.items():
        many = sum(1 for each in since.changes if each.kind == kind)
        if many:
            counted.append(f"{number(many)} {names[many > 1]}")
    if not counted:
        return f"Nothing that matters has changed since {day}"
    said = ", ".join(counted[:-1])
    return f"Since {day}: {f'{said} and ' if said else ''}{counted[-1]}"


def before_line(since: SinceLastBoard) -> str:
    before = since.before
    return (
        f"Held against {before.name}, {long_date(before.held_on)}: as at "
        f"{long_date(before.as_at)}, data version {before.data_version}, kept by {before.author}."
    )


def gathered(changes: Sequence[Change]) -> tuple[Gathered, ...]:
    """By kind, in the order given."""
    return tuple(
        Gathered(_KINDS[kind], tuple(some))
        for kind, some in groupby(changes, key=lambda each: each.kind)
    )


# What went well


def went_well_title(deck: Deck) -> str:
    many = len(deck.went_well)
    if not many:
        return "Nothing meets the rule of what went well"
    return f"{number(many).capitalize()} indicator{'' if many == 1 else 's'} went well"
