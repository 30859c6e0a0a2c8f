"""Which month, quarter or year does a cancer publication say it is of, and is it final?"""

import re
from calendar import month_abbr
from datetime import date

from dashboard.periods import Grain, add_months
from data_access.ingest.cells import is_sane, parse_month, text
from data_access.ingest.document import Cell, Document
from data_access.ingest.title_block import stated_status

Period = tuple[Grain, date]

_MONTHS = {name.casefold(): number for number, name in enumerate(month_abbr) if number}
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FINANCIAL_YEAR = r"(20\d\d)\s*[/\-–]\s*(?:20)?(\d\d)(?!\d)"
_MONTH = re.compile(rf"(?<![a-z]){_NAME}[\s,\-]*{_FINANCIAL_YEAR}")
_QUARTER = re.compile(rf"(?<![a-z])(?:q|quarter|qtr)\s*([1-4])\b\D{{0,30}}{_FINANCIAL_YEAR}")
_YEAR_FIRST = re.compile(rf"{_FINANCIAL_YEAR}[\s,:\-]*(?:q|quarter|qtr)\s*([1-4])\b")
_SPAN = re.compile(
    rf"(?<![a-z]){_NAME}[\s\-]*(?:20\d\d)?\s*(?:-|–|to)\s*{_NAME}\s*(20\d\d)"
    r"(?:\s*[/\-–]\s*(?:20)?(\d\d))?(?!\d)"
)
_YEAR = re.compile(rf"(?:period\s*:?\s*|financial year\s*)?{_FINANCIAL_YEAR}")
_LABEL = re.compile(r"\s*period\s*:?\s*", re.IGNORECASE)


def parse_period(cell: Cell) -> Period | None:
    """`PERIOD: JAN 2021/22` is January 2022, for the year is a financial one; also `Jul-25`,
    `June 2015`, `Q1 2015/16`, a date or its serial number."""
    written = re.sub(r"\s+", " ", str(cell)).casefold()
    found = _financial(written) or _plain(cell)
    return found if found and is_sane(found[1]) else None


def _financial(written: str) -> Period | None:
    if found := _quarter(written):
        return found
    if match := _SPAN.search(written):
        return _span(*match.groups())
    if (match := _MONTH.search(written)) and _follows(match[2], match[3]):
        return Grain.MONTH, _first_day(match[1], int(match[2]), financial=True)
    if (match := _YEAR.fullmatch(written.strip())) and _follows(*match.groups()):
        return Grain.YEAR, date(int(match[1]), 4, 1)
    return None


def _quarter(written: str) -> Period | None:
    if match := _QUARTER.search(written):
        quarter, year, next_year = match.groups()
    elif match := _YEAR_FIRST.search(written):
        year, next_year, quarter = match.groups()
    else:
        return None
    start = add_months(date(int(year), 4, 1), 3 * (int(quarter) - 1))
    return (Grain.QUARTER, start) if _follows(year, next_year) else None


def _span(first: str, last: str, year: str, next_year: str | None) -> Period | None:
    """`APRIL TO JUNE 2015/16` is a quarter, `APR-MAR 2020/21` a year; other spans are not kept."""
    if (first, last) == ("apr", "mar"):
        return Grain.YEAR, date(int(year) - (next_year is None), 4, 1)
    if _MONTHS[last] - _MONTHS[first] != 2 or _MONTHS[first] % 3 != 1:
        return None
    return Grain.QUARTER, _first_day(first, int(year), financial=next_year is not None)


def _first_day(month: str, year: int, financial: bool) -> date:
    return date(year + (financial and _MONTHS[month] < 4), _MONTHS[month], 1)


def _follows(year: str, next_year: str) -> bool:
    return (int(year) + 1) % 100 == int(next_year)


def _plain(cell: Cell) -> Period | None:
    """A month that is not said by its financial year; text of digits is a day's serial number."""
    said: Cell = _LABEL.sub("", cell) if isinstance(cell, str) else cell
    if isinstance(said, str) and re.fullmatch(r"\d{5}(?:\.0)?", said.strip()):
        said = float(said)
    month = parse_month(said) if text(said) else None
    return (Grain.MONTH, month) if month else None


def status_of(document: Document, title: list[list[Cell]]) -> str:
    """By the title; files of rows alone say it in their names."""
    return "provisional" if "provisional" in document.name.casefold() else stated_status(title)
