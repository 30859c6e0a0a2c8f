"""Lean Dash: an empty callback around hand-written SQL, plain figures and markup, and no more.

Its figures have the traces, points, hover texts and layouts of the product's own, its tables the
same columns and rows; there are no words, defaults, checks, controls or provenance. Layouts are
taken from one answer of the product, as somebody would write them down as constants.
"""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from dash import Dash, Input, Output, dcc, html

from tools.bench.reads import Reads, Rows

_BLUE, _GREY, _RED = "#005EB8", "#425563", "#8A1538"
_STANDARD = 92.0

Figure = dict[str, Any]
Layouts = Mapping[str, Mapping[str, Any]]  # by the id of the product's chart


def create_lean(reads: Reads, page: str, indicator: str, layouts: Layouts) -> Dash:
    """One page of the kind named: `summary`, `trend` or `localities`."""
    app = Dash(__name__, compress=True, title="Lean", update_title="")
    charts = list(layouts)
    app.layout = html.Div(
        [
            dcc.Dropdown(id="organisation", options=[], value=None),
            html.Div(id="table"),
            *[dcc.Graph(id=each) for each in charts],
        ]
    )

    @app.callback(
        Output("table", "children"),
        *[Output(each, "figure") for each in charts],
        Input("organisation", "value"),
    )
    def show(organisation: str) -> Any:  # noqa: ANN401 - one output or several
        if page == "summary":
            return summary_table(*reads.summary(organisation))
        if page == "trend":
            actual, plan = reads.trend(organisation, indicator)
            return table(actual, plan), trend_figure(actual, plan, layouts["trend"])
        parts = reads.localities(organisation, indicator)
        tables = "".join(table(actual, plan, name) for name, actual, plan in parts[1:])
        drawn = [
            _multiples(parts, layout) if name == "localities" else _bar(parts[1:], layout)
            for name, layout in layouts.items()
        ]
        return tables, *drawn

    return app


def _percentages(rows: Rows) -> list[float]:
    return [round(100 * met / whole, 3) if whole else met or 0.0 for *_, met, whole in rows]


def _months(rows: Rows) -> list[str]:
    return [str(month) for month, *_ in rows]


def trend_figure(actual: Rows, plan: Rows, layout: Mapping[str, Any]) -> Figure:
    return {"data": [_standard(actual), _plan(plan), _actual(actual)], "layout": layout}


def _trace(rows: Rows, values: list[float], line: Figure, **more: Any) -> Figure:  # noqa: ANN401
    trace = {"type": "scatter", "mode": "lines", "connectgaps": False, "x": _months(rows)}
    return {**trace, "y": values, "line": line, **more}


def _standard(rows: Rows, **axes: str) -> Figure:
    line = {"color": _RED, "width": 1.5, "dash": "dot", "shape": "hv"}
    hover: Figure = {"hoverinfo": "skip"}
    if not axes:
        hover = {"text": ["92%"] * len(rows), "hovertemplate": "Standard %{text}<extra></extra>"}
    return _trace(rows, [_STANDARD] * len(rows), line, **hover, **axes)


def _plan(rows: Rows, **axes: str) -> Figure:
    values = _percentages(rows)
    line = {"color": _GREY, "width": 1.75, "dash": "dash"}
    hover: Figure = {"hoverinfo": "skip"}
    if not axes:
        texts = [f"{value:.2f}%" for value in values]
        hover = {"text": texts, "hovertemplate": "Plan %{text}<extra></extra>"}
    return _trace(rows, values, line, **hover, **axes)


def _actual(rows: Rows, **axes: str) -> Figure:
    values = _percentages(rows)
    texts = [
        f"Commissioner {value:.2f}% ({met:,.0f} of {whole:,.0f})"
        for value, (_, met, whole) in zip(values, rows, strict=True)
    ]
    marker = {"size": 8, "color": [_BLUE] * len(rows), "line": {"color": _BLUE, "width": 2}}
    line = {"color": _BLUE, "width": 2.5}
    hover = {"text": texts, "hovertemplate": "%{text}<extra></extra>"}
    return _trace(rows, values, line, **{**hover, "mode": "lines+markers"}, marker=marker, **axes)


def _multiples(parts: list[tuple[str, Rows, Rows]], layout: Mapping[str, Any]) -> Figure:
    """One panel a locality, the commissioner's own line behind it."""
    _, whole, _ = parts[0]
    data = []
    for number, (_, actual, plan) in enumerate(parts[1:], start=1):
        axis = str(number) if number > 1 else ""
        axes = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
        behind = _trace(whole, _percentages(whole), {"color": "#AAB7BF"}, hoverinfo="skip", **axes)
        data += [_standard(actual, **axes), behind, _plan(plan, **axes), _actual(actual, **axes)]
    return {"data": data, "layout": layout}


def _bar(parts: list[tuple[str, Rows, Rows]], layout: Mapping[str, Any]) -> Figure:
    gaps = [actual[-1][1] - plan[-1][1] for _, actual, plan in parts]
    trace = {
        "type": "bar", "orientation": "h", "x": gaps, "y": [name for name, *_ in parts],
        "text": [f"{gap:+,.0f}" for gap in gaps], "textposition": "outside", "width": 0.6,
        "marker": {"color": _BLUE}, "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip
    return {"data": [trace], "layout": layout}


def table(actual: Rows, plan: Rows, where: str = "") -> str:
    """The product's columns."""
    planned = {str(month): (met, whole) for month, met, whole in plan}
    first = f'<th scope="row">{where}</th>' if where else ""
    rows = []
    for month, met, whole in reversed(actual):
        aim, base = planned.get(str(month), (0.0, 1.0))
        value, plan_value = 100 * met / whole, 100 * aim / base
        rows.append(
            f'<tr>{first}<th scope="row">{month}</th><td class="number">{met:,.0f}</td>'
            f'<td class="number">{whole:,.0f}</td><td class="number">{value:.2f}%</td>'
            f'<td>published</td><td class="number">{aim:,.0f}</td>'
            f'<td class="number">{base:,.0f}</td><td class="number">{plan_value:.2f}%</td>'
            f'<td class="number">{value - plan_value:+.2f}</td>'
            f"<td>{met - whole * plan_value / 100:+,.0f} people than planned</td>"
            f'<td class="number">92%</td><td>Plan</td></tr>'
        )
    return f'<table class="figures"><tbody>{"".join(rows)}</tbody></table>'


def summary_table(actual: Rows, plan: Rows) -> str:
    planned = {key: list(rows) for key, rows in groupby(plan, key=itemgetter(0))}
    lines = []
    for indicator, group in groupby(actual, key=itemgetter(0)):
        rows = list(group)
        values = _percentages(rows)
        expected = _percentages(planned.get(indicator, []))
        _, month, met, whole = rows[-1]
        gap = values[-1] - expected[-1] if expected else 0
        lines.append(
            f'<tr><th scope="row">{indicator}</th><td>{month}</td>'
            f'<td class="number">{values[-1]:.1f}%</td><td class="number">{gap:+.1f}</td>'
            f"<td>{(met or 0) - (whole or 0) * _STANDARD / 100:,.0f} people</td>"
            f"<td>{_spark(values)}{_spark(expected)}</td></tr>"
        )
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def _spark(values: list[float]) -> str:
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = (high - low) or 1.0
    places = (f"{5 * n},{24 - 24 * (value - low) / span:.1f}" for n, value in enumerate(values))
    return f'<svg viewBox="0 0 120 24"><path d="M{" L".join(places)}"/></svg>'
