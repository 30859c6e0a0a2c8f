"""Do the cells of an .xls workbook lie on a sheet, as its parser takes for granted?

Source: [MS-XLS], sections 2.2.2 (cell table), 2.4.28 (BoundSheet8), 2.4.90 (Dimensions), 2.4.265
(SST).
"""

import struct
from collections.abc import Iterator

_END, _BOUND_SHEET, _STRINGS, _DIMENSIONS = 0x0A, 0x85, 0xFC, 0x200
# Formula, MulRk, RString, LabelSst, Number, Label, BoolErr, RK: they begin with row and column.
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_ROWS, _COLUMNS = 65_536, 256
_SHORTEST_STRING = 3


def misplaced(stream: bytes) -> str | None:
    """What lies where nothing can; None when all is well.

    The parser sets memory aside for as many cells and strings as a damaged number says, and ends
    the process when there is not so much of it.
    """
    starts = [0]
    for kind, at, length in _records(stream, 0):
        if kind == _BOUND_SHEET and length >= 4:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == _STRINGS and length >= 8:
            strings = struct.unpack_from("<I", stream, at + 4)[0]
            if strings > len(stream) // _SHORTEST_STRING:
                return f"a table of {strings:,} strings"
    return next(filter(None, (_off_sheet(stream, start) for start in starts[1:])), None)


def _off_sheet(stream: bytes, start: int) -> str | None:
    for kind, at, length in _records(stream, start):
        if kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            if column >= _COLUMNS:
                return f"a cell in row {row + 1:,}, column {column + 1:,}"
        elif kind == _DIMENSIONS and length >= 10:
            parts = "<IIHH" if length >= 14 else "<HHHH"
            top, bottom, left, right = struct.unpack_from(parts, stream, at)
            if max(top, bottom) > _ROWS or max(left, right) > _COLUMNS:
                return f"a sheet of {bottom:,} rows and {right:,} columns"
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records from `at` to the end of their part of the stream."""
    read = struct.Struct("<HH").unpack_from
    end = len(stream) - 4
    while at <= end:
        kind, length = read(stream, at)
        yield kind, at + 4, min(length, end - at)
        if kind == _END:
            return
        at += 4 + length
