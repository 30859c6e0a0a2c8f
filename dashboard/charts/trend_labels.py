"""What is written on a trend's charts: line ends, the latest figure, the reasons of gaps."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.charts.breaks import Marking
from dashboard.charts.chart import ACTUAL, LINES, MUTED, PLAN, SHADE, STANDARD, TEXT, label
from dashboard.charts.scale import DAILY, half_period, position, spread
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.services.wording import units, words

HEIGHT = 440
MARGIN = 168
_NARROW_MARGIN = 116  # px where short labels stand beside the plot on a phone
PLOT = HEIGHT - 24 - 56
LABEL = 20  # px a line of a label needs
_VEIL, _CLEAR = "rgba(255,255,255,0.8)", "rgba(0,0,0,0)"
_BESIDE = 12  # px that the label beside the last point stands beyond its level
ABOVE = 4  # px that a label stands above its line and its last point


def shapes(trend: Trend) -> list[dict[str, Any]]:
    """The planned stretch after the latest figure is shaded; explained gaps get a fine line."""
    latest, main = trend.main.latest, trend.main
    if trend.indicator.grain.yearly:
        return []
    drawn = gap_shapes(main)
    if latest and main.points[-1].end > latest.end:
        margin = half_period(main)
        until = main.points[-1].end
        daily = str(trend.view) in DAILY
        after = latest.end if daily else latest.end.replace(day=1)
        until = until if daily else until.replace(day=1)
        drawn.append(band((after + margin).isoformat(), (until + margin).isoformat(), SHADE))
    return drawn


def band(begins: str, ends: str, color: str) -> dict[str, Any]:
    """A stretch of time shaded, beneath everything."""
    return {
        "type": "rect",
        "x0": begins,
        "x1": ends,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": color,
        "line": {"width": 0},
        "layer": "below",
    }


def gap_shapes(line: Line) -> list[dict[str, Any]]:
    if line.indicator.grain.yearly:
        return []
    return [
        {
            "type": "line",
            "x0": position(point, line),
            "x1": position(point, line),
            "y0": 0,
            "y1": 0.12,
            "yref": "paper",
            "line": {"color": MUTED, "width": 1, "dash": "dot"},
        }
        for point in explained_gaps(line)
    ]


def explained_gaps(line: Line) -> list[Point]:
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


def gap_labels(line: Line) -> list[dict[str, Any]]:
    return [
        label(
            f"{point.label}: {words.absence(point)}",
            position(point, line),
            0.06 - 0.06 * (index % 2),
            MUTED,
            yref="paper",
            xanchor="right",
            xshift=-4,
            yanchor="bottom",
        )
        for index, point in enumerate(explained_gaps(line))
    ]


class EdgeText(NamedTuple):
    """What stands at the right edge, level with a value. short: on a phone, where it differs."""

    text: str
    level: float
    color: str
    short: str = ""


def end_labels(trend: Trend, with_plan: bool, low: float, high: float) -> list[dict[str, Any]]:
    """What each line is and where it ends, at the right edge, never one upon another."""
    texts: list[EdgeText] = []
    indicator, main = trend.indicator, trend.main
    beside = has_room(trend)
    for index, line in enumerate(() if beside else trend.lines):
        point = line.latest
        if point is not None and point.value is not None:
            texts.append(EdgeText(latest_text(trend, line), point.value, LINES[index]))
    if not beside and (england := trend.england.latest):
        texts.append(EdgeText(england_text(trend), england.value or 0.0, TEXT))
    last = next((p for p in reversed(main.points) if p.plan_value is not None), None)
    if last is not None and with_plan:
        plan = units.value(last.plan_value, indicator)
        texts.append(EdgeText(f"Plan {plan}<br>({last.label})", last.plan_value or 0.0, PLAN))
    standard = next((p.standard for p in reversed(main.points) if p.standard), None)
    if standard is not None:
        text = f"Standard {words.standard_text(standard, indicator)}"
        texts.append(EdgeText(text, standard.value, STANDARD))
    return edge_labels(texts, low, high)


def edge_labels(texts: Sequence[EdgeText], low: float, high: float) -> list[dict[str, Any]]:
    """In the order given, moved apart until each can be read."""
    tallest = max((each.text.count("<br>") + 1 for each in texts), default=1)
    least = (high - low) * LABEL * (tallest + 0.1) / PLOT
    levels = [each.level for each in texts]
    places = spread(levels, low + least / 3, high - least / 3, least)
    return [
        label(
            each.text,
            1.0,
            place,
            each.color,
            xref="paper",
            xanchor="left",
            xshift=10,
            name="end",
            # On a phone it may stand upon its line.
            bgcolor=_VEIL if each.color in (*LINES, TEXT) else _CLEAR,
        )
        for each, place in zip(texts, places, strict=True)
    ]


def latest_text(trend: Trend, line: Line) -> str:
    point = line.latest
    if point is None:
        return ""
    name = "<br>".join([*wrap(line.name, 20), ""]) if len(trend.lines) > 1 else ""
    when = point.label.replace("week ending", "w/e")
    provisional = "<br>provisional" if point.provisional and len(trend.lines) == 1 else ""
    return f"{name}<b>{units.value(point.value, trend.indicator)}</b> {when}{provisional}"


def england_text(trend: Trend) -> str:
    """`England 84.2%`, with its period where that is not the one of the line beside it."""
    here, there = trend.main.latest, trend.england.latest
    if there is None:
        return ""
    value = f"England <b>{units.value(there.value, trend.indicator)}</b>"
    return value if here and here.end == there.end else f"{value} {there.label}"


def has_room(trend: Trend) -> bool:
    """Whether the lone line's label fits beside its last point, in the planned stretch."""
    main = trend.main
    latest = main.latest
    if len(trend.lines) > 1 or latest is None or trend.indicator.grain.yearly:
        return False
    after = len(main.points) - bisect_right(main.points, latest.end, key=attrgetter("end"))
    return after >= max(3, len(main.points) // 5)


def latest_label(trend: Trend) -> list[dict[str, Any]]:
    """The last figure named beside its point, on the side away from the plan."""
    line, point = trend.main, trend.main.latest
    if point is None or point.value is None or not has_room(trend):
        return []
    below = _plan_above(line, point.value)
    return [
        label(
            latest_text(trend, line),
            position(point, line),
            point.value,
            ACTUAL,
            xanchor="left",
            xshift=10,
            yshift=_BESIDE if below else -_BESIDE,
            yanchor="top" if below else "bottom",
            bgcolor="rgba(247,249,251,0.85)",
        )
    ]


def _plan_above(line: Line, value: float) -> bool:
    """Whether the next plan is at least as high as the latest figure."""
    latest = line.latest
    ahead = [p.plan_value for p in line.points if latest and p.end > latest.end]
    return bool(ahead) and ahead[0] is not None and ahead[0] >= value


def room_above(trend: Trend, low: float, high: float) -> float:
    """The top of a chart with numbers over it: the lone line's own label stays beneath them."""
    point = trend.main.latest
    if point is None or point.value is None or not has_room(trend):
        return high
    if _plan_above(trend.main, point.value):
        return high
    lines = latest_text(trend, trend.main).count("<br>") + 1
    share = (lines * LABEL + _BESIDE) / PLOT
    return max(high, low + (point.value - low) / (1 - share))


def own_label(trend: Trend, lines: int) -> tuple[float, float]:
    """Where the middle of a label of so many lines beside the latest figure is.

    Its level, and how many px above that.
    """
    point = trend.main.latest
    value = point.value if point else None
    if value is None:
        return 0.0, 0.0
    off = lines * LABEL / 2 - _BESIDE
    return value, -off if _plan_above(trend.main, value) else off


class Forms(NamedTuple):
    """What changes on a phone, and back."""

    narrow: dict[str, Any]
    wide: dict[str, Any]

    def joined(self, more: "Forms") -> "Forms":
        return Forms(self.narrow | more.narrow, self.wide | more.wide)


def forms(
    beside: int, ends: list[dict[str, Any]], latest: str, numbered: Forms | None = None
) -> dict[str, Any]:
    """What changes between a phone and a wide screen.

    On a phone the labels at the right edge stand inside the plot, above their lines, and the one
    beside the last point (the first annotation, where there is one) is broken into short lines.
    numbered: the same of what is marked on the chart.
    """
    narrow: dict[str, Any] = {"margin.r": 12, "margin.l": 44}
    wide: dict[str, Any] = {"margin.r": MARGIN, "margin.l": 56}
    if beside:
        narrow["annotations[0].text"] = latest.split("<br>")[0].replace("</b> ", "</b><br>")
        wide["annotations[0].text"] = latest
    for index in range(beside, beside + len(ends)):
        place = f"annotations[{index}]"
        for form, side, base, x, y in (
            (narrow, "right", "bottom", 0, ABOVE),
            (wide, "left", "middle", 10, 0),
        ):
            form |= {f"{place}.xanchor": side, f"{place}.align": side, f"{place}.yanchor": base}
            form |= {f"{place}.xshift": x, f"{place}.yshift": y}
        # Inside the plot it may stand upon its line, or upon that of a break.
        narrow[f"{place}.bgcolor"] = _VEIL
        wide[f"{place}.bgcolor"] = ends[index - beside]["bgcolor"]
    more = numbered or Forms({}, {})
    return {"narrow": narrow | more.narrow, "wide": wide | more.wide}


def beside_forms(texts: Sequence[EdgeText], numbered: Forms) -> dict[str, Any]:
    """As `forms`, where the edge's labels are the first annotations and stay beside the plot."""
    narrow: dict[str, Any] = {"margin.r": _NARROW_MARGIN, "margin.l": 44}
    wide: dict[str, Any] = {"margin.r": MARGIN, "margin.l": 56}
    for index, each in enumerate(texts):
        if each.short:
            narrow[f"annotations[{index}].text"] = each.short
            wide[f"annotations[{index}].text"] = each.text
    return {"narrow": narrow | numbered.narrow, "wide": wide | numbered.wide}


def marking_forms(marked: Sequence[Marking], first: int) -> Forms:
    """Numbers alone on a phone. first: the place of the first marking among the annotations."""
    places = [f"annotations[{first + index}].text" for index in range(len(marked))]
    pairs = list(zip(places, marked, strict=True))
    return Forms(
        {place: each.short for place, each in pairs if each.roomy},
        {place: each.label for place, each in pairs if each.roomy},
    )
