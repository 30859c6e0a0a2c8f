"""What is due and what happened, over the chart of a slide?"""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Any, NamedTuple

from dashboard.charts.chart import LAST_YEAR, TEXT, typed
from dashboard.charts.scale import DAILY
from dashboard.charts.slide_stage import PLOT, ROW, SMALL, text_at, upright
from dashboard.marking import MarkKind
from dashboard.periods import short_month
from dashboard.services.board.model import IndicatorSlide
from dashboard.services.line import Line
from dashboard.written.actions import ActionStatus

_MOST_DUE, _MOST_NOTED = 2, 1
_LONGEST = 34  # characters of what happened, or is due, over the chart


class Happening(NamedTuple):
    """early: in the first third of what is drawn, where its words stand to the right."""

    on: date
    place: str
    text: str
    early: bool


def happenings(slide: IndicatorSlide, line: Line) -> list[Happening]:
    """Open actions by their due day and what people noted of a day, within what is drawn; of many
    those nearest to the latest figure."""
    if line.indicator.grain.yearly or not line.points:
        return []
    first, last = line.points[0].start, line.points[-1].end
    now = line.latest.end if line.latest else last
    due = [
        (each.due_on, f"▲ {_short(each.text)} (due {short_month(each.due_on)})")
        for each in slide.actions
        if each.due_on and each.status is ActionStatus.OPEN
    ]
    noted = [
        (each.on, f"▼ {_short(each.text)} ({short_month(each.on)})")
        for each in slide.verdict.marks
        if each.kind in (MarkKind.EVENT, MarkKind.NOTE, MarkKind.REBASE)
    ]
    found = [
        *_nearest([each for each in due if first <= each[0] <= last], now, _MOST_DUE),
        *_nearest([each for each in noted if first <= each[0] <= last], now, _MOST_NOTED),
    ]
    daily = str(line.request.view) in DAILY
    return [
        Happening(
            on,
            (on if daily else on.replace(day=1)).isoformat(),
            text,
            3 * (on - first) < last - first,
        )
        for on, text in sorted(found)
    ]


def _nearest(found: list[tuple[date, str]], now: date, most: int) -> list[tuple[date, str]]:
    return sorted(found, key=lambda each: (abs(each[0] - now), each[1]))[:most]


def _short(text: str) -> str:
    return typed(f"{text[:1].upper()}{shorten(text, _LONGEST, placeholder='…')[1:]}")


def happening_lines(happened: Sequence[Happening]) -> list[dict[str, Any]]:
    """Each up to its own words, so that none runs through another's."""
    return [
        upright(each.place, 0.0, round(_row(number, happened), 3), LAST_YEAR)
        for number, each in enumerate(happened)
    ]


def _row(number: int, happened: Sequence[Happening]) -> float:
    """The later, the higher: the top of its words as a share of the plot."""
    return 1 - (len(happened) - 1 - number) * ROW / PLOT


def happening_labels(happened: Sequence[Happening]) -> list[dict[str, Any]]:
    return [
        text_at(
            each.text, each.place, _row(number, happened), TEXT, SMALL,
            yref="paper", yanchor="top", xanchor="left" if each.early else "right",
            xshift=6 if each.early else -6, bgcolor="rgba(255,255,255,0.85)", name="happening",
        )
        for number, each in enumerate(happened)
    ]  # fmt: skip
