"""What do the cancer waiting times workbooks say, by commissioner or by provider?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.periods import Grain, period_end, period_label
from data_access.ingest.cancer_facts import CancerFacts, check_england, classified, missed_rows
from data_access.ingest.cancer_figures import (
    figures,
    left_out,
    members,
    organisations,
    short_totals,
)
from data_access.ingest.cancer_parts import (
    COMMISSIONER,
    PROVIDER,
    WAY,
    Counted,
    is_heading,
    read_table,
    rows_of,
    tables_of,
)
from data_access.ingest.cancer_periods import Period, parse_period, status_of
from data_access.ingest.cancer_standards import COMBINED, STANDARDS, is_counted, standard_of
from data_access.ingest.cells import text
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.layout import Table, headings, month_of, stated
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.title_block import stated_basis, stated_days

TITLE = "Cancer waiting times, workbook"

_TOP = 80
_LONGEST_PERIOD = 60
_UNKNOWNS = re.compile("unknown", re.IGNORECASE)
# So many commissioners may be missing at the end of a sheet: those without a patient have no row.
_MOST_ABSENT = 1


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet about one standard. basis: commissioner or provider."""

    indicator: str
    basis: str
    period: Period
    tables: list[Counted]


def recognises(document: Document) -> bool:
    return any(is_heading(without_footnotes(heading).names) for heading in headings(document))


def read(document: Document, context: ReadContext) -> Publication:
    found = dict(_tables(document))
    front = [row for name in _others(document, found) for row in rows_of(document, name)[:_TOP]]
    period = _period(document, context, found, front)
    sheets, ended = _sheets(found, period)
    if not sheets:
        raise FileRefused(document.name, "a sheet of a standard of its month", "none")
    _check_ends(sheets)
    facts, ends = _facts(sheets), _are_ended(sheets)
    observations = figures(facts, document.name, status_of(document, front), ends)
    published, stated_on = stated_days(front)
    return Publication(
        kind="cancer_workbook",
        title=f"Cancer waiting times, {sheets[0].basis} workbook",
        publisher="NHS England",
        rows=sum(len(table.source.body) for sheet in sheets for table in sheet.tables),
        published_on=published,
        stated_on=stated_on,
        observations=observations,
        organisations=organisations(facts),
        members=members(facts),
        rejected=[
            row for sheet in sheets for part in sheet.tables for row in part.aside.rejected()
        ],
        warnings=[
            *_front_warning(front, period),
            *left_out(ended),
            *_ends_warning(ends),
            *short_totals(facts, observations),
        ],
    )


def _tables(document: Document) -> Iterator[tuple[str, list[Table]]]:
    """Every sheet about a standard. Refused where one has a title and no heading."""
    for name in document.sheets or [""]:
        rows = rows_of(document, name)
        if not _standard(rows, name):
            continue
        if found := tables_of(document, name):
            yield name, found
        elif stated(rows[:_TOP], "basis"):
            expected = "a heading with a code, a total, and counts within and after some days"
            raise FileRefused(document.name, expected, "none", sheet=name)


def _standard(rows: list[list[Cell]], sheet: str) -> str:
    """By the title, which says more than a sheet's name."""
    title = next((text(cell) for row in rows for cell in row if text(cell)), "")
    return standard_of(title) or standard_of(sheet)


def _others(document: Document, found: Iterable[str]) -> list[str]:
    return [name for name in document.sheets if name not in found]


def _period(
    document: Document,
    context: ReadContext,
    found: dict[str, list[Table]],
    front: list[list[Cell]],
) -> Period:
    """The one that every sheet states; else the front page's, the file's name's or the option."""
    said: dict[str, Period] = {}
    for name, tables in found.items():
        if period := _stated_period(tables[0].above):
            said[name] = period
        elif unread := stated(tables[0].above, "period"):
            row, cell = unread
            raise tables[0].refusal(
                "a month, a quarter or a year", f'"{text(cell)}"', row, "Period"
            )
    first = next(iter(said.values()), None)
    for name, other in said.items():
        if first and other != first:
            raise FileRefused(document.name, _label(first), _label(other), sheet=name)
    if stated_period := first or _stated_period([row[:1] for row in front]):
        return stated_period
    return Grain.MONTH, month_of(document, context)


def _stated_period(rows: list[list[Cell]]) -> Period | None:
    said = stated(rows, "period")
    if said and (period := parse_period(said[1])):
        return period
    cells = (cell for row in rows for cell in row if _is_short(cell))
    return next((period for cell in cells if (period := parse_period(cell))), None)


