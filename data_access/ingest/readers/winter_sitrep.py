"""What do the winter's daily returns say of beds and ambulances, by trust?"""

import re

import pandas as pd

from dashboard.organisations import Level
from data_access.ingest.cells import normalise
from data_access.ingest.daily_groups import DailySheet, read_daily
from data_access.ingest.document import Document
from data_access.ingest.errors import FileRefused
from data_access.ingest.located import summed
from data_access.ingest.observations import observations
from data_access.ingest.publication import LOCATION_COLUMNS, Publication, ReadContext
from data_access.ingest.title_block import stated_days, stated_status
from data_access.ingest.unchecked import unchecked_sheets_warning

TITLE = "Winter daily situation reports, acute time series"

# Sheets of one winter or another; those of beds and of ambulances are used.
_SHEETS = {
    "a e closures", "a e diverts", "g a beds", "total g a beds", "adult g a beds",
    "paediatric g a beds", "beds occ by long stay patients", "d v norovirus", "flu", "rsv",
    "adult critical care", "paediatric intensive care", "neonatal intensive care",
    "ambulance arrivals delays", "ambulance handover delays", "ambulance delays",
}  # fmt: skip
_FEWEST_SHEETS = 2
# Either all general and acute beds, or adults' and children's to be added up.
_ALL_BEDS = ("total g a beds", "g a beds")
_PARTS_OF_BEDS = ("adult g a beds", "paediatric g a beds")
_AMBULANCES = ("ambulance arrivals delays", "ambulance handover delays", "ambulance delays")
# A trust with at least so many ambulances on its middle day does not have one without any.
_NEVER_NONE = 10
# What each figure is labelled by in `daily_groups`.
_LABELS = ("code", "level", *LOCATION_COLUMNS, "day")


def _is_open(name: str) -> bool:
    found = re.search(r"\b(open|available)\b", name)
    return bool(found) and not re.search(r"core|escalation|unavailable|void|rate|surge", name)


def _is_occupied(name: str) -> bool:
    return bool(re.search(r"\bocc(upied)?\b", name)) and not re.search(r"rate|covid|%|stay", name)


def _is_arrivals(name: str) -> bool:
    return "arriv" in name


def _to_60(name: str) -> bool:
    return re.search(r"\b30 (to )?60\b", name) is not None


def _over_60(name: str) -> bool:
    return re.search(r"\b60\b", name) is not None and "30" not in name


_BED_MEASURES = {"beds open": _is_open, "beds occupied": _is_occupied}
AMBULANCE_MEASURES = {
    "arrivals": _is_arrivals,
    "30-60 minutes": _to_60,
    "over 60 minutes": _over_60,
}


def recognises(document: Document) -> bool:
    return document.is_workbook and len(_sheets(document)) >= _FEWEST_SHEETS


def read(document: Document, context: ReadContext) -> Publication:
    found = _sheets(document)
    bed_sheets = next(([found[each]] for each in _ALL_BEDS if each in found), None) or [
        found[each] for each in _PARTS_OF_BEDS if each in found
    ]
    ambulance_sheet = next((found[each] for each in _AMBULANCES if each in found), "")
    if not bed_sheets or not ambulance_sheet:
        raise FileRefused(document.name, "sheets of general and acute beds and of ambulances")
    beds = [read_daily(document, sheet, _BED_MEASURES) for sheet in bed_sheets]
    ambulances = read_daily(document, ambulance_sheet, AMBULANCE_MEASURES)
    sheets = [*beds, ambulances]
    title = ambulances.source.above
    published, stood_on = stated_days(title)
    in_bed, arrived = _beds(beds), _arrivals(ambulances)
    return Publication(
        kind="winter_sitrep",
        title=TITLE,
        publisher="NHS England",
        rows=sum(len(each.rows) for each in sheets),
        published_on=published,
        stated_on=stood_on,
        observations=_observations(in_bed, arrived).assign(status=stated_status(title)),
        organisations=list({each.code: each for s in sheets for each in s.organisations}.values()),
        rejected=[row for each in sheets for row in each.aside.rejected()],
        warnings=[
            *unchecked_sheets_warning("trusts", [each.aside for each in sheets]),
            *_not_submitted(in_bed, arrived),
        ],
    )


def _sheets(document: Document) -> dict[str, str]:
    """By their names, whether an `and` is written out or not."""
    names = {
        each: " ".join(normalise(each).replace(" and ", " ").split()) for each in document.sheets
    }
    return {key: each for each, key in names.items() if key in _SHEETS}


def _beds(sheets: list[DailySheet]) -> pd.DataFrame:
    """`code`, `day`, `open`, `occupied` and `submitted`.

    Whoever did not return stands there without an open bed, in one of the sheets at least in
    which it has beds on other days.
    """
    named = [each.figures.set_axis([*_LABELS, "open", "occupied"], axis=1) for each in sheets]
    every = pd.concat(named)
    every["has"] = (every["open"] > 0) & every["occupied"].notna()
    kinds = every[every["has"]].groupby("code")["sheet"].nunique()
    both = summed(every, ["code", "day"], ["open", "occupied", "has"])
    return both.assign(submitted=both["has"] >= both["code"].map(kinds).fillna(1))


def _arrivals(sheet: DailySheet) -> pd.DataFrame:
    """`code`, `day`, `arrived`, `over_30`, `over_60` and `submitted`.

    Whoever did not return stands there with three noughts, on a day like any other.
    """
    found = sheet.figures.set_axis([*_LABELS, "arrived", "to_60", "over_60"], axis=1)
    some = found["arrived"].where(found["arrived"] > 0).groupby(found["code"])
    busy = some.transform("median") >= _NEVER_NONE
    counts = found[["arrived", "to_60", "over_60"]]
    silent = (found["level"] == Level.TRUST) & busy & (counts == 0).all(axis=1)
    return found.assign(
        over_30=found["to_60"] + found["over_60"],
        submitted=counts.notna().all(axis=1) & ~silent,
    )


def _observations(beds: pd.DataFrame, arrivals: pd.DataFrame) -> pd.DataFrame:
    parts = [
        _part(beds, "ga_beds_open", "open"),
        _part(beds, "bed_occupancy", "occupied", "open"),
        _part(arrivals, "ambulance_arrivals", "arrived"),
        _part(arrivals, "ambulance_handover_30min", "over_30"),
        _part(arrivals, "ambulance_handover_60min", "over_60"),
    ]
    return pd.concat(parts, ignore_index=True)


def _part(
    figures: pd.DataFrame, indicator: str, numerator: str, denominator: str = ""
) -> pd.DataFrame:
    submitted = figures["submitted"]
    absent = pd.Series("not_submitted", index=figures.index, dtype=object).where(~submitted, None)
    keys = figures[["code", "day", *LOCATION_COLUMNS]]
    keys = keys.rename(columns={"code": "organisation", "day": "period_start"})
    counts = {"numerator": figures[numerator].where(submitted), "absent_reason": absent}
    if denominator:
        counts["denominator"] = figures[denominator].where(submitted)
    return observations(keys.assign(**counts), indicator=indicator, grain="day")


def _not_submitted(beds: pd.DataFrame, arrivals: pd.DataFrame) -> list[str]:
    """The publisher counts them as noughts, also in England's row."""
    said = {
        "beds": beds[~beds["submitted"]],
        "ambulances": arrivals[~arrivals["submitted"]],
    }
    parts = [
        f"{len(rows)} days of {what} from {rows['code'].nunique()} trusts"
        for what, rows in said.items()
        if not rows.empty
    ]
    return [f"Not submitted, though shown as 0: {' and '.join(parts)}."] if parts else []
