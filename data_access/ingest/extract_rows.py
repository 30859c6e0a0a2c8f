"""What do the rows of the full RTT extract say, and which of them cannot be read?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.periods import long_month
from data_access.ingest.cells import is_sane, normalise, parse_month, text
from data_access.ingest.document import Document
from data_access.ingest.layout import Heading, Table
from data_access.ingest.pathways import HEADLINE, function_code
from data_access.ingest.provider_pathways import Flags, Pairs
from data_access.ingest.weekly_bands import weekly_places
from data_access.ingest.wide_text import WRONG, Integers, WideText, read_wide

Names = tuple[str, ...]
PERIOD: Names = ("period", "month")
PROVIDER: Names = ("provider org code", "provider code")
COMMISSIONER: Names = ("commissioner org code", "commissioner code")
COMMISSIONER_NAME: Names = ("commissioner org name", "commissioner name")
PART: Names = ("rtt part type", "rtt part")
FUNCTION: Names = ("treatment function code",)
TOTAL: Names = ("total all",)
_UNKNOWN_WAIT: Names = ("patients with unknown clock start date", "unknown clock start date")

_INCOMPLETE = "part2"
_PARTS = {"part1a", "part1b", _INCOMPLETE, "part2a", "part3"}
_ODS_CODE = re.compile(r"[A-Z0-9]{1,10}")
_SUM = re.compile(r" sum(?: \d)?$", re.IGNORECASE)
# More rows of another month than this are no slips: the file is of several months.
_MOST_OF_OTHER_MONTHS = 0.01


@dataclass(slots=True)
class Extract:
    """The rows of one file.

    numbers, said: for each column of labels the number of every row's value in the list of what
    the column says, -1 where it cannot be read. total: everybody, BLANK or WRONG where no count.
    faults: column and reason of rows set aside, by their number in the file.
    """

    source: Table
    wide: WideText
    numbers: dict[Names, Integers]
    said: dict[Names, list[str]]
    total: Integers
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)

    def number(self, column: Names, value: str) -> int:
        return self.said[column].index(value) if value in self.said[column] else -2

    @property
    def month(self) -> date:
        """The month of most rows."""
        known = self.numbers[PERIOD][self.numbers[PERIOD] >= 0]
        if not len(known):
            expected = "a month such as RTT-January-2026"
            raise self.source.refusal(expected, "none", column=self.source.header(*PERIOD))
        return date.fromisoformat(self.said[PERIOD][int(np.bincount(known).argmax())])

    @property
    def incomplete(self) -> Flags:
        found: Flags = self.numbers[PART] == self.number(PART, _INCOMPLETE)
        return found

    def names(self, codes: Names, names: Names) -> dict[str, str]:
        """What the file calls each code: the code itself where it gives no name."""
        said, place = self.said[codes], self.source.place(*names)
        named = dict(zip(said, said, strict=True))
        if place is not None:
            numbers, found = self.wide.coded(place, lambda cell: text(cell).replace("#N/A", ""))
            first = np.unique(self.numbers[codes], return_index=True)
            for code, row in zip(*(each.tolist() for each in first), strict=True):
                if code >= 0 and numbers[row] >= 0:
                    named[said[code]] = found[numbers[row]]
        return named

    def set_aside(self, rows: Integers, column: str, reason: str) -> None:
        """The first fault found in a row is the one it is known by."""
        for row in rows.tolist():
            self.faults.setdefault(row, (column, reason))

    def sound(self, rows: Integers) -> Flags:
        return ~np.isin(rows, np.array(sorted(self.faults), dtype=np.int64))


def without_sums(heading: Heading) -> Heading:
    """The same with bands named as elsewhere: `Gt 00 To 01 Weeks`, without `SUM 1`."""
    names, written = (
        tuple(_SUM.sub("", each) for each in said) for said in (heading.names, heading.written)
    )
    return replace(heading, names=names, written=written)


def read_extract(document: Document, heading: Heading) -> tuple[Extract, Pairs]:
    """Every row, and those of incomplete pathways, unsound ones included.

    Refused where a needed column is missing, or no row is of incomplete pathways.
    """
    source = Table(document.name, heading, [], pd.DataFrame())
    places = {names: _needed(source, names) for names in (*_READINGS, TOTAL)}
    bands, unknown = band_places(source), source.place(*_UNKNOWN_WAIT)
    counted = {*bands, places[TOTAL], unknown}
    wide = read_wide(document, heading, set(range(len(heading.names))) - counted)
    coded = {names: wide.coded(places[names], read) for names, read in _READINGS.items()}
    extract = Extract(
        source,
        wide,
        {names: numbers for names, (numbers, _) in coded.items()},
        {names: said for names, (_, said) in coded.items()},
        wide.counts(places[TOTAL]),
    )
    if not len(wide.rows):
        row = next(iter(wide.torn), heading.row)
        raise source.refusal(f"rows of {len(heading.names)} cells", "none", row)
    if not extract.incomplete.any():
        expected = "rows of Part_2, incomplete pathways"
        raise source.refusal(expected, "none", column=source.header(*PART))
    _check_labels(extract)
    return extract, _pairs(extract, bands, unknown)


def band_places(source: Table) -> list[int]:
    """The columns of the bands, in order of weeks. Refused where one is missing."""
    return weekly_places(replace(source, heading=without_sums(source.heading)))


def _needed(source: Table, names: Names) -> int:
    place = source.place(*names)
    if place is None:
        raise source.refusal(f'a column "{names[0]}"', "none", source.heading.row, names[0])
    return place


def _month(cell: str) -> str:
    month = parse_month(cell)
    return month.isoformat() if month and is_sane(month) else ""


def _code(cell: str) -> str:
    code = text(cell).upper()
    return code if _ODS_CODE.fullmatch(code) else ""


def _part(cell: str) -> str:
    part = normalise(cell).replace(" ", "")
    return part if part in _PARTS else ""


def _function(cell: str) -> str:
    return function_code(text(cell).upper())


_READINGS: dict[Names, Callable[[str], str]] = {
    PERIOD: _month,
    PROVIDER: _code,
    COMMISSIONER: _code,
    PART: _part,
    FUNCTION: _function,
}
_UNREADABLE = {
    PART: "not a part of the return such as Part_2",
    PROVIDER: "not an ODS code, of 1 to 10 letters and digits",
    COMMISSIONER: "not an ODS code, of 1 to 10 letters and digits",
    FUNCTION: "not a treatment function code such as C_110",
}


def _check_labels(extract: Extract) -> None:
    """Every row is of the file's month and says whose it is."""
    source, rows, month = extract.source, extract.wide.rows, extract.month
    other = extract.numbers[PERIOD] != extract.number(PERIOD, month.isoformat())
    named, header = long_month(month), source.header(*PERIOD)
    if other.mean() > _MOST_OF_OTHER_MONTHS:
        expected = f"{named} as in most other rows"
        raise source.refusal(expected, "another month", int(rows[other][0]), header)
    extract.set_aside(rows[other], header, f"not of {named} as the other rows")
    for names, reason in _UNREADABLE.items():
        extract.set_aside(rows[extract.numbers[names] < 0], source.header(*names), reason)


