"""The summary page: one row an indicator."""

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup, escape

from dashboard.charts.summary import SummaryCells, summary_cells
from dashboard.indicators.registry import GROUPS
from dashboard.selection import Sort
from dashboard.services.summary import Summary, SummaryRow
from layouts import ids
from layouts.components.markup import element, escaped, joined, place

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


# A row is written at once, for there are dozens; every text in it is escaped first.
_ROW = (
    '<tr><th scope="row" class="indicator-name"><a href="{}" data-page="trend">{}</a> {}{}</th>'
    '<td class="period">{}</td><td class="number value"><strong>{}</strong></td>'
    '<td class="number points">{}</td><td class="number patients{}">{}</td>'
    '<td class="number standard">{}</td>'
    '<td class="state"><span><span class="mark-{}" aria-hidden="true">{}</span> {}</span></td>'
    '<td class="spark-cell">{}</td></tr>'
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
    named = {row.indicator.id for row in first}
    rest = [row for row in summary.rows if row.indicator.id not in named]
    sections = [("Needs attention", list(first))] if first else []
    for group, name in GROUPS.items():
        rows = [row for row in rest if row.indicator.group == group]
        sections += [(name, rows)] if rows else []
    return sections


def _row(row: SummaryRow, query: str) -> Markup:
    cells = summary_cells(row)
    href, name, period, value, points, patients, standard, state = escaped(
        (
            f"/trend{query}{'&' if query else '?'}indicator={row.indicator.id}",
            row.indicator.short_name,
            cells.period,
            cells.value,
            cells.points,
            cells.patients,
            cells.standard,
            cells.state,
        )
    )
    wordy, sign = " words" if cells.wordy else "", MARKS[cells.mark]
    written = _ROW.format(
        href, name, _tag(cells), _shown(cells), period, value, points, wordy, patients, standard,
        cells.mark, sign, state, _spark(cells),
    )  # fmt: skip
    return Markup(written)  # noqa: S704 - every text was escaped above


def _tag(cells: SummaryCells) -> str:
    if not cells.illustrative:
        return ""
    return f'<span class="small-tag">{escape(cells.illustrative)}</span>'


def _shown(cells: SummaryCells) -> str:
    """Whose figures these are, where they are not the place's own."""
    if not cells.shown:
        return ""
    why, shown = escaped((cells.why, cells.shown))
    return f'<span class="shown-instead" title="{why}">{shown}</span>'


def _spark(cells: SummaryCells) -> str:
    if not cells.sparkline:
        return ""
    source, alternative = escaped((cells.sparkline, cells.alternative))
    return f'<img src="{source}" alt="{alternative}" class="spark">'
