"""Where are actions drawn: their due days on the time axis, and what they were to bring?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dashboard.charts.chart import MUTED, label, rounded, typed
from dashboard.charts.scale import DAILY, first_and_last, half_period, position
from dashboard.charts.trend_labels import (
    LABEL,
    PLOT,
    Forms,
    explained_gaps,
    has_room,
    latest_text,
    own_label,
)
from dashboard.periods import short_date, short_month
from dashboard.services.desk.effects import EffectLine
from dashboard.services.trend import Trend
from dashboard.services.wording import units
from dashboard.services.wording.action_words import standing
from dashboard.written.actions import Action

LATE, EXPECTED = "#A34700", "#1B7F77"
MOST_EFFECTS = 3  # more dotted lines cannot be told apart
_TOLD = 4  # of what is due at one place, how many a hover tells
_LABELS = 2  # how many places are named, the nearest to the as-at date
_LETTER, _GAP, _PLOT_WIDTH = 7, 10, 560  # px, of the narrowest plot that has names on its axis
_OWN = 0.25  # share of such a plot that the latest figure's label takes
_NEAR = timedelta(days=366)
_RAISED = 6  # px that a triangle stands above the axis, and a name
_LOOKS = {
    "overdue": ("triangle-up", LATE),
    "open": ("triangle-up", MUTED),
    "ended": ("triangle-up-open", MUTED),
}
_VEIL = "rgba(255,255,255,0.8)"


@dataclass(frozen=True, slots=True)
class DueMarks:
    traces: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    forms: Forms


@dataclass(frozen=True, slots=True)
class Due:
    """What is due at one place of the axis. share: of the width."""

    place: date
    actions: tuple[Action, ...]
    look: str
    share: float


NO_MARKS = DueMarks([], [], Forms({}, {}))


def due_marks(trend: Trend, low: float, high: float, first: int) -> DueMarks:
    """Triangles on the axis; the nearest are named where nothing else stands.

    first: the place of the first name among the annotations.
    """
    due = _due(trend) if trend.actions else []
    if not due:
        return NO_MARKS
    named = _named(due, trend, low, high)
    labels = [_label(each, trend, low, high) for each in named]
    places = [f"annotations[{first + index}].text" for index in range(len(labels))]
    texts = [each["text"] for each in labels]
    # A phone has no room for words on its axis; what is due stands beneath the chart there.
    forms = Forms(dict.fromkeys(places, ""), dict(zip(places, texts, strict=True)))
    return DueMarks([_triangles(due, trend, low, high)], labels, forms)


def has_due_days(trend: Trend) -> bool:
    """Whether there is a triangle on its axis."""
    return bool(trend.actions and _due(trend))


def _due(trend: Trend) -> list[Due]:
    """By their places in order of time; years by name have no place for a day."""
    if trend.indicator.grain.yearly:
        return []
    daily, margin = str(trend.view) in DAILY, half_period(trend.main)
    first, last = first_and_last(trend.lines)
    until = last if daily else last.replace(day=1)
    found: dict[date, list[Action]] = {}
    for each in trend.actions:
        if each.due_on is None or not first <= each.due_on <= last:
            continue
        place = each.due_on if daily else each.due_on.replace(day=1)
        found.setdefault(place, []).append(each)
    span = (until + margin) - (first - margin)
    return [
        Due(place, tuple(some), _look(some, trend.as_at), (place - first + margin) / span)
        for place, some in sorted(found.items())
    ]


def _look(actions: Iterable[Action], as_at: date) -> str:
    """Of the one that matters most."""
    there = {standing(each, as_at) for each in actions}
    return next((each for each in ("overdue", "open") if each in there), "ended")


def _triangles(due: Sequence[Due], trend: Trend, low: float, high: float) -> dict[str, Any]:
    looks = [_LOOKS[each.look] for each in due]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Actions due",
        "x": [each.place.isoformat() for each in due],
        "y": [rounded(low + (high - low) * _RAISED / PLOT)] * len(due),
        "marker": {
            "symbol": [symbol for symbol, _ in looks],
            "color": [color for _, color in looks],
            "size": 11,
        },
        "cliponaxis": False,
        "text": [_hover(each, trend.as_at) for each in due],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(due: Due, as_at: date) -> str:
    told = [
        f"Due {short_date(each.due_on)}, {standing(each, as_at)}: {_short(each.text)}"
        for each in due.actions[:_TOLD]
        if each.due_on
    ]
    more = len(due.actions) - _TOLD
    return "<br>".join([*told, *([f"and {more} more actions"] if more > 0 else [])])


@lru_cache(maxsize=1024)
def _short(text: str) -> str:
    """Of a plan that every reader of it sees; to shorten a text takes longer than to draw it."""
    return typed(text)


# What is named on the axis


def _named(due: Sequence[Due], trend: Trend, low: float, high: float) -> list[Due]:
    """Those still open that are nearest to the as-at date, clear of each other and of the rest.

    What was due years ago is left to the hover and to the list.
    """
    if explained_gaps(trend.main):  # their reasons stand there
        return []
    taken = _own_label(trend, low, high)
    named: list[Due] = []
    near = [e for e in due if e.look != "ended" and abs(e.place - trend.as_at) <= _NEAR]
    for each in sorted(near, key=lambda each: abs(each.place - trend.as_at)):
        begins, ends = _stretch(each, trend.as_at)
        clear = all(ends <= b or e <= begins for b, e in taken)
        upon = any(begins <= other.share <= ends for other in due if other is not each)
        if clear and not upon and len(named) < _LABELS:
            named.append(each)
            taken.append((begins, ends))
    return named


def _stretch(due: Due, as_at: date) -> tuple[float, float]:
    """The share of the width that its name takes: to the right, or to the left near the edge."""
    width = (len(_name(due, as_at)) * _LETTER + _GAP) / _PLOT_WIDTH
    if due.share + width > 1:
        return due.share - width, due.share
    return due.share, due.share + width


def _own_label(trend: Trend, low: float, high: float) -> list[tuple[float, float]]:
    """Where the latest figure's own label, or England's beside it, reaches down to the axis."""
    latest = trend.main.latest
    if latest is None or not has_room(trend):
        return []
    first, last = first_and_last(trend.lines)
    share = (latest.end.replace(day=1) - first) / max(last - first, timedelta(days=1))
    lines = latest_text(trend, trend.main).count("<br>") + 1
    level, off = own_label(trend, lines)
    foot = (level - low) / (high - low) * PLOT + off - lines * LABEL / 2
    if foot > LABEL / 2 + _RAISED and not trend.england.line:
        return []
    return [(share - 0.02, share + _OWN)]


def _label(due: Due, trend: Trend, low: float, high: float) -> dict[str, Any]:
    left = _stretch(due, trend.as_at)[0] < due.share
    return label(
        _name(due, trend.as_at),
        due.place.isoformat(),
        low + (high - low) * _RAISED / PLOT,
        _LOOKS[due.look][1],
        xanchor="right" if left else "left",
        xshift=-8 if left else 8,
        yanchor="middle",
        bgcolor=_VEIL,
        name="due",
    )


def _name(due: Due, as_at: date) -> str:
    """`Due 30 Apr 20`, `3 overdue, Mar 19`."""
    open_ = [each for each in due.actions if standing(each, as_at) == due.look]
    late = due.look == "overdue"
    if len(open_) == 1 and open_[0].due_on:
        return f"{'Was due' if late else 'Due'} {short_date(open_[0].due_on)}"
    return f"{len(open_)} {'overdue' if late else 'due'}, {short_month(due.place)}"


# What they were to bring


def effect_traces(trend: Trend) -> list[dict[str, Any]]:
    """Each its own fine dotted trajectory, from the last figure before it on."""
    own = str(trend.view) == trend.indicator.grain
    if not trend.effects or not own or len(trend.lines) > 1:
        return []
    return [_effect_trace(each, trend) for each in trend.effects[:MOST_EFFECTS]]


def _effect_trace(effect: EffectLine, trend: Trend) -> dict[str, Any]:
    line, indicator = trend.main, trend.indicator
    what = _short(effect.action.text)
    told = [(effect.base, effect.base.value, "Before it began")]
    told += [(each.point, each.value, "Expected") for each in effect.expected]
    first, last = first_and_last(trend.lines)
    told = [each for each in told if first <= each[0].end and each[0].start <= last]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"Expected of: {what}",
        "x": [position(point, line) for point, _, _ in told],
        "y": [rounded(value) for _, value, _ in told],
        "line": {"color": EXPECTED, "width": 2, "dash": "dot"},
        "marker": {"color": "#FFFFFF", "size": 6, "line": {"color": EXPECTED, "width": 1.5}},
        "text": [f"{word} {units.value(value, indicator)}: {what}" for _, value, word in told],
        "hovertemplate": "%{text}<extra></extra>",
    }
