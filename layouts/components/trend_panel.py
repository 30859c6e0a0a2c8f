"""Beside the trend: the figures of the latest period, what was planned, what it all means."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dashboard.calculations.against_plan import BreachesVariance
from dashboard.charts.action_marks import has_due_days
from dashboard.charts.plan_difference_words import plan_difference_sentence
from dashboard.charts.trend_charts import DrawnTrend
from dashboard.documents import ReferenceValue
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import short_date
from dashboard.selection import SPC, Selection
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.trend import Trend
from dashboard.services.wording import units, words
from dashboard.services.wording.what_it_takes_words import (
    TITLE,
    against_plan_words,
    what_it_would_take,
)
from layouts.addresses import definition_address
from layouts.components import plain as html
from layouts.components.action_list import action_list
from layouts.components.list_size import list_sizes
from layouts.components.plain import Element
from layouts.components.verdict import SMALL, verdicts

_DEFINITION: Any = {"data-page": "definition"}


def trend_panel(trend: Trend, drawn: DrawnTrend, chosen: Selection) -> list[Element]:
    query = chosen.to_query("indicator")
    about = definition_address(trend.indicator.id, query)
    return [
        *_latest(trend, drawn),
        *_takes(trend, chosen),
        *_exceptions(trend, query),
        *_replanned(trend, about),
        *_targets(trend),
    ]


def trend_actions(trend: Trend, drawn: DrawnTrend, read_only: bool) -> str:
    """Markup: a page may have forty. Held against the line in its indicator's own periods."""
    line, place = trend.verdict.of, trend.organisation
    on_axis = not drawn.kind and has_due_days(trend)
    return action_list(trend.actions, trend.effects, line, place, read_only, on_axis=on_axis)


def trend_about(trend: Trend, chosen: Selection) -> list[Element]:
    """What stands beneath the actions, folded."""
    about = definition_address(trend.indicator.id, chosen.to_query("indicator"))
    return [*_stated(trend.reference_values), *_definition(trend.indicator, about)]


def _takes(trend: Trend, chosen: Selection) -> list[Element]:
    """Of the latest figure, named where several parts are drawn; of who stands in nothing is told
    that a reader could take for the chosen organisation's own patients."""
    if trend.stands_in:
        return []
    takes = trend.verdict.takes
    parted = against_plan_words(takes)  # which the facts above say already
    said = [each for each in what_it_would_take(takes) if each != parted]
    if not said:
        return []
    of = f": {takes.line.name}" if len(trend.lines) > 1 else ""
    rows = html.Ul([html.Li(each) for each in said], className="takes")
    return [html.H2(f"{TITLE}{of}"), rows, *list_sizes(takes, chosen)]


def _exceptions(trend: Trend, query: str) -> list[Element]:
    """Where what is to be said of it stands; made there, since it looks at every part as well."""
    if len(trend.lines) > 1 or trend.stands_in:
        return []
    name = f"Exceptions of {trend.organisation.name}, with what to say of each"
    follow: Any = {"data-page": "exceptions"}
    return [html.P(html.A(name, href=f"/exceptions{query}", **follow))]


def _replanned(trend: Trend, about: str) -> list[Element]:
    """One sentence, and where the rest of it is. about: the page of the indicator."""
    found = trend.verdict.replanned
    if found is None or len(trend.lines) > 1:
        return []
    query = urlencode(
        {
            "indicator": found.indicator.id,
            "organisation": found.organisation.code,
            "plan": found.earlier.slug,
            "with": found.later.slug,
            "format": "csv",
        }
    )
    pair = f"versions={found.earlier.slug},{found.later.slug}"
    both = f"{about}{'&' if '?' in about else '?'}{pair}"
    link = html.A("Both versions, period by period", href=both, **_DEFINITION)
    figures = html.A("the figures", href=f"/api/v1/plan_differences?{query}")
    said = html.P([f"{plan_difference_sentence(found)} ", link, "; ", figures, "."])
    return [html.Details([html.Summary("What the last plan changed"), said], className="fold")]


def _latest(trend: Trend, drawn: DrawnTrend) -> list[Element]:
    """The latest figure drawn, its verdicts where they do not stand beside the title, its facts."""
    line, point = trend.main, trend.main.latest
    if point is None:
        return [html.P("There is no figure yet.")]
    indicator = line.indicator
    provisional = ", provisional" if point.status == "provisional" else ""
    rows = [
        ("Plan", units.value(point.plan_value, indicator) or "none"),
        *_from_plan(point, indicator, _variance(trend)),
        ("Standard", _standard(point, indicator)),
        ("A year before", units.value(_year_before(trend.whole, point), indicator)),
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
        *([] if drawn.kind == SPC else [verdicts(trend, SMALL)]),
        *[_fact(name, said) for name, said in rows if said],
    ]


def _variance(trend: Trend) -> BreachesVariance | None:
    """Of the figure that stands above it, which need not be the latest there is."""
    takes, shown = trend.verdict.takes, trend.main.latest
    same = takes.point is not None and shown is not None and takes.point.end == shown.end
    return takes.variance if same and trend.view is takes.line.request.view else None


def _fact(name: str, said: str) -> Element:
    return html.Div([html.Span(name), html.Span(said, className="said")], className="fact")


def _from_plan(
    point: Point, indicator: Indicator, variance: BreachesVariance | None
) -> list[tuple[str, str]]:
    """The distance in points and in people; for a count both are one.

    People are parted into those through performance and those through activity, where they can be.
    """
    if point.plan_value is None:
        return []
    people = words.patients_from_plan(point)
    if indicator.unit is Unit.COUNT:
        return [("From plan", people)]
    points = words.points_from_plan(point, indicator)
    if indicator.unit is not Unit.PERCENT:
        return [("From plan", points)]
    if variance is None or indicator.annualised:
        return [("Points from plan", points), ("People from plan", people)]
    return [
        ("Points from plan", points),
        ("People, by performance", words.more_or_fewer(variance.performance)),
        ("by activity", words.more_or_fewer(variance.activity)),
        ("in all", words.more_or_fewer(variance.total)),
    ]


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
    title = html.Summary(f"Figures that plans state ({len(rows)})")
    return [html.Details([title, html.Ul(rows)], className="fold")]


def _unit(unit: str) -> str:
    return "%" if unit == "percent" else "" if unit == "count" else f" {unit.replace('_', ' ')}"


def _definition(indicator: Indicator, about: str) -> list[Element]:
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
                html.P(html.A("All about this indicator", href=about, **_DEFINITION)),
            ],
            className="fold",
        )
    ]
