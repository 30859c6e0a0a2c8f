"""The chart of a slide: few words, large, for a room; made for a stage of 1,920 by 1,080 px."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from textwrap import shorten
from typing import Any, NamedTuple

from dashboard.charts import units, words
from dashboard.charts.chart import (
    ACTUAL,
    FONT,
    LAST_YEAR,
    MUTED,
    PLAN,
    SHADE,
    STANDARD,
    TEXT,
    Figure,
    label,
    rounded,
    typed,
)
from dashboard.charts.line_traces import time_axis
from dashboard.charts.scale import DAILY, half_period, position, positions, spread, value_range
from dashboard.charts.trend_labels import band, explained_gaps
from dashboard.charts.units import unit_axis
from dashboard.marking import MarkKind
from dashboard.periods import short_month
from dashboard.selection import Selection
from dashboard.services.board.model import IndicatorSlide
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import within, year_range
from dashboard.written.actions import ActionStatus

WIDTH, HEIGHT = 1760, 480  # px of the stage; a slide leaves about as much
LARGE, USUAL, SMALL = 28, 22, 20  # px of type
_LEFT, _RIGHT, _TOP, _FOOT = 88, 248, 24, 72
_ROW = 28  # px a line of a label needs
_PLOT = HEIGHT - _TOP - _FOOT
_MOST_DUE, _MOST_NOTED = 2, 1
_LONGEST = 34  # characters of what happened, or is due, over the chart


def drawn_line(slide: IndicatorSlide) -> Line:
    """As on the trend page: three years back, and the plan's year ahead."""
    whole = slide.verdict.of
    points = within(whole.points, *year_range(Selection(), whole))
    return replace(whole, points=points)


class SlideChart(NamedTuple):
    """alternative: the text that stands for the picture."""

    figure: Figure
    alternative: str


def slide_chart(slide: IndicatorSlide) -> SlideChart:
    line = drawn_line(slide)
    latest = line.latest
    plan = units.value(latest.plan_value, line.indicator) if latest else ""
    against = f", against a plan of {plan}" if plan else ""
    said = (
        f"{words.honest_value(latest, line.indicator)} {words.at(latest, line)}{against}. "
        if latest
        else ""
    )
    alternative = f"Chart: {line.indicator.name}, {line.name}. {said}{words.reading(line)}"
    return SlideChart(_figure(slide, line), alternative)


