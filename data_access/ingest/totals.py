"""Which totals can be added up from rows of provider and commissioner, when some are set aside?"""

import pandas as pd

from dashboard.organisations import ENGLAND
from dashboard.periods import short_month
from data_access.ingest.rejects import SetAside

# Stands for every one, where a row that was set aside does not say which.
_ANY = "*"
_NAMED_IN_WARNING = 6


def add_totals(good: pd.DataFrame, counts: list[str], short: pd.DataFrame) -> pd.DataFrame:
    """Rows by provider and commissioner, then commissioners, providers and England in total.

    good: `indicator`, `period`, `commissioner`, `provider` and the columns `counts`.
    short: see `short_totals`; those totals are left out, for they would be too small.
    Returns `indicator`, `period`, `organisation`, `provider` ('' in a total) and `counts`.
    """
    pairs = good.rename(columns={"commissioner": "organisation"})
    columns = ["indicator", "period", "organisation", "provider", *counts]
    everywhere = good.assign(England=ENGLAND)
    totals = [
        _totals(everywhere, by, counts, short) for by in ("commissioner", "provider", "England")
    ]
    return pd.concat([pairs[columns], *(each[columns] for each in totals)], ignore_index=True)


def _totals(good: pd.DataFrame, by: str, counts: list[str], short: pd.DataFrame) -> pd.DataFrame:
    keys = ["indicator", "period", by]
    summed = good.groupby(keys)[counts].sum().reset_index()
    months = pd.MultiIndex.from_frame(summed[keys[:2]])
    exact = pd.MultiIndex.from_frame(summed[keys])
    missed = short if by != "England" else short.assign(England=ENGLAND)
    everyone = pd.MultiIndex.from_frame(missed.loc[missed[by] == _ANY, keys[:2]])
    touched = exact.isin(pd.MultiIndex.from_frame(missed[keys])) | months.isin(everyone)
    return summed[~touched].rename(columns={by: "organisation"}).assign(provider="")


def short_totals(rows: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """The totals that rows set aside belong to: `indicator`, `period`, `commissioner`, `provider`.

    rows: every row, good or not, in the order of the file. A row without a readable month belongs
    to the month of the row before or after it; one without an organisation, or torn, touches
    the totals of all of them in its month.
    """
    periods = rows["period"].where(~rows.index.isin(aside.rows), None)
    missed = rows.loc[aside.missed, ["indicator", "period", "commissioner", "provider"]]
    near = [periods.ffill(), periods.bfill()]
    dated = missed["period"].notna()
    undated = [missed[~dated].assign(period=side[aside.missed][~dated]) for side in near]
    short = pd.concat([missed[dated], *undated]).dropna(subset="period")
    torn = short.index.isin(aside.torn)
    for column in ("commissioner", "provider"):
        short[column] = short[column].where(~torn & (short[column] != ""), _ANY)
    indicators = short["indicator"].where(~torn)
    every = [short.assign(indicator=each) for each in sorted(rows["indicator"].dropna().unique())]
    whole = pd.concat([short[indicators.notna()], *(each[indicators.isna()] for each in every)])
    return whole.drop_duplicates()


def left_out_warning(short: pd.DataFrame) -> list[str]:
    if short.empty:
        return []
    months = ", ".join(short_month(month) for month in sorted(short["period"].unique()))
    codes = pd.unique(short[["commissioner", "provider"]].to_numpy().ravel())
    named = ["every commissioner and provider"] if _ANY in codes else [str(code) for code in codes]
    listed = ", ".join(named[:_NAMED_IN_WARNING])
    more = len(named) - _NAMED_IN_WARNING
    listed += f" and {more} more" if more > 0 else ""
    return [
        f"Rows were set aside, so totals that would lack them were left out: England and {listed}, "
        f"in {months}."
    ]
