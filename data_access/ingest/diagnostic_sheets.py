"""Do the sheets of the diagnostics workbook add up, from tests to organisations to England?"""

from dataclasses import dataclass, replace

import pandas as pd

from data_access.ingest.cells import normalise, texts
from data_access.ingest.columns import codes, optional_words
from data_access.ingest.diagnostic_waits import (
    ALL_TESTS,
    LONG,
    TEST,
    TEST_NAME,
    TOTAL,
    has_no_counts,
    tests,
    waits,
)
from data_access.ingest.layout import Table
from data_access.ingest.rejects import SetAside, set_aside_repeats

COUNTS = ["total", "long"]
_ENGLAND_CODES = {"", "-", "ENG", "ENGLAND", "TOTAL", "E92000001"}
_ENGLAND_WORDS = {"total", "england", "england total", "total england"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One row per organisation, or per organisation and test.

    rows: those that can be used: `code`, `name`, `parent`, `test` (ALL_TESTS on a sheet without
    tests), `test_name`, `total`, `long`, `silent` (nothing was submitted).
    england: the published totals, `test` and the counts.
    missed: `code` and `test` of the rows set aside, '' where they do not say.
    """

    table: Table
    aside: SetAside
    rows: pd.DataFrame
    england: pd.DataFrame
    missed: pd.DataFrame


def read_sheet(
    source: Table, code: tuple[str, ...], name: tuple[str, ...], parent: tuple[str, ...]
) -> Sheet:
    """Refused where a column is missing, England's own row is faulty, or no row can be read."""
    source.column(*LONG)
    uncoded = texts(source.column(*code).fillna("")).str.upper().isin(_ENGLAND_CODES)
    total = uncoded & source.body.map(normalise).isin(_ENGLAND_WORDS).any(axis=1)
    notes = uncoded & ~total & has_no_counts(source)
    parts = replace(source, body=source.body[~total & ~notes])
    aside = SetAside(parts)
    rows = pd.DataFrame(
        {
            "code": codes(parts, aside, "organisation", *code),
            "name": optional_words(parts, *name),
            "parent": optional_words(parts, *parent),
            "silent": has_no_counts(parts),
        }
    )
    rows = rows.join(_tests(parts, aside)).join(waits(parts, aside))
    set_aside_repeats(rows, ["code", "test"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    missed = rows.loc[aside.missed, ["code", "test"]]
    return Sheet(parts, aside, good, _england(replace(source, body=source.body[total])), missed)


def _tests(source: Table, aside: SetAside) -> pd.DataFrame:
    if source.place(*TEST) is not None or source.place(*TEST_NAME) is not None:
        return tests(source, aside)
    return pd.DataFrame({"test": ALL_TESTS, "test_name": ""}, index=source.body.index)


def _england(source: Table) -> pd.DataFrame:
    aside = SetAside(source)
    counted = waits(source, aside)
    if len(aside.rows):
        raise aside.nothing_left()
    named = _tests(source, SetAside(source))["test"].replace("", ALL_TESTS)
    return counted.assign(test=named)


def check_england(sheet: Sheet) -> pd.Series:
    """The published total of all tests. Refused unless the organisations add up to it.

    Rows set aside leave nothing to add up to, and the total is taken as it is.
    """
    whole = sheet.england[sheet.england["test"] == ALL_TESTS]
    if len(whole) != 1:
        found = "none" if whole.empty else f"{len(whole)} of them"
        raise sheet.table.refusal("one row of England's total", found)
    if sheet.missed.empty:
        _refuse_difference(sheet, whole, sheet.rows[COUNTS].sum(), "the sum of the rows below it")
    return whole[COUNTS].iloc[0]


def check_tests(by_test: Sheet, headline: Sheet, england: pd.Series) -> None:
    """Refused unless an organisation's tests add up to its total, on this sheet and the other."""
    whole = by_test.england[by_test.england["test"] == ALL_TESTS]
    reason = f"as on the sheet {headline.table.heading.sheet}"
    _refuse_difference(by_test, whole, england, reason)
    unknown = {*by_test.missed["code"], *headline.missed["code"]}
    if "" in unknown:
        return
    tested = by_test.rows["test"] != ALL_TESTS
    sums = by_test.rows[tested].groupby("code")[COUNTS].sum()
    own = by_test.rows[~tested]
    for sheet, totals in ((by_test, own), (headline, headline.rows)):
        for row, total in totals[~totals["code"].isin(unknown)].iterrows():
            expected = sums.loc[total["code"]] if total["code"] in sums.index else sums.sum() * 0
            _refuse_difference(sheet, totals.loc[[row]], expected, "the sum of its tests")
    if strange := sorted(set(sums.index) - set(headline.rows["code"]) - unknown):
        raise headline.table.refusal(f"a row of {strange[0]}, of which there are tests", "none")


def _refuse_difference(sheet: Sheet, found: pd.DataFrame, expected: pd.Series, reason: str) -> None:
    for row, counted in found.iterrows():
        for count in COUNTS:
            if counted[count] != expected[count]:
                raise sheet.table.refusal(
                    f"{expected[count]:,.0f} ({reason})",
                    f"{counted[count]:,.0f}",
                    int(row),
                    sheet.table.header(*(TOTAL if count == "total" else LONG)),
                )
