"""The trajectory chart: actual against plan and standard, through time."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from dashboard.charts import words
from dashboard.charts.chart import (
    ACTUAL,
    LINES,
    MUTED,
    PLAN,
    SHADE,
    STANDARD,
    Chart,
    Figure,
    label,
    layout,
    month_axis,
    rounded,
    value_axis,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.scale import first_and_last, half_period, position, spread, value_range
from dashboard.indicators.registry import Unit
from dashboard.periods import Grain
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.store import LocalStandard

HEIGHT = 440
_MARGIN = 168
_PLOT = HEIGHT - 24 - 56
_LABEL = 20  # px a label needs


def trend_chart(trend: Trend) -> Chart:
    """The chart of a trend, with its title, sentence, text alternative and table."""
    main = trend.main
    title = words.headline(main, trend.organisation.name)
    sentence = words.reading(main)
    people = words.people(main)
    return Chart(
        title,
        sentence,
        f"{title}. {people} {sentence}",
        _figure(trend),
        figures_table(trend.lines, f"{trend.indicator.name}: the figures of the chart"),
        (people,),
    )


def _figure(trend: Trend) -> Figure:
    lines = trend.lines
    with_plan = len(lines) <= 2
    traces = [_standard_trace(trend.main)]
    if with_plan:
        traces += [
            _plan_trace(line, LINES[index] if len(lines) > 1 else PLAN)
            for index, line in enumerate(lines)
        ]
    traces += [_actual_trace(line, LINES[index]) for index, line in enumerate(lines)]
    traces += _target_traces(trend) + _local_standards(trend) + _reference_traces(trend)
    low, high = value_range(
        [y for trace in traces for y in trace.get("y", ())],
        trend.indicator,
        0.25 if _explained_gaps(trend.main) else 0.1,
    )
    suffix = "%" if trend.indicator.unit is Unit.PERCENT else ""
    end_labels = _end_labels(trend, with_plan, low, high)
    latest = _latest_label(trend)
    axis = _time_axis(trend)
    return {
        "data": [trace for trace in traces if trace],
        "layout": layout(
            HEIGHT,
            margin={"l": 56, "r": _MARGIN, "t": 24, "b": 56},
            xaxis=axis,
            yaxis=value_axis(low, high, suffix),
            shapes=_shapes(trend),
            annotations=[*latest, *end_labels, *_gap_labels(trend.main)],
            meta=_forms(len(latest), end_labels, _latest_text(trend, trend.main)),
        ),
    }


def _x(line: Line, points: Sequence[Point]) -> list[str]:
    return [position(point, line) for point in points]


def _standard_trace(line: Line) -> dict[str, Any]:
    points = line.points
    if not any(point.standard for point in points):
        return {}
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Standard",
        "x": _x(line, points),
        "y": [point.standard.value if point.standard else None for point in points],
        "line": {"color": STANDARD, "width": 1.5, "dash": "dot", "shape": "hv"},
        "hovertemplate": "Standard %{y}<extra></extra>",
    }


def _plan_trace(line: Line, color: str) -> dict[str, Any]:
    points = [point for point in line.points if point.plan_value is not None]
    if not points:
        return {}
    lone = len(points) == 1 or line.indicator.grain is Grain.YEAR
    return {
        "type": "scatter",
        "mode": "lines+markers" if lone else "lines",
        "name": "Plan",
        "x": _x(line, line.points),
        "y": [rounded(point.plan_value) for point in line.points],
        "connectgaps": False,
        "line": {"color": color, "width": 1.75, "dash": "dash"},
        "marker": {"color": color, "size": 7, "symbol": "line-ew-open"},
        "text": [words.value(point.plan_value, line.indicator) for point in line.points],
        "hovertemplate": "Plan %{text}<extra></extra>",
    }


def _actual_trace(line: Line, color: str) -> dict[str, Any]:
    points = line.points
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": _x(line, points),
        "y": [rounded(point.value) for point in points],
        "connectgaps": False,
        "line": {"color": color, "width": 2.5},
        "marker": {
            "size": 8 if len(points) < 70 else 5,
            "color": ["#FFFFFF" if point.provisional else color for point in points],
            "line": {"color": color, "width": 2},
        },
        "text": [_hover(point, line) for point in points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(point: Point, line: Line) -> str:
    text = f"{line.name} {words.honest_value(point, line.indicator)}"
    if point.numerator is not None and point.denominator is not None:
        text += f" ({words.count(point.numerator)} of {words.count(point.denominator)})"
    return text + (", provisional" if point.provisional else "")


def _target_traces(trend: Trend) -> list[dict[str, Any]]:
    """Plans over a span of their own: a bar from its first day to its last, no monthly points."""
    if trend.indicator.grain is Grain.YEAR:  # an axis of years has no place for days
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [target.start.isoformat(), target.end.isoformat()],
            "y": [rounded(target.value)] * 2,
            "line": {"color": PLAN, "width": 4},
            "marker": {"color": PLAN, "size": 9, "symbol": "line-ns-open"},
            "opacity": 0.55,
            "hovertemplate": f"Target {words.value(target.value, trend.indicator)}: "
            f"{target.version}<extra></extra>",
        }
        for target in trend.targets
    ]


def _local_standards(trend: Trend) -> list[dict[str, Any]]:
    spans = [(each, _span(trend, each)) for each in trend.local_standards]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": span,
            "y": [rounded(each.value)] * len(span),
            "line": {"color": STANDARD, "width": 1.5, "dash": "dashdot"},
            "hovertemplate": f"Local standard {each.value:g}<extra></extra>",
        }
        for each, span in spans
        if span
    ]


def _span(trend: Trend, standard: LocalStandard) -> list[str]:
    """The places along time where a local standard holds: years by name, else its two ends."""
    first, last = first_and_last(trend.lines)
    begins, ends = max(standard.valid_from, first), min(standard.valid_to or last, last)
    if trend.indicator.grain is Grain.YEAR:
        return [p.label for p in trend.main.points if begins <= p.end and p.start <= ends]
    return [begins.isoformat(), ends.isoformat()] if begins <= ends else []


def _reference_traces(trend: Trend) -> list[dict[str, Any]]:
    """Figures that documents state of the whole: marks of their own, never points of a line."""
    if trend.indicator.grain is Grain.YEAR or trend.main.name != trend.organisation.name:
        return []
    first, last = first_and_last(trend.lines)
    marks = [
        each
        for each in trend.reference_values
        if each.period_end and first <= each.period_end <= last and each.kind == "actual"
    ]
    if not marks:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [each.period_end.replace(day=1).isoformat() for each in marks if each.period_end],
            "y": [rounded(each.value) for each in marks],
            "marker": {"symbol": "x-thin-open", "size": 10, "color": MUTED, "line": {"width": 2}},
            "text": [f"Stated in a plan ({each.label}): {each.value:g}" for each in marks],
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _time_axis(trend: Trend) -> dict[str, Any]:
    if trend.indicator.grain is Grain.YEAR:
        names = list(dict.fromkeys(p.label for line in trend.lines for p in line.points))
        return {
            "type": "category",
            "categoryarray": names,
            "fixedrange": True,
            "showgrid": False,
            "tickfont": {"color": MUTED},
            "tickangle": 0,
            "showline": True,
            "linecolor": "#D8DDE0",
        }
    first, last = first_and_last(trend.lines)
    margin = half_period(trend.main)
    drawn = last if str(trend.view) == "week" else last.replace(day=1)
    return month_axis(
        first, last, range=[(first - margin).isoformat(), (drawn + margin).isoformat()]
    )


def _shapes(trend: Trend) -> list[dict[str, Any]]:
    """The planned stretch after the latest figure is shaded; explained gaps get a fine line."""
    latest, main = trend.main.latest, trend.main
    if trend.indicator.grain is Grain.YEAR:
        return []
    shapes = [
        {
            "type": "line",
            "x0": position(point, main),
            "x1": position(point, main),
            "y0": 0,
            "y1": 0.12,
            "yref": "paper",
            "line": {"color": MUTED, "width": 1, "dash": "dot"},
        }
        for point in _explained_gaps(main)
    ]
    if latest and main.points[-1].end > latest.end:
        margin = half_period(main)
        after = latest.end if str(trend.view) == "week" else latest.end.replace(day=1)
        until = main.points[-1].end
        until = until if str(trend.view) == "week" else until.replace(day=1)
        shapes.append(
            {
                "type": "rect",
                "x0": (after + margin).isoformat(),
                "x1": (until + margin).isoformat(),
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": SHADE,
                "line": {"width": 0},
                "layer": "below",
            }
        )
    return shapes


def _explained_gaps(line: Line) -> list[Point]:
    """Periods before the latest that say why they have no figure; the last few."""
    told = [
        point
        for point in line.points
        if point.absent_reason
        and point.absent_reason not in ("not_loaded", "not_yet_published", "late")
        and line.latest
        and point.end < line.latest.end  # years to date all begin in April
    ]
    return told[-4:] if len(told) <= 6 else []


def _gap_labels(line: Line) -> list[dict[str, Any]]:
    return [
        label(
            f"{point.label}: {words.ABSENT.get(point.absent_reason, point.absent_reason)}",
            position(point, line),
            0.06 - 0.06 * (index % 2),
            MUTED,
            yref="paper",
            xanchor="right",
            xshift=-4,
            yanchor="bottom",
        )
        for index, point in enumerate(_explained_gaps(line))
    ]


def _end_labels(trend: Trend, with_plan: bool, low: float, high: float) -> list[dict[str, Any]]:
    """What each line is and where it ends, at the right edge, never one upon another."""
    texts: list[tuple[str, float, str]] = []
    indicator, main = trend.indicator, trend.main
    for index, line in enumerate(trend.lines):
        if line.latest is not None and line.latest.value is not None and not _has_room(trend):
            texts.append((_latest_text(trend, line), line.latest.value, LINES[index]))
    planned = [point for point in main.points if point.plan_value is not None]
    if planned and with_plan:
        last = planned[-1]
        plan = words.value(last.plan_value, indicator)
        texts.append((f"Plan {plan}<br>({last.label})", last.plan_value or 0.0, PLAN))
    stepped = [point.standard for point in main.points if point.standard]
    if stepped:
        text = f"Standard {words.standard_text(stepped[-1], indicator)}"
        texts.append((text, stepped[-1].value, STANDARD))
    least = (high - low) * _LABEL * 2.1 / _PLOT
    places = spread([y for _, y, _ in texts], low + least / 3, high - least / 3, least)
    return [
        label(text, 1.0, place, color, xref="paper", xanchor="left", xshift=10, name="end")
        for (text, _, color), place in zip(texts, places, strict=True)
    ]


def _latest_text(trend: Trend, line: Line) -> str:
    point = line.latest
    if point is None:
        return ""
    name = "<br>".join([*wrap(line.name, 20), ""]) if len(trend.lines) > 1 else ""
    when = point.label.replace("week ending", "w/e")
    provisional = "<br>provisional" if point.provisional and len(trend.lines) == 1 else ""
    return f"{name}<b>{words.value(point.value, trend.indicator)}</b> {when}{provisional}"


def _has_room(trend: Trend) -> bool:
    """Whether the lone line's label fits beside its last point, in the planned stretch."""
    main = trend.main
    if len(trend.lines) > 1 or main.latest is None or trend.indicator.grain is Grain.YEAR:
        return False
    after = sum(1 for point in main.points if point.end > main.latest.end)
    return after >= max(3, len(main.points) // 5)


def _latest_label(trend: Trend) -> list[dict[str, Any]]:
    """The last figure named beside its point, on the side away from the plan."""
    line, point = trend.main, trend.main.latest
    if point is None or point.value is None or not _has_room(trend):
        return []
    ahead = [p.plan_value for p in line.points if p.end > point.end]
    below = bool(ahead) and ahead[0] is not None and ahead[0] >= point.value
    return [
        label(
            _latest_text(trend, line),
            position(point, line),
            point.value,
            ACTUAL,
            xanchor="left",
            xshift=10,
            yshift=12 if below else -12,
            yanchor="top" if below else "bottom",
            bgcolor="rgba(247,249,251,0.85)",
        )
    ]


def _forms(beside: int, end_labels: list[dict[str, Any]], latest: str) -> dict[str, Any]:
    """What changes between a phone and a wide screen.

    On a phone the labels at the right edge stand inside the plot, and the one beside the last point
    (the first annotation, where there is one) is broken into short lines.
    """
    narrow: dict[str, Any] = {"margin.r": 12, "margin.l": 44}
    wide: dict[str, Any] = {"margin.r": _MARGIN, "margin.l": 56}
    if beside:
        narrow["annotations[0].text"] = latest.split("<br>")[0].replace("</b> ", "</b><br>")
        wide["annotations[0].text"] = latest
    for index in range(beside, beside + len(end_labels)):
        place = f"annotations[{index}]"
        narrow |= {f"{place}.xanchor": "right", f"{place}.xshift": 0, f"{place}.align": "right"}
        wide |= {f"{place}.xanchor": "left", f"{place}.xshift": 10, f"{place}.align": "left"}
    return {"narrow": narrow, "wide": wide}
