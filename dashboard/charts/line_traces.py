"""How are a line's standard, plan, figures and time drawn, on whichever chart?"""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.chart import MUTED, STANDARD, all_rounded, month_axis
from dashboard.charts.scale import DAILY, across, first_and_last, half_period
from dashboard.charts.written import Written, hovers
from dashboard.indicators.registry import Standard
from dashboard.services.line import Line
from dashboard.services.wording import words

AXIS = "#D8DDE0"


def standard_trace(line: Line, places: list[str]) -> dict[str, Any]:
    """A fine dotted step; empty where there is no standard."""
    points, steps = line.points, [point.standard for point in line.points]
    levels = {id(each): words.standard_text(each, line.indicator) for each in _distinct(steps)}
    if not levels:
        return {}
    if len(points) == 1 and not line.indicator.grain.yearly:
        # A lone period has no line to its neighbour, so the standard runs across it.
        steps, places = [*steps, *steps], across(points[0], line)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "Standard",
        "x": places,
        "y": [each.value if each else None for each in steps],
        "line": {"color": STANDARD, "width": 1.5, "dash": "dot", "shape": "hv"},
        "text": [levels[id(each)] if each else "" for each in steps],
        "hovertemplate": "Standard %{text}<extra></extra>",
    }


def _distinct(steps: Sequence[Standard | None]) -> list[Standard]:
    """One object stands for all the periods in which it is in force; to compare them takes longer
    than to draw them."""
    return list({id(each): each for each in steps if each}.values())


def plan_trace(said: Written, color: str, places: list[str]) -> dict[str, Any]:
    """Dashed; empty where there is no plan."""
    line = said.line
    values, indicator = [point.plan_value for point in line.points], line.indicator
    known = len(values) - values.count(None)
    if not known:
        return {}
    lone = known == 1 or indicator.grain.yearly
    return {
        "type": "scatter",
        "mode": "lines+markers" if lone else "lines",
        "name": "Plan",
        "x": places,
        "y": all_rounded(values),
        "connectgaps": False,
        "line": {"color": color, "width": 1.75, "dash": "dash"},
        "marker": {"color": color, "size": 7, "symbol": "line-ew-open"},
        "text": said.plans,
        "hovertemplate": "Plan %{text}<extra></extra>",
    }


def actual_trace(said: Written, color: str, places: list[str]) -> dict[str, Any]:
    """A gap stays a gap, and what is provisional is hollow."""
    line, points = said.line, said.line.points
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": places,
        "y": all_rounded([point.value for point in points]),
        "connectgaps": False,
        "line": {"color": color, "width": 2.5},
        "marker": {
            "size": 8 if len(points) < 70 else 5,
            "color": ["#FFFFFF" if point.provisional else color for point in points],
            "line": {"color": color, "width": 2},
        },
        "text": hovers(said, line.name),
        "hovertemplate": "%{text}<extra></extra>",
    }


def time_axis(lines: Sequence[Line]) -> dict[str, Any]:
    """Years by name, else months along time."""
    main = lines[0]
    if main.indicator.grain.yearly:
        return named_axis(list(dict.fromkeys(p.label for line in lines for p in line.points)))
    first, last = first_and_last(lines)
    margin = half_period(main)
    drawn = last if str(main.request.view) in DAILY else last.replace(day=1)
    return month_axis(
        first, last, range=[(first - margin).isoformat(), (drawn + margin).isoformat()]
    )


def named_axis(names: Sequence[str]) -> dict[str, Any]:
    """Periods by name, each as far from the next."""
    return {
        "type": "category",
        "categoryarray": list(names),
        "fixedrange": True,
        "showgrid": False,
        "tickfont": {"color": MUTED},
        "tickangle": 0,
        "showline": True,
        "linecolor": AXIS,
    }
