"""Beside the trend: the figures of the latest period, what was planned, what it all means."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts import units, words
from dashboard.charts.chart import Chart
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import long_date, long_month, short_date, short_month
from dashboard.selection import Selection
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.store import PlannedAction, ReferenceValue
from layouts.components import plain as html
from layouts.components.chart_card import illustrative_tag
from layouts.components.plain import Element

_SHOWN = 4


def subtitle(trend: Trend, chart: Chart) -> list[str | Element]:
    """The patients behind the finding, then what the chart is of."""
    return [
        html.Span(" ".join(chart.notes), className="people"),
        " ",
        *_tags(trend),
        html.Br(),
        html.Span(f"{_measure(trend)}; {_plan(trend)}", className="measure"),
    ]


def _plan(trend: Trend) -> str:
    """Which version the dashes are, at the latest figure where versions follow one another."""
    if trend.stands_in:
        return "not held against a commissioner's plan"
    line = trend.main
    names = {version.slug: version.name for version in line.plan_versions}
    if not names:
        return "no plan is loaded"
    if line.request.plan:
        return f"plan: {names.get(line.request.plan, 'none of that version')}"
    here = names.get(line.latest.plan_version) if line.latest else None
    if here is None or line.latest is None:
        return "plan: the version in force in each period"
    return f"plan in force in each period ({line.latest.label}: {here})"


def _measure(trend: Trend) -> str:
    names = [line.name for line in trend.lines]
    place = trend.organisation.label
    alone = names in ([trend.organisation.name], [trend.shown.label])
    of = trend.shown.label if alone else ", ".join(names)
    if not alone and not trend.stands_in:
        of = f"{of}, {place}"
    basis = words.basis(trend.indicator, str(trend.view))
    return ", ".join(filter(None, [trend.indicator.name, basis, of]))


def _tags(trend: Trend) -> list[Element]:
    actual = any(line.actual_illustrative for line in trend.lines)
    plan = any(line.plan_illustrative for line in trend.lines)
    said = {(True, True): "Illustrative data", (True, False): "Illustrative actuals"}
    said[False, True] = "Illustrative plan"
    return illustrative_tag(actual or plan, said.get((actual, plan), ""))


def reading(trend: Trend, chart: Chart) -> list[Element]:
    """The sentence under the chart, and what must be known to read it rightly."""
    notes = [trend.stand_in] if trend.stand_in and not trend.stands_in else []
    notes += dict.fromkeys(line.made for line in trend.lines if line.made)
    notes += _closed(trend)
    notes += _incomplete(trend)
    if trend.left_out:
        notes.append(
            f"{trend.left_out} of the chosen parts are not drawn: four lines are the most."
        )
    if len(trend.lines) > 2:
        notes.append("With more than two lines, plans are left to the table below.")
    said = [html.P(note, className="note") for note in notes]
    return [html.P(chart.sentence), *said, *_continued(trend)]


def _continued(trend: Trend) -> list[Element]:
    """The way to whose figures go on, where the line has ended."""
    there = trend.continued
    if there is None:
        return []
    chosen = Selection(there.organisation.code, indicator=there.indicator.id, as_at=trend.as_at)
    same = there.indicator == trend.indicator
    goes = "Figures go on" if same else f"{there.indicator.short_name} goes on"
    follow: Any = {"data-page": "trend"}
    link = html.A(there.organisation.label, href=f"/trend{chosen.to_query()}", **follow)
    ended = trend.main.last_actual
    text = f"The line of {trend.organisation.name} ends in {long_month(ended)}. " if ended else ""
    until = f"{goes} to {long_month(there.until)} for "
    return [html.P([text, until, link, "."], className="note")]


def _closed(trend: Trend) -> list[str]:
    """That the organisation is no more, which its last figures do not tell."""
    closed = trend.organisation.valid_to
    if closed is None or closed >= trend.as_at:
        return []
    return [f"{trend.organisation.name} closed on {long_date(closed)}."]


def _incomplete(trend: Trend) -> list[str]:
    """Whom the latest figure is without."""
    latest = trend.main.latest
    if latest is None or not latest.lacking:
        return []
    return [f"The figure of {latest.label} is without {', '.join(latest.lacking)}."]


def trend_panel(trend: Trend) -> list[Element]:
    return [
        *_latest(trend.main),
        *_targets(trend),
        *_stated(trend.reference_values),
        *_breaks(trend),
        *_actions(trend.actions, trend.as_at),
        *_definition(trend.indicator),
    ]


def _latest(line: Line) -> list[Element]:
    point = line.latest
    if point is None:
        return [html.P("There is no figure yet.")]
    indicator = line.indicator
    provisional = ", provisional" if point.status == "provisional" else ""
    rows = [
        ("Plan", units.value(point.plan_value, indicator) or "none"),
        *_from_plan(point, indicator),
        ("Standard", _standard(point, indicator)),
        ("A year before", units.value(_year_before(line, point), indicator)),
    ]
    return [
        html.H2("Latest", className="unseen"),
        html.Div(
            [
                html.Span(f"Latest, {point.label}{provisional}"),
                html.Strong(units.value(point.value, indicator), className="headline"),
            ],
            className="fact first",
        ),
        *[_fact(name, said) for name, said in rows if said],
    ]


def _fact(name: str, said: str) -> Element:
    return html.Div([html.Span(name), html.Span(said, className="said")], className="fact")


def _from_plan(point: Point, indicator: Indicator) -> list[tuple[str, str]]:
    """The distance in points and in people; for a count both are one."""
    if point.plan_value is None:
        return []
    people = words.patients_from_plan(point)
    if indicator.unit is Unit.COUNT:
        return [("From plan", people)]
    points = words.points_from_plan(point, indicator)
    if indicator.unit is not Unit.PERCENT:
        return [("From plan", points)]
    return [("Points from plan", points), ("People from plan", people)]


def _standard(point: Point, indicator: Indicator) -> str:
    if point.standard is None:
        return "none"
    level = words.standard_text(point.standard, indicator)
    if point.meets_standard is None:
        return level
    return f"{level}, {'met' if point.meets_standard else 'missed'}"


def _year_before(line: Line, point: Point) -> float | None:
    before = words.year_before(line, point)
    return before.value if before else None


def _targets(trend: Trend) -> list[Element]:
    if not trend.targets:
        return []
    rows = [
        html.Li(
            f"{units.value(target.value, trend.indicator)}, {short_date(target.start)} to "
            f"{short_date(target.end)} ({target.version})"
            if target.start != target.end
            else f"{units.value(target.value, trend.indicator)} by {short_date(target.end)} "
            f"({target.version})"
        )
        for target in trend.targets
    ]
    return [
        html.H2("Targets over a longer span"),
        html.Ul(rows),
        html.P("Drawn as bars over their own span; no monthly difference is made of them."),
    ]


def _stated(values: Sequence[ReferenceValue]) -> list[Element]:
    """Figures that documents state; undated ones stand only here."""
    if not values:
        return []
    kinds = {"actual": "stated", "plan": "target", "standard": "standard"}
    rows = [
        html.Li(
            f"{each.value:g}{_unit(each.unit)}, {kinds[each.kind]}: {each.label} ({each.source})"
        )
        for each in values
    ]
    more = rows[_SHOWN:]
    fold = [html.Details([html.Summary(f"{len(more)} more"), html.Ul(more)])] if more else []
    return [html.H2("Figures that plans state"), html.Ul(rows[:_SHOWN]), *fold]


def _breaks(trend: Trend) -> list[Element]:
    """Changes to how the figures are made, within the stretch that is drawn."""
    points = trend.main.points
    first, last = (points[0].start, points[-1].end) if points else (date.max, date.min)
    rows = [
        html.Li(f"{short_month(each.on)}: {each.effect}")
        for each in trend.data_breaks
        if first <= each.on <= last
    ]
    return [html.H2("Read with care"), html.Ul(rows)] if rows else []


def _unit(unit: str) -> str:
    return "%" if unit == "percent" else "" if unit == "count" else f" {unit.replace('_', ' ')}"


def _actions(actions: Sequence[PlannedAction], as_at: date) -> list[Element]:
    """Those with a due date first, the overdue before the rest."""
    if not actions:
        return []
    dated = sorted((a for a in actions if a.due_on), key=lambda a: a.due_on or date.max)
    rows = [_action(each, as_at) for each in [*dated, *[a for a in actions if not a.due_on]]]
    more = rows[_SHOWN:]
    fold = [html.Details([html.Summary(f"{len(more)} more"), html.Ul(more)])] if more else []
    return [html.H2("Actions in the plan"), html.Ul(rows[:_SHOWN], className="actions"), *fold]


def _action(action: PlannedAction, as_at: date) -> Element:
    if action.due_on is None:
        when: list[Element] = [html.Span(action.milestone or "no date", className="due")]
    else:
        passed = action.due_on < as_at
        said = f"{'◆ was due' if passed else 'due'} {short_date(action.due_on)}"
        when = [html.Span(said, className="due overdue" if passed else "due")]
    return html.Li([html.Span(action.text), *when])


def _definition(indicator: Indicator) -> list[Element]:
    counted = [html.P(f"Counted: {indicator.numerator}.")]
    if indicator.denominator:
        counted = [html.P(f"Of {indicator.denominator}: {indicator.numerator}.")]
    more = [indicator.suppression, indicator.locality_note, indicator.notes]
    return [
        html.Details(
            [
                html.Summary("Definition"),
                html.P(indicator.definition),
                *counted,
                *[html.P(text) for text in more if text],
                html.P(f"Source: {indicator.source}."),
            ],
            className="fold",
        )
    ]
