"""How are points, limits and a target drawn on an SPC chart?"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dashboard.calculations.spc.model import JudgedPoint, Judgement, Phase, Variation
from dashboard.calculations.spc.words import signal_words
from dashboard.charts.chart import ACTUAL, LAST_YEAR, MUTED, PLAN, all_rounded, rounded, typed
from dashboard.charts.line_traces import standard_trace
from dashboard.charts.trend_labels import band
from dashboard.charts.written import Written, hovers
from dashboard.indicators.registry import Indicator, Unit
from dashboard.services.judged import Target
from dashboard.services.line import Line
from dashboard.services.wording import units

OUTLINE = MUTED
_BASELINE = "#E8F0F8"


class Mark(NamedTuple):
    """How a point is drawn; the shape says it without the hue."""

    symbol: str
    color: str
    character: str
    meaning: str


COMMON = Mark("circle", "#A6A6A6", "●", "within what chance gives")
_HIGH = Mark("triangle-up", "#00B0F0", "▲", "a real change for the better, upwards")
_LOW = Mark("triangle-down", "#00B0F0", "▼", "a real change for the better, downwards")
_CONCERN = Mark("diamond", "#E46C0A", "◆", "a real change for the worse")
_NEITHER = Mark("square", "#490092", "■", "a real change, neither good nor bad")
GHOST = Mark("circle-x-open", OUTLINE, "⊗", "left out of the limits")
PLAIN = Mark("circle", ACTUAL, "", "")
_MARKS = {
    Variation.IMPROVEMENT_HIGH: _HIGH,
    Variation.IMPROVEMENT_LOW: _LOW,
    Variation.CONCERN_HIGH: _CONCERN,
    Variation.CONCERN_LOW: _CONCERN,
    Variation.NEITHER_HIGH: _NEITHER,
    Variation.NEITHER_LOW: _NEITHER,
    Variation.COMMON_CAUSE: COMMON,
    Variation.NOT_JUDGED: PLAIN,
}


def marks_used(judgement: Judgement) -> tuple[Mark, ...]:
    """Those of the chart, for its key; none where nothing is judged."""
    used = {mark_of(point) for point in judgement.points if point.value is not None}
    every = (COMMON, _HIGH, _LOW, _CONCERN, _NEITHER, GHOST)
    return tuple(each for each in every if each in used)


def mark_of(point: JudgedPoint) -> Mark:
    return GHOST if point.ghost else _MARKS[point.variation]


def phases(judgement: Judgement) -> list[Phase]:
    """Those with limits."""
    return [phase for phase in judgement.phases if phase.limits]


def target_traces(
    target: Target | None, judgement: Judgement, drawn: Line, places: list[str]
) -> list[dict[str, Any]]:
    """The standard through time; a plan's next step only along the last phase, which it is of."""
    if target is None or target.kind == "standard":
        return [standard_trace(drawn, places)]
    first = judgement.phases[-1].first if judgement.phases else 0
    along = places[first:]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "Plan",
            "x": along,
            "y": [rounded(target.value)] * len(along),
            "line": {"color": PLAN, "width": 1.75, "dash": "dash"},
            "hoverinfo": "skip",
        }
    ]


def limits(
    phase: Phase, judgement: Judgement, drawn: Line, places: list[str]
) -> Iterator[dict[str, Any]]:
    """Mean and limits of one phase; they bend where the series is seasonal."""
    within = judgement.points[phase.first : phase.last + 1]
    x = places[phase.first : phase.last + 1]
    rows: tuple[tuple[str, str, list[float | None]], ...] = (
        ("Mean", MUTED, [point.mean for point in within]),
        ("Upper limit", LAST_YEAR, [point.upper for point in within]),
        ("Lower limit", LAST_YEAR, [point.lower for point in within]),
    )
    for name, color, values in rows:
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": x,
            "y": [rounded(clipped(value, drawn.indicator)) for value in values],
            "line": {"color": color, "width": 1.5, "dash": "dash" if phase.trial else "solid"},
            "hoverinfo": "skip",
        }


def clipped(value: float | None, indicator: Indicator) -> float | None:
    """Within what is possible: in drawing alone, never in judging."""
    if value is None:
        return None
    return min(max(value, 0.0), 100.0 if indicator.unit is Unit.PERCENT else value)


def points(judgement: Judgement, said: Written, places: list[str]) -> list[dict[str, Any]]:
    """A fine line, broken at gaps and at what is left out, and a shape upon each point."""
    drawn = said.line
    marks = [mark_of(point) for point in judgement.points]
    values = all_rounded([point.value for point in judgement.points])
    plain = all(mark is PLAIN for mark in marks)
    joined = [None if p.ghost else v for p, v in zip(judgement.points, values, strict=True)]
    size = 10 if len(places) < 70 else 6
    # Hollow tells provisional figures from others; where all are, it would only take the hue away.
    told = not all(each.provisional for each in drawn.points if each.value is not None)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": places,
            "y": joined,
            "connectgaps": False,
            "line": {"color": ACTUAL if plain else LAST_YEAR, "width": 2.5 if plain else 1},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": drawn.name,
            "x": places,
            "y": values,
            "marker": {
                "size": [size + 2 * (mark not in (COMMON, PLAIN)) for mark in marks],
                "opacity": 1,  # Plotly's own for sizes that differ is less
                "symbol": [mark.symbol for mark in marks],
                "color": [
                    "#FFFFFF" if told and source.provisional and mark is not GHOST else mark.color
                    for mark, source in zip(marks, drawn.points, strict=True)
                ],
                "line": {"color": ACTUAL if plain else OUTLINE, "width": 1.5},
            },
            "text": _hovers(judgement, said),
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]


def _hovers(judgement: Judgement, said: Written) -> list[str]:
    figures = hovers(said, said.line.name)
    return [
        _hover(point, figure, judgement, said.line)
        for point, figure in zip(judgement.points, figures, strict=True)
    ]


def _hover(point: JudgedPoint, figure: str, judgement: Judgement, drawn: Line) -> str:
    """The figure, where it stands, and every rule that it meets."""
    said = [figure]
    if point.mean is not None:
        mean, lower, upper = (
            units.value(each, drawn.indicator) for each in (point.mean, point.lower, point.upper)
        )
        said.append(f"Mean {mean}, limits {lower} to {upper}")
    said += [f"Signal: {signal_words(each, judgement.settings.run)}" for each in point.signals]
    if point.ghost:
        said.append(f"Left out: {typed(point.ghost)}")
    return "<br>".join(said)


def baseline(judgement: Judgement, drawn: Line, places: list[str]) -> list[dict[str, Any]]:
    """The stretch that limits are taken from, lightly shaded."""
    baseline = judgement.marks.baseline
    if baseline is None or drawn.indicator.grain.yearly or not phases(judgement):
        return []
    within = [
        number
        for number, point in enumerate(drawn.points)
        if baseline.start <= point.end and point.start <= baseline.end
    ]
    if not within:
        return []
    return [band(places[within[0]], places[within[-1]], _BASELINE)]
