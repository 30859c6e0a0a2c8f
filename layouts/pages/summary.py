"""The summary page: one row an indicator."""

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts.summary import SummaryCells, summary_cells
from dashboard.indicators.registry import GROUPS
from dashboard.selection import Sort
from dashboard.services.summary import Summary, SummaryRow
from layouts import ids
from layouts.components.markup import element, joined, place

MARKS = {
    "behind_and_below": "◆",
    "behind": "◆",
    "below": "▽",
    "on_track": "✓",
    "no_figure": "–",
    "not_judged": "–",
}
_COLUMNS = (
    ("Indicator", ""),
    ("Latest period", ""),
    ("Value", "number"),
    ("Points from plan", "number"),
    ("People from plan", "number"),
    ("Standard", "number"),
    ("Status", "state"),
    ("24 months, plan dashed", "spark-cell"),
)


def content() -> list[Component]:
    return [
        html.Div(id=ids.SUMMARY_HEADING, className="heading"),
        place(ids.SUMMARY_TABLE),
    ]


def summary_table(summary: Summary, query: str) -> str:
    """Sections of rows; `query` keeps the choice when a row is followed to its trend."""
    head = joined(element("th", text, scope="col", class_=kind) for text, kind in _COLUMNS)
    bodies = (
        element("tbody", _title(title), *[_row(row, query) for row in rows])
        for title, rows in _sections(summary)
    )
    caption = element("caption", "Every indicator with figures, latest period", class_="unseen")
    return str(
        element("table", caption, element("thead", element("tr", head)), *bodies, class_="rows")
    )


def _title(title: str) -> Markup:
    cell = element("th", title, colspan=str(len(_COLUMNS)), scope="colgroup")
    return element("tr", cell, class_="group")


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


def _row(row: SummaryRow, query: str) -> Markup:
    cells = summary_cells(row)
    href = f"/trend{query}{'&' if query else '?'}indicator={row.indicator.id}"
    name = element("a", row.indicator.short_name, href=href, data_page="trend")
    tag = element("span", cells.illustrative, class_="small-tag") if cells.illustrative else ""
    return element(
        "tr",
        element("th", name, " ", tag, _shown(cells), scope="row", class_="indicator-name"),
        element("td", cells.period, class_="period"),
        element("td", element("strong", cells.value), class_="number value"),
        element("td", cells.points, class_="number points"),
        element("td", cells.patients, class_=f"number patients{' words' if cells.wordy else ''}"),
        element("td", cells.standard, class_="number standard"),
        element("td", _state(cells), class_="state"),
        element("td", _spark(cells), class_="spark-cell"),
    )


def _shown(cells: SummaryCells) -> Markup | str:
    """Whose figures these are, where they are not the place's own."""
    if not cells.shown:
        return ""
    return element("span", cells.shown, class_="shown-instead", title=cells.why)


def _state(cells: SummaryCells) -> Markup:
    mark = element("span", MARKS[cells.mark], class_=f"mark-{cells.mark}", aria_hidden="true")
    return element("span", mark, " ", cells.state)


def _spark(cells: SummaryCells) -> Markup | str:
    if not cells.sparkline:
        return ""
    return element("img", src=cells.sparkline, alt=cells.alternative, class_="spark")
