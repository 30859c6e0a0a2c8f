"""The chart of a slide: few words, large, for a room; made for a stage of 1,920 by 1,080 px."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dashboard.charts.chart import ACTUAL, FONT, MUTED, PLAN, STANDARD, TEXT, Figure, rounded
from dashboard.charts.line_traces import time_axis
from dashboard.charts.scale import positions, value_range
from dashboard.charts.slide_happenings import happening_labels, happening_lines, happenings
from dashboard.charts.slide_labels import (
    end_labels,
    gap_labels,
    gap_lines,
    latest_label,
    planned_band,
)
from dashboard.charts.slide_stage import FOOT, HEIGHT, LEFT, RIGHT, TOP, USUAL, WIDTH
from dashboard.charts.trend_labels import explained_gaps
from dashboard.charts.unit_axis import unit_axis
from dashboard.selection import Selection
from dashboard.services.board.model import IndicatorSlide
from dashboard.services.line import Line
from dashboard.services.trend import within, year_range
from dashboard.services.wording import units, words


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
    happened = happenings(slide, line)
    high += (high - low) * 0.07 * min(len(happened), 2)
    return {
        "data": traces,
        "layout": {
            "width": WIDTH,
            "height": HEIGHT,
            "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": FOOT},
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
            "shapes": [*planned_band(line), *gap_lines(line), *happening_lines(happened)],
            "annotations": [
                *latest_label(line, low, high),
                *end_labels(line, low, high),
                *gap_labels(line),
                *happening_labels(happened),
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
