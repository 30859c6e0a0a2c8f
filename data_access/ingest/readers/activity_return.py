"""What does the monthly activity return say, of England through the years or of CCGs in a month?"""

import re
from datetime import date

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from data_access.ingest.activity_rows import (
    CODE,
    MEASURES,
    NAME,
    OTHERS,
    PERIOD,
    YEAR,
    ActivityReturn,
    check_england,
    check_months,
    read_return,
)
from data_access.ingest.cells import parse_month, text
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.document import Cell, Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.footnotes import without_footnotes
from data_access.ingest.layout import Heading, early_warning, headings, stated, table
from data_access.ingest.observations import observations
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.title_block import stated_basis, stated_days, stated_status

# Made with England's series; the file of CCGs is built from its documented layout.
TITLE = "Monthly activity return"

_FEWEST_MARKS = 4
# As in totals: a file with fewer commissioners is someone's extract, whose row of England may be
# the sum of what is left; the one copy of a CCG file that is known, of May 2020, is like that.
_FEWEST_OF_A_NATION = 100
_REVISED_TO = re.compile(r"revised up to,? and including,? (.+)", re.IGNORECASE)


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    found = read_return(table(document, heading))
    above = found.table.above
    by_provider = stated_basis(above) == "provider"
    if by_provider and found.nation_only:
        raise found.table.refusal("figures by commissioner", '"Provider"', column="Basis")
    check_months(found)
    if not found.nation_only:
        check_england(found)
    published, stands_on = stated_days(above)
    kept = _without_doubtful_england(found, by_provider)
    return Publication(
        kind="activity_return",
        title=TITLE,
        publisher="NHS England",
        rows=len(found.table.body),
        published_on=published,
        stated_on=stands_on,
        observations=_observations(kept, found.nation_only, above),
        organisations=_organisations(kept, by_provider),
        rejected=found.aside.rejected(),
        warnings=[
            *_warnings(found, kept, by_provider),
            *early_warning(kept["period"].unique(), stands_on),
        ],
        period_rows=kept.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """Some of its columns, so that a file that lacks one is refused and not passed by.

    A table of organisations is taken before one of England alone in the same file.
    """
    found = [
        heading
        for heading in map(without_footnotes, headings(document))
        if heading.has(*YEAR, *PERIOD)
        and heading.met((*MEASURES.values(), *OTHERS)) >= _FEWEST_MARKS
    ]
    named = [heading for heading in found if heading.has(*CODE, *NAME)]
    return next(iter([*named, *found]), None)


def _without_doubtful_england(found: ActivityReturn, by_provider: bool) -> pd.DataFrame:
    """England by provider counts other patients than England by commissioner, whose line it is."""
    few = found.rows.groupby("period")["code"].transform("nunique") <= _FEWEST_OF_A_NATION
    doubtful = (few | by_provider) & (found.rows["code"] == ENGLAND) & (not found.nation_only)
    return found.rows[~doubtful]


def _warnings(found: ActivityReturn, kept: pd.DataFrame, by_provider: bool) -> list[str]:
    if not found.aside.missed.empty and not found.nation_only:
        return ["Rows were set aside, so England's totals could not be checked."]
    if by_provider or len(kept) == len(found.rows):
        return []
    return [
        f"Too few commissioners for a national file: {_FEWEST_OF_A_NATION} at least were "
        "expected. Totals of England were left out."
    ]


def _observations(rows: pd.DataFrame, nation_only: bool, above: list[list[Cell]]) -> pd.DataFrame:
    """A measure that England lacks was not collected; one that a CCG lacks was not submitted."""
    reason = "not_collected" if nation_only else "not_submitted"
    keys = pd.DataFrame(
        {
            "organisation": rows["code"],
            "period_start": rows["period"],
            "status": _statuses(rows["period"], above),
        }
    )
    return pd.concat(
        [
            observations(
                keys.assign(
                    numerator=rows[indicator],
                    absent_reason=rows[indicator].isna().map({True: reason, False: None}),
                ),
                indicator=indicator,
            )
            for indicator in MEASURES
        ],
        ignore_index=True,
    )


def _statuses(periods: pd.Series, above: list[list[Cell]]) -> pd.Series:
    """A series says up to which of its months it was revised."""
    said = stated(above, "status")
    revised = _REVISED_TO.search(text(said[1])) if said else None
    last: date | None = parse_month(revised[1]) if revised else None
    if last is None:
        return pd.Series(stated_status(above), index=periods.index)
    return (periods <= last).map({True: "revised", False: "published"})


def _organisations(rows: pd.DataFrame, by_provider: bool) -> list[NewOrganisation]:
    once = rows[rows["code"] != ENGLAND].drop_duplicates("code", keep="last")
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(
                code,
                tidy_name(name) or code,
                Level.TRUST if by_provider else commissioner_level(code, name, parent),
            )
            for code, name, parent in once[["code", "name", "parent"]].to_numpy()
        ),
    ]
