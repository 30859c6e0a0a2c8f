"""What does the RTT time series of England say, month by month?"""

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.organisations import ENGLAND, Level
from dashboard.periods import long_month, months_between
from data_access.ingest.cells import is_blank, is_sane, normalise, numbers, parse_month, text, texts
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, headings, stated, table
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats
from data_access.ingest.title_block import stated_days
from data_access.ingest.weekly_bands import WEEK_DECIMALS

TITLE = "RTT waiting times, time series of England"

# What each column of the part on incomplete pathways is called, in small letters.
_COLUMNS = {
    "median": r"median.*",
    "percentile": r"92nd percentile.*",
    "within": r"(?:no|number|total) within 18 weeks",
    "over": r"(?:no|number|total)(?: over| gt)? 18 weeks",
    "long": r"(?:no|number|total)(?: over| gt)? 52 weeks",
    "total": r"total waiting.*",
}
_SHARE = r"% within 18 weeks"
_COUNTED = ("within", "over", "long", "total")
_WEEKS = {"median": "rtt_median_wait", "percentile": "rtt_92nd_percentile"}
_FEWEST_COLUMNS = 3
# Rows that can have come in between the two rows of names, by a slip.
_MOST_BETWEEN = 2
_OPEN_BAND = re.compile(r"(?:>\s*)?\d+\s*(?:\+|plus)")
# A total in millions has two digits or more; a percentage four.
_MILLION, _ROUNDED = 1_000_000, 0.0051
_SHARE_ROUNDED = 0.0006


def recognises(document: Document) -> bool:
    return document.is_workbook and _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    source = table(document, heading)
    aside = SetAside(source)
    months = _months(source, aside)
    cells = pd.DataFrame({each: source.column(each)[months.index] for each in _COLUMNS})
    figures = _figures(source, cells, aside)
    _refuse_months_above(source)
    rows = figures.assign(period_start=months)
    set_aside_repeats(rows, ["period_start"], aside)
    good = rows.drop(aside.rows)
    if good["total"].isna().all():
        raise aside.nothing_left()
    _refuse_gaps(source, months)
    published, revised = stated_days(source.above)
    return Publication(
        kind="rtt_england",
        title=TITLE,
        publisher="NHS England",
        rows=len(months),
        published_on=published,
        stated_on=revised or published,
        observations=_observations(good),
        organisations=[NewOrganisation(ENGLAND, "England", Level.COUNTRY)],
        rejected=aside.rejected(),
        warnings=_warnings(source),
    )


def _heading(document: Document) -> Heading | None:
    """The lower of two rows of names, with the names of this reader for its columns.

    Only columns below `Incomplete RTT pathways` count: the other parts have the same names.
    """
    for heading in headings(document):
        above = document.rows(heading.sheet, heading.row)[:-1][-_MOST_BETWEEN - 1 :]
        parts = next((each for each in map(_parts, above) if any(map(_is_incomplete, each))), [])
        first = next((place for place, part in enumerate(parts) if _is_incomplete(part)), None)
        if first is None:
            continue
        ends = (place for place, part in enumerate(parts) if place > first and part)
        names = _names(heading, parts, range(first, next(ends, len(heading.names))))
        if len(set(_COLUMNS) & set(names)) >= _FEWEST_COLUMNS:
            return replace(heading, names=names)
    return None


def _parts(row: list[Cell]) -> list[str]:
    return [normalise(cell) for cell in row]


def _is_incomplete(part: str) -> bool:
    return part.startswith("incomplete") and "admi" not in part and "dta" not in part


def _names(heading: Heading, parts: list[str], group: range) -> tuple[str, ...]:
    named = []
    for place, name in enumerate(heading.names):
        above = parts[place] if place < len(parts) else ""
        matches = (each for each, names in _COLUMNS.items() if re.fullmatch(names, name))
        known = None
        if place in group and "estimate" not in name:
            known = "share" if re.fullmatch(_SHARE, name) else next(matches, None)
        named.append(known or ("month" if "month" in (name, above) else ""))
    return tuple(named)


