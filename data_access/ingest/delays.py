"""What does one sheet of delayed transfers of care say, and does it add up?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND
from data_access.ingest.cells import is_blank, normalise, numbers, texts
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Table, headings, table
from data_access.ingest.local_authorities import find_authority, is_authority
from data_access.ingest.publication import ReadContext
from data_access.ingest.rejects import SetAside

TOTAL = "total"
_CODE, _ONS, _NAME = ("code", "la code"), ("ons geography", "ons code"), ("name", "la name")
# Patients who live in Wales, in Scotland or outside Great Britain: 9900, 9901, 9902.
_ELSEWHERE = re.compile(r"99\d\d")
_OLD_CODE = r"\d\w{2,3}"
# Beds may be shown as whole numbers.
_BEDS_ROUNDED = 0.51


@dataclass(frozen=True, slots=True)
class DelaySheet:
    """One breakdown of delays: a column for each of its parts, and for their total.

    rows: `code` (England's, an authority's, or '' for one that is none of ours), `name`, and a
    column of days for each part and for the total. beds: the same parts, in beds; None when the
    sheet has none.
    """

    source: Table
    dimension: str
    members: Mapping[str, str]
    rows: pd.DataFrame
    beds: pd.DataFrame | None
    aside: SetAside


def read_sheet(
    document: Document, context: ReadContext, name: str, dimension: str, members: Mapping[str, str]
) -> DelaySheet:
    """members: names of the parts by their columns. Refused where the sheet does not add up."""
    parts = [*members, TOTAL]
    whole = _table(document, name, parts)
    days, beds = _blocks(whole, parts)
    source = _without_notes(whole, days)
    aside = SetAside(source)
    rows = _places(source, context, aside).join(_figures(source, days, aside))
    if len(aside.rows) == len(rows):
        raise aside.nothing_left()
    _check_parts(source, rows, [*members], aside)
    _check_england(source, rows, parts, aside)
    in_beds = _figures(source, beds, aside) if beds else None
    return DelaySheet(source, dimension, members, rows, in_beds, aside)


def _table(document: Document, sheet: str, parts: list[str]) -> Table:
    """Its heading is the first row that has a code and a name, or most of the parts."""
    for heading in headings(document):
        keys = heading.has(*_CODE) + heading.has(*_NAME)
        if heading.sheet == sheet and keys + sum(map(heading.has, parts)) >= len(parts):
            return table(document, heading)
    raise FileRefused(document.name, "a row of column names", "none", sheet)


def _blocks(source: Table, parts: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Column numbers of the days and, where the same names stand a second time, of the beds."""
    source.column(*_CODE)
    names = source.heading.names
    found = [[at for at, name in enumerate(names) if name == part] for part in parts]
    for part, places in zip(parts, found, strict=True):
        if not places or len(places) > 2:
            expected = f'a column "{part}" of days, and no more than one of beds'
            raise source.refusal(expected, str(len(places)), source.heading.row, part)
    twice = [part for part, places in zip(parts, found, strict=True) if len(places) == 2]
    if twice and len(twice) < len(parts):
        missing = next(part for part in parts if part not in twice)
        raise source.refusal(f'a column "{missing}" of beds', "none", source.heading.row, missing)
    days = {part: places[0] for part, places in zip(parts, found, strict=True)}
    beds = {part: places[1] for part, places in zip(parts, found, strict=True) if twice}
    if beds and max(days.values()) > min(beds.values()):
        raise source.refusal(
            "all columns of days before those of beds",
            row=source.heading.row,
            found="another order",
        )
    return days, beds


def _without_notes(source: Table, days: dict[str, int]) -> Table:
    """A row without a code or any figure is a line of text, and none of data."""
    blank = source.body[list(days.values())].apply(is_blank).all(axis=1)
    coded = texts(source.column(*_CODE).fillna("")).str.fullmatch(_OLD_CODE).astype(bool)
    return replace(source, body=source.body[~blank | coded])


def _places(source: Table, context: ReadContext, aside: SetAside) -> pd.DataFrame:
    """`code` and `name` of every row; code None for a row that nobody can be found for."""
    written = texts(source.column(*_CODE).fillna(""))
    names = texts(source.column(*_NAME).fillna(""))
    ons = texts(source.column(*_ONS).fillna("")) if source.place(*_ONS) is not None else written
    found = [_place(context, *each) for each in zip(written, ons, names, strict=True)]
    codes = pd.Series(found, index=source.body.index, dtype=object)
    aside.add(codes.isna(), source.header(*_CODE), "not a local authority that is known")
    again = codes.isin(codes[codes.duplicated() & (codes != "")].dropna())
    aside.add(again, source.header(*_CODE), "another row is of the same local authority")
    return pd.DataFrame({"code": codes, "name": names})


def _place(context: ReadContext, written: str, ons: str, name: str) -> str | None:
    if normalise(name) == "england":
        return ENGLAND
    if _ELSEWHERE.fullmatch(written):
        return ""
    if is_authority(ons.upper()):
        return ons.upper()
    return find_authority(context, written) if written else None


def _figures(source: Table, places: dict[str, int], aside: SetAside) -> pd.DataFrame:
    """A dash is none: the total beside it and England's row above are there to prove it."""
    found = {}
    for part, place in places.items():
        cells = source.body[place]
        figures = numbers(cells).mask(texts(cells.fillna("")) == "-", 0.0)
        aside.add(~(figures >= 0), source.heading.written[place], "not a number of 0 or more")
        found[part] = figures
    return pd.DataFrame(found)


def _check_parts(source: Table, rows: pd.DataFrame, members: list[str], aside: SetAside) -> None:
    good = rows.drop(aside.rows)
    sums = good[members].sum(axis=1)
    wrong = ~np.isclose(sums, good[TOTAL])
    if wrong.any():
        row = int(good.index[wrong][0])
        raise source.refusal(
            f"{sums[row]:,.0f} (the sum of its parts)", f"{good[TOTAL][row]:,.0f}", row, TOTAL
        )


def _check_england(source: Table, rows: pd.DataFrame, parts: list[str], aside: SetAside) -> None:
    """England's row is the sum of all others, unless one of them was set aside."""
    whole = rows[rows["code"] == ENGLAND]
    if whole.empty:
        raise source.refusal("a row of England", "none", column=source.header(*_NAME))
    if not aside.rows.empty:
        return
    sums = rows.loc[rows["code"] != ENGLAND, parts].sum()
    for part in parts:
        found = whole[part].iloc[0]
        if not np.isclose(sums[part], found):
            row = int(whole.index[0])
            expected = f"{sums[part]:,.0f} (the sum of the rows below)"
            raise source.refusal(expected, f"{found:,.0f}", row, part)


def check_beds(sheet: DelaySheet, days_in_month: int) -> None:
    """The published beds are the days over the days of the month, or stand in other columns."""
    if sheet.beds is None:
        return
    good = sheet.rows.drop(sheet.aside.rows)
    for part in [*sheet.members, TOTAL]:
        away = (sheet.beds[part] - good[part] / days_in_month).abs() > _BEDS_ROUNDED
        reason = "not the delayed days over the days of the month"
        sheet.aside.add(away & away.index.isin(good.index), f"{part} (beds)", reason)
