"""The data page: what is held, to when and from where, every file, and what was restated."""

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.charts.check_words import failed_words
from dashboard.charts.data_tables import FileCells, RestatedCells, file_cells, restated_cells
from dashboard.charts.holdings import (
    HoldingCells,
    files_title,
    holding_cells,
    holdings_sentence,
    not_held_title,
    restated_in_short,
    restatements_title,
)
from dashboard.indicators.registry import GROUPS
from dashboard.services.holdings import Holding, Holdings
from layouts import ids
from layouts.components import plain
from layouts.components.chart_card import illustrative_tag
from layouts.components.markup import element, joined, place
from layouts.components.plain import Element

_HELD = (
    ("Indicator", ""),
    ("Up to date?", "standing"),
    ("First period", "from"),
    ("Last period", "to"),
    ("Next expected", "due"),
    ("Source", "source"),
    ("Loaded", "loaded"),
    ("Restated", "number restated"),
    ("Set aside", "number aside"),
    ("Checks", "checks"),
)
_FILES = (
    ("File", ""),
    ("Published", "published"),
    ("Loaded", "loaded"),
    ("Periods", "periods"),
    ("Rows", "number"),
    ("New", "number"),
    ("Restated", "number"),
    ("Unchanged", "number"),
    ("Older", "number"),
    ("Set aside", "number"),
)
_RESTATED = (
    ("Indicator", ""),
    ("What was restated", ""),
    ("Change", "number"),
    ("It stood in", "file"),
    ("It stands in", "file"),
)


def content() -> list[Component]:
    return [
        html.Div(id=ids.DATA_HEADING, className="heading"),
        place(ids.DATA_HELD),
        place(ids.DATA_FILES),
        place(ids.DATA_RESTATED),
    ]


def beneath_title(held: Holdings) -> list[str | Element]:
    """Which are late, and the way to what stands further down."""
    files = plain.A(files_title(held), href="#files", className="link")
    restated = plain.A(restated_in_short(held), href="#restatements", className="link")
    tag = illustrative_tag(held.illustrative)
    late = plain.Span(holdings_sentence(held))
    return [late, " ", *tag, plain.Br(), plain.Span([files, restated], className="onward")]


def held_table(held: Holdings, query: str) -> str:
    """Indicators by group; `query` keeps the choice when one is followed to its trend."""
    bodies = []
    for group, name in GROUPS.items():
        rows = [row for row in held.rows if row.indicator.group == group]
        if rows:
            title = element("th", name, colspan=str(len(_HELD)), scope="colgroup")
            lines = [_held_row(held, row, query) for row in rows]
            bodies.append(element("tbody", element("tr", title, class_="group"), *lines))
    caption = f"What is held for {held.place.name}, by indicator"
    table = _table("rows held", caption, _HELD, joined(bodies)) if bodies else Markup("")
    return str(table + _not_held(held))


def _table(kind: str, caption: str, columns: tuple[tuple[str, str], ...], bodies: Markup) -> Markup:
    head = joined(element("th", text, scope="col", class_=name) for text, name in columns)
    said = element("caption", caption, class_="unseen")
    return element("table", said, element("thead", element("tr", head)), bodies, class_=kind)


def _held_row(held: Holdings, row: Holding, query: str) -> Markup:
    cells = holding_cells(row)
    view = f"&view={cells.view}" if cells.view else ""
    href = f"/trend{query}{'&' if query else '?'}indicator={row.indicator.id}{view}"
    name = element("a", cells.name, href=href, data_page="trend")
    said = element("span", cells.shown, class_="shown-instead", title=cells.why)
    mark = element("span", cells.mark, class_=f"mark-{cells.standing}", aria_hidden="true")
    source = element("span", cells.source), element("span", cells.file, class_="file-name")
    return element(
        "tr",
        element("th", name, " ", _tag(cells.illustrative), said if cells.shown else "",
                scope="row", class_="indicator-name"),
        element("td", mark, " ", cells.state, class_="standing"),
        element("td", cells.first, class_="from"),
        element("td", _last(cells), class_="to"),
        element("td", cells.due, class_="due", data_label="next"),
        element("td", *source, class_="source"),
        element("td", cells.loaded, class_="loaded", data_label="loaded"),
        element("td", cells.restated, class_="number restated", data_label="restated"),
        _rows_aside(held, row),
        _checks(held, row),
    )  # fmt: skip


def _rows_aside(held: Holdings, row: Holding) -> Markup:
    """Of the file that the last figure came with; its rows stand with the file below."""
    many = held.set_aside.get(row.load.id, 0) if row.load else 0
    said = element("a", f"{many:,}", href="#files") if many else ""
    return element("td", said, class_="number aside", data_label="rows set aside")


def _checks(held: Holdings, row: Holding) -> Markup:
    """Each check that is not passed; of figures that are another's none is made."""
    failed = held.failed.get((row.indicator.id, row.series.grain), ())
    if row.stands_in or row.series.last is None:
        return element("td", class_="checks")
    if not failed:
        return element("td", "passed", class_="checks note", data_label="checks")
    mark = element("span", "◆", class_="mark-late", aria_hidden="true")
    said = [element("span", mark, " ", failed_words(each), class_="failed") for each in failed]
    return element("td", *said, class_="checks", data_label="checks")


