"""What does the monthly RTT workbook say of incomplete pathways by commissioner?"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import long_month
from data_access.ingest.cells import is_sane
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import (
    Heading,
    band_count,
    early_warning,
    headings,
    month_of,
    table,
)
from data_access.ingest.pathways import FUNCTION, HEADLINE, Pathways, check_total, read_pathways
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.title_block import stated_days, stated_month, stated_status
from data_access.ingest.weekly_bands import pathway_distributions, pathway_observations

TITLE = "RTT incomplete pathways, commissioner workbook"
DIMENSION = "treatment_function"

_CODE = ("ccg code", "commissioner code", "commissioner org code", "sub icb location code",
         "sub icb code")  # fmt: skip
_NAME = ("ccg name", "commissioner name", "commissioner org name", "sub icb location name",
         "sub icb name")  # fmt: skip
_REGION = ("region code", "regional team code", "nhs region code", "nhs england region code")
_REGION_NAME = ("region name", "regional team name", "nhs region name", "nhs england region name")
_AREA = ("area team code", "area team name", "stp code", "stp name", "icb code", "icb name",
         "integrated care board code", "integrated care board name")  # fmt: skip
_PROVIDER = ("provider code", "provider name", "provider org code", "provider org name")
_FEWEST_BANDS = 20
# Codes of trusts in a list, or in brackets before what they did not do.
_LISTED_TRUST = re.compile(r"^([A-Z][A-Z0-9]{2})\s+(.+?)[\s,.;]*$")
_NAMED_TRUST = re.compile(r"^(.+?) \(([A-Z][A-Z0-9]{2})\) did not (?:submit|include)")


def recognises(document: Document) -> bool:
    return document.is_workbook and "commissioner" in _sheets(document)


def read(document: Document, context: ReadContext) -> Publication:
    found = _sheets(document)
    if "national" not in found:
        raise FileRefused(document.name, "a sheet of England's own rows", "none", "National")
    ccg_table = table(document, found["commissioner"])
    ccgs = read_pathways(ccg_table, _CODE, _NAME, (*_AREA[::2], *_REGION))
    england = read_pathways(table(document, found["national"]), (), ())
    england.rows["code"] = ENGLAND
    check_total(ccgs, england)
    levels = [ccgs, england]
    if "region" in found:
        levels.append(read_pathways(table(document, found["region"]), _REGION, _REGION_NAME))
    title = [*ccg_table.above, *england.table.above]
    published, stands_on = stated_days(title)
    month = _month(document, context, levels)
    return Publication(
        kind="rtt_commissioner",
        title=TITLE,
        publisher="NHS England",
        rows=len(ccgs.rows),
        published_on=published,
        stated_on=stands_on,
        observations=pd.concat(
            [_figures(each, month, stated_status(title)) for each in levels], ignore_index=True
        ),
        distributions=pd.concat(
            [pathway_distributions(_keys(each), each.waits, month) for each in levels],
            ignore_index=True,
        ),
        organisations=_organisations(levels),
        members=_members(ccgs),
        warnings=[*_warnings(document), *early_warning([month], stands_on)],
    )


def _sheets(document: Document) -> dict[str, Heading]:
    """The first heading of each level of a workbook of incomplete pathways."""
    found: dict[str, Heading] = {}
    for heading in headings(document):
        if band_count(heading) >= _FEWEST_BANDS and heading.has(*FUNCTION, "treatment function"):
            level = _level(heading)
            if level not in found and _incomplete(document, heading):
                found[level] = heading
    return found


def _level(heading: Heading) -> str:
    if heading.has(*_PROVIDER):
        return "provider"
    if heading.has(*_CODE, *_NAME):
        return "commissioner"
    if heading.has(*_AREA):
        return "area"
    return "region" if heading.has(*_REGION, *_REGION_NAME) else "national"


def _incomplete(document: Document, heading: Heading) -> bool:
    """Completed pathways, and those with a decision to admit, have sheets of the same shape."""
    above = document.rows(heading.sheet, heading.row)
    said = " ".join(str(cell).casefold() for row in above for cell in row)
    return "incomplete pathway" in said and "decision to admit" not in said


def _month(document: Document, context: ReadContext, levels: list[Pathways]) -> date:
    month = stated_month([each.table for each in levels]) or month_of(document, context)
    if not is_sane(month):
        raise FileRefused(document.name, "a month from 1990 to 2100", long_month(month))
    return month


def _keys(pathways: Pathways) -> pd.DataFrame:
    rows = pathways.rows
    headline = rows["function"] == HEADLINE
    return pd.DataFrame(
        {
            "organisation": rows["code"],
            "dimension": headline.map({True: "", False: DIMENSION}),
            "member": rows["function"].where(~headline, ""),
        }
    )


def _figures(pathways: Pathways, month: date, status: str) -> pd.DataFrame:
    total = pathways.counts["total"].to_numpy(dtype="int64")
    facts = {"period_start": month, "status": status}
    return pathway_observations(_keys(pathways), pathways.waits, total, **facts)


def _organisations(levels: list[Pathways]) -> list[NewOrganisation]:
    ccgs, _, *regions = levels
    once = ccgs.rows.drop_duplicates("code")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, commissioner_level(code, name, parent))
            for code, name, parent in zip(once["code"], once["name"], once["parent"], strict=True)
        ),
        *(
            NewOrganisation(code, tidy_name(name) or code, Level.REGION)
            for region in regions
            for code, name in region.rows[["code", "name"]].drop_duplicates("code").to_numpy()
        ),
    ]


def _members(ccgs: Pathways) -> list[tuple[str, str, str]]:
    functions = ccgs.rows[ccgs.rows["function"] != HEADLINE].drop_duplicates("function")
    # Capitals alone are an abbreviation here: ENT.
    names = functions["function_name"].where(
        functions["function_name"] != "", functions["function"]
    )
    return [
        (DIMENSION, code, name) for code, name in zip(functions["function"], names, strict=True)
    ]


def _warnings(document: Document) -> list[str]:
    """Trusts that the notes name as not submitting: totals of the commissioners near them drop."""
    notes = [sheet for sheet in document.sheets if "note" in sheet.casefold()]
    lines = [
        line.strip()
        for sheet in notes
        for row in document.rows(sheet)
        for cell in row
        for line in str(cell).splitlines()
    ]
    listed = [(match[2], match[1]) for line in lines if (match := _LISTED_TRUST.match(line))]
    named = [(match[1], match[2]) for line in lines if (match := _NAMED_TRUST.match(line))]
    if not any("did not submit" in line for line in lines) or not (listed or named):
        return []
    trusts = "; ".join(f"{name} ({code})" for name, code in dict.fromkeys([*listed, *named]))
    return [f"The notes name trusts whose pathways are not, or not all, counted: {trusts}."]
