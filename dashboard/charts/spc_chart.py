"""The SPC chart: is a change real, and will the target be met?"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from dashboard.calculations.spc.model import JudgedPoint, Judgement, Variation
from dashboard.calculations.spc.sentence import lay_sentence
from dashboard.calculations.spc.words import signal_words
from dashboard.charts.breaks import (
    TOP,
    Marking,
    marking_labels,
    marking_shapes,
    markings,
    top_margin,
)
from dashboard.charts.chart import (
    MUTED,
    PLAN,
    STANDARD,
    TEXT,
    Chart,
    Column,
    Figure,
    Table,
    label,
    layout,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.line_traces import time_axis
from dashboard.charts.scale import positions, value_range
from dashboard.charts.spc_traces import baseline, clipped, limits, phases, points, target_traces
from dashboard.charts.trend_labels import (
    HEIGHT,
    MARGIN,
    PLOT,
    EdgeText,
    beside_forms,
    edge_labels,
    explained_gaps,
    gap_labels,
    gap_shapes,
    marking_forms,
)
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.written import Written, written
from dashboard.indicators.registry import Indicator
from dashboard.services.judged import Target
from dashboard.services.line import Line
from dashboard.services.trend import Trend
from dashboard.services.wording import units, verbs, words
from dashboard.services.wording.people_words import people
from dashboard.services.wording.target_words import target_words

_SEASONAL = "Seasonal: the limits bend with the time of year"


def spc_chart(trend: Trend, marked: Sequence[Marking] = ()) -> Chart:
    """The judged stretch with mean and limits, or a plain line and why there are none.

    marked: those of `spc_markings`, or none.
    """
    judgement, drawn = trend.verdict.judged.judgement, trend.verdict.drawn
    title, said = _title(trend), written(drawn)
    target = target_words(trend.verdict.judged.target, trend.indicator)
    sentence = " ".join(
        part for part in (lay_sentence(judgement, target), judgement.suggestion) if part
    )
    who = trend.stand_in if trend.stands_in else people(drawn)
    return Chart(
        title,
        sentence,
        f"{title}. {sentence}",
        _figure(trend, said, marked),
        _table(trend, said),
        (who,),
    )


def spc_markings(trend: Trend) -> tuple[Marking, ...]:
    return markings(trend.verdict.drawn, trend.data_breaks, trend.verdict.marks)


# What the title finds

_FOUND = {
    Variation.IMPROVEMENT_HIGH: "a real change for the better",
    Variation.IMPROVEMENT_LOW: "a real change for the better",
    Variation.CONCERN_HIGH: "a real change for the worse",
    Variation.CONCERN_LOW: "a real change for the worse",
    Variation.NEITHER_HIGH: "a real rise",
    Variation.NEITHER_LOW: "a real fall",
}


def _title(trend: Trend) -> str:
    judgement, line = trend.verdict.judged.judgement, trend.verdict.drawn
    what = words.subject(line, trend.organisation.name)
    is_are, shows = verbs.is_or_are(line.indicator), verbs.agreeing(line.indicator, "shows", "show")
    latest = line.latest
    if latest is None:
        return f"{what}: no figure yet for {line.name}"
    here = f"{units.value(latest.value, line.indicator)} {words.at(latest, line)}"
    if judgement.variation is Variation.NOT_JUDGED:
        it = verbs.it_or_they(line.indicator)
        return f"{what} {is_are} {here}; {it} {is_are} not judged by control limits"
    point = judgement.points[judgement.latest]
    if not point.signals:
        return f"{what} {shows} no real change: {here} is within what chance gives"
    rule = signal_words(point.signals[0], judgement.settings.run)
    return f"{what} {shows} {_FOUND[judgement.variation]}: {rule}"


# What is drawn


def _figure(trend: Trend, said: Written, marked: Sequence[Marking]) -> Figure:
    judged, indicator, drawn = trend.verdict.judged, trend.indicator, said.line
    judgement, places = judged.judgement, positions(drawn)
    traces = [
        *target_traces(judged.target, judgement, drawn, places),
        *chain.from_iterable(limits(each, judgement, drawn, places) for each in phases(judgement)),
        *points(judgement, said, places),
    ]
    traces = [trace for trace in traces if trace]
    foot = 0.25 if explained_gaps(drawn) else 0.1
    low, high = value_range([y for trace in traces for y in trace["y"]], indicator, foot)
    texts = _texts(judged.target, judgement, drawn)
    ends, gaps, top = edge_labels(texts, low, high), gap_labels(drawn), top_margin(marked)
    season = [] if not judgement.seasonal or not phases(judgement) else [_season_label()]
    numbered = marking_forms(marked, len(ends) + len(gaps) + len(season))
    return {
        "data": traces,
        "layout": layout(
            HEIGHT + top - TOP,
            margin={"l": 56, "r": MARGIN, "t": top, "b": 56},
            xaxis=time_axis([drawn]),
            yaxis=unit_axis(low, high, indicator),
            shapes=[
                *baseline(judgement, drawn, places),
                *gap_shapes(drawn),
                *marking_shapes(marked, PLOT),
            ],
            annotations=[*ends, *gaps, *season, *marking_labels(marked, PLOT)],
            meta=beside_forms(texts, numbered),
        ),
    }


def _texts(target: Target | None, judgement: Judgement, drawn: Line) -> list[EdgeText]:
    """At most five: the latest figure, mean, both limits and the target."""
    indicator, latest = drawn.indicator, drawn.latest
    texts = []
    if latest is not None and latest.value is not None:
        value = f"<b>{units.value(latest.value, indicator)}</b>"
        when = latest.label.replace("week ending", "w/e")
        texts.append(
            EdgeText(f"{value} {when}", latest.value, TEXT, value if "w/e" in when else "")
        )
    last = judgement.points[judgement.phases[-1].last] if phases(judgement) else None
    for name, number in (
        ("Upper limit", last.upper if last else None),
        ("Mean", last.mean if last else None),
        ("Lower limit", last.lower if last else None),
    ):
        if number is None:
            continue
        drawn_at = clipped(number, indicator) or 0.0
        said = _bounded(number, drawn_at, indicator)
        texts.append(EdgeText(f"{name} {said}", drawn_at, MUTED, f"{name.split()[0]} {said}"))
    if target is not None:
        texts.append(_target_text(target, drawn))
    return texts


def _bounded(number: float, drawn_at: float, indicator: Indicator) -> str:
    """A limit beyond what is possible says so; it is drawn at the edge."""
    if number == drawn_at:
        return units.value(number, indicator)
    return f"{'below' if number < drawn_at else 'above'} {units.level(drawn_at, indicator)}"


def _target_text(target: Target, drawn: Line) -> EdgeText:
    indicator = drawn.indicator
    if target.kind == "standard":
        level = units.level(target.value, indicator)
        said = f"under {level}" if target.comparator == "<" else level
        return EdgeText(f"Standard {said}", target.value, STANDARD, "")
    value = units.value(target.value, indicator)
    return EdgeText(f"Plan {value} ({target.on:%b %y})", target.value, PLAN, f"Plan {value}")


def _season_label() -> dict[str, Any]:
    """At the foot, where only explained gaps may stand beside it."""
    return label(_SEASONAL, 0, 0, MUTED, xref="paper", yref="paper", xanchor="left",
                 yanchor="bottom", xshift=4, bgcolor="rgba(255,255,255,0.8)")  # fmt: skip


# What is tabled


def _table(trend: Trend, said: Written) -> Table:
    """The figures with mean, limits and signals, the newest first."""
    judgement = trend.verdict.judged.judgement
    plain = figures_table([said], f"{trend.indicator.name}: the figures of the SPC chart")
    if not phases(judgement):
        return plain
    columns = (
        Column("Mean", True),
        Column("Lower limit", True),
        Column("Upper limit", True),
        Column("Signal"),
    )
    cells = [_cells(point, judgement, trend.indicator) for point in reversed(judgement.points)]
    at = [column.label for column in plain.columns].index("Actual") + 1
    return Table(
        plain.caption,
        (*plain.columns[:at], *columns, *plain.columns[at:]),
        tuple((*row[:at], *more, *row[at:]) for row, more in zip(plain.rows, cells, strict=True)),
    )


def _cells(point: JudgedPoint, judgement: Judgement, indicator: Indicator) -> tuple[str, ...]:
    run = judgement.settings.run
    signals = "; ".join(signal_words(each, run) for each in point.signals)
    return (
        units.value(point.mean, indicator),
        units.value(point.lower, indicator),
        units.value(point.upper, indicator),
        f"left out: {point.ghost}" if point.ghost else signals,
    )
