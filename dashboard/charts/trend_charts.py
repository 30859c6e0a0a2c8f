"""As which charts can a trend be drawn, and what stands beside each?"""

from dataclasses import dataclass

from dashboard.calculations.spc.words import rule_set
from dashboard.charts.breaks import Marking
from dashboard.charts.chart import Chart
from dashboard.charts.spc_chart import spc_chart, spc_markings
from dashboard.charts.spc_traces import Mark, marks_used
from dashboard.charts.trend import marked_on, trend_chart
from dashboard.charts.year_on_year import year_on_year_chart
from dashboard.selection import SPC, YEAR_ON_YEAR
from dashboard.services.trend import Trend
from dashboard.services.years import why_no_years

TRAJECTORY = ""
NAMES = {TRAJECTORY: "Trajectory", SPC: "SPC", YEAR_ON_YEAR: "Year on year"}


@dataclass(frozen=True, slots=True)
class Tab:
    """kind: as in Selection. why_not: empty where it can be drawn."""

    kind: str
    name: str
    why_not: str


@dataclass(frozen=True, slots=True)
class DrawnTrend:
    """marked: what the numbers on the chart are. rules and key: of an SPC chart, else empty."""

    kind: str
    chart: Chart
    tabs: tuple[Tab, ...]
    marked: tuple[Marking, ...] = ()
    rules: str = ""
    key: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


def drawn_trend(trend: Trend) -> DrawnTrend:
    """The chart that was chosen, or the trajectory where that one cannot be drawn."""
    why = {YEAR_ON_YEAR: why_no_years(trend.whole)}
    tabs = tuple(Tab(kind, name, why.get(kind, "")) for kind, name in NAMES.items())
    kind = TRAJECTORY if why.get(trend.chart) else trend.chart
    if kind == SPC:
        return _spc(trend, tabs)
    marked = marked_on(trend)
    if kind == YEAR_ON_YEAR:
        notes = _of_one(trend, "Year on year")
        return DrawnTrend(kind, year_on_year_chart(trend), tabs, marked, notes=notes)
    return DrawnTrend(kind, trend_chart(trend, marked), tabs, marked)


def _spc(trend: Trend, tabs: tuple[Tab, ...]) -> DrawnTrend:
    judgement, marked = trend.verdict.judged.judgement, spc_markings(trend)
    return DrawnTrend(
        SPC,
        spc_chart(trend, marked),
        tabs,
        marked,
        rule_set(judgement),
        marks_used(judgement),
        _spc_notes(trend),
    )


def _spc_notes(trend: Trend) -> tuple[str, ...]:
    """Where what is judged is not what the filters ask for."""
    own, points = trend.verdict.of, trend.verdict.judged.points
    notes = list(_of_one(trend, "SPC"))
    if own.request.view is not trend.view:
        notes.append(
            f"Judged by {own.indicator.grain}: figures gathered over longer spans repeat "
            "one another."
        )
    if points and trend.ranged:
        notes.append(
            f"All that is judged is drawn, {points[0].label} to {points[-1].label}, whatever "
            "months are chosen."
        )
    return tuple(notes)


def _of_one(trend: Trend, what: str) -> tuple[str, ...]:
    if len(trend.lines) < 2 and not trend.left_out:
        return ()
    return (f"{what} is drawn of one part at a time: this is {trend.main.name}.",)