def _front_warning(front: list[list[Cell]], period: Period) -> list[str]:
    """Where the front page names months and the sheets' is not among them."""
    named = [parse_period(cell) for row in front for cell in row[:1] if _is_short(cell)]
    others = [each for each in named if each]
    if not others or period in others:
        return []
    return [f"The front page says {_label(others[0])}, the sheets {_label(period)}."]


def _is_short(cell: Cell) -> bool:
    return len(text(cell)) <= _LONGEST_PERIOD


def _label(period: Period) -> str:
    grain, start = period
    return period_label(start, period_end(start, grain), grain)


def _sheets(found: dict[str, list[Table]], period: Period) -> tuple[list[_Sheet], list[str]]:
    """What is read, and the sheets of standards that are not counted in the period."""
    sheets, ended = [], []
    for name, tables in found.items():
        indicator = _standard([*tables[0].above], name)
        if indicator in COMBINED and tables[0].heading.has(*WAY):
            indicator = COMBINED[indicator]
        if not is_counted(indicator, period[1]):
            ended.append(f"sheet {name or 'of the file'}")
            continue
        sheets.append(_Sheet(indicator, _basis(tables[0]), period, _read(tables, indicator)))
    return sheets, ended


def _basis(source: Table) -> str:
    if source.heading.has(*PROVIDER):
        return "provider"
    if source.heading.has(*COMMISSIONER, "ccg code"):
        return "commissioner"
    if basis := stated_basis(source.above):
        return basis
    raise source.refusal("a column of providers or of commissioners", "none", source.heading.row)


def _read(tables: list[Table], indicator: str) -> list[Counted]:
    standard = STANDARDS[indicator]
    read = [read_table(source, standard.days, standard.halves) for source in tables]
    if all(table.rows.empty for table in read):
        for table in read:
            if table.aside.rows.size or table.source.body.empty:
                raise table.aside.nothing_left()
        raise tables[-1].refusal("rows of all care settings", "rows of some only")
    return read


def _check_ends(sheets: list[_Sheet]) -> None:
    """Where no row of totals ends a sheet, that of the unknown commissioner does."""
    open_ended = [s for s in sheets if not any(table.totalled for table in s.tables)]
    lists = [(sheet, _codes(sheet)) for sheet in open_ended]
    longest = max((codes for _, codes in lists), key=len, default=[])
    for sheet, codes in lists:
        last = next((code for code in reversed(codes) if code and code in longest), "")
        after = longest[longest.index(last) + 1 :] if last else longest
        if "" in after and "" not in codes and len(after) - 1 > _MOST_ABSENT:
            missing = f"rows of {', '.join(after[:3])} ... as in other sheets"
            raise sheet.tables[-1].source.refusal(missing, f"none below that of {last}")


def _are_ended(sheets: list[_Sheet]) -> bool:
    """Whether rows stand there that end a sheet, without which all may have been cut short.

    Refused where commissioners are said to include the unknown one, and no sheet has its row.
    """
    tables = [table for sheet in sheets for table in sheet.tables]
    if any(table.totalled or (table.codes == "").any() for table in tables):
        return True
    for sheet in sheets:
        source = sheet.tables[-1].source
        if sheet.basis == "commissioner" and _UNKNOWNS.search(_basis_stated(source)):
            expected = "a row of the unknown commissioner, or of England's total"
            raise source.refusal(expected, "none on any sheet")
    return False


def _basis_stated(source: Table) -> str:
    said = stated(source.above, "basis")
    return text(said[1]) if said else ""


def _ends_warning(ended: bool) -> list[str]:
    if ended:
        return []
    return ["No sheet has a row of England's total, which was left out: the sheets may be cut."]


def _codes(sheet: _Sheet) -> list[str]:
    return list(dict.fromkeys(code for table in sheet.tables for code in table.rows["code"]))


def _facts(sheets: list[_Sheet]) -> CancerFacts:
    facts = CancerFacts()
    whole_needed = any(table.totalled for sheet in sheets for table in sheet.tables)
    for sheet in sheets:
        for table in sheet.tables:
            grain, start = sheet.period
            keys: dict[str, object] = {
                "indicator": sheet.indicator,
                "basis": sheet.basis,
                "grain": grain.value,
                "period": start,
            }
            rows = table.rows.assign(**keys)
            known = classified(rows, rows["indicator"], table.aside, one_sheet=True)
            if not known.empty:
                check_england(known, table.aside, whole_needed)
            every = table.codes.to_frame("code").assign(**keys)
            facts.add(known, missed_rows(every, table.aside))
    return facts
