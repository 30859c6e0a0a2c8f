"""The summary page: one row an indicator."""

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts.summary import summary_cells
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


# Markup escapes whatever is put into it; a row is written at once, for there are dozens.
_ROW = Markup(
    '<tr><th scope="row" class="indicator-name"><a href="{href}" data-page="trend">{name}</a> '
    '{tag}{shown}</th><td class="period">{period}</td>'
    '<td class="number value"><strong>{value}</strong></td><td class="number points">{points}</td>'
    '<td class="number patients{wordy}">{patients}</td><td class="number standard">{standard}</td>'
    '<td class="state"><span><span class="mark-{mark}" aria-hidden="true">{sign}</span> {state}'
    '</span></td><td class="spark-cell">{spark}</td></tr>'
)
_TAG = Markup('<span class="small-tag">{}</span>')
# Whose figures these are, where they are not the place's own.
_SHOWN = Markup('<span class="shown-instead" title="{why}">{shown}</span>')
_SPARK = Markup('<img src="{}" alt="{}" class="spark">')


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
    named = {row.indicator.id for row in first}
    rest = [row for row in summary.rows if row.indicator.id not in named]
    sections = [("Needs attention", list(first))] if first else []
    for group, name in GROUPS.items():
        rows = [row for row in rest if row.indicator.group == group]
        sections += [(name, rows)] if rows else []
    return sections


def _row(row: SummaryRow, query: str) -> Markup:
    cells = summary_cells(row)
    href = f"/trend{query}{'&' if query else '?'}indicator={row.indicator.id}"
    wordy = " words" if cells.wordy else ""
    return _ROW.format(
        href=href,
        name=row.indicator.short_name,
        tag=_TAG.format(cells.illustrative) if cells.illustrative else "",
        shown=_SHOWN.format(why=cells.why, shown=cells.shown) if cells.shown else "",
        period=cells.period,
        value=cells.value,
        points=cells.points,
        wordy=wordy,
        patients=cells.patients,
        standard=cells.standard,
        mark=cells.mark,
        sign=MARKS[cells.mark],
        state=cells.state,
        spark=_SPARK.format(cells.sparkline, cells.alternative) if cells.sparkline else "",
    )
