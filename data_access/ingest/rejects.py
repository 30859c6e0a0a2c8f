"""Which rows of a table cannot be used, and why?"""

import pandas as pd

from data_access.ingest.cells import text
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Table
from data_access.ingest.publication import Rejected


class SetAside:
    """Rows of one table kept aside; the first fault found in a row is the one it is known by."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._faults: dict[int, tuple[str, str]] = {}
        self._needless: set[int] = set()
        self._torn: set[int] = set()

    def add(
        self,
        faulty: pd.Series,
        column: str,
        reason: str,
        needless: bool = False,
        torn: bool = False,
    ) -> None:
        """faulty: true for the rows to set aside, labelled by their number in the sheet.

        needless: no total is short of them. torn: their cells may stand in the wrong columns.
        """
        rows = [int(row) for row in faulty.index[faulty]]
        self._torn |= set(rows) if torn else set()
        if needless:
            self._needless |= set(rows) - set(self._faults)
        for row in rows:
            self._faults.setdefault(row, (column, reason))

    @property
    def rows(self) -> pd.Index:
        return pd.Index(sorted(self._faults), dtype="int64")

    @property
    def missed(self) -> pd.Index:
        """The rows that a total is short of."""
        return pd.Index(sorted(set(self._faults) - self._needless), dtype="int64")

    @property
    def torn(self) -> pd.Index:
        return pd.Index(sorted(self._torn), dtype="int64")

    def nothing_left(self) -> FileRefused:
        """The refusal of a table of which no row can be used, by the fault of the first."""
        heading = self.table.heading
        if self.table.body.empty:
            return self.table.refusal("rows that can be read", "none", heading.row)
        row = int(self.rows[0])
        column, reason = self._faults[row]
        expected = reason.removeprefix("not ").removeprefix("no ")
        if expected == reason:
            return self.table.refusal("rows that can be read", f"none: {reason}", row, column)
        cell = ""
        if column in heading.written:
            cell = text(self.table.body.at[row, heading.written.index(column)])
        return self.table.refusal(expected, f'"{cell}", and no row can be read', row, column)

    def rejected(self) -> list[Rejected]:
        cells = self.table.body.loc[self.rows]
        return [
            Rejected(
                row=int(row),
                reason=self._faults[int(row)][1],
                column=self._faults[int(row)][0],
                cells=tuple(text(cell) for cell in cells.loc[row] if not pd.isna(cell)),
                sheet=self.table.heading.sheet,
                needless=int(row) in self._needless,
            )
            for row in self.rows
        ]


def set_aside_repeats(rows: pd.DataFrame, key: list[str], aside: SetAside) -> None:
    """The same row twice counts once; rows that disagree about one thing do not count."""
    good = rows.drop(aside.rows)
    alike = good[good.duplicated(key, keep=False)]
    same = aside.table.body.loc[alike.index].duplicated()
    aside.add(same, "", "the same row stands above", needless=True)
    disagree = alike[~same].duplicated(key, keep=False)
    aside.add(disagree, "", "another row says something else of the same")
