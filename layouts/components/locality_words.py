"""What stands around the charts of the localities page."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.chart import Chart
from dashboard.services.localities import Localities


def reading(localities: Localities) -> str:
    """What the panels are of, and what the grey line is."""
    of = f"{localities.kind} of {localities.organisation.label}"
    said = (
        f"{localities.indicator.name}, {of}: actual in blue, its own plan dashed, the standard "
        "dotted"
    )
    if localities.said:
        said = f"{localities.said} {said}"
    if localities.whole_note:
        return f"{said}. {localities.whole_note}"
    return f"{said}, the whole organisation in grey."


def bar_heading(bar: Chart | None) -> Component:
    if bar is None:
        return html.P("No locality can be held against its plan in this period.", className="note")
    return html.Div([html.H2(bar.title), html.P(bar.sentence, className="unseen")])
