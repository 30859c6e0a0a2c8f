"""What do the monthly files of recorded dementia say, by GP practice?"""

import re
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.organisations import Level, tidy_name
from dashboard.periods import Grain, period_end
from data_access.ingest.cells import normalise
from data_access.ingest.columns import codes, months, optional_words, set_aside_ragged
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.large_table import large_table
from data_access.ingest.layout import Heading, Table, headings, nearly_whole
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext
from data_access.ingest.registers import (
    REGISTER,
    measure_of,
    rate_differs,
    register_observations,
    set_aside_disagreeing,
    side_by_side,
    values,
)
from data_access.ingest.rejects import SetAside

# Built from the documented layout: no file of it was at hand.
TITLE = "Recorded dementia diagnoses, by practice"

_DATE = ("ach date", "date", "achievement date", "extract date")
_PRACTICE, _NAME = ("practice code", "gp practice code"), ("practice name", "name")
_COMMISSIONER = (
    "commissioner organisation code",
    "ccg code",
    "sub icb location code",
    "sub icb ods code",
    "sub icb loc code",
    "sub icb location ods code",
)
_MEASURE, _VALUE = ("measure",), ("value",)
_NEEDED = (_DATE, _PRACTICE, _MEASURE, _VALUE)
# The year 2014/15 has a column for each month, of registers of people of every age.
_MONTHS_ASIDE = re.compile(r"[a-z]{3,9}(?: \d{2,4})? dementia register")
_FEWEST_MONTHS = 2
_MONTH = "a date such as 31/12/2018, the last of a month"


def recognises(document: Document) -> bool:
    return _heading(document) is not None or _of_every_age(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    """The register of every practice that has one; the CCG that it is in on the last date.

    Other ages and the lists of patients are passed over.
    """
    heading = _heading(document)
    if heading is None:
        wide = _of_every_age(document)
        found = "a column for each month, of people of every age"
        raise FileRefused(
            document.name,
            "registers of those aged 65 and over",
            found,
            row=wide.row if wide else None,
        )
    whole = large_table(document, heading)
    source = _useful(whole)
    aside = SetAside(source)
    rows = _rows(source, aside)
    good = set_aside_disagreeing(rows, aside)
    found = side_by_side(good)
    wrong = found.loc[rate_differs(found), "row"]
    reason = "not the register that the published rate is made of"
    aside.add(source.body.index.to_series().isin(wrong), source.header(*_VALUE), reason)
    found = found[~found["row"].isin(aside.rows)]
    if found.empty:
        raise aside.nothing_left()
    practices = good[good["measure"] == REGISTER]
    return Publication(
        kind="dementia_practice",
        title=TITLE,
        publisher="NHS Digital",
        rows=len(whole.body),
        observations=register_observations(found),
        organisations=_organisations(practices),
        links=_links(practices),
        rejected=aside.rejected(),
        period_rows=practices.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """Other files of practices have measures too, so a register must stand near the top."""
    found = nearly_whole(
        headings(document), _NEEDED, besides=lambda it: it.has(*_PRACTICE, *_COMMISSIONER)
    )
    said = document.is_workbook or "dementia register" in normalise(document.top)
    return found if found and said else None


def _of_every_age(document: Document) -> Heading | None:
    for heading in headings(document):
        months = sum(_MONTHS_ASIDE.fullmatch(name) is not None for name in heading.names)
        if heading.has(*_PRACTICE) and months >= _FEWEST_MONTHS:
            return heading
    return None


def _useful(source: Table) -> Table:
    """The rows of the register, and those that are torn: most are of other ages, or of lists."""
    said = source.column(*_MEASURE)
    known = {each: measure_of(each) is not None for each in said.unique()}
    torn = SetAside(source)
    set_aside_ragged(source, torn)
    return replace(source, body=source.body[said.map(known) | said.index.isin(torn.rows)])


def _rows(source: Table, aside: SetAside) -> pd.DataFrame:
    """One row per figure, good or not: `code`, `name`, `commissioner`, `period`, `measure`,
    `value`, `absent`."""
    set_aside_ragged(source, aside)
    rows = pd.DataFrame(
        {
            "code": codes(source, aside, "practice", *_PRACTICE),
            "name": optional_words(source, *_NAME),
            "commissioner": optional_words(source, *_COMMISSIONER).str.upper(),
            "period": months(source, aside, _MONTH, *_DATE),
            "measure": source.column(*_MEASURE).map(measure_of).astype(object),
        }
    )
    every = pd.Series(True, index=rows.index)
    return rows.join(values(source.column(*_VALUE), every, source.header(*_VALUE), aside))


def _organisations(practices: pd.DataFrame) -> list[NewOrganisation]:
    """Practices by their latest names; their CCGs by code alone, which a register will name."""
    latest = practices.sort_values("period", kind="stable").drop_duplicates("code", keep="last")
    ccgs = [code for code in practices["commissioner"].unique() if _is_ccg(code)]
    return [
        *(NewOrganisation(code, code, Level.CCG) for code in ccgs),
        *(
            NewOrganisation(code, tidy_name(name) or code, Level.PRACTICE)
            for code, name in latest[["code", "name"]].to_numpy()
        ),
    ]


def _links(practices: pd.DataFrame) -> list[Link]:
    """A practice is seen in its CCG on the file's last day, and perhaps was there long before."""
    last: date = practices["period"].max()
    seen = practices[practices["period"] == last]
    seen = seen[seen["commissioner"].map(_is_ccg)]
    return [
        Link(practice, ccg, "commissioner", period_end(last, Grain.MONTH))
        for practice, ccg in seen[["code", "commissioner"]].to_numpy()
    ]


def _is_ccg(code: str) -> bool:
    return commissioner_level(code) == Level.CCG
