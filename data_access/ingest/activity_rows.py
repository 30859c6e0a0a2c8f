"""Which rows does a table of the monthly activity return hold, and do they add up to England?"""

import re
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND
from dashboard.periods import long_month, months_between
from data_access.ingest.cells import counts, is_sane, normalise, numbers, parse_month, text, texts
from data_access.ingest.columns import codes, optional_words, words
from data_access.ingest.layout import Table, stated
from data_access.ingest.rejects import SetAside, set_aside_repeats

YEAR = ("year", "financial year")
PERIOD = ("period", "month", "month name")
CODE = ("org code", "organisation code", "ccg code", "commissioner code", "provider code",
        "sub icb location code")  # fmt: skip
NAME = ("org name", "organisation name", "ccg name", "commissioner name", "provider name")
_PARENT = ("region code", "regional team code", "area team code")
MEASURES = {
    "gp_referrals_made": ("gp referrals made all specialties", "gp referrals made all"),
    "gp_referrals_seen": ("gp referrals seen g a", "gp referrals seen general acute"),
    "first_outpatient": (
        "all 1st outpatient attendances g a",
        "all first outpatient attendances g a",
        "1st outpatient attendances g a",
    ),
}
# Not used, but the return is known by them, and an organisation that sent nothing has none of them.
OTHERS = (
    ("elective g a ordinary admissions ffces", "elective g a ordinary"),
    ("elective g a daycase admissions ffces", "elective g a daycase"),
    ("elective g a total admissions ffces", "elective g a total"),
    ("elective g a planned ordinary admissions ffces", "elective g a planned ordinary"),
    ("elective g a planned daycase admissions ffces", "elective g a planned daycase"),
    ("elective g a planned total admissions ffces", "elective g a planned total"),
    ("total non elective g a admissions ffces", "total non elective g a"),
    ("gp referrals seen all specialties", "gp referrals seen all"),
    ("gp referrals made g a",),
    ("other referrals made g a",),
)
_ENGLAND_WORDS = {"england", "total", "england total"}
_NOTHING = {"", "-"}
_NOBODY = {*_NOTHING, "ENG", "ENGLAND", ENGLAND}
_FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[-/–]\s*(?:\d\d){1,2}")


@dataclass(frozen=True, slots=True)
class ActivityReturn:
    """rows: one row per organisation and month that can be used: `code`, `name`, `parent`,
    `period` and, by indicator, a count, missing where none was sent.
    nation_only: whether the table is of England alone, month by month.
    """

    table: Table
    aside: SetAside
    rows: pd.DataFrame
    nation_only: bool


def read_return(source: Table) -> ActivityReturn:
    """Refused where a column that is needed is missing, or no row can be read."""
    nation_only = source.place(*CODE) is None and source.place(*NAME) is None
    nobody = words(source, *(PERIOD if nation_only else CODE)).str.upper().isin(_NOBODY)
    silent = _silent(source)
    england = nobody & source.body.map(normalise).isin(_ENGLAND_WORDS).any(axis=1)
    notes = nobody & silent & ~england
    source, silent, england = (
        replace(source, body=source.body[~notes]),
        silent[~notes],
        england[~notes] | nation_only,
    )
    aside = SetAside(source)
    rows = _organisations(source, aside, england).assign(period=_periods(source, aside))
    for indicator, names in MEASURES.items():
        rows[indicator] = _counts(source, aside, names, nation_only).mask(silent)
    set_aside_repeats(rows, ["code", "period"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    return ActivityReturn(source, aside, good, nation_only)


def _silent(source: Table) -> pd.Series:
    """Whether no column of a row holds anything but blanks and dashes."""
    every = [*MEASURES.values(), *(names for names in OTHERS if source.place(*names) is not None)]
    nothing = [texts(source.column(*names).fillna("")).isin(_NOTHING) for names in every]
    return pd.concat(nothing, axis=1).all(axis=1)


def _organisations(source: Table, aside: SetAside, england: pd.Series) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "code": ENGLAND,
            "name": optional_words(source, *NAME),
            "parent": optional_words(source, *_PARENT),
        },
        index=source.body.index,
    )
    if not england.all():
        others = replace(source, body=source.body[~england])
        rows.loc[~england, "code"] = codes(others, aside, "organisation", *CODE)
    return rows


def _periods(source: Table, aside: SetAside) -> pd.Series:
    """The month of a financial year (`2016-17`, `OCTOBER`), or a month that names its own."""
    both = zip(words(source, *YEAR), words(source, *PERIOD), strict=True)
    found = pd.Series([_month(*each) for each in both], source.body.index, dtype=object)
    aside.add(found.isna(), source.header(*PERIOD), "not a month of a financial year")
    return found


def _month(year: str, period: str) -> date | None:
    begins = _FINANCIAL_YEAR.fullmatch(year)
    month = parse_month(period) or (begins and parse_month(f"{period} {begins[1]}"))
    if begins and month and month.year == int(begins[1]) and month.month < 4:
        month = month.replace(year=month.year + 1)
    return month if month and is_sane(month) else None


def _counts(source: Table, aside: SetAside, names: tuple[str, ...], nation_only: bool) -> pd.Series:
    """A dash is the spreadsheet's way of writing 0 (` -   ` is its number format), for some CCGs
    have one in a column and England's total holds with it. England itself never had none: there
    it stands for a measure that was not collected. A blank is nothing at all. Where trusts were
    missing, England was estimated, in parts of a referral."""
    written = texts(source.column(*names).fillna(""))
    if nation_only:
        found = numbers(written).where(lambda each: each >= 0)
    else:
        found = counts(written).mask(written == "-", 0)
    nothing = written.isin(_NOTHING)
    aside.add(found.isna() & ~nothing, source.header(*names), "not a count")
    return found


def check_months(found: ActivityReturn) -> None:
    """Refused where a month is missing of those that the title block states, or between others."""
    said = stated(found.table.above, "period", "month")
    named = [parse_month(each) for each in re.split(r"\s+to\s+", text(said[1]))] if said else []
    there = set(found.rows["period"])
    ends = [*filter(None, named), *(there if found.nation_only else ())]
    missing = sorted(set(months_between(min(ends), max(ends))) - there) if ends else []
    if missing and found.aside.missed.empty:
        expected = f"a row of {long_month(missing[0])}"
        raise found.table.refusal(expected, "none", column=found.table.header(*PERIOD))


def check_england(found: ActivityReturn) -> None:
    """Refused unless the organisations add up to the row of England, which must be there."""
    rows, source = found.rows, found.table
    for period, month in rows.groupby("period"):
        england = month[month["code"] == ENGLAND]
        if england.empty and found.aside.missed.empty:
            expected = f"a row of England in {long_month(period)}"
            raise source.refusal(expected, "none", column=source.header(*CODE))
        if england.empty or not found.aside.missed.empty:
            continue
        sums = month.loc[month["code"] != ENGLAND, list(MEASURES)].sum()
        for indicator, names in MEASURES.items():
            published = england[indicator].iloc[0]
            if not np.isnan(published) and published != sums[indicator]:
                raise source.refusal(
                    f"{sums[indicator]:,.0f} (the sum of the rows below it)",
                    f"{published:,.0f}",
                    int(england.index[0]),
                    source.header(*names),
                )
