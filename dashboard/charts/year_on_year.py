"""How does this financial year run against the last ones, month beside month?"""

from collections.abc import Sequence
from typing import Any

from dashboard.calculations.views import View
from dashboard.charts.chart import (
    ACTUAL,
    LAST_YEAR,
    MUTED,
    PLAN,
    STANDARD,
    Chart,
    Column,
    Figure,
    Table,
    layout,
    rounded,
)
from dashboard.charts.figures_table import illustrative
from dashboard.charts.line_traces import AXIS, named_axis
from dashboard.charts.scale import value_range
from dashboard.charts.trend_labels import (
    HEIGHT,
    MARGIN,
    EdgeText,
    Forms,
    beside_forms,
    edge_labels,
)
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.written import hover
from dashboard.indicators.registry import Direction
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.services.wording import units, verbs, words
from dashboard.services.wording.people_words import people
from dashboard.services.years import Year, slot_names, years_of

# This year, the last, the one before: by weight and dash as well as by hue.
_STYLES: tuple[dict[str, Any], ...] = (
    {"color": ACTUAL, "width": 2.5},
    {"color": LAST_YEAR, "width": 1.75},
    {"color": LAST_YEAR, "width": 1.5, "dash": "dot"},
)
_LABELS = (ACTUAL, MUTED, MUTED)


def year_on_year_chart(trend: Trend) -> Chart:
    line = trend.whole
    years = years_of(line)
    title, sentence = _title(trend, line), _sentence(years, line)
    who = trend.stand_in if trend.stands_in else people(line)
    caption = f"{trend.indicator.name}: the years beside one another{illustrative([line])}"
    figure, table = _figure(trend, line, years), _table(line, years, caption)
    return Chart(title, sentence, f"{title}. {sentence}", figure, table, (who,))


# What is said


def _title(trend: Trend, line: Line) -> str:
    what, latest = words.subject(line, trend.organisation.name), line.latest
    if latest is None or latest.value is None:
        return f"{what}: no figure yet for {line.name}"
    value, is_are = units.value(latest.value, line.indicator), verbs.is_or_are(line.indicator)
    here = f"{what} {is_are} {value} {words.at(latest, line)}"
    before = words.year_before(line, latest)
    if before is None or before.value is None:
        return f"{here}; there is no figure of a year before"
    return f"{here}, {_apart(latest.value - before.value, line)} a year before"


def _apart(change: float, line: Line) -> str:
    size = units.difference(change, line.indicator)
    if units.not_any(size.split()[0]):
        return "the same as" if change == 0 else "about the same as"
    return f"{size} {'higher' if change > 0 else 'lower'} than"


def _sentence(years: Sequence[Year], line: Line) -> str:
    """In how many of the periods that both years have this one was better."""
    if len(years) < 2 or years[1].start.year != years[0].start.year - 1:
        return "There is no figure of the year before to compare with."
    pairs = [
        (point.value, years[1].points[slot].value)
        for slot, point in years[0].points.items()
        if point.value is not None and slot in years[1].points
    ]
    changes = [now - then for now, then in pairs if then is not None and now is not None]
    if not changes:
        return f"No period of {years[0].name} has a figure in {years[1].name} to compare with."
    noun = _NOUNS.get(line.request.view, "month")
    many = f"{len(changes)} {noun}s" if len(changes) > 1 else f"one {noun}"
    better, worse, level = _counted(changes, line)
    up = line.indicator.direction is not Direction.NEUTRAL
    parts = [
        f"{'better' if up else 'higher'} in {better}",
        f"{'worse' if up else 'lower'} in {worse}",
        *([f"level in {level}"] if level else []),
    ]
    said = f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Of the {many} that both years have, {years[0].name} was {said}."


_NOUNS = {View.QUARTER: "quarter", View.WEEK: "week"}


def _counted(changes: Sequence[float], line: Line) -> tuple[int, int, int]:
    """Better, worse and the same; of what is neither, higher and lower."""
    sign = -1 if line.indicator.direction is Direction.DOWN else 1
    better = sum(1 for change in changes if change * sign > 0)
    worse = sum(1 for change in changes if change * sign < 0)
    return better, worse, len(changes) - better - worse


# What is drawn


def _figure(trend: Trend, line: Line, years: Sequence[Year]) -> Figure:
    names = slot_names(line)
    traces = [
        *reversed([_year_trace(year, n, line, names) for n, year in enumerate(years)]),
        *(_aims(years[0], line, names) if years else ()),
    ]
    low, high = value_range([y for trace in traces for y in trace["y"]], trend.indicator)
    texts = _texts(years, line)
    return {
        "data": traces,
        "layout": layout(
            HEIGHT,
            margin={"l": 56, "r": MARGIN, "t": 24, "b": 56},
            xaxis=_axis(line, names),
            yaxis=unit_axis(low, high, trend.indicator),
            annotations=edge_labels(texts, low, high),
            meta=beside_forms(texts, _ticks(names)),
        ),
    }


