"""What does a wide sheet say that has one group of columns for each day?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import short_date
from data_access.ingest.cells import is_blank, is_sane, normalise, numbers, parse_day, texts
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, table
from data_access.ingest.located import located
from data_access.ingest.publication import NewOrganisation
from data_access.ingest.rejects import SetAside

_CODE, _NAME = ("code", "org code"), ("name", "org name", "provider name")
# Dates stand over the names of the measures, at most so many rows above.
_DATES_WITHIN = 4
_TRUST = r"[A-Z0-9]{3,5}"
_REGION = r"Y\d\d"


@dataclass(frozen=True, slots=True)
class DailySheet:
    """rows: `code`, `name` and `level` by row of the sheet.

    figures: one row per organisation and day: `code`, `level`, `sheet`, `row`, `day` and each
    measure; missing where the cell holds a dash or nothing. level: of each organisation.
    """

    source: Table
    rows: pd.DataFrame
    figures: pd.DataFrame
    aside: SetAside

    @property
    def organisations(self) -> list[NewOrganisation]:
        good = self.rows.drop(self.aside.rows)
        return [
            NewOrganisation(code, "England" if code == ENGLAND else tidy_name(name) or code, level)
            for code, name, level in good[["code", "name", "level"]].to_numpy()
        ]


def read_daily(
    document: Document, sheet: str, measures: Mapping[str, Callable[[str], bool]]
) -> DailySheet:
    """measures: how the name of each one's column is known, once in the group of each day.

    Refused where a day lacks a measure, or England's row is not the sum of the trusts'.
    """
    source = _without_notes(table(document, _heading(document, sheet)))
    places = _places(source, measures)
    aside = SetAside(source)
    rows = _rows(source, aside)
    wide = _counts(source, places, aside)
    if len(aside.rows) == len(rows):
        raise aside.nothing_left()
    _check_england(source, rows, wide, aside)
    return DailySheet(source, rows, _long(rows.drop(aside.rows), wide), aside)


def _heading(document: Document, sheet: str) -> Heading:
    """The row that names the codes, or the trusts, with the names of the measures after them."""
    for heading in headings(document):
        if heading.sheet == sheet and (heading.has(*_CODE) or heading.has(*_NAME)):
            return heading
    raise FileRefused(document.name, 'a row of column names with "Code" and "Name"', "none", sheet)


def _without_notes(whole: Table) -> Table:
    """Notes and numbers that help the sheet stand in rows without a code."""
    uncoded = is_blank(whole.column(*_CODE)) & is_blank(whole.column(*_NAME))
    return Table(whole.file, whole.heading, whole.above, whole.body[~uncoded])


def _places(
    source: Table, measures: Mapping[str, Callable[[str], bool]]
) -> dict[date, dict[str, int]]:
    """The column of each measure on each day."""
    row, days = _days(source)
    found: dict[date, dict[str, int]] = {}
    for place, day in days.items():
        name = source.heading.names[place] if place < len(source.heading.names) else ""
        of_day = found.setdefault(day, {})
        for measure, is_of in measures.items():
            if is_of(name):
                if measure in of_day:
                    expected = f"one column of {measure} on {short_date(day)}"
                    raise source.refusal(expected, "another", source.heading.row, name)
                of_day[measure] = place
    for day, of_day in found.items():
        if missing := next((measure for measure in measures if measure not in of_day), None):
            expected = f"a column of {missing} on {short_date(day)}"
            raise source.refusal(expected, "none", source.heading.row, missing)
    if not found:
        raise source.refusal("dates above the names of the columns", "none", row)
    return found


def _days(source: Table) -> tuple[int, dict[int, date]]:
    """The day of every column, from the row of dates nearest above: some have a date for the
    first column of a group alone."""
    above = source.above[-_DATES_WITHIN:]
    first = max(source.column(*_CODE).name, source.column(*_NAME).name) + 1
    best: tuple[int, dict[int, date]] = (source.heading.row, {})
    for number, row in enumerate(above, start=source.heading.row - len(above)):
        stated = {at: day for at in range(first, len(row)) if (day := _day(row[at]))}
        if len(set(stated.values())) >= max(1, len(set(best[1].values()))):
            best = number, stated
    number, stated = best
    day, found = None, {}
    for at in range(first, len(source.heading.names)):
        day = stated.get(at, day)
        if source.heading.names[at]:
            if day is None:
                raise source.refusal("a date above", "none", number, source.heading.written[at])
            found[at] = day
    return number, found


def _day(cell: Cell) -> date | None:
    day = parse_day(cell) if isinstance(cell, str | float | int | date | datetime) else None
    return day if day and is_sane(day) else None


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """`code`, `name` and `level`; England by its name, for its code is a dash."""
    codes = texts(source.column(*_CODE).fillna("")).str.upper()
    names = texts(source.column(*_NAME).fillna(""))
    england = names.map(normalise) == "england"
    region = codes.str.fullmatch(_REGION).astype(bool)
    level = pd.Series(Level.TRUST, index=codes.index, dtype=object)
    level = level.mask(region, Level.REGION).mask(england, Level.COUNTRY)
    header = source.header(*_CODE)
    coded = codes.str.fullmatch(_TRUST).astype(bool)
    aside.add(~coded & ~england, header, "not the code of a trust")
    codes = codes.mask(england, ENGLAND)
    aside.add(codes.duplicated(keep=False) & coded, header, "another row is of the same trust")
    return pd.DataFrame({"code": codes, "name": names, "level": level})


def _counts(
    source: Table, places: dict[date, dict[str, int]], aside: SetAside
) -> dict[tuple[date, str], pd.Series]:
    """Every measure of every day; a dash or nothing is missing."""
    found = {}
    for day, of_day in places.items():
        for measure, place in of_day.items():
            cells = source.body[place]
            count = numbers(cells)
            absent = texts(cells.fillna("")).isin(["", "-"])
            header = f"{source.heading.written[place]}, {short_date(day)}"
            aside.add(~(count >= 0) & ~absent, header, "not a number of 0 or more")
            found[day, measure] = count
    return found


def _check_england(
    source: Table, rows: pd.DataFrame, wide: dict[tuple[date, str], pd.Series], aside: SetAside
) -> None:
    """England's row is the sum of the trusts', unless one of them was set aside."""
    whole = rows.index[rows["level"] == Level.COUNTRY]
    if len(whole) != 1:
        found = "none" if whole.empty else str(len(whole))
        raise source.refusal("one row of England", found, column=source.header(*_NAME))
    if not aside.rows.empty:
        return
    trusts = rows.index[rows["level"] == Level.TRUST]
    for (day, measure), count in wide.items():
        total = count[trusts].sum()
        if not np.isclose(count[whole[0]], total):
            raise source.refusal(
                f"{total:,.0f} (the sum of the trusts)",
                f"{count[whole[0]]:,.0f}",
                int(whole[0]),
                f"{measure}, {short_date(day)}",
            )


def _long(rows: pd.DataFrame, wide: dict[tuple[date, str], pd.Series]) -> pd.DataFrame:
    days = list(dict.fromkeys(day for day, _ in wide))
    named = located(rows[["code", "level"]])
    measures = list(dict.fromkeys(measure for _, measure in wide))
    return pd.concat(
        [
            named.assign(day=day, **{each: wide[day, each].loc[rows.index] for each in measures})
            for day in days
        ],
        ignore_index=True,
    )
