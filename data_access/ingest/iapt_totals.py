"""Do the counts of psychological therapies add up, from CCG and provider to England?"""

from datetime import date

import pandas as pd

from dashboard.periods import short_month
from data_access.ingest.layout import Table
from data_access.ingest.rounding import check_parts

OF_ENGLAND, OF_CCG, OF_PROVIDER, OF_BOTH = "england", "ccg", "provider", "ccg/provider"
GROUPS = (OF_ENGLAND, OF_CCG, OF_PROVIDER, OF_BOTH)
# What one row is of.
KEY = ["group", "ccg", "provider", "period"]
_GROUP = ("group type",)


def check_counts(source: Table, name: str, rows: pd.DataFrame, unchecked: set[date]) -> None:
    """CCGs and providers against England, and both against their rows by one another."""
    rows = rows[~rows["period"].isin(unchecked)].rename(columns={"figure": "count"})
    rows = rows.assign(hidden=rows["absent"] == "suppressed", row=rows.index)
    groups = {group: rows[rows["group"] == group] for group in GROUPS}
    header = source.header(name)
    months = set(rows["period"]) - set(groups[OF_ENGLAND]["period"])
    if months:
        missing = f"a row of England in {short_month(min(months))}"
        raise source.refusal(missing, "none", column=source.header(*_GROUP))
    for whole, part, key, rounded in (
        (OF_ENGLAND, OF_CCG, ["period"], False),
        (OF_ENGLAND, OF_PROVIDER, ["period"], False),
        (OF_CCG, OF_BOTH, ["period", "ccg"], True),
        (OF_PROVIDER, OF_BOTH, ["period", "provider"], True),
    ):
        if not groups[part].empty:
            check_parts(
                source,
                header,
                groups[whole].set_index(key)[["row", "count"]],
                groups[part].set_index(key)[["count", "hidden"]],
                rounded=rounded,
                every=whole == OF_ENGLAND,
            )


def missing_warning(good: pd.DataFrame) -> list[str]:
    """The finest rows are what nothing adds up from: a month may lack all of them unnoticed."""
    months = set(good["period"])
    missing = months - set(good.loc[good["group"] == OF_BOTH, "period"])
    if not missing or missing == months:
        return []
    named = ", ".join(short_month(month) for month in sorted(missing))
    return [f"Other months have rows by CCG and provider, and there is none for {named}."]
