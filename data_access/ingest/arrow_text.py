"""How does a text of many lines become columns at once?"""

import pyarrow as pa
from pyarrow import csv

# Large enough for a national file to take few blocks.
_BLOCK = 1 << 22


def arrow_table(
    content: bytes, delimiter: str, types: list[pa.DataType], skipped: int = 0
) -> pa.Table:
    """types: of each column. skipped: so many lines come before the first row.

    Lines of another width are left out, so that the caller must count the rows. Raises
    ArrowInvalid for a cell that is not of its type.
    """
    names = list(map(str, range(len(types))))
    table = csv.read_csv(
        pa.BufferReader(content),
        csv.ReadOptions(column_names=names, skip_rows=skipped, block_size=_BLOCK),
        csv.ParseOptions(
            delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=lambda row: "skip"
        ),
        csv.ConvertOptions(
            column_types=dict(zip(names, types, strict=True)),
            null_values=[""],
            strings_can_be_null=False,
        ),
    )
    return table.unify_dictionaries()
