"""What does one cell say: a name, a count, a day, a month?"""

import re
from calendar import month_abbr, monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from data_access.ingest.document import Cell

_MONTHS = {name.casefold(): number for number, name in enumerate(month_abbr) if number}
_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]*{_NAME}[\s\-/,]*(\d{{4}}|\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
# Two digits of a year only between slashes: elsewhere they are versions and numbers of files.
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
_ISO_MONTH = re.compile(r"(?<!\d)(\d{4})-(\d\d)(?![-\d])")
_MONTH = re.compile(rf"(?<![a-z]){_NAME}(?![a-z])")
_NAMED_MONTH = re.compile(rf"(?<![a-z]){_NAME}[\s\-_/,']*(\d{{4}}|\d\d)(?!\d)")
# Day 0 of a spreadsheet's calendar, and serial numbers from 1982 to 2064.
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(30_000, 60_000)
_YEARS = range(1990, 2101)


def text(cell: Cell) -> str:
    """The cell as one line of text; a whole number without its decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def normalise(cell: Cell) -> str:
    """A header as it is compared: small letters, digits and `%`; all else is one blank."""
    return _normalise(str(cell))


@lru_cache(maxsize=8192)
def _normalise(written: str) -> str:
    return re.sub(r"[^a-z0-9%]+", " ", written.casefold()).strip()


def texts(column: pd.Series) -> pd.Series:
    """`text` for a whole column; most cells repeat, so each distinct one is read once."""
    distinct = {cell: text(cell) for cell in column.unique()}
    return column.map(distinct).astype(object)


def is_blank(column: pd.Series) -> pd.Series:
    return column.isna() | (texts(column) == "")


def numbers(column: pd.Series) -> pd.Series:
    """Finite numbers, thousands separators allowed; missing where the cell is anything else."""
    plain = pd.to_numeric(column, errors="coerce").astype("float64")
    unread = plain.isna()
    if unread.any():
        again = texts(column[unread]).str.replace(",", "")
        plain[unread] = pd.to_numeric(again, errors="coerce").astype("float64")
    return plain.where(np.isfinite(plain))


def counts(column: pd.Series) -> pd.Series:
    """Whole numbers of 0 and more; missing where the cell is anything else, blanks included."""
    found = numbers(column)
    return found.where((found >= 0) & (found % 1 == 0))


def parse_day(cell: Cell) -> date | None:
    """`9th July 2015`, `09/07/2015` (day first), `2015-07-09`, a date or its serial number."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return _SERIAL_START + timedelta(int(cell)) if int(cell) in _SERIALS else None
    written = str(cell).casefold()
    if named := _NAMED_DAY.search(written):
        day, name, year = named.groups()
        return _day(year, _MONTHS[name[:3]], day)
    if iso := _ISO_DAY.search(written):
        year, month, day = iso.groups()
        return _day(year, month, day)
    if slashed := _DAY_FIRST.search(written) or _SHORT_DAY.search(written):
        day, month, year = slashed.groups()
        return _day(year, month, day)
    return None


def parse_month(cell: Cell) -> date | None:
    """First of the month: `March 2015`, `Mar-15`, `2015-03`, `201503`, or its first or last day.

    None where no month, or more than one, is named; and for any other day of a month, because a
    publication dates months by their ends and 09/01/2019 may be either of two months.
    """
    if compact := _COMPACT_MONTH.fullmatch(text(cell)):
        return _day(compact[1], compact[2], 1)
    if not isinstance(cell, str):
        return _month_of(parse_day(cell))
    written = cell.casefold()
    named = _NAMED_MONTH.findall(written)
    if len(_MONTH.findall(re.sub(r"[\d_]", " ", written))) == 1 and len(named) == 1:
        name, year = named[0]
        return _day(year, _MONTHS[name[:3]], 1)
    patterns = (_ISO_DAY, _DAY_FIRST, _SHORT_DAY)
    days = [day for pattern in patterns for day in pattern.findall(written)]
    if len(days) == 1:
        return _month_of(parse_day(written))
    months = _ISO_MONTH.findall(written)
    return (
        _day(months[0][0], months[0][1], 1) if len(months) == 1 and not days and not named else None
    )


def is_sane(period: date) -> bool:
    """Whether figures can be of it: a year mistyped, or a cell's default, is not believed."""
    return period.year in _YEARS


def _month_of(day: date | None) -> date | None:
    if day is None or day.day not in (1, monthrange(day.year, day.month)[1]):
        return None
    return day.replace(day=1)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    whole = int(year) + 2000 if len(str(year)) == 2 else int(year)
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None
