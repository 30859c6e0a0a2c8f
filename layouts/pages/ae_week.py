"""The week of A&E: what it was, and what must happen by Sunday."""

from collections.abc import Sequence
from itertools import zip_longest

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.calculations.weeks import weeks_ending_in
from dashboard.charts.ae_week import WeekColumn, WeekColumns, week_columns
from dashboard.charts.ae_week_tiles import Tile, tiles
from dashboard.charts.ae_week_words import (
    NOT_RECONCILED,
    counted_how,
    department_cells,
    method,
    month_said,
    not_loaded,
    parting,
)
from dashboard.charts.chart import Table
from dashboard.periods import Grain, long_date, long_month, period_end
from dashboard.selection import Selection
from dashboard.services.ae_week.model import AeWeek, Department, ReconciledMonth
from dashboard.services.desk.where_from_board import BOARD_MONTH, BOARD_PUBLISHED
from layouts import ids
from layouts.components.ae_week_agenda import to_come_back, to_do
from layouts.components.ae_week_sources import WeekSources
from layouts.components.markup import element, joined, place
from layouts.components.source_link import from_here

_ALL = "all"  # the address says nothing of it


def content() -> list[Component]:
    return [
        html.Div(
            [
                place(ids.AE_WEEK_CONTROLS),
                html.Div(id=ids.AE_WEEK_HEADING, className="heading"),
                place(ids.AE_WEEK),
            ],
            className="ae-week-page",
        )
    ]


def controls(week: AeWeek) -> str:
    """Three choices that stand in the address: see assets/ae_week.js."""
    boards = [(each.code, each.name) for each in week.boards]
    sundays = [(day.isoformat(), f"Sunday {long_date(day)}") for day in week.weeks]
    types = [(_ALL, "All types"), *week.types]
    return str(
        element(
            "div",
            _choice("board", "Delivery board", boards, week.board.code),
            _choice("week", "Week ending", sundays, week.sunday.isoformat()),
            _choice("type", "Type", types, week.type_ or _ALL),
            element("p", _on_paper(week), class_="on-paper"),
            class_="week-controls",
            role="group",
            aria_label="Which week",
        )
    )


def _on_paper(week: AeWeek) -> str:
    """What the choices say where they cannot be seen."""
    providers = ", ".join(each.name for each in week.providers)
    type_ = week.type_name or "All types"
    day = long_date(week.sunday)
    return f"{week.board.name} ({providers}), week ending Sunday {day}. {type_}."


