"""In which ICB does each A&E provider lie? (system mapping of the A&E publication)"""

from collections.abc import Set
from datetime import date

import pandas as pd

from dashboard.organisations import Level, tidy_name
from data_access.ingest.columns import codes, set_aside_ragged, words
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import PeriodNotStated
from data_access.ingest.layout import Heading, Table, headings, table
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext
from data_access.ingest.rejects import SetAside, set_aside_repeats

TITLE = "A&E providers by ICB (system mapping)"
ORDER = -2  # before the files that speak of its organisations
_NAMES = ("code", "name", "icb code", "icb name", "region name")
# A damaged copy may lack so many and is still told from others.
_LACKED = 1
# The mapping states no date; there were no ICBs before this day.
_ICBS_SINCE = date(2022, 7, 1)


def _is_heading(names: Set[str]) -> bool:
    return len(set(_NAMES) - names) <= _LACKED and len(names - {""}) <= len(_NAMES) + 1


def _heading(document: Document) -> Heading | None:
    """On the first sheet alone: as one sheet of many it is part of another publication."""
    first = document.sheets[:1]
    found = (each for each in headings(document) if not each.sheet or [each.sheet] == first)
    return next((each for each in found if _is_heading(set(each.names))), None)


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    assert heading is not None, "recognised before"
    source = table(document, heading)
    publication = Publication("ods_systems", TITLE, "NHS England", len(source.body))
    publication.stated_on = since = _date_of(document, context.as_at)
    aside = SetAside(source)
    set_aside_ragged(source, aside)
    rows = _rows(source, aside)
    set_aside_repeats(rows, ["code"], aside)
    if len(aside.rows) == len(rows):
        raise aside.nothing_left()
    publication.rejected = aside.rejected()
    publication.periods = f"from {since.isoformat()}"
    good = rows.drop(aside.rows).itertuples(index=False)
    found: dict[str, NewOrganisation] = {}
    for code, name, icb, icb_name in good:
        found[icb] = NewOrganisation(icb, tidy_name(icb_name), Level.STP.value)
        found[code] = NewOrganisation(code, tidy_name(name), Level.TRUST.value)
        publication.links.append(Link(code, icb, "provider", since))
    publication.organisations = list(found.values())
    return publication


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    columns = {
        "code": codes(source, aside, "provider", "code"),
        "name": words(source, "name"),
        "icb": codes(source, aside, "ICB", "icb code"),
        "icb_name": words(source, "icb name"),
    }
    aside.add(columns["name"] == "", source.header("name"), "no name")
    aside.add(columns["icb_name"] == "", source.header("icb name"), "no name")
    return pd.DataFrame(columns)


def _date_of(document: Document, as_at: date | None) -> date:
    try:
        return place_date(document.path, as_at)
    except PeriodNotStated:
        return _ICBS_SINCE
