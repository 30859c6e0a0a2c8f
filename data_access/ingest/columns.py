"""What do the label columns of a table say: months, codes, names?"""

import pandas as pd

from data_access.ingest.cells import is_sane, parse_month, texts
from data_access.ingest.layout import Table
from data_access.ingest.rejects import SetAside

_ODS_CODE = r"[A-Z0-9]{1,10}"


def words(source: Table, *names: str) -> pd.Series:
    """One line of text a row, '' where the cell is empty. Refused when there is no such column."""
    return texts(source.column(*names).fillna(""))


def optional_words(source: Table, *names: str) -> pd.Series:
    """As `words`, '' throughout where the table has no such column: names are but a comfort."""
    if source.place(*names) is None:
        return pd.Series("", index=source.body.index, dtype=object)
    return words(source, *names).replace("NULL", "")


def months(source: Table, aside: SetAside, example: str, *names: str) -> pd.Series:
    """First days of months, None where there is none that can be believed.

    example: how the reason describes what should have stood there.
    """
    column, header = source.column(*names), source.header(*names)
    read = {cell: parse_month(cell) for cell in column.unique()}
    periods = column.map(read).astype(object)
    aside.add(periods.isna(), header, f"not {example}")
    odd = column.isin([cell for cell, month in read.items() if month and not is_sane(month)])
    aside.add(odd, header, "not a month from 1990 to 2100")
    return periods.where(periods.notna() & ~odd, None)


def codes(source: Table, aside: SetAside, of: str, *names: str) -> pd.Series:
    """ODS codes in capitals; '' where there is no code or none that can be one."""
    found = words(source, *names).str.upper()
    header, valid = source.header(*names), found.str.fullmatch(_ODS_CODE).astype(bool)
    aside.add(found == "", header, f"no {of} code")
    aside.add(~valid, header, "not an ODS code, of 1 to 10 letters and digits")
    return found.where(valid, "")


def set_aside_ragged(source: Table, aside: SetAside) -> None:
    """A row of a text that ends early lacks cells; one that goes on has cells without a name."""
    named = [place for place, name in enumerate(source.heading.names) if name]
    surplus = source.body.loc[:, max(named) + 1 :].fillna("") != ""
    ragged = source.body[named].isna().any(axis=1) | surplus.any(axis=1)
    aside.add(ragged, "", f"not {len(named)} cells", torn=True)


def refuse_torn_end(source: Table, aside: SetAside) -> None:
    """A last line with fewer cells than the others is where a file was cut short."""
    if len(source.body) and source.body.index[-1] in aside.torn:
        named = sum(name != "" for name in source.heading.names)
        found = "fewer, or more, in the last line: the file may have been cut short"
        raise source.refusal(f"{named} cells", found, int(source.body.index[-1]))
