"""Tables as plain markup.

A table of Dash components costs the browser about a millisecond a cell, so a year of monthly
figures would take longer to draw than everything else on the page together. Tables are therefore
written here, every text escaped, and put in place by one line of script (assets/page.js).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dash import dcc, html
from markupsafe import Markup, escape

from dashboard.charts.chart import Column, Table

_BETWEEN = "\x1f"  # no text holds it


def place(id_: str, markup: str | None = None) -> html.Div:
    """Where the markup of `id_` is drawn; callbacks write the markup to `markup_id(id_)`.

    markup: what stands there from the first, where no callback writes it.
    """
    return html.Div([html.Div(id=id_), dcc.Store(id=markup_id(id_), data=markup)])


def markup_id(id_: str) -> str:
    return f"{id_}-markup"


def element(name: str, *content: str | Markup, **attributes: str) -> Markup:
    """One element; text is escaped. A trailing underscore in an attribute's name is dropped."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    inside = Markup("").join(escape(each) for each in content)
    return Markup(f"<{name}{given}>{inside}</{name}>")  # noqa: S704 - every part is escaped above


def escaped(texts: Iterable[str]) -> list[str]:
    """Several texts at once, ready to stand in markup."""
    return str(escape(_BETWEEN.join(texts))).split(_BETWEEN)


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def figures(table: Table) -> str:
    """The figures of a chart, in a region that scrolls by itself and by keyboard."""
    body = _rows(table.rows, ["number" if column.number else "" for column in table.columns])
    whole = element(
        "table",
        element("caption", table.caption),
        _head(table.columns),
        element("tbody", body),
        class_="figures",
    )
    scroll = element(
        "div", whole, class_="scroll", role="region", tabindex="0", aria_label=table.caption
    )
    many = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    fold = element("summary", f"Show the figures ({many})")
    return str(element("details", fold, scroll, class_="fold"))


@lru_cache(maxsize=64)
def _head(columns: tuple[Column, ...]) -> Markup:
    """There are few sets of columns, and every click writes one."""
    cells = joined(
        element("th", each.label, scope="col", class_="number" if each.number else "")
        for each in columns
    )
    return element("thead", element("tr", cells))


def _rows(rows: Sequence[tuple[str, ...]], kinds: list[str]) -> Markup:
    """Every row; a table is hundreds of cells, so all of them are escaped in one go."""
    cells = ['<th scope="row">%s</th>']
    cells += [f'<td class="{kind}">%s</td>' if kind else "<td>%s</td>" for kind in kinds[1:]]
    row = f"<tr>{''.join(cells)}</tr>"
    texts = escaped(cell for each in rows for cell in each)
    return Markup(row * len(rows) % tuple(texts) if rows else "")  # noqa: S704 - escaped above
