"""The summary page: one row an indicator."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.summary import SummaryCells, summary_cells
from dashboard.indicators.registry import GROUPS
from dashboard.selection import Sort
from dashboard.services.summary import Summary, SummaryRow
from layouts import ids

MARKS = {
    "behind_and_below": "◆",
    "behind": "◆",
    "below": "▽",
    "on_track": "✓",
    "no_figure": "–",
    "not_judged": "–",
    "none": "–",
}
_COLUMNS = (
    ("Indicator", ""),
    ("Latest period", ""),
    ("Value", "number"),
    ("Points from plan", "number"),
    ("People from plan", "number"),
    ("Standard", "number"),
    ("Status", ""),
    ("24 months, plan dashed", "spark-cell"),
)


def content() -> list[Component]:
    return [
        html.Div(
            [
                html.Div(id=ids.SUMMARY_HEADING, className="heading"),
                html.Div(id=ids.SUMMARY_TABLE, className="summary"),
            ],
        )
    ]


def summary_table(summary: Summary, query: str) -> Component:
    """Sections of rows; `query` keeps the choice when a row is followed to its trend."""
    sections = _sections(summary)
    head = html.Thead(
        html.Tr([html.Th(text, scope="col", className=kind) for text, kind in _COLUMNS])
    )
    bodies = [
        html.Tbody(
            [
                html.Tr(html.Th(title, colSpan=len(_COLUMNS), scope="colgroup"), className="group"),
                *[_row(row, query) for row in rows],
            ]
        )
        for title, rows in sections
    ]
    caption = html.Caption("Every indicator with figures, latest period", className="unseen")
    return html.Table([caption, head, *bodies], className="rows")


def _sections(summary: Summary) -> list[tuple[str, list[SummaryRow]]]:
    if summary.sort in (Sort.NAME, Sort.PATIENTS):
        title = "By name" if summary.sort is Sort.NAME else "Furthest from plan first, in people"
        return [(title, list(summary.rows))]
    first = summary.attention if summary.sort is Sort.ATTENTION else ()
    rest = [row for row in summary.rows if row not in first]
    sections = [("Needs attention", list(first))] if first else []
    for group, name in GROUPS.items():
        rows = [row for row in rest if row.indicator.group == group]
        sections += [(name, rows)] if rows else []
    return sections


def _row(row: SummaryRow, query: str) -> Component:
    cells = summary_cells(row)
    joint = "&" if query else "?"
    href = f"/trend{query}{joint}indicator={row.indicator.id}"
    return html.Tr(
        [
            html.Th(
                dcc.Link(row.indicator.name, href=href), scope="row", className="indicator-name"
            ),
            html.Td(cells.period, className="period"),
            html.Td(html.Strong(cells.value), className="number value"),
            html.Td(cells.points, className="number points"),
            html.Td(cells.patients, className="number patients"),
            html.Td(cells.standard, className="number standard"),
            html.Td(_state(cells), className="state"),
            html.Td(_spark(cells), className="spark-cell"),
        ]
    )


def _state(cells: SummaryCells) -> Component:
    mark = html.Span(MARKS[cells.mark], className=f"mark-{cells.mark}", **{"aria-hidden": "true"})
    return html.Span([mark, " ", cells.state])


def _spark(cells: SummaryCells) -> Component | str:
    if not cells.sparkline:
        return ""
    return html.Img(src=cells.sparkline, alt=cells.alternative, className="spark")
