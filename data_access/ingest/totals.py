"""Which totals can be added up from rows of provider and commissioner, when some are set aside?"""

import pandas as pd

from dashboard.organisations import ENGLAND
from dashboard.periods import short_month
from data_access.ingest.located import located, summed
from data_access.ingest.publication import LOCATION_COLUMNS
from data_access.ingest.rejects import SetAside

# Stands for every one, where a row that was set aside does not say which.
_ANY = "*"
_NAMED_IN_WARNING = 6
# England had 211 CCGs and later 106 parts of its boards; the early intervention history names 187
# commissioners or more in every month. A file with fewer is someone's extract.
_FEWEST_OF_A_NATION = 100


def add_totals(
    good: pd.DataFrame, counts: list[str], short: pd.DataFrame, partial: pd.DataFrame
) -> pd.DataFrame:
    """Rows by provider and commissioner, then commissioners, providers and England in total.

    good: `indicator`, `period`, `commissioner`, `provider` and the columns `counts`.
    short: see `short_totals`; those totals are left out, for they would be too small.
    partial: see `partial_months`; providers and England have no totals there.
    Returns `indicator`, `period`, `organisation`, `provider` ('' in a total) and `counts`, with
    where they stand.
    """
    good = located(good)
    pairs = good.rename(columns={"commissioner": "organisation"})
    columns = ["indicator", "period", "organisation", "provider", *counts, *LOCATION_COLUMNS]
    months = pd.MultiIndex.from_frame(good[["indicator", "period"]])
    nation = good[~months.isin(pd.MultiIndex.from_frame(partial[["indicator", "period"]]))]
    totals = [
        _totals(good, "commissioner", counts, short),
        _totals(nation, "provider", counts, short),
        _totals(nation.assign(England=ENGLAND), "England", counts, short),
    ]
    return pd.concat([pairs[columns], *(each[columns] for each in totals)], ignore_index=True)


def _totals(good: pd.DataFrame, by: str, counts: list[str], short: pd.DataFrame) -> pd.DataFrame:
    keys = ["indicator", "period", by]
    sums = summed(good, keys, counts)
    months = pd.MultiIndex.from_frame(sums[keys[:2]])
    exact = pd.MultiIndex.from_frame(sums[keys])
    missed = short if by != "England" else short.assign(England=ENGLAND)
    everyone = pd.MultiIndex.from_frame(missed.loc[missed[by] == _ANY, keys[:2]])
    touched = exact.isin(pd.MultiIndex.from_frame(missed[keys])) | months.isin(everyone)
    return sums[~touched].rename(columns={by: "organisation"}).assign(provider="")


def partial_months(good: pd.DataFrame) -> pd.DataFrame:
    """The months of a file that lacks most commissioners: `indicator`, `period`, `commissioners`.

    An extract may come after the whole file, and its sums must not take the place of England's.
    """
    named = good.groupby(["indicator", "period"])["commissioner"].nunique()
    few = named[named < _FEWEST_OF_A_NATION]
    return few.rename("commissioners").reset_index()


def partial_warning(partial: pd.DataFrame) -> list[str]:
    if partial.empty:
        return []
    first, last = (short_month(each) for each in (partial["period"].min(), partial["period"].max()))
    months = first if first == last else f"{partial['period'].nunique()} months ({first} to {last})"
    return [
        f"Too few commissioners for a national file in {months}: {partial['commissioners'].max()} "
        f"at most, where {_FEWEST_OF_A_NATION} at least were expected. Totals of England and of "
        "providers were left out."
    ]


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


def touched_pairs(rows: pd.DataFrame, short: pd.DataFrame) -> pd.Series:
    """Whether a row set aside belongs, or could, to the same month, commissioner and provider.

    rows: `period`, `commissioner`, `provider`. short: see `short_totals`.
    """
    touched = pd.Series(False, index=rows.index)
    for known in (["commissioner", "provider"], ["commissioner"], ["provider"], []):
        unknown = [each for each in ("commissioner", "provider") if each not in known]
        fits = (short[unknown] == _ANY).all(axis=1) & (short[known] != _ANY).all(axis=1)
        key = ["period", *known]
        found = pd.MultiIndex.from_frame(short.loc[fits, key])
        touched |= pd.MultiIndex.from_frame(rows[key]).isin(found)
    return touched


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
