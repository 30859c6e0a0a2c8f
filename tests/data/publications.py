"""Small files in the layouts of real publications, and what every reader is handed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from dashboard.indicators.registry import IndicatorRegistry
from data_access.ingest.document import Document
from data_access.ingest.publication import (
    LOCATION_COLUMNS,
    OBSERVATION_COLUMNS,
    Publication,
    ReadContext,
)
from data_access.ingest.readers import Reader, reader_for

Rows = list[list[object]]

RTT_BANDS = [f">{week}-{week + 1}" for week in range(52)] + ["52 plus"]
RTT_COUNTS = [
    *RTT_BANDS,
    "Total number of incomplete pathways",
    "Total within 18 weeks",
    "% within 18 weeks",
]
EIP_HEADER = (
    "Date,Provider_Org_code,Provider_name,Org_Code,CCG_Name,Description,"
    + ",".join(f"Gt_{week}_{week + 1}_Weeks" for week in range(12))
    + ",Gt_12_Plus_Weeks,Total_Pathways"
)
IAPT_HEADER = [
    "CCG Code",
    "CCG Name",
    "Provider Code",
    "Provider Name",
    "Group Type",
    "Month / Year",
    "Referrals Received",
    "First Treatment",
    "Ended Referrals",
    "Finished a Course of Treatment",
    "First Treatment within 6 weeks Finished a Course of Treatment",
    "First Treatment within 18 weeks Finished a Course of Treatment",
    "Recovery rate",
]


def context(as_at: date | None = None) -> ReadContext:
    return ReadContext(IndicatorRegistry([]), lambda name, within: None, lambda code: None, as_at)


def read(path: Path, as_at: date | None = None) -> Publication:
    """What the reader that recognises the file makes of it."""
    document = Document(path)
    reader = reader_for(document)
    assert reader is not None, f"{path.name} is not recognised"
    return reader.read(document, context(as_at))


def recognised_by(path: Path) -> Reader | None:
    return reader_for(Document(path))


def figures(
    publication: Publication,
    indicator: str,
    organisation: str,
    month: date,
    provider: str = "",
    member: str = "",
) -> list[tuple[float | None, float | None, float | None, str | None]]:
    """Numerator, denominator, value and reason of every observation that matches."""
    rows = _matching(publication, indicator, organisation, month, provider, member)
    found = rows[["numerator", "denominator", "value", "absent_reason"]].astype(object)
    return [tuple(row) for row in found.where(found.notna(), None).to_numpy()]


def said(publication: Publication) -> pd.DataFrame:
    """Every observation, wherever in the file it stands."""
    return publication.observations[OBSERVATION_COLUMNS]


def stands(
    publication: Publication,
    indicator: str,
    organisation: str,
    month: date,
    provider: str = "",
    member: str = "",
) -> tuple[str, int]:
    """The sheet and the row of the one observation that matches."""
    rows = _matching(publication, indicator, organisation, month, provider, member)
    ((sheet, row),) = rows[LOCATION_COLUMNS].to_numpy()
    return sheet, int(row)


def _matching(
    publication: Publication,
    indicator: str,
    organisation: str,
    month: date,
    provider: str,
    member: str,
) -> pd.DataFrame:
    rows = publication.observations
    keys = {
        "indicator": indicator,
        "organisation": organisation,
        "period_start": month,
        "provider": provider,
        "member": member,
    }
    for column, wanted in keys.items():
        rows = rows[rows[column] == wanted]
    return rows


def write_workbook(path: Path, sheets: dict[str, Rows]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def rtt_counts(waits: dict[int, int]) -> list[object]:
    """The bands, total, within 18 weeks and share of pathways by whole weeks waited."""
    bands = [waits.get(week, 0) for week in range(53)]
    total, within = sum(bands), sum(bands[:18])
    return [*bands, total, within, within / total if total else "-"]


def rtt_title(period: object = "May 2016", revised: object = None) -> Rows:
    return [
        [],
        [None, "Title:", "Referral to Treatment (RTT) Waiting Times"],
        [None, "Summary:", "Monthly RTT waiting times for incomplete pathways."],
        [None, "Period:", period],
        [None, "Published:", "14th July 2016"],
        [None, "Revised:", revised],
        [None, "Status:", "Published"],
    ]


def rtt_sheets(period: object = "May 2016", revised: object = None) -> dict[str, Rows]:
    """Two CCGs and X24, two treatment functions and their total, as the workbook has them."""
    small, large = {0: 3, 17: 2, 18: 1, 52: 1}, {5: 40, 30: 10}
    both = {0: 3, 5: 40, 17: 2, 18: 1, 30: 10, 52: 1}
    commissioners: Rows = [
        [None, region, code, name, *row]
        for region, code, name in (
            ("Y54", "00C", "NHS DARLINGTON CCG"),
            ("Y57", "10Q", "NHS OXFORDSHIRE CCG"),
            ("- ", "X24", "NHS ENGLAND"),
        )
        for row in _functions(small, large, both)
    ]
    three = [{week: 3 * n for week, n in waits.items()} for waits in (small, large, both)]
    national: Rows = [[None, *row] for row in _functions(*three)]
    labels = ["Treatment Function Code", "Treatment Function", *RTT_COUNTS]
    title = rtt_title(period, revised)
    return {
        "National": [*title, [None, *labels], *national],
        "Commissioner": [
            *title,
            [None, "Region Code", "CCG Code", "CCG Name", *labels],
            *commissioners,
        ],
    }


def _functions(small: dict[int, int], large: dict[int, int], both: dict[int, int]) -> Rows:
    return [
        ["IP100", "General Surgery", *rtt_counts(small)],
        ["IP110", "Trauma & Orthopaedics", *rtt_counts(large)],
        ["IP130", "Ophthalmology", *rtt_counts({})],
        ["IP999", "Total", *rtt_counts(both)],
    ]


def eip_line(
    bands: Sequence[object] = (1,),
    day: str = "01/09/2019",
    provider: str = "RNU",
    commissioner: str = "10Q",
    measure: str = "completed this month",
    total: object = None,
) -> str:
    """One row; bands not given are 0, and the total is their sum unless it is given."""
    whole = [*bands, *[0] * (13 - len(bands))]
    total = sum(int(str(each)) for each in whole) if total is None else total
    names = [day, provider, "OXFORD HEALTH", commissioner, "NHS OXFORDSHIRE CCG"]
    return ",".join([*names, f"EIP pathways {measure}", *map(str, whole), str(total)])


def write_eip(path: Path, *lines: str, header: str = EIP_HEADER) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def iapt_row(
    group: str,
    ccg: str = "all",
    provider: str = "all",
    counts: Sequence[object] = (100, 50, 80, 20),
    rates: Sequence[object] = (90, 98, 50),
    month: object = date(2020, 2, 1),
    ccg_name: str = "NHS OXFORDSHIRE CCG",
) -> list[object]:
    return [ccg, ccg_name, provider, "OXFORD HEALTH", group, month, *counts, *rates]


def iapt_rows() -> Rows:
    """Two CCGs with one provider each, in one month."""
    half = (50, 25, 40, 10)
    pairs = (("10Q", "RNU"), ("05C", "RYK"))
    return [
        iapt_row("England", counts=(101, 49, 80, 21)),
        *(iapt_row("CCG", ccg, counts=half) for ccg, _ in pairs),
        *(iapt_row("Provider", provider=provider, counts=half) for _, provider in pairs),
        *(iapt_row("CCG/Provider", ccg, provider, counts=half) for ccg, provider in pairs),
    ]


def iapt_sheets(
    rows: Rows, header: list[str] = IAPT_HEADER, blank_rows: int = 7
) -> dict[str, Rows]:
    title: Rows = [["Monthly time series"], ["Publication date: 14 May 2020"]]
    return {
        "Title sheet": title,
        "Table 1": [*[[] for _ in range(blank_rows)], list(header), *rows],
    }
