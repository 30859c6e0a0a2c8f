"""Which months cannot be checked against a published total, since rows were set aside?"""

from datetime import date

import pandas as pd

from dashboard.periods import short_month
from data_access.ingest.cells import parse_month
from data_access.ingest.rejects import SetAside


def unchecked_months(dates: pd.Series, every: set[date], aside: SetAside) -> set[date]:
    """dates: the cells that say the month; where a row set aside does not, it may be any month."""
    said = {parse_month(cell) for cell in dates[aside.missed]}
    return every if None in said else {month for month in said if month}


def unchecked_warning(months: set[date]) -> list[str]:
    if not months:
        return []
    named = ", ".join(short_month(month) for month in sorted(months))
    return [f"Rows were set aside, so England could not be checked for {named}."]
