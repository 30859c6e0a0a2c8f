"""What does the full extract of the diagnostics return say, by commissioner and provider?"""

from dataclasses import replace

import pandas as pd

from data_access.ingest.cells import normalise, texts
from data_access.ingest.columns import (
    codes,
    months,
    optional_words,
    refuse_torn_end,
    set_aside_ragged,
)
from data_access.ingest.diagnostic_waits import (
    ALL_TESTS,
    DIMENSION,
    TEST,
    TEST_NAME,
    TOTAL,
    members,
    tests,
    waits,
)
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, band_count, headings
from data_access.ingest.located import summed
from data_access.ingest.named import commissioners_and_providers, latest_names
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.totals import (
    add_totals,
    left_out_warning,
    partial_months,
    partial_warning,
    short_totals,
    touched_pairs,
)

# Built from the documented layout; no file of it was at hand.
TITLE = "Diagnostic waiting times and activity (DM01), full extract"

_PERIOD = ("period", "month")
_PROVIDER = ("provider org code", "provider code")
_PROVIDER_NAME = ("provider org name", "provider name")
_COMMISSIONER = ("commissioner org code", "commissioner code")
_COMMISSIONER_NAME = ("commissioner org name", "commissioner name")
_MARKS = (
    TEST,
    TEST_NAME,
    TOTAL,
    _PROVIDER,
    _COMMISSIONER,
    ("waiting list activity",),
    ("planned activity",),
    ("unscheduled activity",),
    ("total activity",),
)
_FEWEST_BANDS, _FEWEST_MARKS = 8, 6
_PAIR = ["period", "commissioner", "provider"]
_KEY = [*_PAIR, "test"]
_COUNTS = ["total", "long"]
_A_MONTH = "a month such as DM01-MAY-2026"
_NOBODY = {"", "total", "all", "england"}


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source, whole = _without_grand_total(large_table(document, heading))
    aside = SetAside(source)
    rows = _rows(source, aside)
    set_aside_repeats(rows, _KEY, aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    short = short_totals(rows.assign(indicator=rows["test"].replace("", None)), aside)
    _check_all_tests(source, good, short)
    by_test = good[good["test"] != ALL_TESTS].assign(indicator=good["test"])
    if aside.missed.empty:
        _check_grand_total(whole, by_test)
    # A pseudo-test that was set aside leaves no total short.
    short = short[short["indicator"] != ALL_TESTS]
    all_tests = by_test.assign(indicator=ALL_TESTS)
    partial = partial_months(all_tests)
    return Publication(
        kind="dm01_extract",
        title=TITLE,
        publisher="NHS England",
        rows=len(source.body),
        observations=pd.concat(
            [_of_all_tests(all_tests, short, partial), _of_each_test(by_test, short, partial)],
            ignore_index=True,
        ),
        organisations=_organisations(good),
        members=members(by_test.drop_duplicates("test")),
        rejected=aside.rejected(),
        warnings=[*partial_warning(partial), *left_out_warning(short)],
        period_rows=good.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """Most of its columns, so that a file that lacks one is refused and not passed by."""
    for heading in map(without_footnotes, headings(document)):
        if band_count(heading) >= _FEWEST_BANDS and heading.met(_MARKS) >= _FEWEST_MARKS:
            return heading
    return None


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """One row per row of the file, good or not: the columns of _KEY, names, `total`, `long`."""
    set_aside_ragged(source, aside)
    refuse_torn_end(source, aside)
    rows = pd.DataFrame(
        {
            "period": months(source, aside, _A_MONTH, *_PERIOD),
            "commissioner": codes(source, aside, "commissioner", *_COMMISSIONER),
            "provider": codes(source, aside, "provider", *_PROVIDER),
            "commissioner_name": optional_words(source, *_COMMISSIONER_NAME),
            "provider_name": optional_words(source, *_PROVIDER_NAME),
        }
    )
    return rows.join(tests(source, aside)).join(waits(source, aside))


def _without_grand_total(source: Table) -> tuple[Table, Table]:
    """The rows of providers and commissioners, and those of neither, which hold England's sums."""
    uncoded = pd.Series(True, index=source.body.index)
    for names in (_PROVIDER, _COMMISSIONER):
        uncoded &= texts(source.column(*names).fillna("")).map(normalise).isin(_NOBODY)
    total = source.body[uncoded].astype(object).map(normalise).isin(_NOBODY - {""}).any(axis=1)
    whole = source.body.index.isin(total.index[total])
    return replace(source, body=source.body[~whole]), replace(source, body=source.body[whole])


def _check_grand_total(whole: Table, by_test: pd.DataFrame) -> None:
    """Refused where a row of England's sums is not what the rows of the file come to."""
    if whole.body.empty:
        return
    sums = by_test.groupby("test")[_COUNTS].sum()
    sums.loc[ALL_TESTS] = sums.sum()
    found = waits(whole, SetAside(whole))
    named = tests(whole, SetAside(whole))["test"].replace("", ALL_TESTS)
    expected = sums.reindex(named, fill_value=0).set_axis(named.index)
    _refuse_difference(whole, found, expected, "the sum of the rows")


def _check_all_tests(source: Table, good: pd.DataFrame, short: pd.DataFrame) -> None:
    """Refused unless the pseudo-test of every pair, where there are any, is the sum of its tests.

    A pair without one is where a file was cut, since others have it.
    """
    whole = good[~touched_pairs(good, short)]
    own, parts = (whole[(whole["test"] == ALL_TESTS) == each] for each in (True, False))
    if own.empty:
        return
    sums = parts.groupby(_PAIR)[_COUNTS].sum()
    keys = pd.MultiIndex.from_frame(own[_PAIR])
    if len(missing := sums.index.difference(keys)):
        _, commissioner, provider = missing[0]
        expected = f"a row of all tests for {commissioner} at {provider}"
        raise source.refusal(expected, "none", column=source.header(*TEST))
    expected = sums.reindex(keys, fill_value=0).set_axis(own.index)
    _refuse_difference(source, own[_COUNTS], expected, "the sum of its tests")


def _refuse_difference(
    source: Table, found: pd.DataFrame, expected: pd.DataFrame, reason: str
) -> None:
    wrong = found[_COUNTS] != expected[_COUNTS]
    if wrong.to_numpy().any():
        row = wrong.any(axis=1).idxmax()
        count = wrong.loc[row].idxmax()
        column = source.header(*TOTAL) if count == "total" else "six weeks and more"
        should = f"{expected.at[row, count]:,.0f} ({reason})"
        raise source.refusal(should, f"{found.at[row, count]:,.0f}", int(row), column)


def _of_all_tests(rows: pd.DataFrame, short: pd.DataFrame, partial: pd.DataFrame) -> pd.DataFrame:
    """Commissioners, providers, each by the other, and England; `indicator` is ALL_TESTS."""
    pairs = summed(rows, ["indicator", *_PAIR], _COUNTS)
    short = short.assign(indicator=ALL_TESTS).drop_duplicates()
    totals = add_totals(pairs, _COUNTS, short, partial)
    by_both = totals.rename(columns={"organisation": "commissioner"})
    lacking = (totals["provider"] != "") & touched_pairs(by_both, short)
    return _observations(totals[~lacking].assign(member="", dimension=""))


def _of_each_test(rows: pd.DataFrame, short: pd.DataFrame, partial: pd.DataFrame) -> pd.DataFrame:
    """Commissioners, providers and England by test; `indicator` is the test."""
    every = rows[["indicator"]].drop_duplicates()
    partial = partial.drop(columns="indicator").merge(every, how="cross")
    totals = add_totals(rows, _COUNTS, short, partial)
    totals = totals[totals["provider"] == ""]
    return _observations(totals.assign(member=totals["indicator"], dimension=DIMENSION))


def _observations(totals: pd.DataFrame) -> pd.DataFrame:
    figures = totals.rename(columns={"period": "period_start"})
    counted = ratios(figures["long"], figures["total"])
    return observations(figures.join(counted), indicator="diagnostics_6week")


def _organisations(good: pd.DataFrame) -> list[NewOrganisation]:
    latest = good.sort_values("period", kind="stable")
    return commissioners_and_providers(
        latest_names(latest, "commissioner"), latest_names(latest, "provider")
    )
