"""What does the monthly A&E workbook say of providers and of integrated care systems?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import long_month
from data_access.ingest import ae_types
from data_access.ingest.ae_departments import Group, amounts, department_groups, group_counts
from data_access.ingest.cells import is_sane, normalise, parse_day, parse_month, text, texts
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import (
    Heading,
    Table,
    early_warning,
    headings,
    month_of,
    stated,
    table,
)
from data_access.ingest.located import located
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "A&E attendances and emergency admissions, monthly workbook by provider"

_CODE = ("code", "org code", "organisation code", "provider code", "system code", "ics code",
         "icb code", "stp code")  # fmt: skip
_NAME = ("name", "org name", "organisation name", "provider name")
_SYSTEM = ("system", "system name", "ics", "ics name", "icb", "icb name", "stp", "stp name",
           "integrated care board", "integrated care system")  # fmt: skip
_ADMISSIONS = ("total emergency admissions",)
_WAITED = re.compile(r"\b12 (?:hours|hrs) from decision to admit")
# Sheets of the same shape that hold a part of the attendances, or share them out to trusts.
_OTHER_SHEETS = ("booked", "footprint", "mapping", "mapped", "proportion")
_ENGLAND = {"england", "total", "england total", "total england", ""}
_ENGLAND_CODES = {"-", "", "ENG", "ENGLAND", "TOTAL", ENGLAND}
_ODS_CODE = r"[A-Z0-9]{2,10}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet's organisations and, where it has one, England's row."""

    table: Table
    rows: pd.DataFrame
    england: pd.DataFrame
    headers: dict[str, str]
    aside: SetAside


def recognises(document: Document) -> bool:
    return bool(_headings(document))


def read(document: Document, context: ReadContext) -> Publication:
    found = _headings(document)
    if "provider" not in found:
        raise FileRefused(document.name, "a sheet of providers with all their attendances", "none")
    month, published, revised = _title(document, context, found)
    providers = _sheet(document, found["provider"][0], month)
    _check_england(providers, providers)
    systems = _systems(document, found.get("system", []), month)
    if systems:
        _check_england(systems, systems if len(systems.england) else providers)
    sheets = [each for each in (providers, systems) if each]
    parts = [providers.england, *(each.rows for each in sheets)]
    returns = pd.concat(map(located, parts), ignore_index=True)
    return Publication(
        kind="ae_provider_workbook",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(each.rows) + len(each.aside.rows) for each in sheets),
        published_on=published,
        stated_on=revised or published,
        observations=ae_types.figures(
            returns, period_start=month, status="revised" if revised else "published"
        ),
        organisations=_organisations(providers, systems),
        members=ae_types.MEMBERS,
        rejected=[row for each in sheets for row in each.aside.rejected()],
        warnings=early_warning([month], revised or published),
    )


def _headings(document: Document) -> dict[str, list[Heading]]:
    """Headings of sheets by `provider` or `system`, in the order of the workbook."""
    found: dict[str, list[Heading]] = {}
    for heading in headings(document):
        departments = sum(name.startswith("type 1 ") for name in heading.names)
        if departments > 1 and heading.has(*_CODE, *_NAME) and not _is_other(heading):
            level = "system" if heading.has(*_SYSTEM) and not heading.has(*_NAME) else "provider"
            found.setdefault(level, []).append(heading)
    return found


def _is_other(heading: Heading) -> bool:
    words = " ".join([normalise(heading.sheet), *heading.names])
    return heading.has("period") or any(word in words for word in _OTHER_SHEETS)


def _title(
    document: Document, context: ReadContext, found: dict[str, list[Heading]]
) -> tuple[date, date | None, date | None]:
    """The month, and the days of publication and revision: of the first sheet that states them."""
    blocks = list(_blocks(document, found))
    months = [month for block in blocks if (month := _stated_month(document, block))]
    if other := next((each for each in months if each != months[0]), None):
        expected = f"{long_month(months[0])} on every sheet"
        raise FileRefused(document.name, expected, long_month(other), column="Period")
    month = months[0] if months else month_of(document, context)
    if not is_sane(month):
        raise FileRefused(document.name, "a month from 1990 to 2100", long_month(month))
    published, revised = (
        next((day for block in blocks if (day := _day(block, label))), None)
        for label in ("published", "revised")
    )
    return month, published, revised


def _blocks(document: Document, found: dict[str, list[Heading]]) -> Iterator[list[list[Cell]]]:
    for level in ("provider", "system"):
        for heading in found.get(level, []):
            yield table(document, heading).above


def _stated_month(document: Document, block: list[list[Cell]]) -> date | None:
    said = stated(block, "period")
    if said is None:
        return None
    month = parse_month(said[1])
    if month is None:
        raise FileRefused(document.name, "one month", f'"{text(said[1])}"', "", said[0], "Period")
    return month


def _day(block: list[list[Cell]], label: str) -> date | None:
    said = stated(block, label)
    return parse_day(said[1]) if said else None


