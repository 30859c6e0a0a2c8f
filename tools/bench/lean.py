"""Lean Dash: an empty callback around hand-written SQL, plain figures and markup, and no more.

The figures have the lines, points and hover texts of the product's own pages, the tables their
rows, so that the two answers say the same; there are no words, defaults, checks or provenance.
"""

from itertools import groupby
from operator import itemgetter
from typing import Any

from dash import Dash, Input, Output, dcc, html

from tools.bench.reads import Reads, Rows

_BLUE, _GREY, _RED = "#005EB8", "#425563", "#8A1538"
_LAYOUT = {
    "height": 420, "showlegend": False, "margin": {"l": 56, "r": 150, "t": 24, "b": 56},
    "paper_bgcolor": "#FFFFFF", "plot_bgcolor": "#FFFFFF", "hovermode": "x unified",
    "font": {"family": "Arial", "size": 14}, "xaxis": {"showgrid": False, "type": "date"},
    "yaxis": {"gridcolor": "#E8EDEE", "ticksuffix": "%"},
}  # fmt: skip


def create_lean(reads: Reads, page: str, indicator: str) -> Dash:
    """One page of the kind named: `summary`, `trend` or `localities`."""
    app = Dash(__name__, compress=True, title="Lean", update_title="")
    app.layout = html.Div(
        [
            dcc.Dropdown(id="organisation", options=[], value=None),
            html.Div(id="table"),
            *([] if page == "summary" else [dcc.Graph(id="chart")]),
        ]
    )
    if page == "summary":

        @app.callback(Output("table", "children"), Input("organisation", "value"))
        def show_table(organisation: str) -> str:
            return summary_table(*reads.summary(organisation))
    else:

        @app.callback(
            Output("chart", "figure"), Output("table", "children"), Input("organisation", "value")
        )
        def show_chart(organisation: str) -> tuple[dict[str, Any], str]:
            if page == "trend":
                actual, plan = reads.trend(organisation, indicator)
                return trend_figure(actual, plan), table(actual, plan)
            return localities(reads.localities(organisation, indicator))

    return app


def _percentages(rows: Rows) -> list[float | None]:
    return [round(100 * met / whole, 3) if whole else None for *_, met, whole in rows]


def _months(rows: Rows) -> list[str]:
    return [str(month) for month, *_ in rows]


def trend_figure(actual: Rows, plan: Rows) -> dict[str, Any]:
    return {"data": [_standard(actual), _plan(plan), _actual(actual)], "layout": _LAYOUT}


def _standard(rows: Rows, axis: str = "") -> dict[str, Any]:
    line = {"color": _RED, "width": 1.5, "dash": "dot", "shape": "hv"}
    trace = {"type": "scatter", "mode": "lines", "x": _months(rows), "y": [95.0] * len(rows)}
    return {**trace, "line": line, "xaxis": f"x{axis}", "yaxis": f"y{axis}"}


def _plan(rows: Rows, axis: str = "") -> dict[str, Any]:
    values = _percentages(rows)
    return {
        "type": "scatter", "mode": "lines", "x": _months(rows), "y": values,
        "line": {"color": _GREY, "width": 1.75, "dash": "dash"},
        "text": [f"{value:.1f} %" for value in values],
        "hovertemplate": "Plan %{text}<extra></extra>", "xaxis": f"x{axis}", "yaxis": f"y{axis}",
    }  # fmt: skip


def _actual(rows: Rows, axis: str = "") -> dict[str, Any]:
    values = _percentages(rows)
    return {
        "type": "scatter", "mode": "lines+markers", "x": _months(rows), "y": values,
        "line": {"color": _BLUE, "width": 2.5}, "marker": {"size": 8, "color": _BLUE},
        "text": [
            f"{value:.1f} % ({met:,.0f} of {whole:,.0f})"
            for value, (_, met, whole) in zip(values, rows, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>", "xaxis": f"x{axis}", "yaxis": f"y{axis}",
    }  # fmt: skip


def table(actual: Rows, plan: Rows) -> str:
    planned = dict(zip(_months(plan), _percentages(plan), strict=True))
    values = _percentages(actual)
    rows = "".join(
        f"<tr><th>{month}</th><td>{met:,.0f}</td><td>{whole:,.0f}</td><td>{value:.1f} %</td>"
        f"<td>{planned.get(str(month), 0):.1f} %</td><td>{met - whole * 0.95:,.0f}</td></tr>"
        for value, (month, met, whole) in zip(values, actual, strict=True)
    )
    return f"<table><tbody>{rows}</tbody></table>"


def summary_table(actual: Rows, plan: Rows) -> str:
    planned = {key: list(rows) for key, rows in groupby(plan, key=itemgetter(0))}
    lines = []
    for indicator, group in groupby(actual, key=itemgetter(0)):
        rows = list(group)
        values = _percentages(rows)
        expected = _percentages(planned.get(indicator, []))
        _, month, met, whole = rows[-1]
        gap = (values[-1] or 0) - (expected[-1] or 0) if expected else 0
        lines.append(
            f"<tr><th>{indicator}</th><td>{month}</td><td>{values[-1]:.1f} %</td>"
            f"<td>{gap:+.1f}</td><td>{met - whole * 0.95:,.0f}</td>"
            f"<td>{_spark(values)}{_spark(expected)}</td></tr>"
        )
    return f"<table><tbody>{''.join(lines)}</tbody></table>"


def _spark(values: list[float | None]) -> str:
    drawn = [value for value in values if value is not None]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    span = (high - low) or 1.0
    places = (f"{5 * n},{24 - 24 * (value - low) / span:.1f}" for n, value in enumerate(drawn))
    return f'<svg viewBox="0 0 120 24"><path d="M{" L".join(places)}"/></svg>'


def localities(parts: list[tuple[str, Rows, Rows]]) -> tuple[dict[str, Any], str]:
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = dict(_LAYOUT)
    for number, (_, actual, plan) in enumerate(parts, start=1):
        axis = str(number) if number > 1 else ""
        data += [_standard(actual, axis), _plan(plan, axis), _actual(actual, axis)]
        left = (number - 1) / len(parts)
        layout[f"xaxis{axis}"] = {"domain": [left, left + 0.2], "showgrid": False}
        layout[f"yaxis{axis}"] = {"gridcolor": "#E8EDEE", "ticksuffix": "%"}
    tables = "".join(f"<h3>{name}</h3>{table(actual, plan)}" for name, actual, plan in parts)
    return {"data": data, "layout": layout}, tables
