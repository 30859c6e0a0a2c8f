"""What stands in a text of very many cells, when one object a cell would be too many?

Columns stay numbers and a line that is torn leaves the others so: a return of 120 columns would
fill the memory as text. `large_table` gives readers of fewer columns the table they know.
"""

import csv
import io
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from data_access.ingest import cells
from data_access.ingest.arrow_text import arrow_table
from data_access.ingest.document import Document
from data_access.ingest.layout import Heading, plain_lines
from data_access.ingest.publication import Rejected

Integers = npt.NDArray[np.int64]
# In a column of counts: an empty cell, and one that is no count.
BLANK, WRONG = -1, -2
_NULL, _MOST = np.iinfo(np.int32).min, np.iinfo(np.int32).max
_WORD = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class WideText:
    """The rows below a heading, column by column.

    rows: their numbers in the file, from 1. torn: numbers of the lines that could not be split
    into as many cells as the heading has; they are not among the rows.
    """

    document: Document
    table: pa.Table
    rows: Integers
    torn: list[int]

    def coded(self, place: int, reading: Callable[[str], str]) -> tuple[Integers, list[str]]:
        """A column of labels: for each row the number of its value in the list, in order.

        reading: what a cell says, '' where it cannot be read; such rows have -1.
        """
        column = self.table.column(place).combine_chunks()
        read = [reading(cell) for cell in column.dictionary.to_pylist()]
        distinct = sorted(set(read) - {""})
        numbers = {each: number for number, each in enumerate(distinct)}
        found = np.array([numbers.get(each, -1) for each in read], dtype=np.int64)
        return found[column.indices.to_numpy()], distinct

    def counts(self, place: int) -> Integers:
        """A column of whole numbers from 0, else BLANK or WRONG."""
        column = self.table.column(place)
        if pa.types.is_integer(column.type):
            found = column.fill_null(_NULL).to_numpy()
            whole: Integers = np.where(found == _NULL, BLANK, np.where(found < 0, WRONG, found))
            return whole
        words = column.combine_chunks()
        written = pd.Series(words.dictionary.to_pylist(), dtype=object)
        read = cells.counts(written)
        read = read.where(read <= _MOST, WRONG).where(written.str.strip() != "", BLANK)
        numbers: Integers = read.to_numpy(dtype=np.int64)[words.indices.to_numpy()]
        return numbers

    def rejected(self, faults: dict[int, tuple[str, str]]) -> list[Rejected]:
        """faults: column and reason by the number of the row."""
        if not faults:
            return []
        lines = _lines(self.document)
        return [
            Rejected(row, reason, tuple(_split(lines[row - 1], self.document)), column=column)
            for row, (column, reason) in sorted(faults.items())
        ]


def read_wide(document: Document, heading: Heading, labels: Collection[int]) -> WideText:
    """labels: the columns of words; all others hold whole numbers.

    Read at once where every line is sound, else again line by line, to know the bad ones.
    """
    return _at_once(document, heading, labels) or _line_by_line(document, heading)


def _at_once(document: Document, heading: Heading, labels: Collection[int]) -> WideText | None:
    content, width = document.content, len(heading.names)
    types = [_WORD if place in labels else pa.int32() for place in range(width)]
    try:
        table = arrow_table(content, document.delimiter, types, skipped=heading.row)
    except pa.ArrowInvalid:
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n")) - heading.row
    if table.num_rows != lines or (_may_be_blank(table) and _has_blank_line(content)):
        return None  # or a quotation mark swallows the end of its own
    first = heading.row + 1
    return WideText(document, table, np.arange(first, first + table.num_rows), [])


def _may_be_blank(table: pa.Table) -> bool:
    """Whether a row has no number at all, by how many are missing in each column."""
    numbers = [each for each in table.columns if each.type == pa.int32()]
    return all(each.null_count for each in numbers)


def _has_blank_line(content: bytes) -> bool:
    return b"\n\n" in content or b"\n\r\n" in content


def _line_by_line(document: Document, heading: Heading) -> WideText:
    """Every line with its own number before it, so that those left over are known."""
    mark, numbered, numbers, torn = document.delimiter, io.BytesIO(), [], []
    for number, line in enumerate(_lines(document)[heading.row :], start=heading.row + 1):
        if line.count('"') % 2:
            torn.append(number)
        elif line.strip(f" {mark}"):
            numbers.append(number)
            numbered.write(f"{number}{mark}{line}\n".encode())
    types = [pa.int64(), *[_WORD] * len(heading.names)]
    table = pa.table([pa.array([], each) for each in types], list(map(str, range(len(types)))))
    if numbers:
        table = arrow_table(numbered.getvalue(), mark, types)
    rows: Integers = table.column(0).to_numpy()
    torn += sorted(set(numbers) - set(rows.tolist()))
    return WideText(document, table.remove_column(0), rows, sorted(torn))


def _lines(document: Document) -> list[str]:
    return plain_lines(document.text).split("\n")


def _split(line: str, document: Document) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=document.delimiter), [])
    except csv.Error:
        return [line]
