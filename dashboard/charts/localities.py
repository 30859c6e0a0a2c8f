"""Every locality on one scale, and how far each is from its own plan."""

from math import ceil
from textwrap import wrap
from typing import Any

from dashboard.charts import units, words
from dashboard.charts.chart import (
    ACTUAL,
    PLAN,
    STANDARD,
    TEXT,
    Chart,
    Figure,
    label,
    layout,
    month_axis,
    rounded,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.part_words import headline, together
from dashboard.charts.scale import across, first_and_last, positions, value_range
from dashboard.charts.units import unit_axis
from dashboard.periods import Grain
from dashboard.services.line import Line
from dashboard.services.localities import Localities

PANEL = 168  # px
_TITLE = 44  # px above each panel for its name, which may take two lines
_NAME = 40  # letters that stand in one line above a panel
_DOT, _LONE_DOT = 3.5, 7.0  # px; a month without neighbours has no line that shows it
_FOOT = 48  # px below the last row for the months
_WIDE = 3


def small_multiples(localities: Localities) -> Chart:
    """One panel a locality: its actual, its own plan, and the whole organisation in grey."""
    lines = [share.line for share in localities.shares]
    title = headline(localities)
    sentence = together(localities)
    return Chart(
        title,
        sentence,
        f"{title}. {sentence}",
        _panels(localities, lines),
        figures_table(lines, f"{localities.indicator.name} by {localities.parts.one}"),
    )


def _panels(localities: Localities, lines: list[Line]) -> Figure:
    whole = localities.whole
    every = [*lines, *([whole] if whole else [])]
    low, high = value_range(
        [
            value
            for line in every
            for point in line.points
            for value in (
                point.value,
                point.plan_value if line is not whole else None,
                point.standard.value if point.standard else None,
            )
        ],
        localities.indicator,
    )
    traces: list[dict[str, Any]] = []
    longest = max(every, key=lambda line: len(line.points))
    for index, line in enumerate(lines):
        traces += _panel_traces(line, whole, longest, index)
    wide, narrow = _grid(lines, _WIDE), _grid(lines, 1)
    for index in range(len(lines)):
        narrow[f"annotations[{index}].font.size"] = 12
        wide[f"annotations[{index}].font.size"] = 14
    axes = _axes(localities, every, len(lines), (low, high))
    return {
        "data": traces,
        "layout": layout(
            wide["height"],
            **_nested(axes, wide),
            hovermode="closest",
            margin={"l": 48, "r": 24, "t": _TITLE, "b": _FOOT},
            annotations=_names(localities, lines, wide, (low, high)),
            meta={"narrow": narrow, "wide": wide},
        ),
    }


def _standard_trace(longest: Line) -> dict[str, Any]:
    """Along all that is drawn: a part of few months is held against the same standard."""
    points = longest.points
    lone = len(points) == 1 and not longest.indicator.grain.yearly
    levels = [point.standard.value if point.standard else None for point in points]
    return {
        "x": across(points[0], longest) if lone else positions(longest),
        "y": levels * 2 if lone else levels,
        "mode": "lines",
        "line": {"color": STANDARD, "width": 1, "dash": "dot", "shape": "hv"},
        "hoverinfo": "skip",
    }


def _panel_traces(
    line: Line, whole: Line | None, longest: Line, index: int
) -> list[dict[str, Any]]:
    axes = {"xaxis": _axis("x", index), "yaxis": _axis("y", index)}
    x = positions(line)
    traces: list[dict[str, Any]] = []
    if any(point.standard for point in longest.points):
        traces.append({**axes, **_standard_trace(longest)})
    if whole:
        traces.append(
            {
                **axes,
                "x": positions(whole),
                "y": [rounded(point.value) for point in whole.points],
                "mode": "lines",
                "line": {"color": "#B1B9BF", "width": 1.5},
                "hoverinfo": "skip",
            }
        )
    traces.append(
        {
            **axes,
            "x": x,
            "y": [rounded(point.plan_value) for point in line.points],
            "mode": "lines",
            "line": {"color": PLAN, "width": 1.25, "dash": "dash"},
            "hoverinfo": "skip",
        }
    )
    traces.append(
        {
            **axes,
            "x": x,
            "y": [rounded(point.value) for point in line.points],
            "mode": "lines+markers",
            "line": {"color": ACTUAL, "width": 2},
            "marker": {"size": _dots(line), "color": ACTUAL, "opacity": 1, "line": {"width": 0}},
            "text": [_hover(line, number) for number in range(len(line.points))],
            "hovertemplate": "%{text}<extra></extra>",
        }
    )
    return [{"type": "scatter", "connectgaps": False, **trace} for trace in traces]


def _dots(line: Line) -> float | list[float]:
    values = [None, *[point.value for point in line.points], None]
    lone = [
        here is not None and before is None and after is None
        for before, here, after in zip(values, values[1:], values[2:], strict=False)
    ]
    return [_LONE_DOT if each else _DOT for each in lone] if any(lone) else _DOT


def _hover(line: Line, number: int) -> str:
    point = line.points[number]
    plan = units.value(point.plan_value, line.indicator)
    text = f"{point.label}: {words.honest_value(point, line.indicator)}"
    return f"{text}, plan {plan}" if plan else text


def _axis(letter: str, index: int) -> str:
    return letter if index == 0 else f"{letter}{index + 1}"


def _grid(lines: list[Line], columns: int) -> dict[str, Any]:
    """Where each panel stands, as the changes that move it there."""
    columns = min(columns, len(lines))
    rows = ceil(len(lines) / columns)
    height = rows * (PANEL + _TITLE) + _FOOT
    inner = height - _TITLE - _FOOT
    changes: dict[str, Any] = {"height": height}
    gap = 0.05 if columns > 1 else 0.0
    width = (1 - gap * (columns - 1)) / columns
    for index in range(len(lines)):
        row, column = divmod(index, columns)
        left = column * (width + gap)
        top = 1 - row * (PANEL + _TITLE) / inner
        bottom = top - PANEL / inner
        x, y = f"xaxis{index + 1 if index else ''}", f"yaxis{index + 1 if index else ''}"
        changes |= {
            f"{x}.domain": [round(left, 4), round(left + width, 4)],
            f"{y}.domain": [round(max(bottom, 0), 4), round(min(top, 1), 4)],
            f"{x}.showticklabels": index + columns >= len(lines),
            f"{y}.showticklabels": column == 0,
        }
    return changes


def _axes(
    localities: Localities, every: list[Line], panels: int, span: tuple[float, float]
) -> dict[str, dict[str, Any]]:
    first, last = first_and_last(every)
    axes: dict[str, dict[str, Any]] = {}
    for index in range(panels):
        number = str(index + 1) if index else ""
        if localities.indicator.grain.yearly:
            names = list(dict.fromkeys(p.label for line in every for p in line.points))
            along: dict[str, Any] = {
                "type": "category",
                "categoryarray": names,
                "fixedrange": True,
                "tickangle": 0,
                "showgrid": False,
                "nticks": 4,
            }
        else:
            along = month_axis(first, last)
            along["ticktext"] = [text.split("<br>")[0] for text in along["ticktext"]]
        axes[f"xaxis{number}"] = {**along, "anchor": _axis("y", index)}
        axes[f"yaxis{number}"] = {
            **unit_axis(*span, localities.indicator, nticks=5),
            "anchor": _axis("x", index),
        }
    return axes


def _nested(axes: dict[str, dict[str, Any]], place: dict[str, Any]) -> dict[str, Any]:
    for path, value in place.items():
        axis, _, attribute = path.partition(".")
        if axis in axes:
            axes[axis][attribute] = value
    return axes


def _names(
    localities: Localities, lines: list[Line], place: dict[str, Any], span: tuple[float, float]
) -> list[dict[str, Any]]:
    """The locality's name above its panel with its last figure beside it."""
    labels = []
    for index, line in enumerate(lines):
        latest = line.latest
        said = f"  {units.value(latest.value, localities.indicator)}" if latest else ""
        labels.append(
            label(
                f"<b>{_wrapped(line.name)}</b><span style='color:{ACTUAL}'>{said}</span>",
                0,
                1,
                TEXT,
                xref=f"{_axis('x', index)} domain",
                yref=f"{_axis('y', index)} domain",
                xanchor="left",
                yanchor="bottom",
                yshift=6,
            )
        )
    return labels


def _wrapped(name: str) -> str:
    """In two lines at most: the rest of a very long one stands in the table."""
    return "<br>".join(wrap(name, _NAME, max_lines=2, placeholder=" …"))
