"""What is loaded, to when, what is late, and what was set aside?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from dashboard.indicators.registry import IndicatorRegistry
from dashboard.periods import Grain, long_date, short_date, short_month
from dashboard.services.provenance import expected_after
from data_access.connections import readers
from data_access.reports.text import aligned, count
from data_access.tables import LoadPeriod, LoadRow, ObservationRow, RejectedRow, SeriesRow

_SHOWN = 3  # rows set aside that are shown of each publication
_HEADING = (
    "Publication",
    "Files",
    "First",
    "Last",
    "Loaded",
    "Next expected",
    "Late",
    "Set aside",
)

Rows = Select[*tuple[Any, ...]]
_Measure = tuple[str, str]  # an indicator and the grain of a series of it


@dataclass(slots=True)
class Publication:
    """All files of one kind, the real ones and the illustrative ones apart.

    first, last: first days of the first and the last period. reach: the last period of each
    indicator and grain that it brought figures of. due: when the next file is expected.
    goes_on: the publication that has later figures of the same, if one has.
    aside: the first rows set aside, with their place and reason.
    """

    title: str
    illustrative: bool
    files: int = 0
    first: date | None = None
    last: date | None = None
    loaded: date = date.min
    rows_aside: int = 0
    reach: dict[_Measure, date] = field(default_factory=dict)
    due: date | None = None
    goes_on: str = ""
    aside: list[str] = field(default_factory=list)

    def stretch(self, first: date, last: date) -> None:
        self.first = min(self.first or first, first)
        self.last = max(self.last or last, last)

    def days_late(self, as_at: date) -> int:
        if self.due is None or self.goes_on:
            return 0
        return max(0, (as_at - self.due).days)


def print_status(
    engine: Engine,
    indicators: IndicatorRegistry,
    as_at: date,
    say: Callable[[str], None] = print,
) -> None:
    with readers(engine).connect() as connection:
        found = publications(connection, indicators)
    for line in status_lines(found, as_at):
        say(line)


def publications(connection: Connection, indicators: IndicatorRegistry) -> list[Publication]:
    """One for each kind of file that was taken in, by title."""
    of_load, found = _grouped(connection)
    for load, first, last in connection.execute(_spans()):
        of_load[load].stretch(first, last)
    for load, indicator, grain, first, last in connection.execute(_reach()):
        reach = of_load[load].reach
        reach[indicator, grain] = max(reach.get((indicator, grain), last), last)
        of_load[load].stretch(first, last)
    for load, line in _rows_aside(connection):
        if len(of_load[load].aside) < _SHOWN:
            of_load[load].aside.append(line)
    for each in found:
        each.due = _due(each, indicators)
        each.goes_on = _goes_on(each, found)
    return sorted(found, key=lambda each: (each.illustrative, each.title))


def _grouped(connection: Connection) -> tuple[Mapping[int, Publication], list[Publication]]:
    table, of_load = LoadRow, {}
    found: dict[tuple[str, bool], Publication] = {}
    columns = (table.id, table.publication, table.title, table.illustrative, table.loaded_at)
    for id_, kind, title, illustrative, moment, aside in connection.execute(
        select(*columns, table.set_aside).order_by(table.id)
    ):
        each = found.setdefault((kind, illustrative), Publication(title, illustrative))
        each.title, each.loaded = title, moment.date()
        each.files += 1
        each.rows_aside += aside
        of_load[id_] = each
    return of_load, list(found.values())


def _spans() -> Rows:
    table = LoadPeriod
    start = table.period_start
    return select(table.load_id, func.min(start), func.max(start)).group_by(table.load_id)


def _reach() -> Rows:
    point, series = ObservationRow, SeriesRow
    start = point.period_start
    return (
        select(point.load_id, series.indicator, series.grain, func.min(start), func.max(start))
        .join(series, series.id == point.series_id)
        .where(series.kind == "actual", point.absent_reason.is_(None))
        .group_by(point.load_id, series.indicator, series.grain)
    )


def _rows_aside(connection: Connection) -> Iterator[tuple[int, str]]:
    table = RejectedRow
    query = (
        select(table.load_id, LoadRow.file_name, table.sheet, table.row, table.column, table.reason)
        .join(LoadRow, LoadRow.id == table.load_id)
        .where(table.number <= _SHOWN)
        .order_by(table.load_id.desc(), table.number)
    )
    for load, file, sheet, row, column, reason in connection.execute(query):
        named = (f"sheet {sheet}" if sheet else "", f"row {row}", f"column {column}")
        place = ", ".join([file, *filter(None, named if column else named[:2])])
        yield load, f"{place}: {reason}"


def _due(each: Publication, indicators: IndicatorRegistry) -> date | None:
    """By the indicator of which something is expected first; nothing is of invented figures."""
    if each.illustrative or each.last is None:
        return None
    expected = (
        expected_after(each.last, Grain(grain), indicators[indicator])
        for (indicator, grain), last in each.reach.items()
        if indicator in indicators and last == each.last
    )
    return min(filter(None, expected), default=None)


def _goes_on(each: Publication, others: Sequence[Publication]) -> str:
    """An old layout is not late when a newer one brings the same indicators."""
    if each.illustrative or each.last is None:
        return ""
    for other in others:
        theirs = [other.reach.get(measure, date.min) for measure in each.reach]
        if not other.illustrative and theirs and min(theirs) > each.last:
            return other.title
    return ""


def status_lines(found: Sequence[Publication], as_at: date) -> Iterator[str]:
    """The report, line by line."""
    files = count(sum(each.files for each in found), "file")
    yield f"As at {long_date(as_at)}: {files} of {count(len(found), 'publication')}."
    if not found:
        return
    yield ""
    yield from aligned(_HEADING, [_row(each, as_at) for each in found], right="Files, Set aside")
    for each in found:
        if each.aside:
            yield ""
            yield f"{each.title}, {count(each.rows_aside, 'row')} set aside:"
            yield from (f"  {line}" for line in each.aside)
            if each.rows_aside > len(each.aside):
                yield f"  and {each.rows_aside - len(each.aside):,} more"


def _row(each: Publication, as_at: date) -> tuple[str, ...]:
    late = each.days_late(as_at)
    goes_on = f"goes on in {each.goes_on}" if each.goes_on else ""
    named = "" if "illustrative" in each.title.casefold() else " (illustrative)"
    return (
        f"{each.title}{named}" if each.illustrative else each.title,
        f"{each.files:,}",
        short_month(each.first) if each.first else "-",
        short_month(each.last) if each.last else "-",
        short_date(each.loaded),
        short_date(each.due) if each.due and not goes_on else "-",
        goes_on or (count(late, "day") if late else "-"),
        f"{each.rows_aside:,}",
    )
