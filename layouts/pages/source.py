"""The page of one figure: where it came from."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts.where_from_words import (
    FIRST_ROW,
    MOST_ROWS,
    facts,
    revisions_words,
    row_cells,
)
from dashboard.services.desk.sources import WhereFrom
from layouts import ids
from layouts.components.markup import element, joined, place

_COLUMNS = (
    ("Whose", ""),
    ("Period", ""),
    ("Figure", "number"),
    ("Status", ""),
    ("Part of it", "number"),
    ("File", "file"),
    ("Where in it", ""),
    ("Published", ""),
    ("Loaded", ""),
)


def content() -> list[Component]:
    return [html.Div(id=ids.SOURCE_HEADING, className="heading"), place(ids.SOURCE)]


def source_of(found: WhereFrom) -> str:
    """Facts, the stored figures behind it, and every revision."""
    return str(joined([_facts(found), _rows(found), _revisions(found)]))


def _facts(found: WhereFrom) -> Markup:
    pairs = [
        element("div", element("dt", name), element("dd", said)) for name, said in facts(found)
    ]
    kind = "source-facts of-board" if found.of_board else "source-facts"
    return element("dl", *pairs, class_=kind)


def _rows(found: WhereFrom) -> Markup:
    if not found.rows:
        return Markup("")
    shown = found.rows[:MOST_ROWS]
    cells = [row_cells(row) for row in shown]
    # A column that says nothing of any row is left out.
    kept = [n for n in range(len(_COLUMNS)) if any(row[n] for row in cells)]
    head = element(
        "tr", *[element("th", _COLUMNS[n][0], scope="col", class_=_COLUMNS[n][1]) for n in kept]
    )
    body = joined(_row(row, kept) for row in cells)
    many = len(found.rows)
    title = "The stored figure" if many == 1 else f"The {many:,} stored figures it is made of"
    table = element(
        "table",
        element("caption", title, class_="unseen"),
        element("thead", head),
        element("tbody", body),
        class_="rows source-rows",
    )
    more = f"The first {MOST_ROWS} are shown; the CSV has all {many:,}."
    notes = [more] if many > MOST_ROWS else []
    notes += [FIRST_ROW] if any(row.place for row in shown) else []
    below = joined(element("p", each, class_="note") for each in notes)
    scroll = element("div", table, class_="scroll", role="region", tabindex="0", aria_label=title)
    return joined([element("h2", title), scroll, below])


def _row(cells: Sequence[str], kept: Sequence[int]) -> Markup:
    first = element("th", cells[kept[0]], scope="row")
    rest = [
        element("td", cells[n], class_=_COLUMNS[n][1], data_label=_COLUMNS[n][0].lower())
        for n in kept[1:]
    ]
    return element("tr", first, *rest)


def _revisions(found: WhereFrom) -> Markup:
    said = revisions_words(found)
    title = element("h2", "Revisions")
    if not said:
        none = "None is known: no newer file has said anything else of these figures."
        return joined([title, element("p", none, class_="note")])
    listed = element("ul", *[element("li", each) for each in said], class_="source-revisions")
    return joined([title, listed])
