"""What stands over and under a trend's chart?"""

from dataclasses import replace
from typing import Any

from dashboard.charts.spc_traces import Mark
from dashboard.charts.trend_charts import DrawnTrend
from dashboard.periods import long_month
from dashboard.selection import AS_PUBLISHED, SPC, YEAR_ON_YEAR, Selection
from dashboard.services.beside_england import NAME
from dashboard.services.line import Line
from dashboard.services.trend import Trend
from dashboard.services.wording import words
from dashboard.services.wording.verbs import agreeing
from layouts.components import plain as html
from layouts.components.chart_card import heading, illustrative_tag
from layouts.components.plain import Element
from layouts.components.verdict import LARGE, verdicts

_FOLLOW: Any = {"data-page": "trend"}
_STAY: Any = {"data-page": "stay"}
_MARKED = 4  # of what is marked, how many are told unfolded


def trend_heading(
    trend: Trend, drawn: DrawnTrend, chosen: Selection, links: list[Element]
) -> list[Element]:
    """The finding; beside an SPC chart's, its icons."""
    head = heading(drawn.chart.title, subtitle(trend, drawn, chosen), links)
    return [*head, verdicts(trend, LARGE)] if drawn.kind == SPC else head


def subtitle(trend: Trend, drawn: DrawnTrend, chosen: Selection) -> list[str | Element]:
    """The patients behind the finding, then what the chart is of."""
    return [
        html.Span(" ".join(drawn.chart.notes), className="people"),
        " ",
        *_tags(trend),
        html.Br(),
        html.Span(f"{_measure(trend)}; {_plan(trend)}", className="measure"),
        *_area(trend, chosen),
        *_closed(trend, chosen),
    ]


def _area(trend: Trend, chosen: Selection) -> list[str | Element]:
    """Of which area the figures before a merger are, and the way to the other."""
    said = " ".join(dict.fromkeys(line.made for line in trend.lines if line.made))
    if not trend.merged or not (said or chosen.footprint):
        return []
    if chosen.footprint == AS_PUBLISHED:
        text, other = "Figures as they were published at the time.", ""
        link = "Show them for today's area"
    else:
        text, other, link = said, AS_PUBLISHED, "Show them as published then"
    address = f"/trend{replace(chosen, footprint=other).to_query()}"
    return _beneath([f"{text} ", html.A(link, href=address, **_STAY), "."])


def _closed(trend: Trend, chosen: Selection) -> list[str | Element]:
    """That the organisation is no more, which its last figures do not tell, and who follows it."""
    there = trend.succeeded
    if there is None:
        return []
    parts: list[str | Element] = [f"{trend.organisation.name} {there.lead}"]
    for number, heir in enumerate(there.successors):
        followed = replace(
            chosen,
            organisation=heir.code,
            localities=(),
            breakdown=(),
            plan="",
            footprint="",
            list_size=None,
        )
        before = "" if not number else ", "
        link = html.A(heir.label, href=f"/trend{followed.to_query()}", **_FOLLOW)
        parts += [before, link] if before else [link]
    return _beneath([*parts, "."])


def _beneath(parts: list[str | Element]) -> list[str | Element]:
    return [html.Br(), html.Span(parts, className="measure")]


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
    beside = [trend.england.line] if trend.england.line else []
    actual = any(line.actual_illustrative for line in [*trend.lines, *beside])
    plan = any(line.plan_illustrative and _has_plan(line) for line in trend.lines)
    said = {(True, True): "Illustrative data", (True, False): "Illustrative actuals"}
    said[False, True] = "Illustrative plan"
    return illustrative_tag(actual or plan, said.get((actual, plan), ""))


def _has_plan(line: Line) -> bool:
    """Whether the stretch that is drawn has any: the plan may be of other years."""
    return any(point.plan_value is not None for point in line.points)


def reading(trend: Trend, drawn: DrawnTrend) -> list[Element]:
    """The sentence under the chart, and what must be known to read it rightly."""
    notes = [trend.stand_in] if trend.stand_in and not trend.stands_in else []
    if not trend.merged:
        notes += dict.fromkeys(line.made for line in trend.lines if line.made)
    notes += [*_incomplete(trend), *drawn.notes, *_not_one_kind(trend, drawn)]
    if trend.left_out:
        notes.append(
            f"{trend.left_out} of the chosen parts are not drawn: four lines are the most."
        )
    if len(trend.lines) > 2 and not drawn.kind:
        notes.append("With more than two lines, plans are left to the table below.")
    if drawn.rules:
        notes.append(f"How it is judged: {drawn.rules}")
    said = [html.P(note, className="note") for note in notes]
    return [
        *_key(drawn.key),
        html.P(drawn.chart.sentence),
        *_marked(drawn),
        *said,
        *_continued(trend),
    ]


def _key(marks: tuple[Mark, ...]) -> list[Element]:
    """What the shapes of the chart mean."""
    if not marks:
        return []
    rows = [
        html.Li(
            [
                html.Span(each.character, className=f"shape shape-{each.symbol}"),
                html.Span(each.meaning),
            ]
        )
        for each in marks
    ]
    return [html.Ul(rows, className="chart-key")]


def _marked(drawn: DrawnTrend) -> list[Element]:
    """What the numbers on the chart are; where there are none, what happened all the same."""
    if not drawn.marked:
        return []
    numbered = drawn.kind != YEAR_ON_YEAR
    rows = []
    for each in drawn.marked:
        number = [html.Span(each.short, className="number")] if numbered else []
        rows.append(html.Li([*number, html.Span(" ".join(each.texts))]))
    more = rows[_MARKED:]
    fold = [html.Details([html.Summary(f"{len(more)} more"), html.Ul(more)])] if more else []
    return [html.H3("Read with care"), html.Ul(rows[:_MARKED]), *fold]


def _continued(trend: Trend) -> list[Element]:
    """The way to whose figures go on, where the line has ended."""
    there = trend.continued
    if there is None:
        return []
    chosen = Selection(there.organisation.code, indicator=there.indicator.id, as_at=trend.as_at)
    same = there.indicator == trend.indicator
    go = agreeing(there.indicator, "goes", "go")
    goes = "Figures go on" if same else f"{there.indicator.short_name} {go} on"
    follow: Any = {"data-page": "trend"}
    link = html.A(there.organisation.label, href=f"/trend{chosen.to_query()}", **follow)
    ended = trend.main.last_actual
    text = f"The line of {trend.organisation.name} ends in {long_month(ended)}. " if ended else ""
    until = f"{goes} to {long_month(there.until)} for "
    return [html.P([text, until, link, "."], className="note")]


def _not_one_kind(trend: Trend, drawn: DrawnTrend) -> list[str]:
    """Which of two lines is made up, where England's is beside it and not of its kind."""
    beside, main = trend.england.line, trend.main
    if drawn.kind or beside is None:
        return []
    if beside.actual_illustrative == main.actual_illustrative:
        return []
    made_up, real = (NAME, main.name) if beside.actual_illustrative else (main.name, NAME)
    return [f"The figures of {made_up} are illustrative, those of {real} are real."]


def _incomplete(trend: Trend) -> list[str]:
    """Whom the latest figure is without."""
    latest = trend.main.latest
    if latest is None or not latest.lacking:
        return []
    return [f"The figure of {latest.label} is without {', '.join(latest.lacking)}."]