def _figure(slide: IndicatorSlide, line: Line) -> Figure:
    places = positions(line)
    traces = [each for each in (_standard(line, places), _plan(line, places)) if each]
    traces.append(_actual(line, places))
    low, high = value_range(
        [y for trace in traces for y in trace["y"]],
        line.indicator,
        0.25 if explained_gaps(line) else 0.1,
    )
    happened = _happenings(slide, line)
    high += (high - low) * 0.07 * min(len(happened), 2)
    return {
        "data": traces,
        "layout": {
            "width": WIDTH,
            "height": HEIGHT,
            "margin": {"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _FOOT},
            "font": {"family": FONT, "size": USUAL, "color": TEXT},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": False,
            "dragmode": False,
            "xaxis": {**time_axis([line]), "tickfont": {"color": MUTED, "size": USUAL}},
            "yaxis": unit_axis(
                low, high, line.indicator, nticks=6, tickfont={"color": MUTED, "size": USUAL}
            ),
            "shapes": [*_planned(line), *_gap_lines(line), *_happening_lines(happened)],
            "annotations": [
                *_latest(line, low, high),
                *_ends(line, low, high),
                *_gaps(line),
                *_happening_labels(happened),
            ],
        },
    }  # fmt: skip


# Lines


def _trace(places: Sequence[str], values: Sequence[float | None], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    known = {"type": "scatter", "mode": "lines", "x": list(places), "y": list(values)}
    return known | {"hoverinfo": "skip", "connectgaps": False} | more


def _standard(line: Line, places: Sequence[str]) -> dict[str, Any]:
    steps = [point.standard.value if point.standard else None for point in line.points]
    if not any(step is not None for step in steps):
        return {}
    how = {"color": STANDARD, "width": 3, "dash": "dot", "shape": "hv"}
    return _trace(places, steps, name="Standard", line=how)


def _plan(line: Line, places: Sequence[str]) -> dict[str, Any]:
    values = [rounded(point.plan_value) for point in line.points]
    known = len(values) - values.count(None)
    if not known:
        return {}
    lone = known == 1 or line.indicator.grain.yearly
    return _trace(
        places,
        values,
        name="Plan",
        mode="lines+markers" if lone else "lines",
        line={"color": PLAN, "width": 3, "dash": "dash"},
        marker={"color": PLAN, "size": 14, "symbol": "line-ew-open"},
    )


def _actual(line: Line, places: Sequence[str]) -> dict[str, Any]:
    """A gap stays a gap, and what is provisional is hollow."""
    hollow = [point.provisional for point in line.points]
    return _trace(
        places,
        [rounded(point.value) for point in line.points],
        name=line.name,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": ACTUAL, "width": 4},
        marker={
            "size": 11 if len(line.points) < 70 else 7,
            "color": ["#FFFFFF" if each else ACTUAL for each in hollow] if any(hollow) else ACTUAL,
            "line": {"color": ACTUAL, "width": 3},
        },
    )


# Labels


def _text(
    text: str,
    x: object,
    y: float | None,
    color: str,
    size: int,
    **more: Any,  # noqa: ANN401
) -> dict[str, Any]:
    return {**label(text, x, y, color, **more), "font": {"color": color, "size": size}}


def _latest(line: Line, low: float, high: float) -> list[dict[str, Any]]:
    """The last figure named: beside its point where the plan goes on after it, else above it."""
    point = line.latest
    if point is None or point.value is None:
        return []
    text = f"<b>{units.value(point.value, line.indicator)}</b> {_when(point)}"
    text += ", provisional" if point.provisional else ""
    after = sum(1 for each in line.points if each.end > point.end)
    beside = after >= max(6, len(line.points) // 6) and not line.indicator.grain.yearly
    off = _clear(line, point.value, len(text) - len("<b></b>"), (high - low) / _PLOT)
    return [
        _text(
            text,
            position(point, line),
            point.value,
            ACTUAL,
            LARGE,
            xanchor="left" if beside else "right",
            xshift=18 if beside else 8,
            yanchor="middle" if beside else "bottom",
            yshift=off if beside else 14,
            bgcolor="rgba(255,255,255,0.8)",
            name="latest",
        )
    ]


def _clear(line: Line, value: float, letters: int, unit: float) -> int:
    """How many px above the point its label stands clear of plan and standard. unit: a px in the
    indicator's."""
    latest = line.latest
    ahead = [point for point in line.points if latest and point.end > latest.end]
    under = ahead[: 1 + len(line.points) * letters * LARGE // (2 * (WIDTH - _LEFT - _RIGHT))]
    levels = [p.plan_value for p in under if p.plan_value is not None]
    levels += [p.standard.value for p in under if p.standard]
    for off in (0, -24, 24, -44, 44, -64, 64):
        if all(abs(level - value - off * unit) > 24 * unit for level in levels):
            return off
    return 0


def _when(point: Point) -> str:
    return point.label.replace("week ending", "w/e")


class _End(NamedTuple):
    text: str
    level: float
    color: str


def _ends(line: Line, low: float, high: float) -> list[dict[str, Any]]:
    """Plan and standard at the right edge, never one upon another."""
    texts = []
    last = next((p for p in reversed(line.points) if p.plan_value is not None), None)
    if last is not None:
        plan = units.value(last.plan_value, line.indicator)
        texts.append(_End(f"Plan {plan}<br>({_when(last)})", last.plan_value or 0.0, PLAN))
    standard = next((p.standard for p in reversed(line.points) if p.standard), None)
    if standard is not None:
        text = f"Standard {words.standard_text(standard, line.indicator)}"
        texts.append(_End(text, standard.value, STANDARD))
    least = (high - low) * _ROW * 2.1 / _PLOT
    levels = spread([each.level for each in texts], low + least / 3, high - least / 3, least)
    return [
        _text(
            each.text, 1.0, level, each.color, USUAL,
            xref="paper", xanchor="left", xshift=16, name="end",
        )
        for each, level in zip(texts, levels, strict=True)
    ]  # fmt: skip


def _planned(line: Line) -> list[dict[str, Any]]:
    """The stretch after the latest figure, lightly shaded."""
    latest = line.latest
    if latest is None or line.indicator.grain.yearly or line.points[-1].end <= latest.end:
        return []
    ends = [latest.end, line.points[-1].end]
    if str(line.request.view) not in DAILY:
        ends = [each.replace(day=1) for each in ends]
    first, last = ((each + half_period(line)).isoformat() for each in ends)
    return [band(first, last, SHADE)]


def _gap_lines(line: Line) -> list[dict[str, Any]]:
    return [] if line.indicator.grain.yearly else [
        _upright(position(point, line), 0, 0.14, MUTED) for point in explained_gaps(line)
    ]  # fmt: skip


def _upright(place: object, low: float, high: float, color: str) -> dict[str, Any]:
    line = {"color": color, "width": 2, "dash": "dot"}
    return {"type": "line", "x0": place, "x1": place, "y0": low, "y1": high, "yref": "paper",
            "line": line}  # fmt: skip


def _gaps(line: Line) -> list[dict[str, Any]]:
    return [
        _text(
            f"{point.label}: {words.absence(point)}", position(point, line),
            0.07 - 0.07 * (number % 2), MUTED, SMALL,
            yref="paper", xanchor="right", xshift=-6, yanchor="bottom",
        )
        for number, point in enumerate(explained_gaps(line))
    ]  # fmt: skip


# What is due and what happened


class _Happening(NamedTuple):
    """early: in the first third of what is drawn, where its words stand to the right."""

    on: date
    place: str
    text: str
    early: bool


def _happenings(slide: IndicatorSlide, line: Line) -> list[_Happening]:
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
        _Happening(
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


def _happening_lines(happened: Sequence[_Happening]) -> list[dict[str, Any]]:
    """Each up to its own words, so that none runs through another's."""
    return [
        _upright(each.place, 0.0, round(_row(number, happened), 3), LAST_YEAR)
        for number, each in enumerate(happened)
    ]


def _row(number: int, happened: Sequence[_Happening]) -> float:
    """The later, the higher: the top of its words as a share of the plot."""
    return 1 - (len(happened) - 1 - number) * _ROW / _PLOT


def _happening_labels(happened: Sequence[_Happening]) -> list[dict[str, Any]]:
    return [
        _text(
            each.text, each.place, _row(number, happened), TEXT, SMALL,
            yref="paper", yanchor="top", xanchor="left" if each.early else "right",
            xshift=6 if each.early else -6, bgcolor="rgba(255,255,255,0.85)", name="happening",
        )
        for number, each in enumerate(happened)
    ]  # fmt: skip
