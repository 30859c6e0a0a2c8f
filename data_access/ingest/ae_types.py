"""How do counts by type of A&E department become figures, and who reported no four-hour waits?"""

import csv
from datetime import date
from functools import cache

import pandas as pd

from data_access.ingest.cells import text, texts
from data_access.ingest.layout import Table
from data_access.ingest.located import located
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import LOCATION_COLUMNS
from data_access.seed import SEEDS

DIMENSION = "ae_type"
TYPE_NAMES = {
    "type1": "Type 1: major A&E",
    "type2": "Type 2: single specialty",
    "other": "Other: minor injury units, urgent treatment and walk-in centres",
}
TYPES = tuple(TYPE_NAMES)
MEMBERS = [(DIMENSION, code, name) for code, name in TYPE_NAMES.items()]
# Weekly figures of before June 2015 were apportioned to months, so people come in fractions.
TOLERANCE = 0.01

_NOT_REPORTED = {"", "-", "n/a", "na"}
_COUNTS = {"dta_12hour": "ae_12hour_dta", "admissions": "emergency_admissions"}


@cache
def _field_tests() -> list[tuple[str, date, date]]:
    with (SEEDS / "field_test_trusts.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (
                row["code"],
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]),
            )
            for row in csv.DictReader(lines)
        ]


def field_test_trusts(month: date) -> set[str]:
    """Trusts that tested other standards in the month, and need not have reported four hours."""
    return {code for code, first, last in _field_tests() if first <= month <= last}


def excluded(returns: pd.DataFrame, month: date) -> pd.Series:
    """Which rows have attendances and no four-hour waits because of the field test.

    No wait over four hours means that none was reported; a trust of the list that did report some
    is believed.
    """
    listed = returns["code"].isin(field_test_trusts(month))
    return listed & (total(returns, "attendances") > 0) & (total(returns, "over") == 0)


def filled_unreported(column: pd.Series, tested: pd.Series) -> pd.Series:
    """The column with 0 where a trust of the field test has a blank, a dash or `N/A`."""
    blank = texts(column.fillna("")).str.casefold().isin(_NOT_REPORTED)
    return column.where(~(blank & tested.loc[column.index]), 0)


def without_excluded(england: pd.DataFrame, rows: pd.DataFrame, whole: bool) -> pd.DataFrame:
    """England's row with the attendances of excluded providers out of its four-hour figures.

    Those still count as attendances. whole: no row may be missing, else there are no such figures.
    """
    out = rows[rows["excluded"]]
    within = {
        f"within_{each}": england[f"within_{each}"] - out[f"attendances_{each}"].sum()
        if whole
        else float("nan")
        for each in TYPES
    }
    return england.assign(**within, excluded=False)


def total(returns: pd.DataFrame, measure: str) -> pd.Series:
    """All types together; missing where one is."""
    return returns[[f"{measure}_{member}" for member in TYPES]].sum(axis=1, skipna=False)


def figures(returns: pd.DataFrame, **facts: object) -> pd.DataFrame:
    """Observations of every indicator that the returns have counts for.

    returns: one row per organisation and month: `code`; `attendances_type1` ... `_other`; where
    known `within_...` and `over_...` four hours, `dta_12hour`, `admissions`; `excluded`, true where
    there are no four-hour figures for the field test. Where types stand in rows of their own,
    `row_type1` ... `_other`.
    """
    returns = located(returns)
    parts = [_part(returns, member) for member in ("", *TYPES)]
    keys = _keys(returns, "")
    major = _part(returns, "type1").assign(dimension="", member="")
    parts.append(major[major["indicator"] == "ae_4hour"].assign(indicator="ae_4hour_type1"))
    for column, indicator in _COUNTS.items():
        if column in returns:
            parts.append(keys.assign(indicator=indicator, numerator=returns[column]))
    every = pd.concat(parts, ignore_index=True)
    said = every[["numerator", "absent_reason"]].notna().any(axis=1)
    return observations(every[said], **facts)


def _keys(returns: pd.DataFrame, member: str) -> pd.DataFrame:
    names = ("code", "period_start", *LOCATION_COLUMNS)
    keys = returns[[name for name in names if name in returns]]
    if f"row_{member}" in returns:
        keys = keys.assign(row=returns[f"row_{member}"])
    dimension = DIMENSION if member else ""
    return keys.rename(columns={"code": "organisation"}).assign(dimension=dimension, member=member)


def _part(returns: pd.DataFrame, member: str) -> pd.DataFrame:
    """Attendances, and those within four hours, of one type or of all ('')."""
    keys = _keys(returns, member)
    attendances, within, over = (
        returns[f"{measure}_{member}"] if member else total(returns, measure)
        for measure in ("attendances", "within", "over")
    )
    shares = ratios(within, within + over)
    out = returns["excluded"]
    shares.loc[out, ["numerator", "denominator"]] = float("nan")
    shares.loc[out, "absent_reason"] = "excluded"
    return pd.concat(
        [
            keys.join(shares).assign(indicator="ae_4hour"),
            keys.assign(indicator="ae_attendances", numerator=attendances),
        ]
    )


def check_sums(
    of: Table, row: int, published: pd.Series, rows: pd.DataFrame, headers: dict[str, str],
    short: bool,
) -> None:  # fmt: skip
    """Refuse a file whose rows do not make the published row, which may only be larger if `short`.

    headers: column of `rows` -> what the sheet calls it. short: rows were set aside.
    """
    for column, header in headers.items():
        summed, whole = rows[column].sum(), published[column]
        if pd.isna(whole):
            raise of.refusal("a count in the row of totals", "none", row, header)
        if summed - whole > TOLERANCE or (not short and whole - summed > TOLERANCE):
            expected = f"{text(summed)}, the sum of the rows"
            raise of.refusal(expected, text(whole), row, header)