def _months(source: Table, aside: SetAside) -> pd.Series:
    """The months from the first to the last that has figures, None where it cannot be read."""
    places = [source.column(each).name for each in _COLUMNS]
    cells = source.body[places]
    spoken = ~cells.apply(lambda column: is_blank(column) | (texts(column) == "-")).all(axis=1)
    rows = source.body.index[spoken]
    if rows.empty:
        raise source.refusal("rows of figures", "none", source.heading.row)
    months = source.column("month").loc[rows[0] : rows[-1]].map(parse_month).astype(object)
    header = source.header("month") or "Month"
    unread = months.isna() | ~months.map(lambda month: month is None or is_sane(month))
    aside.add(unread, header, "not a month from 1990 to 2100")
    return months.where(~unread, None)


def _figures(source: Table, cells: pd.DataFrame, aside: SetAside) -> pd.DataFrame:
    """Numbers, missing where the series has none; rows that cannot be right are set aside.

    `median` and `percentile` are infinite where they lie in the last band, which has no end.
    """
    figures = {}
    for name, column in cells.items():
        none = is_blank(column) | (texts(column) == "-")
        read = numbers(column)
        if name not in _COUNTED:
            last = texts(column).str.fullmatch(_OPEN_BAND.pattern).astype(bool)
            read = read.where(~last, np.inf)
        bad = ~none & (read.isna() | (read < 0))
        aside.add(bad, source.header(str(name)), "not a number")
        figures[name] = read
    found = pd.DataFrame(figures)
    summed = found["within"] + found["over"]
    exact = (summed - found["total"]).abs() < 1
    millions = (summed / _MILLION - found["total"]).abs() < _ROUNDED
    wrong = ~exact & ~millions & summed.notna()
    reason = "those within and over 18 weeks do not add up to it"
    aside.add(wrong, source.header("total"), reason)
    if source.place("share") is not None:
        share = numbers(source.column("share")[found.index])
        differs = (found["within"] / summed - share).abs() > _SHARE_ROUNDED
        aside.add(differs, source.header("share"), "not the share of those within 18 weeks")
    aside.add(found["long"] > found["over"], source.header("long"), "more than over 18 weeks")
    return found.assign(within=found["within"].round(), total=summed.round())


def _refuse_months_above(source: Table) -> None:
    """Nothing but an empty row may stand between the two rows of names."""
    rows = source.above
    last = max(row for row, cells in enumerate(rows) if any(map(_is_incomplete, _parts(cells))))
    for number, cells in enumerate(rows[last + 1 :], start=last + 2):
        if any(text(cell) for cell in cells):
            expected = "the names of the columns below those of the parts"
            raise source.refusal(expected, "another row between them", number)


def _refuse_gaps(source: Table, months: pd.Series) -> None:
    """Every month stands there once, to the last of the period that is stated above."""
    present = set(months.dropna())
    last = max(present)
    if said := stated(source.above, "period"):
        _, cell = said
        end = parse_month(re.split(r"\bto\b|–|-", text(cell))[-1].strip())
        if end and end > last:
            expected = f"figures to {long_month(end)}, as is stated above"
            raise source.refusal(expected, f"none after {long_month(last)}", int(months.index[-1]))
    missing = [each for each in months_between(min(present), last) if each not in present]
    if len(missing) > months.isna().sum():
        raise source.refusal(f"a row for {long_month(missing[0])}", "none")


def _observations(good: pd.DataFrame) -> pd.DataFrame:
    keys = good[["period_start"]].assign(organisation=ENGLAND)
    parts = {
        "rtt_18week": keys.join(ratios(good["within"], good["total"])),
        "rtt_waiting_list": keys.assign(numerator=good["total"]),
        "rtt_52week": keys.assign(numerator=good["long"]),
    }
    for column, indicator in _WEEKS.items():
        open_ended = np.isinf(good[column])
        absent = pd.Series(None, index=good.index, dtype=object).mask(open_ended, "beyond_bands")
        value = good[column].where(~open_ended).round(WEEK_DECIMALS)
        parts[indicator] = keys.assign(value=value, absent_reason=absent)
    rows = pd.concat(
        [observations(part, indicator=each) for each, part in parts.items()], ignore_index=True
    )
    unsaid = rows["numerator"].isna() & rows["value"].isna() & rows["absent_reason"].isna()
    return rows.assign(absent_reason=rows["absent_reason"].mask(unsaid, "not_collected"))


def _warnings(source: Table) -> list[str]:
    """Trusts of which figures are missing: England's totals are short of them."""
    said = (text(cell) for row in source.above for cell in row)
    return [f"{each.rstrip('.')}." for each in said if each.casefold().startswith("missing data")]
