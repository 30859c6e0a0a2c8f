"""What does the A&E time series of England say, month by month?"""

import re
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level
from dashboard.periods import long_month, months_between
from data_access.ingest import ae_types
from data_access.ingest.ae_departments import amounts, department_groups, group_counts
from data_access.ingest.cells import is_sane, parse_day, parse_month, text
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, Table, early_warning, headings, stated, table
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "A&E attendances and emergency admissions, time series of England"

_PERIOD = "period"
_DEPARTMENT = re.compile(r"type \d ")
_TOTALS = {
    "within": "Total Attendances < 4 hours",
    "over": "Total Attendances > 4 hours",
    "attendances": "Total Attendances",
}
_WAITS = "12 hours from decision to admit"
_ADMISSIONS = "total emergency admissions"
_WAITED = re.compile(r"\b12 (?:hours|hrs) from decision to admit")
_PERCENTAGE = "percentage in 4 hours or less all"
# A percentage may be printed with three digits.
_ROUNDED = 0.0006


def recognises(document: Document) -> bool:
    return document.is_workbook and bool(_headings(document))


def read(document: Document, context: ReadContext) -> Publication:
    """Four-hour figures are without the trusts of the field test, attendances are with them."""
    found = _headings(document)
    for sheet, header in (("Performance", "> 4 hours"), ("Activity", _ADMISSIONS)):
        if sheet not in found:
            raise FileRefused(document.name, f'a sheet with columns "{header}"', "none", sheet)
    performance = _series(document, found["Performance"])
    activity = _series(document, found["Activity"])
    waits = _counts(performance, ("within", "over"))
    _check_percentages(performance, waits)
    attendances = _counts(activity, ("attendances",)).join(_others(activity))
    both = [_good(performance, waits), _good(activity, attendances)]
    columns = pd.concat([each.iloc[:0] for each in both]).columns
    # Each sheet by itself, for its figures stand in its own rows; what it lacks is of the other.
    returns = [each.reindex(columns=columns).assign(code=ENGLAND, excluded=False) for each in both]
    published, revised = (_day(performance.table, label) for label in ("published", "revised"))
    return Publication(
        kind="ae_england",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(each.table.body) for each in (performance, activity)),
        published_on=published,
        stated_on=revised or published,
        observations=pd.concat(map(ae_types.figures, returns), ignore_index=True),
        organisations=[NewOrganisation(ENGLAND, "England", Level.COUNTRY)],
        members=ae_types.MEMBERS,
        rejected=[*performance.aside.rejected(), *activity.aside.rejected()],
        warnings=early_warning(_months(returns), revised or published),
    )


def _months(returns: list[pd.DataFrame]) -> list[date]:
    return list(pd.concat(returns)["period_start"].unique())


def _headings(document: Document) -> dict[str, Heading]:
    """The heading of the sheet of waits and of that of attendances and admissions."""
    found: dict[str, Heading] = {}
    for heading in headings(document):
        departments = [name for name in heading.names if _DEPARTMENT.match(name)]
        if heading.has(_PERIOD) and len(departments) > 1 and not heading.has("code", "org code"):
            waits = any("4 hour" in name and "decision" not in name for name in heading.names)
            found.setdefault("Performance" if waits else "Activity", heading)
    return found


def _day(of: Table, label: str) -> date | None:
    said = stated(of.above, label)
    return parse_day(said[1]) if said else None


@dataclass(frozen=True, slots=True)
class _Series:
    """One sheet, of which `first` to `last` are the columns of England.

    A second table, of the trusts of the field test alone, may stand to the right.
    """

    table: Table
    aside: SetAside
    months: pd.Series
    first: int
    last: int


def _series(document: Document, heading: Heading) -> _Series:
    names = heading.names
    first, *later = (place for place, name in enumerate(names) if name == _PERIOD)
    if any(_DEPARTMENT.match(name) for name in names[:first]):
        raise FileRefused(
            document.name, 'a column "Period" before the others', "none", heading.sheet, heading.row
        )
    whole = table(document, heading)
    last = later[0] if later else len(names)
    counted = whole.body.loc[:, first + 1 : last - 1].apply(amounts).notna().any(axis=1)
    # Notes stand below the table.
    source = replace(whole, body=whole.body[counted])
    aside = SetAside(source)
    months = source.body[first].map(parse_month).astype(object)
    aside.add(months.isna(), heading.written[first], "not a month")
    aside.add(~months.map(lambda each: each is None or is_sane(each)), heading.written[first],
              "not a month from 1990 to 2100")  # fmt: skip
    return _Series(source, aside, months, first, last)


def _counts(series: _Series, needed: tuple[str, ...]) -> pd.DataFrame:
    source = series.table
    groups = department_groups(source, series.first, series.last)
    for each in needed:
        if each not in groups:
            header = _TOTALS[each]
            expected = f'the columns of "{header}"'
            raise source.refusal(expected, "none", source.heading.row, header)
    return group_counts(source, {each: groups[each] for each in needed}, series.aside)


def _others(series: _Series) -> pd.DataFrame:
    """`admissions` and `dta_12hour`."""
    source, found = series.table, {}
    waited = [name for name in source.heading.names if _WAITED.search(name)]
    for each, names in (("admissions", [_ADMISSIONS]), ("dta_12hour", waited[:1] or [_WAITS])):
        found[each] = amounts(source.column(*names))
        series.aside.add(found[each].isna(), source.header(*names), "not a count")
    return pd.DataFrame(found)


def _check_percentages(series: _Series, waits: pd.DataFrame) -> None:
    """The sheet's own percentage tells a count that was altered, or stands in the wrong column."""
    names = series.table.heading.names[: series.last]
    if _PERCENTAGE not in names:
        return
    place = names.index(_PERCENTAGE)
    share = waits["within_total"] / (waits["within_total"] + waits["over_total"])
    differs = (share - amounts(series.table.body[place])).abs() > _ROUNDED
    header = series.table.heading.written[place]
    series.aside.add(differs, header, "not the percentage of the counts")


def _good(series: _Series, counted: pd.DataFrame) -> pd.DataFrame:
    """The months that can be used: `period_start` and the counts.

    Refused where a month is missing between them, or at the end that the title states.
    """
    source = series.table
    rows = counted.assign(period_start=series.months)
    set_aside_repeats(rows, ["period_start"], series.aside)
    good = rows.drop(series.aside.rows)
    if good.empty:
        raise series.aside.nothing_left()
    every = [month for month in series.months if month is not None]
    end = _stated_end(source)
    for month in months_between(min(every), max([*every, end or min(every)])):
        if month not in every and not len(series.aside.rows):
            row = int(source.body.index[-1])
            raise source.refusal(f"a row of {long_month(month)}", "none", row, "Period")
    return good


def _stated_end(source: Table) -> date | None:
    """April 2019 where the title says `Period: August 2010 - April 2019`."""
    said = stated(source.above, _PERIOD)
    return parse_month(re.split(r" - | to |–", text(said[1]))[-1]) if said else None
