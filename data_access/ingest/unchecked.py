"""What cannot be checked against a published total, since rows were set aside?"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.periods import short_month
from data_access.ingest.cells import parse_month
from data_access.ingest.rejects import SetAside


def unchecked_months(dates: pd.Series, every: set[date], aside: SetAside) -> set[date]:
    """dates: the cells that say the month; where a row set aside does not, it may be any month."""
    said = {parse_month(cell) for cell in dates[aside.missed]}
    return every if None in said else {month for month in said if month}


def unchecked_months_by_place(rows: pd.DataFrame, place: list[str], aside: SetAside) -> set[date]:
    """The same, of a file in which one row at most a month has each place.

    rows: every row, good or not: `period` and the columns `place`. A row set aside that says no
    month may be of any in which nobody else has its place.
    """
    missed = rows.loc[aside.missed]
    undated = missed["period"].isna()
    found = set(missed.loc[~undated, "period"])
    months, good = set(rows["period"].dropna()), rows.drop(aside.rows)
    for _, same in missed[undated].groupby(place):
        taken = good.merge(same[place].drop_duplicates())["period"]
        found |= months - set(taken)
    return found


def unchecked_warning(months: set[date]) -> list[str]:
    if not months:
        return []
    named = ", ".join(short_month(month) for month in sorted(months))
    return [f"Rows were set aside, so England could not be checked for {named}."]


def unchecked_sheets_warning(others: str, asides: Sequence[SetAside]) -> list[str]:
    """asides: one a sheet. others: who England's row is the sum of."""
    names = [each.table.heading.sheet for each in asides if not each.rows.empty]
    if not names:
        return []
    return [
        "Rows were set aside, so England's row could not be checked against the sum of the "
        f"{others} on {' and '.join(names)}."
    ]
