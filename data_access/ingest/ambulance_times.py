"""Which rows does the series of ambulance response times hold, and do they add up to England?"""

import re
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND, Level
from dashboard.periods import long_month, months_between
from data_access.ingest.cells import is_sane, numbers, parse_month, texts
from data_access.ingest.columns import (
    codes,
    optional_words,
    refuse_torn_end,
    set_aside_ragged,
    words,
)
from data_access.ingest.layout import Table
from data_access.ingest.rejects import SetAside, set_aside_repeats

YEAR, MONTH = ("year",), ("month",)
CODE = ("org code", "organisation code")
NAME = ("org name", "organisation name")
# A full stop stands for what is missing; later files may leave the cell empty.
_MISSING = {".", "", "-", "#N/A", "N/A", "n/a"}
_ENGLAND_CODES = {"ENG", "ENGLAND", ENGLAND}
_REGION = re.compile(r"Y\d\d")
_KEY = ["code", "period"]


@dataclass(frozen=True, slots=True)
class Measure:
    """The columns of one category's responses; times in seconds."""

    incidents: str
    time: str
    mean: str


MEASURES = {
    "ambulance_c1_mean": Measure("a8", "a24", "a25"),
    "ambulance_c2_mean": Measure("a10", "a30", "a31"),
}


@dataclass(frozen=True, slots=True)
class Responses:
    """rows: one row per organisation and month that can be used: `code`, `name`, `level`,
    `period` and the columns of MEASURES, missing where none was sent.
    doubtful: months that a row set aside belongs to, or could.
    """

    table: Table
    aside: SetAside
    rows: pd.DataFrame
    doubtful: set[date]


def read_responses(source: Table) -> Responses:
    """Refused where a column that is needed is missing, or no row can be read."""
    aside = SetAside(source)
    set_aside_ragged(source, aside)
    refuse_torn_end(source, aside)
    named = codes(source, aside, "organisation", *CODE)
    code = named.mask(named.isin(_ENGLAND_CODES), ENGLAND)
    rows = pd.DataFrame(
        {
            "code": code,
            "name": optional_words(source, *NAME),
            "level": code.map(_level),
            "period": _periods(source, aside),
        }
    )
    for measure in MEASURES.values():
        for column, needed in (
            (measure.incidents, True),
            (measure.time, True),
            (measure.mean, False),
        ):
            rows[column] = _figures(source, aside, column, needed)
        _set_aside_unlike(source, rows, measure, aside)
    set_aside_repeats(rows, _KEY, aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    return Responses(source, aside, good, _doubtful(rows["period"], aside))


def _doubtful(periods: pd.Series, aside: SetAside) -> set[date]:
    """The month that a row names, which may be wrong, and those of the rows around it."""
    sound = periods.where(~periods.index.isin(aside.rows), None)
    near = (periods, sound.ffill(), sound.bfill())
    return {each for side in near for each in side[aside.missed].dropna()}


def _level(code: str) -> Level:
    if code == ENGLAND:
        return Level.COUNTRY
    return Level.REGION if _REGION.fullmatch(code) else Level.TRUST


def _periods(source: Table, aside: SetAside) -> pd.Series:
    both = zip(words(source, *YEAR), words(source, *MONTH), strict=True)
    found = pd.Series([_month(*each) for each in both], source.body.index, dtype=object)
    aside.add(found.isna(), source.header(*MONTH), "not a year and the number of a month")
    return found


def _month(year: str, month: str) -> date | None:
    """Its number, or its name."""
    if not re.fullmatch(r"\d{4}", year):
        return None
    numbered = re.fullmatch(r"0?[1-9]|1[0-2]", month)
    first = date(int(year), int(month), 1) if numbered else parse_month(f"{month} {year}")
    return first if first and is_sane(first) else None


def _figures(source: Table, aside: SetAside, column: str, needed: bool) -> pd.Series:
    """Counts and seconds of 0 and more; missing where none was sent."""
    if not needed and source.place(column) is None:
        return pd.Series(np.nan, index=source.body.index)
    written = texts(source.column(column).fillna(""))
    found = numbers(written)
    faulty = ~written.isin(_MISSING) & ~(found >= 0)
    aside.add(faulty, source.header(column), "not a number of 0 and more, or a full stop")
    return found.where(found >= 0)


def _set_aside_unlike(source: Table, rows: pd.DataFrame, measure: Measure, aside: SetAside) -> None:
    """The published mean is the time over the incidents, in whole seconds.

    Two of some 3,500 are a second or two off it, which is borne.
    """
    incidents, time, mean = (rows[each] for each in (measure.incidents, measure.time, measure.mean))
    half = incidents.isna() != time.isna()
    aside.add(half, source.header(measure.time), "not both a time and a number of incidents")
    mean_time = time / incidents.where(incidents > 0)
    unlike = (mean - mean_time).abs() > 2 + mean_time / 200
    header = source.header(measure.mean if source.place(measure.mean) is not None else measure.time)
    aside.add(unlike, header, "not the total time over the incidents")


def check_months(found: Responses) -> None:
    """Refused unless services, and regions, add up to England's row in every month.

    Levels are never added to each other. A month in which a row was set aside is not checked; one
    without England, or without a level that others have, is where a file was cut.
    """
    _check_every_month(found)
    levels = {Level.COUNTRY, *found.rows["level"]}
    for period, month in found.rows.groupby("period"):
        if period not in found.doubtful:
            _check_month(found, period, month, levels)


def _check_every_month(found: Responses) -> None:
    """A month without any row, between others, was lost; one that was set aside was not."""
    there = {*found.rows["period"], *found.doubtful}
    missing = sorted(set(months_between(min(there), max(there))) - there)
    if missing and found.aside.missed.empty:
        expected = f"rows of {long_month(missing[0])}"
        raise found.table.refusal(expected, "none", column=found.table.header(*MONTH))


def _check_month(found: Responses, period: date, month: pd.DataFrame, levels: set[Level]) -> None:
    source = found.table
    if missing := sorted(levels - set(month["level"])):
        what = {"country": "England", "region": "a region", "trust": "a service"}[missing[0]]
        expected = f"a row of {what} in {long_month(period)}"
        raise source.refusal(expected, "none", column=source.header(*CODE))
    england = month[month["level"] == Level.COUNTRY].iloc[0]
    for level in sorted(levels - {Level.COUNTRY}):
        parts = month[month["level"] == level]
        for measure in MEASURES.values():
            for column in (measure.incidents, measure.time):
                _check_sum(source, england, parts[column].sum(), column, level)


def _check_sum(source: Table, england: pd.Series, summed: float, column: str, level: Level) -> None:
    if summed != england[column] and not (summed == 0 and np.isnan(england[column])):
        parts = "services" if level == Level.TRUST else "regions"
        raise source.refusal(
            f"{summed:,.0f} (the sum of the {parts} in {long_month(england['period'])})",
            f"{england[column]:,.0f}",
            int(england.name),
            source.header(column),
        )
