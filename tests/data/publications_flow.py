"""Small workbooks of delayed transfers and winter returns, read where places are known."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.document import Document
from data_access.ingest.places import Names
from data_access.ingest.publication import Publication, ReadContext
from data_access.ingest.readers import reader_for
from data_access.seed import seed
from data_access.tables import Base
from tests.data.publications import Rows

RESPONSIBLE = ["NHS", "Social Care", "Both", "Total"]
CARE = ["Acute", "Non-Acute", "Total"]
# Code, ONS code, name, and days by responsible organisation and by type of care.
DELAYS: list[tuple[str, str, str, list[int], list[int]]] = [
    ("608", "E10000025", "Oxfordshire", [60, 20, 10], [70, 20]),
    ("408", "E08000027", "Dudley", [30, 0, 0], [10, 20]),
    ("9900", "-", "Resident In Wales", [3, 0, 0], [3, 0]),
]
DAY = date(2020, 12, 7)
TRUSTS = [("RTH", "OXFORD UNIVERSITY HOSPITALS"), ("RNA", "THE DUDLEY GROUP")]


@cache
def _seeded_names() -> Names:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        seed(connection)
        names = Names(connection)
    engine.dispose()
    return names


def read_knowing(path: Path, as_at: date | None = None) -> Publication:
    """What the reader makes of the file where the seeded organisations are known."""
    document, names = Document(path), _seeded_names()
    reader = reader_for(document)
    assert reader is not None, f"{path.name} is not recognised"
    context = ReadContext(IndicatorRegistry([]), names.resolve, names.level, as_at)
    return reader.read(document, context)


def title_rows(period: str, published: object = "8th June 2017", revised: object = "") -> Rows:
    return [
        [],
        [None, "Title:", "Daily or monthly figures"],
        [None, "Summary:", "What is counted"],
        [],
        [None, "Period:", period],
        [None, "Source:", "Data collection"],
        [None, "Basis:", "Local Authority"],
        [None, "Published:", published],
        [None, "Revised:", revised],
        [None, "Status:", "Published"],
        [None, "Contact:", "someone@nhs.net"],
        [],
    ]


def delay_sheets(
    period: str = "April 2017", ons: bool = True, beds: str = "DTOC Beds", days: int = 30
) -> dict[str, Rows]:
    """The two sheets that are used. ons: with ONS codes; beds: '' for the layout without beds."""
    by_responsible = [row[3] for row in DELAYS]
    by_care = [row[4] for row in DELAYS]
    return {
        "England": [["Type of Care", "Reason"]],
        "LA - by Type of Care": _delay_sheet(CARE, by_care, period, ons, beds, days),
        "LA - by responsible org": _delay_sheet(
            RESPONSIBLE, by_responsible, period, ons, beds, days
        ),
        "LA - by reason": [["Code", "Name", "A) Assessment"]],
    }


def _delay_sheet(
    parts: list[str], counts: list[list[int]], period: str, ons: bool, beds: str, days: int
) -> Rows:
    def line(labels: list[object], figures: Sequence[int]) -> list[object]:
        whole = [*figures, sum(figures)]
        after = [None, *(each / days for each in whole)] if beds else []
        return [None, *labels, *whole, *after]

    england = [sum(column) for column in zip(*counts, strict=True)]
    heading = [None, "Region", "ONS Geography" if ons else None, "Code", "Name", *parts]
    above: list[object] = [*[None] * 5, "Delayed Days", *[None] * len(parts), beds]
    return [
        *title_rows(period),
        above if beds else [],
        [*heading, *([None, *parts] if beds else [])],
        line(["-", "-" if ons else None, "-", "England"], england),
        [],
        *(
            line(["South", each[1] if ons else None, each[0], each[2]], figures)
            for each, figures in zip(DELAYS, counts, strict=True)
        ),
    ]


def winter_sheets(days: int = 2) -> dict[str, Rows]:
    """Two trusts with the same figures every day."""
    beds = {"RTH": [90, 10, 100, 95], "RNA": [50, 0, 50, 40]}
    arrivals = {"RTH": [100, 10, 2], "RNA": [60, 5, 1]}
    return {
        "A&E Closures": [[None, None, None, "Code", "Name", DAY]],
        "G&A beds": winter_sheet(
            ["Core Beds Open", "Escalation Beds Open", "Total Beds Open", "Total beds occ'd"],
            beds,
            days,
            rate=True,
        ),
        "Adult critical care": [[None, None, None, "Code", "Name", "CC Adult Open"]],
        "Ambulance Arrivals and Delays ": winter_sheet(
            ["Arriving by ambulance", "Delay 30-60 mins", "Delay >60 mins"], arrivals, days
        ),
    }


def winter_sheet(
    parts: list[str], counts: dict[str, list[int]], days: int = 2, rate: bool = False
) -> Rows:
    """One group of columns a day; the last two counts make the rate."""

    def group(figures: list[int]) -> list[object]:
        share = figures[-1] / figures[-2] if figures[-2] else "-"
        return [*figures, share] if rate else [*figures]

    names = [*parts, "Occupancy rate"] if rate else parts
    dates = [DAY + timedelta(each) for each in range(days)]
    england = [sum(column) for column in zip(*counts.values(), strict=True)]
    labels = [None, "NHS England Region", None, "Code", "Name"]
    return [
        *title_rows("7 December 2020 - 8 December 2020", date(2020, 12, 11), "-"),
        [None, "Provider Level Data"],
        [*[None] * 5, *(each for day in dates for each in (day, *[None] * (len(names) - 1)))],
        [*labels, *names * days],
        [None, "-", None, "-", "ENGLAND", *group(england) * days],
        [],
        *([None, "South", None, code, name, *group(counts[code]) * days] for code, name in TRUSTS),
        [],
        [None, "Notes:"],
        [None, "1. Beds available"],
    ]