def _sheet(document: Document, heading: Heading, month: date) -> _Sheet:
    source = table(document, heading)
    groups = department_groups(source)
    _check_groups(source, groups, month)
    code = texts(source.column(*_CODE).fillna("")).str.upper()
    name = texts(source.column(*_NAME, *_SYSTEM).fillna(""))
    counted = amounts(source.body[groups["attendances"]["total"]]).notna()
    whole = code.isin(_ENGLAND_CODES) & name.map(normalise).isin(_ENGLAND) & counted
    # A note below the table has no code.
    coded = code.str.fullmatch(_ODS_CODE).astype(bool)
    source = replace(source, body=source.body[counted | (coded & (name != ""))])
    aside = SetAside(source)
    _fill_unreported(source, groups, code.isin(ae_types.field_test_trusts(month)))
    rows = pd.DataFrame({"code": code, "name": name}).loc[source.body.index]
    rows = rows.join(group_counts(source, groups, aside)).join(_others(source, aside))
    rows = _with_within(rows, aside, month, source.heading.written[groups["attendances"]["total"]])
    england = rows[whole.loc[rows.index]].assign(code=ENGLAND)
    _check_whole(source, england, aside)
    uncoded = ~coded.loc[rows.index] & ~whole.loc[rows.index]
    aside.add(uncoded, source.header(*_CODE), "not an ODS code, of 2 to 10 letters and digits")
    rows = rows[~whole.loc[rows.index]]
    set_aside_repeats(rows, ["code"], aside)
    good = rows.drop(aside.rows)
    if good.empty:
        raise aside.nothing_left()
    headers = {f"{measure}_{part}": heading.written[place] for measure, group in groups.items()
               for part, place in group.items()}  # fmt: skip
    headers |= {"admissions": source.header(*_ADMISSIONS), "dta_12hour": "12 hours from decision"}
    return _Sheet(source, good, england, headers, aside)


def _check_groups(source: Table, groups: dict[str, Group], month: date) -> None:
    """Attendances, and those over four hours; while trusts tested other standards, the totals that
    leave them out are attendances within and over, so both are needed."""
    needed = {"attendances": "Total attendances", "over": "Total attendances > 4 hours"}
    if ae_types.field_test_trusts(month):
        needed["within"] = "Total attendances < 4 hours"
    for group, header in needed.items():
        if group not in groups:
            raise source.refusal(f'the columns of "{header}"', "none", source.heading.row, header)


def _fill_unreported(source: Table, groups: dict[str, Group], tested: pd.Series) -> None:
    """A trust of the field test may have `N/A` where others have four-hour waits: none reported."""
    for measure in ("within", "over"):
        for place in groups.get(measure, {}).values():
            source.body[place] = ae_types.filled_unreported(source.body[place], tested)


def _others(source: Table, aside: SetAside) -> pd.DataFrame:
    """`admissions` and `dta_12hour`."""
    waited = [name for name in source.heading.names if _WAITED.search(name)]
    columns = {
        "admissions": source.column(*_ADMISSIONS),
        "dta_12hour": source.column(*waited[:1] or ["12 hours from decision to admit"]),
    }
    found = {each: amounts(column) for each, column in columns.items()}
    for each, column in columns.items():
        header = source.heading.written[int(str(column.name))]
        aside.add(found[each].isna(), header, "not a count")
    return pd.DataFrame(found)


def _with_within(rows: pd.DataFrame, aside: SetAside, month: date, header: str) -> pd.DataFrame:
    """With `excluded`, and `within` where the sheet has none; attendances are the two together.

    While trusts tested other standards, those over and within four hours lack the attendances of
    the trusts, in England and its systems too.
    """
    excluded = ae_types.excluded(rows, month)
    if "within_total" not in rows:
        parts = [*ae_types.TYPES, "total"]
        made = {
            f"within_{each}": rows[f"attendances_{each}"] - rows[f"over_{each}"] for each in parts
        }
        return rows.assign(**made, excluded=excluded)
    counted = rows["within_total"] + rows["over_total"]
    differs = (counted - rows["attendances_total"]).abs() > ae_types.TOLERANCE
    if not ae_types.field_test_trusts(month):
        aside.add(differs, header, "not those within and over four hours together")
    return rows.assign(excluded=excluded)


def _check_whole(source: Table, england: pd.DataFrame, aside: SetAside) -> None:
    if len(england) > 1:
        found = str(len(england))
        raise source.refusal("one row of England", found, int(england.index[1]))
    for rejected in aside.rejected():
        if rejected.row in england.index:
            expected = "England's own figures"
            raise source.refusal(expected, rejected.reason, rejected.row, rejected.column)


def _systems(document: Document, found: list[Heading], month: date) -> _Sheet | None:
    """The sheet of systems, and of two copies the one that has England's row."""
    sheets = [_sheet(document, heading, month) for heading in found]
    return next((each for each in sheets if len(each.england)), next(iter(sheets), None))


def _check_england(sheet: _Sheet, against: _Sheet) -> None:
    """Refuse a sheet whose rows are not England's together: some are missing, or altered."""
    if against.england.empty:
        row = against.table.heading.row
        raise against.table.refusal("a row of England's own figures", "none", row)
    row = int(against.england.index[0])
    short = len(sheet.aside.missed) > 0
    whole = against.england.iloc[0]
    headers = {each: header for each, header in sheet.headers.items() if each in whole}
    ae_types.check_sums(against.table, row, whole, sheet.rows, headers, short)


def _organisations(providers: _Sheet, systems: _Sheet | None) -> list[NewOrganisation]:
    levels = [(providers, Level.TRUST)] + ([(systems, Level.STP)] if systems else [])
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, level)
            for sheet, level in levels
            for code, name in sheet.rows[["code", "name"]].to_numpy()
        ),
    ]
