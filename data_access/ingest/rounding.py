"""Do rounded and suppressed parts add up to their whole, within what rounding allows?"""

import pandas as pd

from data_access.ingest.layout import Table

# A count rounded to the nearest 5 is at most 2 away from it, and one under 5 is suppressed.
ROUNDED_AWAY = 2
MOST_SUPPRESSED = 4


def check_parts(
    table: Table,
    column: str,
    wholes: pd.DataFrame,
    parts: pd.DataFrame,
    rounded: bool,
    every: bool = False,
) -> None:
    """Refused at the first whole that its parts cannot add up to.

    wholes: indexed by what the parts have in common; `row` and `count` (missing: not checked).
    parts: the same index, several rows each; `count`, missing where there is none, and `hidden`,
    true where a count is suppressed.
    rounded: whether the wholes are rounded too. every: whether a whole without parts is 0 of them.
    """
    shown = parts["count"].notna()
    bounds = pd.DataFrame(
        {
            "low": parts["count"].fillna(0) - ROUNDED_AWAY * shown,
            "high": parts["count"].fillna(0)
            + ROUNDED_AWAY * shown
            + MOST_SUPPRESSED * parts["hidden"],
        }
    )
    slack = ROUNDED_AWAY if rounded else 0
    sums = bounds.groupby(level=list(range(parts.index.nlevels))).sum()
    compared = wholes.join(sums, how="left" if every else "inner").fillna({"low": 0, "high": 0})
    low, high = (compared["low"] - slack).clip(lower=0), compared["high"] + slack
    wrong = compared["count"].notna() & ~compared["count"].between(low, high)
    if wrong.any():
        first = int(wrong.to_numpy().argmax())
        raise table.refusal(
            f"between {low.iloc[first]:,.0f} and {high.iloc[first]:,.0f} (the sum of its parts, "
            "each rounded to the nearest 5 and suppressed below 5)",
            f"{compared['count'].iloc[first]:,.0f}",
            int(compared["row"].iloc[first]),
            column,
        )