def _choice(name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> Markup:
    options = joined(
        element("option", text, value=value, selected="selected" if value == chosen else "")
        for value, text in choices
    )
    id_ = f"week-{name}"
    select = element("select", options, id=id_, data_query=name)
    return element("div", element("label", label, for_=id_), select, class_="control")


def shown(week: AeWeek, writable: bool, asked: Selection) -> str:
    """Tiles, columns and table on the left; what comes back on the right."""
    sources = WeekSources(week, asked)
    left = element(
        "div", _chart(week_columns(week), sources), _departments(week, sources),
        class_="week-figures",
    )  # fmt: skip
    right = element(
        "div",
        to_do(week, writable),
        to_come_back(week, writable),
        _reconciliation(week, sources),
        class_="week-agenda",
    )
    grid = element("div", left, right, class_="week-grid")
    return str(joined([_tiles(tiles(week), sources), grid]))


def _tiles(given: tuple[Tile, ...], sources: WeekSources) -> Markup:
    return element("ul", joined(_tile(each, sources) for each in given), class_="week-tiles")


def _tile(tile: Tile, sources: WeekSources) -> Markup:
    ways = [sources.of_board(*lead) if lead else "" for lead in tile.leads]
    value, *lines = (
        from_here(said, way) for said, way in zip_longest((tile.value, *tile.beneath), ways)
    )
    beneath = joined(element("span", each, class_="beneath") for each in lines if each)
    return element(
        "li",
        element("span", tile.label, class_="label"),
        element("strong", value, class_="worded" if tile.value[-1:].isalpha() else ""),
        beneath,
        class_=f"tile-{tile.kind}",
    )


def _chart(drawn: WeekColumns, sources: WeekSources) -> Markup:
    """Columns of markup, which stay sharp at any size and on paper."""
    lines = joined(
        element("span", element("b", text), class_="tick", style=f"bottom:{100 * at:.2f}%")
        for at, text in drawn.ticks
    )
    columns = joined(
        element(
            "span",
            *_column(each),
            class_="column",
            title=each.said,
            data_source=sources.of_board(of.sunday) if of.counted else "",
        )
        for each, of in zip(drawn.columns, sources.week.figures, strict=True)
    )
    labels = joined(element("span", each.label + each.flag) for each in drawn.columns)
    picture = element(
        "div",
        element("div", lines, columns, class_="plot"),
        element("div", labels, class_="labels"),
        class_="picture",
        role="img",
        aria_label=drawn.sentence,
    )
    key = element(
        "p",
        element("i", "", class_="key-long"), "over four hours ",
        element("i", "", class_="key-all"), "within ",
        element("i", "", class_="key-before"), "attendances in the same week last year. ",
        drawn.notes,
        class_="note",
    )  # fmt: skip
    head = element("div", element("h2", drawn.title), _figures(drawn.table, sources), class_="head")
    return element("figure", element("figcaption", head, key), picture, class_="week-chart")


def _figures(table: Table, sources: WeekSources) -> Markup:
    head = joined(element("th", each.label, scope="col") for each in table.columns)
    weeks = zip(sources.week.figures, sources.week.last_year, strict=True)
    rows = joined(
        _week_row(row, sources.of_board(now.sunday), sources.of_board(then.sunday))
        for row, (now, then) in zip(table.rows, weeks, strict=True)
    )
    whole = element(
        "table",
        element("caption", table.caption),
        element("thead", element("tr", head)),
        element("tbody", rows),
        class_="figures",
    )
    region = element(
        "div", whole, class_="pop", role="region", tabindex="0", aria_label=table.caption
    )
    return element("details", element("summary", "Show the figures"), region, class_="write")


def _week_row(row: Sequence[str], now: str, then: str) -> Markup:
    """now, then: where the figures of its week lead to, and those of a year before."""
    name, *cells = row
    ways = (now, now, now, "", then, "", "")
    led = (element("td", from_here(*each)) for each in zip(cells, ways, strict=True))
    return element("tr", element("th", name, scope="row"), *led)


def _column(drawn: WeekColumn) -> list[Markup]:
    parts = [element("span", element("b", "no figure"), class_="gap")]
    if drawn.height:
        foot = _part("foot", "height", drawn.long_waits / drawn.height)
        kind = "bar lacking" if drawn.missing else "bar"
        words = drawn.share + ("†" if drawn.missing else "")
        parts = [
            element("span", foot, class_=kind, style=f"height:{100 * drawn.height:.2f}%"),
            element("b", words, style=f"bottom:{100 * drawn.label_at:.2f}%"),
        ]
    if drawn.last_year is not None:
        parts.append(_part("before", "bottom", drawn.last_year))
    return parts


def _part(kind: str, side: str, share: float) -> Markup:
    return element("span", "", class_=kind, style=f"{side}:{100 * share:.2f}%")


def _departments(week: AeWeek, sources: WeekSources) -> Markup:
    month = long_month(week.month.start).split()[0]
    year = week.year_before.sunday.year
    names = (
        "Department", "Attended", "Over 4 hours", "Within 4 hours", "Week before",
        f"Same week {year}", "Waits over plan", f"Room left, {month}",
    )  # fmt: skip
    head = joined(
        element("th", name, scope="col", class_="number" if n else "")
        for n, name in enumerate(names)
    )
    rows = joined(
        _row(names, department_cells(each, month), each, sources) for each in week.departments
    )
    table = element(
        "table",
        element("caption", "By department, and how many more long waits plan allows",
                class_="unseen"),
        element("thead", element("tr", head)),
        element("tbody", rows),
        class_="week-table",
    )  # fmt: skip
    title = element("h2", f"By department, week to {long_date(week.sunday)}")
    return element("section", title, table, class_="week-departments")


def _row(
    names: tuple[str, ...], cells: tuple[str, ...], row: Department, sources: WeekSources
) -> Markup:
    """On a phone each figure stands behind the name of its column. What is measured leads to its
    source; what is reckoned from it stands beside it."""
    weeks = (row.week, row.week, row.week, row.before, row.last_year)
    ways = [sources.of_department(row, each.sunday) if each.counted else "" for each in weeks]
    others = joined(
        element("td", from_here(cell, way or ""), class_="number", data_label=name)
        for name, cell, way in zip_longest(names[1:], cells[1:], ways)
    )
    head = element("th", cells[0], scope="row", title=cells[0])
    return element("tr", head, others, class_="whole" if row.whole else "")


def _reconciliation(week: AeWeek, sources: WeekSources) -> Markup:
    months = week.reconciliation.months
    said = [_last_month(months[-1], sources), parting(week)] if months else [NOT_RECONCILED]
    lines = joined(element("p", each) for each in said)
    absent = not_loaded(week)
    fold = element(
        "details",
        element("summary", "How weeks and forecast are made"),
        element("div", element("p", counted_how(week)), element("p", method()), class_="pop"),
        class_="write",
    )
    return element(
        "section",
        element("h2", "Weekly, unvalidated, against published"),
        lines,
        element("p", absent, class_="note") if absent else Markup(""),
        fold,
        class_="week-reconciled",
    )


def _last_month(last: ReconciledMonth, sources: WeekSources) -> Markup:
    """Both of its figures lead to their source: the weeks of the month, and the month itself."""
    said, end = month_said(last), period_end(last.month, Grain.MONTH)
    sunday = weeks_ending_in(last.month, end)[-1]
    built = from_here(said.built, sources.of_board(sunday, BOARD_MONTH))
    published = from_here(said.published, sources.of_board(end, BOARD_PUBLISHED))
    return Markup("").join([f"{said.month}: ", built, ", ", published])
