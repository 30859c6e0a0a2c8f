"""What does the monthly diagnostics workbook say of providers, or of commissioners?"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from data_access.ingest.cells import text
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.diagnostic_sheets import (
    COUNTS,
    Sheet,
    check_england,
    check_tests,
    read_sheet,
)
from data_access.ingest.diagnostic_waits import (
    ALL_TESTS,
    DIMENSION,
    LONG,
    TEST,
    TEST_NAME,
    TOTAL,
    members,
)
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.layout import (
    Heading,
    band_count,
    early_warning,
    headings,
    month_of,
    table,
)
from data_access.ingest.located import located, summed
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import (
    LOCATION_COLUMNS,
    NewOrganisation,
    Publication,
    ReadContext,
)
from data_access.ingest.title_block import stated_days, stated_month, stated_status

# Made with the workbook by provider; the one by commissioner is presumed to be alike.
TITLE = "Diagnostic waiting times and activity (DM01), workbook"

# By whom the figures are -> what the columns of codes and of names are called.
_CODES = {
    "commissioner": ("commissioner code", "ccg code", "sub icb location code", "sub icb code"),
    "provider": ("provider code", "provider org code"),
}
_NAMES = {
    "commissioner": ("commissioner name", "ccg name", "sub icb location name", "sub icb name"),
    "provider": ("provider name", "provider org name"),
}
_PARENT = ("regional team code", "region code", "area team code", "nhs region code")
_MARKS = (
    TOTAL,
    LONG,
    TEST,
    TEST_NAME,
    ("percentage waiting 6 weeks",),
    ("number waiting 13 weeks",),
    ("planned tests procedures",),
    ("unscheduled tests procedures",),
)
_FEWEST_BANDS, _FEWEST_MARKS = 8, 2
# With so many, a sheet is of this return whatever its organisations are called.
_MARKS_ENOUGH = 3
_LISTED_CODE = re.compile(r"[A-Z][A-Z0-9]{2,5}")


def recognises(document: Document) -> bool:
    return bool(_headings(document))


def read(document: Document, context: ReadContext) -> Publication:
    found = _headings(document)
    basis = next(iter(found))[0]
    if (basis, False) not in found:
        raise FileRefused(document.name, f"a sheet of all tests by {basis}", "none")
    sheets = {
        by_test: read_sheet(
            table(document, found[basis, by_test]), _CODES[basis], _NAMES[basis], _PARENT
        )
        for by_test in (False, True)
        if (basis, by_test) in found
    }
    headline = sheets[False]
    england = check_england(headline)
    if True in sheets:
        check_tests(sheets[True], headline, england)
    above = headline.table.above
    month = stated_month([each.table for each in sheets.values()]) or month_of(document, context)
    published, stands_on = stated_days(above)
    return Publication(
        kind="dm01_workbook",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(each.table.body) for each in sheets.values()),
        published_on=published,
        stated_on=stands_on,
        observations=_observations(sheets, england, month, stated_status(above)),
        organisations=_organisations(headline.rows, basis),
        members=members(sheets[True].rows) if True in sheets else [],
        rejected=[each for sheet in sheets.values() for each in sheet.aside.rejected()],
        warnings=[
            *_silent_warning(document),
            *_missed_warning(sheets),
            *early_warning([month], stands_on),
        ],
    )


def _headings(document: Document) -> dict[tuple[str, bool], Heading]:
    """By whom, and whether by test -> the first heading of such a sheet."""
    found: dict[tuple[str, bool], Heading] = {}
    for heading in map(without_footnotes, headings(document)):
        marks = heading.met(_MARKS)
        if band_count(heading) < _FEWEST_BANDS or marks < _FEWEST_MARKS:
            continue
        whose = [each for each in _CODES if heading.has(*_CODES[each], *_NAMES[each])]
        if whose or marks >= _MARKS_ENOUGH:
            basis = whose[0] if whose else "provider"
            found.setdefault((basis, heading.has(*TEST, *TEST_NAME)), heading)
    return found


def _observations(
    sheets: dict[bool, Sheet], england: pd.Series, month: date, status: str
) -> pd.DataFrame:
    headline = sheets[False].rows
    own = pd.DataFrame([england])
    own.index.name = headline.index.name
    parts = [headline, own.assign(code=ENGLAND, silent=False)]
    if True in sheets:
        rows = sheets[True].rows
        rows = rows[rows["test"] != ALL_TESTS]
        by_test = summed(rows, ["test"], COUNTS)
        missed = set(sheets[True].missed["test"])
        known = ~by_test["test"].isin(missed | {ALL_TESTS}) & ("" not in missed)
        parts += [rows, by_test[known].assign(code=ENGLAND, silent=False)]
    whole = pd.concat(map(located, parts), ignore_index=True)
    keys = whole[[*LOCATION_COLUMNS]].assign(
        organisation=whole["code"],
        member=whole["test"].fillna(ALL_TESTS).replace(ALL_TESTS, ""),
    )
    keys["dimension"] = keys["member"].ne("").map({True: DIMENSION, False: ""})
    return observations(
        keys.join(_counted(whole)), indicator="diagnostics_6week", period_start=month, status=status
    )


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Nothing waited for is no activity; a row of blanks is one that nobody submitted."""
    counted = ratios(rows["long"], rows["total"])
    silent = rows["silent"].astype(bool)
    counted.loc[silent, ["numerator", "denominator"]] = float("nan")
    counted["absent_reason"] = counted["absent_reason"].mask(silent, "not_submitted")
    return counted


def _organisations(rows: pd.DataFrame, basis: str) -> list[NewOrganisation]:
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(
                code,
                tidy_name(name) or code,
                Level.TRUST if basis == "provider" else commissioner_level(code, name, parent),
            )
            for code, name, parent in rows[["code", "name", "parent"]].to_numpy()
        ),
    ]


def _missed_warning(sheets: dict[bool, Sheet]) -> list[str]:
    missed = [each for each in sheets.values() if not each.missed.empty]
    if not missed:
        return []
    names = " and ".join(each.table.heading.sheet for each in missed)
    return [
        f"Rows of {names} were set aside: England's published total could not be checked in full, "
        "and England's figures by test that would lack them were left out."
    ]


def _silent_warning(document: Document) -> list[str]:
    """Organisations that the notes name as not submitting."""
    named, listing = [], False
    for sheet in document.sheets:
        for row in document.rows(sheet) if "note" in sheet.casefold() else []:
            words = [text(cell) for cell in row if text(cell)]
            listing |= any("did not submit" in word for word in words)
            if listing and len(words) > 1 and _LISTED_CODE.fullmatch(words[0]):
                named.append(f"{tidy_name(words[1])} ({words[0]})")
    if not named:
        return []
    return [f"The notes name organisations that did not submit: {'; '.join(named)}."]
