"""What do the cancer waiting times time series say, one sheet a standard and wide by month?

Built from documentation; no real file seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.periods import Grain, short_month
from data_access.ingest.cancer_facts import CancerFacts, check_england, missed_rows
from data_access.ingest.cancer_figures import figures, left_out, organisations
from data_access.ingest.cancer_parts import CODE, organisation_codes
from data_access.ingest.cancer_periods import parse_period, status_of
from data_access.ingest.cancer_standards import COMBINED, STANDARDS, is_counted, standard_of
from data_access.ingest.cells import is_blank, normalise, numbers, text, texts
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, table
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.rejects import SetAside
from data_access.ingest.title_block import stated_basis, stated_days

TITLE = "Cancer waiting times, time series"

_TOP = 15
# The rows of codes, of months and of what is counted stand so near one another.
_NEAR = 2
_FEWEST_MONTHS = 2


@dataclass(frozen=True, slots=True)
class _Wide:
    """Where a sheet keeps what. months: the first column of each month."""

    sheet: str
    row: int  # the last of the heading's rows
    code: int
    labels: list[str]
    written: list[str]
    months: dict[date, int]


def recognises(document: Document) -> bool:
    return next(_wide_sheets(document), None) is not None


def read(document: Document, context: ReadContext) -> Publication:
    wides = [wide for wide in _wide_sheets(document) if standard_of(wide.sheet)]
    if not wides:
        raise FileRefused(document.name, "a sheet named for a standard", ", ".join(document.sheets))
    facts, asides, ended = CancerFacts(), list[SetAside](), list[str]()
    for wide in wides:
        source = _table(document, wide)
        known, aside, out = _known(source, wide, _indicator(wide.sheet, wides))
        asides.append(aside)
        ended += [out] if out else []
        facts.add(known, missed_rows(_every(known, aside), aside))
    if all(rows.empty for rows in facts.rows):
        raise asides[0].nothing_left()
    above = document.rows(wides[0].sheet, wides[0].row)
    published, stated_on = stated_days(above)
    found = figures(facts, document.name, status_of(document, above), national=False)
    return Publication(
        kind="cancer_time_series",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(aside.table.body) for aside in asides),
        published_on=published,
        stated_on=stated_on,
        observations=found,
        organisations=organisations(facts),
        rejected=[row for aside in asides for row in aside.rejected()],
        warnings=left_out(ended),
    )


def _wide_sheets(document: Document) -> Iterator[_Wide]:
    for sheet in document.sheets:
        if wide := _wide(sheet, document.rows(sheet, _TOP)):
            yield wide


def _wide(sheet: str, rows: list[list[Cell]]) -> _Wide | None:
    """A row with a code's name, one of months and one of what is counted, near one another."""
    names = [[normalise(cell) for cell in row] for row in rows]
    codes = next((i for i, row in enumerate(names) if set(CODE) & set(row)), None)
    counted = next((i for i, row in enumerate(names) if _counted(row) >= _FEWEST_MONTHS), None)
    dated = [(len(_months(row)), i) for i, row in enumerate(rows)]
    most, months = max(dated, default=(0, 0))
    if codes is None or counted is None or most < _FEWEST_MONTHS:
        return None
    places = (codes, counted, months)
    if max(places) - min(places) > _NEAR:
        return None
    code = next(i for i, name in enumerate(names[codes]) if name in CODE)
    written = [text(cell) for cell in rows[counted]]
    return _Wide(sheet, max(places) + 1, code, names[counted], written, _months(rows[months]))


def _counted(names: list[str]) -> int:
    return sum(name.startswith(("within", "total")) for name in names)


def _months(row: list[Cell]) -> dict[date, int]:
    """The months that a row names and the columns they begin at; numbers are counts, not dates."""
    found: dict[date, int] = {}
    for place, cell in enumerate(row):
        period = None if isinstance(cell, int | float) else parse_period(cell)
        if period and period[0] is Grain.MONTH and not text(cell).isdigit():
            found.setdefault(period[1], place)
    return found


def _table(document: Document, wide: _Wide) -> Table:
    names = list(wide.labels)
    names[wide.code] = CODE[0]
    return table(document, Heading(wide.sheet, wide.row, tuple(names), tuple(wide.written)))


