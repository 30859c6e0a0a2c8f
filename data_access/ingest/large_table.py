"""How does a table of many thousand lines of text come in quickly?

It is the same table as of any other file. `wide_text` is for so many cells that this is too much.
"""

import pandas as pd
import pyarrow as pa

from data_access.ingest.arrow_text import arrow_table
from data_access.ingest.document import Document
from data_access.ingest.layout import Heading, Table, plain_lines, table
from data_access.ingest.located import RowsOf


def large_table(document: Document, heading: Heading) -> Table:
    """As `table`, several times as fast for text whose every line has as many cells.

    Anything else (a workbook, a ragged or blank line, a stray quotation mark) is read by `table`,
    line by line, so that each bad line is known by its number.
    """
    body = None if document.is_workbook else _even_body(document, heading)
    if body is None:
        return table(document, heading)
    return Table(document.name, heading, [], body)


def _even_body(document: Document, heading: Heading) -> pd.DataFrame | None:
    """The rows below the heading as columns of text, or None where the lines are not even."""
    lines = plain_lines(document.text)
    below = lines.split("\n", heading.row)[heading.row :]
    if not below or "\x00" in lines:
        return None
    types = [pa.string()] * len(heading.names)
    try:
        read = arrow_table(below[0].encode(), document.delimiter, types)
    except pa.ArrowInvalid:
        return None
    # A line of another width was left out, or a cell goes over several lines.
    if read.num_rows != below[0].count("\n") + 1:
        return None
    first = heading.row + 1
    rows = pd.RangeIndex(first, first + read.num_rows, name=RowsOf(heading.sheet))
    body = read.to_pandas().set_axis(range(len(types)), axis=1).set_axis(rows)
    return body[~(body == "").all(axis=1)]