def _year_trace(year: Year, number: int, line: Line, names: Sequence[str]) -> dict[str, Any]:
    style, points = _STYLES[number], [year.points.get(slot) for slot in range(len(names))]
    color = style["color"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": year.name,
        "x": list(names),
        "y": [rounded(point.value) if point else None for point in points],
        "connectgaps": False,
        "line": style,
        "marker": {
            "size": 8 if number == 0 else 5,
            "color": ["#FFFFFF" if point and point.provisional else color for point in points],
            "line": {"color": color, "width": 2 if number == 0 else 1},
        },
        "text": [hover(point, line, year.name) if point else "" for point in points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _aims(year: Year, line: Line, names: Sequence[str]) -> list[dict[str, Any]]:
    """This year's plan and standard."""
    points = [year.points.get(slot) for slot in range(len(names))]
    plans = [rounded(point.plan_value) if point else None for point in points]
    levels = _standards(year, line, len(names))
    plan = {"color": PLAN, "width": 1.75, "dash": "dash"}
    standard = {"color": STANDARD, "width": 1.5, "dash": "dot", "shape": "hv"}
    found = [("Plan", plans, plan), ("Standard", levels, standard)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": list(names),
            "y": values,
            "line": style,
            "text": [units.value(each, line.indicator) for each in values],
            "hovertemplate": f"{name} %{{text}}<extra></extra>",
        }
        for name, values, style in found
        if any(value is not None for value in values)
    ]


def _standards(year: Year, line: Line, slots: int) -> list[float | None]:
    """In force in each period; on to the end of the year, for it is aimed at."""
    levels: list[float | None] = []
    for slot in range(slots):
        point = year.points.get(slot)
        standard = point.standard if point else None
        levels.append(standard.value if standard else levels[-1] if levels and not point else None)
    return levels


def _axis(line: Line, names: Sequence[str]) -> dict[str, Any]:
    axis = named_axis(names)
    if line.request.view is View.WEEK:
        axis |= _weeks(names, 13)
    return {**axis, "range": [-0.5, len(names) - 0.5], "linecolor": AXIS}


def _weeks(names: Sequence[str], apart: int) -> dict[str, Any]:
    """The first of every so many weeks is named; the last of the year, alone, is not."""
    ticks = list(range(0, len(names) - 1, apart))
    return {"tickvals": ticks, "ticktext": [names[tick] for tick in ticks]}


def _ticks(names: Sequence[str]) -> Forms:
    """On a phone one month of a quarter is named, or one week of half a year."""
    if len(names) == 12:
        return Forms({"xaxis.tickvals": list(names[::3])}, {"xaxis.tickvals": list(names)})
    if len(names) > 50:
        narrow, wide = _weeks(names, 26), _weeks(names, 13)
        return Forms(_on_axis(narrow), _on_axis(wide))
    return Forms({}, {})


def _on_axis(changes: dict[str, Any]) -> dict[str, Any]:
    return {f"xaxis.{name}": value for name, value in changes.items()}


def _texts(years: Sequence[Year], line: Line) -> list[EdgeText]:
    texts = []
    for number, year in enumerate(years):
        point = year.last
        if point is None or point.value is None:
            continue
        value = units.value(point.value, line.indicator)
        when = slot_names(line)[year.place_of(point)]
        said = f"<b>{value}</b>" if number == 0 else value
        full = f"{year.name} {said} {when}"
        texts.append(EdgeText(full, point.value, _LABELS[number], f"{year.name} {said}"))
    if years:
        texts += _aim_texts(years[0], line)
    return texts


def _aim_texts(year: Year, line: Line) -> list[EdgeText]:
    planned = [p for _, p in sorted(year.points.items()) if p.plan_value is not None]
    levels = [p.standard for _, p in sorted(year.points.items()) if p.standard]
    texts = []
    if planned:
        value = planned[-1].plan_value or 0.0
        said = units.value(value, line.indicator)
        when = slot_names(line)[year.place_of(planned[-1])]
        texts.append(EdgeText(f"Plan {said} {when}", value, PLAN, f"Plan {said}"))
    if levels:
        said = words.standard_text(levels[-1], line.indicator)
        texts.append(EdgeText(f"Standard {said}", levels[-1].value, STANDARD, ""))
    return texts


# What is tabled


def _table(line: Line, years: Sequence[Year], caption: str) -> Table:
    """A row for each month, a column for each year."""
    names = slot_names(line)
    columns = (
        Column("Period"),
        *(Column(year.name, True) for year in years),
        Column(f"Plan {years[0].name}" if years else "Plan", True),
    )
    rows = []
    for slot, name in enumerate(names):
        there = [year.points.get(slot) for year in years]
        if not any(there):
            continue
        plan = there[0].plan_value if there[0] else None
        cells = [_cell(point, line) for point in there]
        rows.append((name, *cells, units.value(plan, line.indicator)))
    return Table(caption, columns, tuple(rows))


def _cell(point: Point | None, line: Line) -> str:
    if point is None:
        return ""
    if point.value is None:
        return words.absence(point)
    text = units.value(point.value, line.indicator)
    return f"{text} (provisional)" if point.provisional else text