def _indicator(sheet: str, wides: list[_Wide]) -> str:
    """Where a file has three standards only, its 31 and 62 days are the combined ones."""
    every = {standard_of(wide.sheet) for wide in wides}
    found = standard_of(sheet)
    return COMBINED.get(found, found) if every <= {*COMBINED, "cancer_28day_fds"} else found


def _known(source: Table, wide: _Wide, indicator: str) -> tuple[pd.DataFrame, SetAside, str]:
    """The rows of every month that the standard is counted for; and which were left out."""
    names = texts(source.body[wide.code + 1].fillna(""))
    coded = ~is_blank(source.body[wide.code]) | names.map(_is_england)
    source = replace(source, body=source.body[coded.astype(bool)])
    aside = SetAside(source)
    keys = {
        "indicator": indicator,
        "basis": stated_basis(source.above) or "commissioner",
        "grain": Grain.MONTH.value,
        "way": "",
        "cancer": "",
        "modality": "",
        "code": organisation_codes(source, aside, CODE[:1], names[coded]),
        "name": names[coded],
    }
    counts = _counts(source, aside, wide, indicator)
    known = counts.join(pd.DataFrame(keys, index=source.body.index))
    known = known[~known.index.isin(aside.rows)]
    # Without a row of the unknown commissioner the others do not add up to England's.
    if (known["code"] == "").any():
        check_england(known, aside)
    left = sorted(month for month in wide.months if not is_counted(indicator, month))
    out = f"{indicator} {short_month(left[0])} to {short_month(left[-1])}" if left else ""
    return known, aside, out


def _is_england(name: str) -> bool:
    return normalise(name) in ("england", "total", "all english commissioners")


def _counts(source: Table, aside: SetAside, wide: _Wide, indicator: str) -> pd.DataFrame:
    """`period`, `total` and `within` of every month that the standard is counted for, labelled by
    row of the sheet; blank cells are of nobody and no figure."""
    months = [month for month in wide.months if is_counted(indicator, month)]
    if not months:
        return pd.DataFrame({"period": [], "total": [], "within": []})
    places = [_places(source, wide, month) for month in months]
    columns = [place for pair in places for place in pair]
    step = 0.5 if STANDARDS[indicator].halves else 1
    cells = source.body[columns].replace("-", "")
    flat = pd.Series(cells.to_numpy().ravel(), dtype=object)
    counts, blank = (
        pd.DataFrame(read(flat).to_numpy().reshape(cells.shape), cells.index, columns)
        for read in (numbers, is_blank)
    )
    wrong = ~((counts >= 0) & (counts % step == 0)) & ~blank
    said = dict(zip(columns, [month for month in months for _ in range(2)], strict=True))
    for place in wrong.columns[wrong.any()]:
        aside.add(wrong[place], f"{short_month(said[place])} {wide.written[place]}", "not a count")
    parts = []
    for month, (total, within) in zip(months, places, strict=True):
        rows = pd.DataFrame({"period": month, "total": counts[total], "within": counts[within]})
        rows = rows[~(blank[total] & blank[within])]
        more = ~(rows["within"] <= rows["total"])
        aside.add(more, f"{short_month(month)} {wide.written[within]}", "more than the total")
        parts.append(rows)
    return pd.concat(parts)


def _places(source: Table, wide: _Wide, month: date) -> tuple[int, int]:
    """The columns of the month's total and of those within the standard."""
    first = wide.months[month]
    end = min((at for at in wide.months.values() if at > first), default=len(wide.labels))
    found = []
    for wanted in ("total", "within"):
        place = next((i for i in range(first, end) if wide.labels[i].startswith(wanted)), None)
        if place is None:
            column = f'a column "{wanted}" of {short_month(month)}'
            raise source.refusal(column, "none", wide.row, wanted)
        found.append(place)
    return found[0], found[1]


def _every(known: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    rows = pd.DataFrame("", index=aside.table.body.index, columns=["indicator", "basis", "code"])
    if not known.empty:
        rows["indicator"], rows["basis"] = known["indicator"].iloc[0], known["basis"].iloc[0]
    return rows
