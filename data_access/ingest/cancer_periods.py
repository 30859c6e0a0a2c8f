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
_QUARTER = re.compile(rf"(?:q|quarter|qtr)\s*([1-4])[\s,:\-]*(?:of\s*)?{_FINANCIAL_YEAR}")
_SPAN = re.compile(
    rf"(?<![a-z]){_NAME}\s*(?:20\d\d)?\s*(?:-|–|to)\s*{_NAME}\s*(20\d\d)(?!\s*[/\-–]?\s*\d)"
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
    if match := _MONTH.search(written):
        name, year, next_year = match.groups()
        if _follows(year, next_year):
            month = _MONTHS[name]
            return Grain.MONTH, date(int(year) + (month < 4), month, 1)
    if match := _QUARTER.search(written):
        quarter, year, next_year = match.groups()
        if _follows(year, next_year):
            return Grain.QUARTER, add_months(date(int(year), 4, 1), 3 * (int(quarter) - 1))
    if match := _SPAN.search(written):
        first, last, year = match.groups()
        start = date(int(year), _MONTHS[first], 1)
        if _MONTHS[last] - _MONTHS[first] == 2 and _MONTHS[first] % 3 == 1:
            return Grain.QUARTER, start
        return None
    if (match := _YEAR.fullmatch(written.strip())) and _follows(*match.groups()):
        return Grain.YEAR, date(int(match[1]), 4, 1)
    return None


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
