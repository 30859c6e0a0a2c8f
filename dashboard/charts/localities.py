"""Every locality on one scale, and how far each is from its own plan."""

from collections.abc import Sequence
from math import ceil
from textwrap import wrap
from typing import Any

from dashboard.charts.chart import (
    ACTUAL,
    LAST_YEAR,
    MUTED,
    PLAN,
    STANDARD,
    TEXT,
    Chart,
    Figure,
    all_rounded,
    label,
    layout,
    month_axis,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.part_words import headline, together
from dashboard.charts.scale import across, first_and_last, positions, value_range
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.written import Written, written
from dashboard.services.line import Line
from dashboard.services.localities import Localities
from dashboard.services.wording import units

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
    said = [written(line) for line in lines]
    table = figures_table(said, f"{localities.indicator.name} by {localities.parts.one}")
    figure = _panels(localities, lines, [_hovers(each) for each in said])
    return Chart(title, sentence, f"{title}. {sentence}", figure, table)


def _panels(localities: Localities, lines: list[Line], hovers: list[list[str]]) -> Figure:
    whole = localities.whole
    every = [*lines, *([whole] if whole else [])]
    low, high = _span(localities, lines)
    behind = _behind(whole, max(every, key=lambda line: len(line.points)))
    traces: list[dict[str, Any]] = []
    for index, line in enumerate(lines):
        panel = {"xaxis": _axis("x", index), "yaxis": _axis("y", index)}
        traces += [{**trace, **panel} for trace in (*behind, *_own_traces(line, hovers[index]))]
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


def _span(localities: Localities, lines: list[Line]) -> tuple[float, float]:
    """Room for all that is drawn: figures, plans and the standard."""
    points = [point for line in lines for point in line.points]
    behind = localities.whole.points if localities.whole else ()
    values = [point.value for point in (*points, *behind)]
    values += [point.plan_value for point in points]
    # Few as they are, and the same in every part.
    ends = {point.end: point for point in (*points, *behind)}.values()
    values += [point.standard.value for point in ends if point.standard]
    return value_range(values, localities.indicator)


def _behind(whole: Line | None, longest: Line) -> list[dict[str, Any]]:
    """What every panel has alike: the standard, and the whole organisation in grey."""
    traces: list[dict[str, Any]] = []
    if any(point.standard for point in longest.points):
        traces.append(_standard_trace(longest))
    if whole:
        grey = {"color": "#B1B9BF", "width": 1.5}
        values = all_rounded([point.value for point in whole.points])
        traces.append({**_line(positions(whole), values, grey), "hoverinfo": "skip"})
    return traces


def _standard_trace(longest: Line) -> dict[str, Any]:
    """Along all that is drawn: a part of few months is held against the same standard."""
    points = longest.points
    lone = len(points) == 1 and not longest.indicator.grain.yearly
    levels = [point.standard.value if point.standard else None for point in points]
    stepped = {"color": STANDARD, "width": 1, "dash": "dot", "shape": "hv"}
    x = across(points[0], longest) if lone else positions(longest)
    return {**_line(x, levels * 2 if lone else levels, stepped), "hoverinfo": "skip"}


def _line(x: list[str], y: Sequence[float | None], line: dict[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "connectgaps": False, "mode": "lines", "x": x, "y": y, "line": line}


def _own_traces(line: Line, hovers: list[str]) -> list[dict[str, Any]]:
    x = positions(line)
    plans = all_rounded([point.plan_value for point in line.points])
    values = all_rounded([point.value for point in line.points])
    plan = _line(x, plans, {"color": PLAN, "width": 1.25, "dash": "dash"})
    actual = {
        **_line(x, values, {"color": ACTUAL, "width": 2}),
        "name": line.name,
        "mode": "lines+markers",
        "marker": {"size": _dots(values), "color": ACTUAL, "opacity": 1, "line": {"width": 0}},
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [{**plan, "hoverinfo": "skip"}, actual]


def _dots(values: Sequence[float | None]) -> float | list[float]:
    around = [None, *values, None]
    lone = [
        here is not None and before is None and after is None
        for before, here, after in zip(around, around[1:], around[2:], strict=False)
    ]
    return [_LONE_DOT if each else _DOT for each in lone] if any(lone) else _DOT


def _hovers(said: Written) -> list[str]:
    """`Feb 20: 88.1%, plan 90.0%`, point by point."""
    return [
        f"{point.label}: {value}, plan {plan}" if plan else f"{point.label}: {value}"
        for point, value, plan in zip(said.line.points, said.values, said.plans, strict=True)
    ]


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
    axes: dict[str, dict[str, Any]] = {}
    along = _along(localities, every)
    upwards = unit_axis(*span, localities.indicator, nticks=5)
    for index in range(panels):
        number = str(index + 1) if index else ""
        axes[f"xaxis{number}"] = {**along, "anchor": _axis("y", index)}
        axes[f"yaxis{number}"] = {**upwards, "anchor": _axis("x", index)}
    return axes


def _along(localities: Localities, every: list[Line]) -> dict[str, Any]:
    """Months, or years by their names."""
    if localities.indicator.grain.yearly:
        return {
            "type": "category",
            "categoryarray": list(dict.fromkeys(p.label for line in every for p in line.points)),
            "fixedrange": True,
            "tickangle": 0,
            "showgrid": False,
            "ticks": "outside",
            "tickcolor": LAST_YEAR,
            "linecolor": "#D8DDE0",
            "showline": True,
            "tickfont": {"color": MUTED},
            "nticks": 4,
        }
    along = month_axis(*first_and_last(every))
    return {**along, "ticktext": [text.split("<br>")[0] for text in along["ticktext"]]}


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
