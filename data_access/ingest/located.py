"""Where in its file does a figure stand, when it is one row's or the sum of several rows'?

A frame whose rows are still those of a sheet is labelled by their numbers there, and the name of
its labels is the sheet (`RowsOf`): `located` turns both into columns where a frame is to lose them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.ingest.publication import LOCATION_COLUMNS


@dataclass(frozen=True, slots=True)
class RowsOf:
    """The name of labels that are numbers of rows. sheet: '' in a text."""

    sheet: str


def located(rows: pd.DataFrame) -> pd.DataFrame:
    """With `sheet` and `row`, unless it has them or nothing is known of them."""
    labels = rows.index
    if "row" in rows or not isinstance(labels.name, RowsOf):
        return rows
    return rows.assign(sheet=labels.name.sheet, row=labels.to_numpy("int64"))


def summed(rows: pd.DataFrame, keys: Sequence[str], counts: Sequence[str]) -> pd.DataFrame:
    """The sums of `counts` by key, each at the first of the rows that it is made of.

    rows: in the order of the file.
    """
    grouped = located(rows).groupby(list(keys), sort=False)
    found = grouped[list(counts)].sum()
    return found.join(grouped[_known(rows)].first()).reset_index()


def first_places(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """`sheet` and `row` of the first row of each key, labelled by the key."""
    once = located(rows).drop_duplicates(list(keys))
    return once.set_index(list(keys))[_known(rows)]


def _known(rows: pd.DataFrame) -> list[str]:
    return [name for name in LOCATION_COLUMNS if name in located(rows)]
