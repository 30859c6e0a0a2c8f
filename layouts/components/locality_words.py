"""What stands around the charts of the localities page."""

from dashboard.charts.chart import Chart
from dashboard.charts.part_words import left_out
from dashboard.services.localities import Localities
from layouts.components import plain as html
from layouts.components.plain import Element


def reading(localities: Localities) -> str:
    """What the panels are of, and what the grey line is."""
    of = f"{localities.parts.several} of {localities.organisation.label}"
    said = f"{localities.indicator.name}, {of}: actual in blue{_drawn_beside(localities)}"
    if localities.parts.said:
        said = f"{localities.parts.said} {said}"
    if localities.whole_note:
        return f"{said}. {localities.whole_note}"
    return f"{said}, the whole organisation in grey."


def _drawn_beside(localities: Localities) -> str:
    points = [point for share in localities.shares for point in share.line.points]
    planned = any(point.plan_value is not None for point in points)
    standard = any(point.standard for point in points)
    said = [(planned, "its own plan dashed"), (standard, "the standard dotted")]
    return "".join(f", {words}" for there, words in said if there)


def rest(localities: Localities) -> list[Element]:
    """The parts that are not drawn, by name."""
    said = left_out(localities)
    if not said:
        return []
    names = ", ".join(share.line.name for share in localities.left_out)
    return [html.Details([html.Summary(said), html.P(names)], className="fold note")]


def bar_heading(localities: Localities, bar: Chart | None) -> Element:
    if bar is None:
        one = localities.parts.one
        return html.P(f"No {one} can be held against its plan in this period.", className="note")
    return html.Div([html.H2(bar.title), html.P(bar.sentence, className="unseen")])
