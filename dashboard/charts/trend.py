"""The trajectory chart: actual against plan and standard, through time."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.action_marks import due_marks, effect_traces
from dashboard.charts.breaks import (
    TOP,
    Marking,
    marking_labels,
    marking_shapes,
    markings,
    top_margin,
)
from dashboard.charts.chart import (
    LINES,
    MUTED,
    PLAN,
    STANDARD,
    Chart,
    Figure,
    layout,
    rounded,
)
from dashboard.charts.england import (
    england_forms,
    england_label,
    england_sentence,
    england_trace,
)
from dashboard.charts.figures_table import figures_table
from dashboard.charts.line_traces import actual_trace, plan_trace, standard_trace, time_axis
from dashboard.charts.phone_labels import MOVED, clear_of_own_label
from dashboard.charts.scale import first_and_last, positions, value_range
from dashboard.charts.trend_labels import (
    HEIGHT,
    MARGIN,
    PLOT,
    end_labels,
    explained_gaps,
    forms,
    gap_labels,
    latest_label,
    latest_text,
    marking_forms,
    room_above,
    shapes,
)
from dashboard.charts.unit_axis import unit_axis
from dashboard.charts.written import Written, written
from dashboard.documents import LocalStandard
from dashboard.services.trend import Trend
from dashboard.services.wording import units, words
from dashboard.services.wording.people_words import people


def trend_chart(trend: Trend, marked: Sequence[Marking] = ()) -> Chart:
    """The chart of a trend, with its title, sentence, text alternative and table.

    marked: those of `marked_on`, or none.
    """
    main = trend.main
    title = words.headline(main, trend.organisation.name)
    sentence = f"{words.reading(main)}{england_sentence(trend)}"
    who = trend.stand_in if trend.stands_in else people(main)
    said = [written(line) for line in trend.lines]
    return Chart(
        title,
        sentence,
        f"{title}. {who} {sentence}",
        _figure(trend, said, marked),
        figures_table(
            said, f"{trend.indicator.name}: the figures of the chart", trend.england.line
        ),
        (who,),
    )


def marked_on(trend: Trend) -> tuple[Marking, ...]:
    """Breaks and notes of the first line."""
    return markings(trend.main, trend.data_breaks, trend.verdict.marks)


def _figure(trend: Trend, said: Sequence[Written], marked: Sequence[Marking]) -> Figure:
    traces = _traces(trend, said)
    low, high = value_range(
        [y for trace in traces for y in trace.get("y", ())],
        trend.indicator,
        0.25 if explained_gaps(trend.main) else 0.1,
    )
    high, ends = _with_ends(trend, marked, low, high)
    latest = [*latest_label(trend), *england_label(trend, low, high)]
    gaps = gap_labels(trend.main)
    top = top_margin(marked)
    numbered = marking_forms(marked, len(latest) + len(ends) + len(gaps))
    numbered = numbered.joined(clear_of_own_label(trend, ends, len(latest), low, high))
    if len(latest) > 1:
        numbered = numbered.joined(england_forms(trend, 1, ends, low, high))
    due = due_marks(trend, low, high, len(latest) + len(ends) + len(gaps) + len(marked))
    return {
        "data": [*(trace for trace in traces if trace), *due.traces],
        "layout": layout(
            HEIGHT + top - TOP,
            margin={"l": 56, "r": MARGIN, "t": top, "b": 56},
            xaxis=time_axis(trend.lines),
            yaxis=unit_axis(low, high, trend.indicator),
            shapes=[*shapes(trend), *marking_shapes(marked, PLOT)],
            annotations=[*latest, *ends, *gaps, *marking_labels(marked, PLOT), *due.labels],
            meta=forms(
                len(latest), ends, latest_text(trend, trend.main), numbered.joined(due.forms)
            ),
        ),
    }


def _traces(trend: Trend, said: Sequence[Written]) -> list[dict[str, Any]]:
    """From the one that lies beneath all others on; empty ones among them."""
    lines = trend.lines
    places = [positions(line) for line in lines]
    # Along all that is drawn: the first of several parts may have fewer months than another.
    longest = max(lines, key=lambda line: len(line.points))
    traces = [standard_trace(longest, positions(longest))]
    if _with_plan(trend):
        traces += [
            plan_trace(each, LINES[index] if len(lines) > 1 else PLAN, places[index])
            for index, each in enumerate(said)
        ]
    traces += england_trace(trend)  # beneath the line that the page is about
    traces += [actual_trace(each, LINES[index], places[index]) for index, each in enumerate(said)]
    traces += _target_traces(trend) + _local_standards(trend) + _reference_traces(trend)
    return traces + effect_traces(trend)


def _with_ends(
    trend: Trend, marked: Sequence[Marking], low: float, high: float
) -> tuple[float, list[dict[str, Any]]]:
    """The labels at the edge, and the top of the axis: higher where numbers stand above."""
    with_plan = _with_plan(trend)
    ends = end_labels(trend, with_plan, low, high)
    if not marked:
        return high, ends
    raised = room_above(trend, low, high)
    if clear_of_own_label(trend, ends, 0, low, raised).narrow:
        raised += (raised - low) * MOVED
    return raised, ends if raised == high else end_labels(trend, with_plan, low, raised)


def _with_plan(trend: Trend) -> bool:
    return len(trend.lines) <= 2


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
