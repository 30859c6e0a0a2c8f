"""What do cancer publications say that have one row per organisation, standard and part?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND
from dashboard.periods import Grain, short_month
from data_access.ingest.cancer_facts import CancerFacts, check_england, classified, missed_rows
from data_access.ingest.cancer_figures import left_out
from data_access.ingest.cancer_parts import CANCER, MODALITY, WAY, organisation_codes, read_counts
from data_access.ingest.cancer_periods import parse_period
from data_access.ingest.cancer_standards import STANDARDS, is_all, is_beside, is_counted
from data_access.ingest.cells import normalise
from data_access.ingest.columns import optional_words, words
from data_access.ingest.layout import Table
from data_access.ingest.rejects import SetAside

CODE = ("org code", "organisation code", "provider code", "ods code", "code")
NAME = ("org name", "organisation name", "provider name", "provider", "name", "org")
STANDARD = ("standard or item", "standard", "measure")
TOTAL = ("total", "total treated", "total seen", "total told")
WITHIN = ("within", "within standard", "within target", "within threshold")
LATE = ("breaches", "outside standard", "outside", "after", "not within")
PERIOD = ("period", "reporting period", "date")
MONTH = ("month",)
YEAR = ("year", "financial year")
_SETTING = ("care setting",)
_NAMED_IN_WARNING = 5


def long_facts(
    source: Table,
    bases: pd.Series,
    standard: Callable[[str, str], str],
    month: date | None = None,
) -> tuple[CancerFacts, SetAside, list[str]]:
    """The facts of every row, what was set aside, and warnings.

    bases: commissioner or provider by row. standard: the indicator by a standard's name and a
    treatment modality, '' for none. month: of the whole file, where no column says it.
    """
    indicators, beside = _indicators(source, standard)
    source = replace(source, body=source.body[beside.isna()])
    aside = SetAside(source)
    rows = _labels(source, aside).assign(indicator=indicators, basis=bases)
    aside.add(rows["indicator"] == "", source.header(*STANDARD), "not a standard that is known")
    aside.add(rows["basis"] == "", "basis", "neither provider nor commissioner")
    rows["period"] = month if month else _months(source, aside)
    halves = rows["indicator"].map(lambda name: bool(name) and STANDARDS[name].halves)
    rows = rows.join(read_counts(source, aside, halves.astype(bool), WITHIN, LATE))
    kept, ended = _in_its_months(rows.drop(aside.rows))
    known = classified(_all_care(kept), kept["indicator"], aside).drop(columns="setting")
    known = _summed(known)
    if not known.empty:
        check_england(known, aside)
    facts = CancerFacts([known], [missed_rows(rows, aside)])
    return facts, aside, [*_passed_over(beside), *left_out(ended)]


def _indicators(source: Table, standard: Callable[[str, str], str]) -> tuple[pd.Series, pd.Series]:
    """By row; and the names of measures beside the standards, missing in other rows."""
    names = words(source, *STANDARD)
    modality = optional_words(source, *MODALITY)
    pairs = list(zip(names, modality, strict=True))
    read = {pair: standard(*pair) for pair in set(pairs)}
    indicators = pd.Series([read[pair] for pair in pairs], index=names.index, dtype=object)
    return indicators, names.where((indicators == "") & names.map(is_beside).astype(bool))


def _labels(source: Table, aside: SetAside) -> pd.DataFrame:
    names = optional_words(source, *NAME)
    rows = pd.DataFrame(
        {
            "code": organisation_codes(source, aside, CODE, names),
            "name": names,
            "way": optional_words(source, *WAY),
            "cancer": optional_words(source, *CANCER),
            "modality": optional_words(source, *MODALITY),
            "setting": optional_words(source, *_SETTING),
            "grain": Grain.MONTH.value,
        }
    )
    labels = source.body[[place for place in source.body if place not in _counts(source)]]
    aside.add(source.body.duplicated(), "", "the same row stands above", needless=True)
    repeated = labels.duplicated(keep=False) & ~source.body.duplicated(keep=False)
    aside.add(repeated, "", "another row says something else of the same")
    return rows


def _counts(source: Table) -> set[int | None]:
    return {source.place(*names) for names in (TOTAL, WITHIN, LATE)}


def _months(source: Table, aside: SetAside) -> pd.Series:
    """First days of months by one column or by two (`DEC` and `2020/21`); None where unread."""
    period, month, year = (optional_words(source, *names) for names in (PERIOD, MONTH, YEAR))
    cells = list(zip(period, month, year, strict=True))
    read = {each: _month(*each) for each in set(cells)}
    found = pd.Series([read[each] for each in cells], index=period.index, dtype=object)
    header = source.header(*PERIOD, *MONTH)
    aside.add(found.isna(), header, "not a month")
    return found


def _month(period: str, month: str, year: str) -> date | None:
    tried = (f"{month} {period}", f"{month} {year}", f"{period} {year}", period, month)
    found = (parse_period(each.strip()) for each in tried)
    return next((each[1] for each in found if each and each[0] is Grain.MONTH), None)


def _in_its_months(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Old standards to September 2023, combined ones from October; and what was left out."""
    pairs = list(zip(rows["indicator"], rows["period"], strict=True))
    counted = {pair: is_counted(*pair) for pair in set(pairs)}
    good = pd.Series([counted[pair] for pair in pairs], index=rows.index, dtype=bool)
    out = rows[~good].groupby("indicator")["period"].agg(["min", "max"])
    said = [
        f"{indicator} {short_month(first)} to {short_month(last)}"
        for indicator, first, last in out.itertuples()
    ]
    return rows[good], said


def _all_care(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of all care settings alone, of the standards that have such rows."""
    every = (rows["setting"] != "") & rows["setting"].map(
        lambda said: is_all(said) or normalise(said) == "all care"
    ).astype(bool)
    have = set(rows.loc[every, "indicator"])
    return rows[every | ~rows["indicator"].isin(have)]


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per thing counted: columns that are not known here may tell rows of it apart."""
    who = rows["code"].where(rows["code"] != "", rows["name"])
    keys = ["indicator", "basis", "grain", "period", "who", "way", "cancer", "modality"]
    grouped = rows.assign(who=who, row=rows.index).groupby(keys, sort=False)
    sums = grouped.agg(
        code=("code", "first"),
        name=("name", "first"),
        total=("total", "sum"),
        within=("within", "sum"),
        row=("row", "first"),
    )
    labelled = sums.reset_index().set_index("row").drop(columns="who")
    labelled.index.name = rows.index.name
    return labelled


def _passed_over(beside: pd.Series) -> list[str]:
    names = beside.dropna().value_counts()
    if names.empty:
        return []
    listed = ", ".join(names.index[:_NAMED_IN_WARNING])
    return [f"{names.sum():,} rows were passed over that are of no standard: {listed}."]


def has_england(facts: CancerFacts) -> bool:
    return any((rows["code"] == ENGLAND).any() for rows in facts.rows)
