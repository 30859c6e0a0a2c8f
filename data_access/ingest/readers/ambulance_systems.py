"""How long did ambulances take, by service, region and England, month by month?"""

import re

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from dashboard.periods import short_month
from data_access.ingest.ambulance_times import (
    CODE,
    MEASURES,
    MONTH,
    NAME,
    YEAR,
    Measure,
    Responses,
    check_months,
    read_responses,
)
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Heading, headings, table
from data_access.ingest.observations import observations, ratios
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext

TITLE = "Ambulance systems indicators (AmbSYS), time series"

_MARKS = (YEAR, MONTH, CODE, NAME, ("region",))
_FEWEST_MARKS, _FEWEST_COLUMNS = 3, 20
_NUMBERED = re.compile(r"a\d{1,3}")


def recognises(document: Document) -> bool:
    return _heading(document) is not None


def read(document: Document, context: ReadContext) -> Publication:
    heading = _heading(document)
    if heading is None:
        raise FileRefused(document.name, TITLE)
    found = read_responses(table(document, heading))
    check_months(found)
    rows = found.rows
    return Publication(
        kind="ambulance_systems",
        title=TITLE,
        publisher="NHS England",
        rows=len(found.table.body),
        observations=pd.concat(
            [_observations(rows, indicator, each) for indicator, each in MEASURES.items()],
            ignore_index=True,
        ),
        organisations=_organisations(rows),
        rejected=found.aside.rejected(),
        warnings=_warnings(found),
        period_rows=rows.groupby("period").size().to_dict(),
    )


def _heading(document: Document) -> Heading | None:
    """Columns are numbered, A0 to A148 by now, and stand in no order that can be relied on."""
    for heading in headings(document):
        numbered = sum(_NUMBERED.fullmatch(name) is not None for name in heading.names)
        if numbered >= _FEWEST_COLUMNS and heading.met(_MARKS) >= _FEWEST_MARKS:
            return heading
    return None


def _observations(rows: pd.DataFrame, indicator: str, measure: Measure) -> pd.DataFrame:
    """Total seconds over incidents; the mean alone where it is all that was published."""
    incidents, time = rows[measure.incidents], rows[measure.time]
    figures = ratios(time, incidents)
    figures["value"] = rows[measure.mean].where(time.isna())
    nothing = time.isna() & figures["value"].isna()
    figures.loc[nothing, "absent_reason"] = _reasons(rows, nothing)[nothing]
    keys = pd.DataFrame({"organisation": rows["code"], "period_start": rows["period"]})
    return observations(keys.join(figures), indicator=indicator)


def _reasons(rows: pd.DataFrame, nothing: pd.Series) -> pd.Series:
    """Services took up the new categories one by one: before its first month, nothing was
    collected of one; a month missing later was not submitted."""
    first = rows["period"].where(~nothing).groupby(rows["code"]).transform("min")
    begun = first.notna() & (rows["period"] > first.where(first.notna(), rows["period"]))
    return begun.map({True: "not_submitted", False: "not_collected"})


def _organisations(rows: pd.DataFrame) -> list[NewOrganisation]:
    """Each with its latest name: one service has had two."""
    latest = rows.sort_values("period", kind="stable").drop_duplicates("code", keep="last")
    latest = latest[latest["code"] != ENGLAND]
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(code, tidy_name(name) or code, level)
            for code, name, level in latest[["code", "name", "level"]].to_numpy()
        ),
    ]


def _warnings(found: Responses) -> list[str]:
    warnings = []
    if not found.aside.missed.empty:
        warnings.append(
            "Rows were set aside, so England's totals could not be checked in their months."
        )
    months = sorted(found.rows["period"].unique())
    if len(months) > 1:
        before, last = (
            set(found.rows.loc[found.rows["period"] == each, "code"]) for each in months[-2:]
        )
        if gone := sorted(before - last):
            warnings.append(f"No rows in {short_month(months[-1])} of: {', '.join(gone)}.")
    return warnings
