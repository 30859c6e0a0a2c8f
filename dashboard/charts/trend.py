"""The trajectory chart: actual against plan and standard, through time."""

from typing import Any

from dashboard.charts import units, words
from dashboard.charts.chart import (
    LINES,
    MUTED,
    PLAN,
    STANDARD,
    Chart,
    Figure,
    layout,
    month_axis,
    rounded,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.scale import (
    DAILY,
    across,
    first_and_last,
    half_period,
    positions,
    value_range,
)
from dashboard.charts.trend_labels import (
    HEIGHT,
    MARGIN,
    end_labels,
    explained_gaps,
    forms,
    gap_labels,
    latest_label,
    latest_text,
    shapes,
)
from dashboard.charts.units import unit_axis
from dashboard.periods import Grain
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.store import LocalStandard


def trend_chart(trend: Trend) -> Chart:
    """The chart of a trend, with its title, sentence, text alternative and table."""
    main = trend.main
    title = words.headline(main, trend.organisation.name)
    sentence = words.reading(main)
    people = trend.stand_in if trend.stands_in else words.people(main)
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
    places = [positions(line) for line in lines]
    # Along all that is drawn: the first of several parts may have fewer months than another.
    longest = max(lines, key=lambda line: len(line.points))
    traces = [_standard_trace(longest, positions(longest))]
    if with_plan:
        traces += [
            _plan_trace(line, LINES[index] if len(lines) > 1 else PLAN, places[index])
            for index, line in enumerate(lines)
        ]
    traces += [_actual_trace(line, LINES[index], places[index]) for index, line in enumerate(lines)]
    traces += _target_traces(trend) + _local_standards(trend) + _reference_traces(trend)
    low, high = value_range(
        [y for trace in traces for y in trace.get("y", ())],
        trend.indicator,
        0.25 if explained_gaps(trend.main) else 0.1,
    )
    ends = end_labels(trend, with_plan, low, high)
    latest = latest_label(trend)
    axis = _time_axis(trend)
    return {
        "data": [trace for trace in traces if trace],
        "layout": layout(
            HEIGHT,
            margin={"l": 56, "r": MARGIN, "t": 24, "b": 56},
            xaxis=axis,
            yaxis=unit_axis(low, high, trend.indicator),
            shapes=shapes(trend),
            annotations=[*latest, *ends, *gap_labels(trend.main)],
            meta=forms(len(latest), ends, latest_text(trend, trend.main)),
        ),
    }


def _standard_trace(line: Line, places: list[str]) -> dict[str, Any]:
    points = line.points
    standards = {words.level_of(p.standard): p.standard for p in points if p.standard}
    if not standards:
        return {}
    levels = {v: words.standard_text(each, line.indicator) for v, each in standards.items()}
    if len(points) == 1 and not line.indicator.grain.yearly:
        # A lone period has no line to its neighbour, so the standard runs across it.
        points, places = (*points, *points), across(points[0], line)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Standard",
        "x": places,
        "y": [point.standard.value if point.standard else None for point in points],
        "line": {"color": STANDARD, "width": 1.5, "dash": "dot", "shape": "hv"},
        "text": [
            levels[words.level_of(point.standard)] if point.standard else "" for point in points
        ],
        "hovertemplate": "Standard %{text}<extra></extra>",
    }


def _plan_trace(line: Line, color: str, places: list[str]) -> dict[str, Any]:
    points = [point for point in line.points if point.plan_value is not None]
    if not points:
        return {}
    lone = len(points) == 1 or line.indicator.grain.yearly
    return {
        "type": "scatter",
        "mode": "lines+markers" if lone else "lines",
        "name": "Plan",
        "x": places,
        "y": [rounded(point.plan_value) for point in line.points],
        "connectgaps": False,
        "line": {"color": color, "width": 1.75, "dash": "dash"},
        "marker": {"color": color, "size": 7, "symbol": "line-ew-open"},
        "text": [units.value(point.plan_value, line.indicator) for point in line.points],
        "hovertemplate": "Plan %{text}<extra></extra>",
    }


def _actual_trace(line: Line, color: str, places: list[str]) -> dict[str, Any]:
    points = line.points
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": places,
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
        text += f" ({units.count(point.numerator)} of {units.count(point.denominator)})"
    return text + (", provisional" if point.provisional else "")


def _target_traces(trend: Trend) -> list[dict[str, Any]]:
    """Plans over a span of their own: a bar from its first day to its last, no monthly points."""
    if trend.indicator.grain.yearly:  # an axis of years has no place for days
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
            "hovertemplate": f"Target {units.value(target.value, trend.indicator)}: "
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
            "text": [units.level(each.value, trend.indicator)] * len(span),
            "hovertemplate": "Local standard %{text}<extra></extra>",
        }
        for each, span in spans
        if span
    ]


def _span(trend: Trend, standard: LocalStandard) -> list[str]:
    """The places along time where a local standard holds: years by name, else its two ends."""
    first, last = first_and_last(trend.lines)
    begins, ends = max(standard.valid_from, first), min(standard.valid_to or last, last)
    if trend.indicator.grain.yearly:
        return [p.label for p in trend.main.points if begins <= p.end and p.start <= ends]
    return [begins.isoformat(), ends.isoformat()] if begins <= ends else []


def _reference_traces(trend: Trend) -> list[dict[str, Any]]:
    """Figures that documents state of the whole: marks of their own, never points of a line."""
    if trend.indicator.grain.yearly or trend.main.name != trend.organisation.name:
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
    if trend.indicator.grain.yearly:
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
    drawn = last if str(trend.view) in DAILY else last.replace(day=1)
    return month_axis(
        first, last, range=[(first - margin).isoformat(), (drawn + margin).isoformat()]
    )