def _last(cells: HoldingCells) -> str:
    return f"{cells.last}, {cells.status}" if cells.last else ""


def _tag(text: str) -> Markup | str:
    return element("span", text, class_="small-tag") if text else ""


def _not_held(held: Holdings) -> Markup:
    """Of which indicators there is nothing, by what would fill them."""
    if not held.not_held:
        return Markup("")
    remedies = dict.fromkeys(each.remedy for each in held.not_held)
    names = {
        remedy: [each.indicator.short_name for each in held.not_held if each.remedy == remedy]
        for remedy in remedies
    }
    lines = [element("li", element("strong", remedy), ", ".join(names[remedy])) for remedy in names]
    fold = element("summary", not_held_title(held))
    return element("details", fold, element("ul", *lines), class_="fold not-held")


def files_table(held: Holdings, query: str) -> str:
    """The newest files first; those with something to say unfold."""
    bodies = joined(_file(file_cells(file)) for file in held.files)
    table = _table("rows files", "Files that were loaded, the newest first", _FILES, bodies)
    return str(_section("files", files_title(held), "/api/v1/loads?format=csv", table)
               + _more(held, query))  # fmt: skip


def _section(name: str, title: str, csv: str, *content: Markup) -> Markup:
    link = element("a", "Download CSV", href=csv, class_="link")
    head = element("div", element("h2", title, id=name), link, class_="section-head")
    return joined([head, *content])


def _more(held: Holdings, query: str) -> Markup:
    """The way to the older files, where not all are shown."""
    shown, every = len(held.files), held.file_totals.files
    if shown >= every:
        return Markup("")
    href = f"/data{query}{'&' if query else '?'}all=1"
    link = element("a", f"Show all {every:,} files", href=href, data_page="stay")
    return element("p", f"The newest {shown} are shown. ", link, class_="note more")


def _file(cells: FileCells) -> Markup:
    counts = [
        element("td", number, data_label=name, class_="number count" + _nought(number))
        for name, number in cells.counts
    ]
    aside = element("td", _aside(cells), data_label="set aside",
                    class_="number count" + _nought(cells.set_aside))  # fmt: skip
    name = element("span", cells.name, class_="name")
    source = element("span", cells.source, class_="file-name")
    line = element(
        "tr",
        element("th", name, " ", _tag(cells.illustrative), source, scope="row"),
        element("td", cells.published, class_="published", data_label="published"),
        element("td", cells.loaded, class_="loaded", data_label="loaded"),
        element("td", cells.periods, class_="periods"),
        *counts,
        aside,
    )
    return element("tbody", line, _beneath(cells))


def _nought(number: str) -> str:
    return " nought" if number == "0" else ""


def _aside(cells: FileCells) -> Markup | str:
    if cells.set_aside == "0":
        return "0"
    mark = element("span", "◆", class_="mark-late", aria_hidden="true")
    return joined([mark, Markup(" "), element("span", cells.set_aside)])


def _beneath(cells: FileCells) -> Markup | str:
    """Warnings and rows set aside, folded away under their file."""
    if not cells.fold:
        return ""
    inside = [element("p", each, class_="warning") for each in cells.warnings]
    if cells.aside:
        inside.append(_rows_set_aside(cells))
    fold = element("details", element("summary", cells.fold), *inside, class_="aside")
    return element("tr", element("td", fold, colspan=str(len(_FILES))), class_="beneath")


def _rows_set_aside(cells: FileCells) -> Markup:
    """Where each stands and why it could not be used; under it what it said."""
    lines = [
        element("li", said, element("span", row, class_="file-name")) for said, row in cells.aside
    ]
    every = f"/api/v1/set_aside?load={cells.id}&format=csv"
    link = element("a", cells.more, href=every, class_="link") if cells.more else ""
    return joined([element("ul", *lines), element("p", link)]) if link else element("ul", *lines)


def restated_table(held: Holdings, query: str) -> str:
    """The figures that were replaced last, and what replaced them."""
    at = f"organisation={held.place.code}&as_at={held.as_at.isoformat()}"
    csv = f"/api/v1/restatements?{at}&format=csv"
    if not held.restatements:
        text = "When a newer file says something else of a period, both figures will stand here."
        head = element("h2", restatements_title(held), id="restatements")
        return str(head + element("p", text, class_="note"))
    rows = joined(
        _restated_row(restated_cells(each), f"{query}{'&' if query else '?'}", each.indicator.id)
        for each in held.restatements
    )
    table = _table("rows restated-figures", "Figures that were restated, the newest first",
                   _RESTATED, element("tbody", rows))  # fmt: skip
    shown = len(held.restatements)
    more = f"The newest {shown} are shown; the CSV has all {held.restated_count:,}."
    below = element("p", more, class_="note more") if shown < held.restated_count else Markup("")
    return str(_section("restatements", restatements_title(held), csv, table, below))


def _restated_row(cells: RestatedCells, query: str, indicator: str) -> Markup:
    href = f"/trend{query}indicator={indicator}"
    name = element("a", cells.name, href=href, data_page="trend")
    return element(
        "tr",
        element("th", name, " ", _tag(cells.illustrative), scope="row", class_="indicator-name"),
        element("td", cells.sentence, class_="sentence"),
        element("td", cells.change, class_="number"),
        element("td", cells.was_file, class_="file was"),
        element("td", cells.now_file, class_="file"),
    )