def _pairs(extract: Extract, bands: list[int], unknown: int | None) -> Pairs:
    """The rows of incomplete pathways; a blank band is 0, since the total is there to prove it."""
    incomplete, total, rows = extract.incomplete, extract.total, extract.wide.rows
    counts = np.empty((int(incomplete.sum()), len(bands) + 1), dtype=np.int32)
    for week, place in enumerate(bands):
        counts[:, week] = _counted(extract, place)[incomplete]
    counts[:, -1] = total[incomplete]
    every = counts[:, :-1].sum(axis=1)
    if unknown is not None:
        every += _counted(extract, unknown)[incomplete]
    header = extract.source.header(*TOTAL)
    extract.set_aside(rows[total < 0], header, "not a count")
    wrong = rows[incomplete][every != total[incomplete]]
    extract.set_aside(wrong, header, "the bands do not add up to the total")
    return Pairs(
        rows[incomplete],
        extract.numbers[PROVIDER][incomplete],
        extract.numbers[COMMISSIONER][incomplete],
        extract.numbers[FUNCTION][incomplete],
        counts,
        len(extract.said[FUNCTION]) + 1,
        extract.number(FUNCTION, HEADLINE),
    )


def _counted(extract: Extract, place: int) -> Integers:
    counts = extract.wide.counts(place)
    if (counts == WRONG).any():
        header = extract.source.heading.written[place]
        extract.set_aside(extract.wide.rows[counts == WRONG], header, "not a count")
    found: Integers = np.maximum(counts, 0)
    return found
