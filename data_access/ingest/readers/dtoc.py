"""What does the monthly workbook of delayed transfers of care say, by local authority?"""

import re
from calendar import monthrange
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level
from data_access.ingest.cells import normalise
from data_access.ingest.delays import TOTAL, DelaySheet, check_beds, read_sheet
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import early_warning, month_of
from data_access.ingest.local_authorities import authority_name
from data_access.ingest.observations import observations
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.title_block import stated_days, stated_month, stated_status
from data_access.ingest.unchecked import unchecked_sheets_warning

TITLE = "Delayed transfers of care, local-authority workbook"

# Sheet by what its name holds, the breakdown it gives, and its columns without their total.
_BREAKDOWNS = {
    "responsible org": (
        "delay_responsibility",
        {"nhs": "NHS", "social care": "Social care", "both": "Both"},
    ),
    "type of care": ("care_type", {"acute": "Acute", "non acute": "Non-acute"}),
}
_HEADLINE = "responsible org"
# From here on the beds are defined; before, patients were counted on the last Thursday.
_BEDS_SINCE = date(2017, 4, 1)


def recognises(document: Document) -> bool:
    return document.is_workbook and bool(_sheet_names(document))


def read(document: Document, context: ReadContext) -> Publication:
    found = _sheet_names(document)
    if _HEADLINE not in found:
        raise FileRefused(document.name, "a sheet of local authorities by responsible organisation")
    sheets = [
        read_sheet(document, context, found[key], *breakdown)
        for key, breakdown in _BREAKDOWNS.items()
        if key in found
    ]
    headline = sheets[0]
    month = stated_month([each.source for each in sheets]) or month_of(document, context)
    for each in sheets:
        check_beds(each, _days_in(month))
    title = headline.source.above
    published, stood_on = stated_days(title)
    return Publication(
        kind="dtoc",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(each.rows) for each in sheets),
        published_on=published,
        stated_on=stood_on,
        observations=_observations(sheets, month, stated_status(title)),
        organisations=_organisations(sheets),
        members=[
            (each.dimension, normalise(part).replace(" ", "_"), name)
            for each in sheets
            for part, name in each.members.items()
        ],
        rejected=[row for each in sheets for row in each.aside.rejected()],
        warnings=[
            *unchecked_sheets_warning("others", [each.aside for each in sheets]),
            *early_warning([month], stood_on),
        ],
    )


def _sheet_names(document: Document) -> dict[str, str]:
    """The sheets by local authority; the workbook by provider calls its own after trusts."""
    names = {sheet: f" {normalise(sheet)}" for sheet in document.sheets}
    return {
        key: sheet
        for key in _BREAKDOWNS
        for sheet, name in names.items()
        if key in name and re.match(r" (las?|local authorit\w+) ", name)
    }


def _days_in(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _observations(sheets: list[DelaySheet], month: date, status: str) -> pd.DataFrame:
    """The total of the first sheet is the headline; every other column is a part of it."""
    found = []
    for number, sheet in enumerate(sheets):
        good = sheet.rows.drop(sheet.aside.rows)
        good = good[good["code"] != ""]
        days = good[[*sheet.members, TOTAL]]
        beds = days / _days_in(month) if sheet.beds is None else sheet.beds.loc[good.index]
        for part in [*sheet.members, *([TOTAL] if number == 0 else [])]:
            member = "" if part == TOTAL else part.replace(" ", "_")
            keys = {
                "organisation": good["code"],
                "dimension": sheet.dimension if member else "",
                "member": member,
            }
            figures = {"dtoc_days": days[part]}
            if month >= _BEDS_SINCE:
                figures["dtoc_beds"] = beds[part]
            found += [
                observations(
                    pd.DataFrame({**keys, "numerator": figure}),
                    indicator=indicator,
                    period_start=month,
                    status=status,
                )
                for indicator, figure in figures.items()
            ]
    return pd.concat(found, ignore_index=True)


def _organisations(sheets: list[DelaySheet]) -> list[NewOrganisation]:
    named = pd.concat([each.rows.drop(each.aside.rows)[["code", "name"]] for each in sheets])
    once = named[~named["code"].isin(["", ENGLAND])].drop_duplicates("code")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, authority_name(code, name), Level.LOCAL_AUTHORITY, code)
            for code, name in once.to_numpy()
        ),
    ]
