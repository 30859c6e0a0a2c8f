"""What is named on the chart of a slide: the last figure, plan and standard, what is missing?"""

from typing import Any, NamedTuple

from dashboard.charts.chart import ACTUAL, MUTED, PLAN, SHADE, STANDARD
from dashboard.charts.scale import DAILY, half_period, position, spread
from dashboard.charts.slide_stage import (
    LARGE,
    LEFT,
    PLOT,
    RIGHT,
    ROW,
    SMALL,
    USUAL,
    WIDTH,
    text_at,
    upright,
)
from dashboard.charts.trend_labels import band, explained_gaps
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording import units, words


def latest_label(line: Line, low: float, high: float) -> list[dict[str, Any]]:
    """The last figure named: beside its point where the plan goes on after it, else above it."""
    point = line.latest
    if point is None or point.value is None:
        return []
    text = f"<b>{units.value(point.value, line.indicator)}</b> {_when(point)}"
    text += ", provisional" if point.provisional else ""
    after = sum(1 for each in line.points if each.end > point.end)
    beside = after >= max(6, len(line.points) // 6) and not line.indicator.grain.yearly
    off = _clear(line, point.value, len(text) - len("<b></b>"), (high - low) / PLOT)
    return [
        text_at(
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
    under = ahead[: 1 + len(line.points) * letters * LARGE // (2 * (WIDTH - LEFT - RIGHT))]
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


def end_labels(line: Line, low: float, high: float) -> list[dict[str, Any]]:
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
    least = (high - low) * ROW * 2.1 / PLOT
    levels = spread([each.level for each in texts], low + least / 3, high - least / 3, least)
    return [
        text_at(
            each.text, 1.0, level, each.color, USUAL,
            xref="paper", xanchor="left", xshift=16, name="end",
        )
        for each, level in zip(texts, levels, strict=True)
    ]  # fmt: skip


def planned_band(line: Line) -> list[dict[str, Any]]:
    """The stretch after the latest figure, lightly shaded."""
    latest = line.latest
    if latest is None or line.indicator.grain.yearly or line.points[-1].end <= latest.end:
        return []
    ends = [latest.end, line.points[-1].end]
    if str(line.request.view) not in DAILY:
        ends = [each.replace(day=1) for each in ends]
    first, last = ((each + half_period(line)).isoformat() for each in ends)
    return [band(first, last, SHADE)]


def gap_lines(line: Line) -> list[dict[str, Any]]:
    return [] if line.indicator.grain.yearly else [
        upright(position(point, line), 0, 0.14, MUTED) for point in explained_gaps(line)
    ]  # fmt: skip


def gap_labels(line: Line) -> list[dict[str, Any]]:
    return [
        text_at(
            f"{point.label}: {words.absence(point)}", position(point, line),
            0.07 - 0.07 * (number % 2), MUTED, SMALL,
            yref="paper", xanchor="right", xshift=-6, yanchor="bottom",
        )
        for number, point in enumerate(explained_gaps(line))
    ]  # fmt: skip
