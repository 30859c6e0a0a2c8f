"""The matrix page: every indicator in the cell of its two icons."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.charts.matrix import (
    CHANGES,
    MEANINGS,
    OUTLOOK_WORDS,
    OUTLOOKS,
    Change,
    Entry,
    Matrix,
)
from layouts import ids
from layouts.components.icons import assurance_icon, icons_explained, variation_icon
from layouts.components.markup import element, escaped, joined, place

_ICONS = {
    Change.CONCERN: (Variation.CONCERN_HIGH, Variation.CONCERN_LOW),
    Change.COMMON_CAUSE: (Variation.COMMON_CAUSE,),
    Change.IMPROVEMENT: (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW),
    Change.NEITHER: (Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
}
ROWS = {change: (CHANGES[change], icons) for change, icons in _ICONS.items()}
COLUMNS = OUTLOOK_WORDS
_ENTRY = (
    '<li><a href="{}" data-page="trend">{}</a> <strong>{}</strong> '
    '<span class="period">{}</span></li>'
)


def content() -> list[Component]:
    return [
        html.Div(id=ids.MATRIX_HEADING, className="heading"),
        place(ids.MATRIX_NARROWING),
        place(ids.MATRIX_TABLE),
        place(ids.MATRIX_ICONS, str(icons_explained())),
    ]


def matrix_table(matrix: Matrix, trend: str) -> str:
    """The cells and, beneath, what has none. trend: as for the summary's table."""
    if not matrix.judged and not matrix.unjudged:
        return ""
    return f"{_table(matrix, trend) if matrix.judged else ''}{_unjudged(matrix, trend)}"


def _table(matrix: Matrix, trend: str) -> Markup:
    corner = element("td")
    head = element("thead", element("tr", corner, *[_heading(each) for each in OUTLOOKS]))
    rows = [_row(matrix, change, trend) for change in matrix.changes]
    caption = element("caption", "Indicators by variation and assurance", class_="unseen")
    return element(
        "table", caption, _widths(matrix), head, element("tbody", *rows), class_="matrix"
    )


def _widths(matrix: Matrix) -> Markup:
    """The fuller a column, the wider, so that the page stays within a screen."""
    held = [sum(len(matrix.cells.get((each, to), ())) for each in Change) for to in OUTLOOKS]
    weights = [max(1, many) ** 0.5 for many in held]
    columns = [element("col", style=f"width:{90 * each / sum(weights):.1f}%") for each in weights]
    return element("colgroup", element("col", class_="side"), *columns)


def _heading(outlook: Assurance) -> Markup:
    title, meaning = COLUMNS[outlook]
    words = element("span", element("b", title), element("span", meaning, class_="note"))
    return element("th", element("div", assurance_icon(outlook), words), scope="col")


def _row(matrix: Matrix, change: Change, trend: str) -> Markup:
    cells = [_cell(matrix, change, each, trend) for each in OUTLOOKS]
    held = any((change, each) in matrix.cells for each in OUTLOOKS)
    return element("tr", _side(change), *cells, class_="" if held else "nothing")


def _side(change: Change) -> Markup:
    title, variations = ROWS[change]
    icons = element("span", *[variation_icon(each) for each in variations], class_="pair")
    return element("th", element("div", icons, element("b", title)), scope="row")


def _cell(matrix: Matrix, change: Change, outlook: Assurance, trend: str) -> Markup:
    entries = matrix.cells.get((change, outlook), ())
    meaning = MEANINGS.get((change, outlook), "")
    label = f"{ROWS[change][0]}, {COLUMNS[outlook][0].lower()}"
    count = element("b", str(len(entries)), class_="count") if entries else Markup("")
    said = element("p", count, meaning, class_="meaning") if meaning else Markup("")
    kind = f"{change}-{outlook}" if entries else "empty"
    listed = _entries(entries, trend) if entries else Markup("")
    return element("td", said, listed, class_=kind, data_label=label)


def _entries(entries: Sequence[Entry], trend: str) -> Markup:
    texts = [(f"{trend}{each.id}", each.name, each.value, each.period) for each in entries]
    lines = [_ENTRY.format(*escaped(each)) for each in texts]
    return Markup(f'<ul class="entries">{"".join(lines)}</ul>')  # noqa: S704 - escaped above


def _unjudged(matrix: Matrix, trend: str) -> Markup:
    if not matrix.unjudged:
        return Markup("")
    many = sum(len(each.entries) for each in matrix.unjudged)
    parts = [
        element("div", element("p", each.reason, class_="meaning"), _entries(each.entries, trend))
        for each in matrix.unjudged
    ]
    title = element("h2", variation_icon(Variation.NOT_JUDGED), f"Not judged ({many})")
    return element("section", title, element("div", joined(parts), class_="reasons"),
                   class_="unjudged")  # fmt: skip
