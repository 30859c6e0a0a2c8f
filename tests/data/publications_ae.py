"""Small files in the layouts of A&E publications."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.data.publications import Rows

DTA = [
    "Patients who have waited 4-12 hs from DTA to admission",
    "Patients who have waited 12+ hrs from DTA to admission",
]
ADMISSIONS = [
    "Emergency admissions via A&E - Type 1",
    "Emergency admissions via A&E - Type 2",
    "Emergency admissions via A&E - Other A&E department",
    "Other emergency admissions",
]
PLACE = ["Period", "Org Code", "Parent Org", "Org name"]
HEADER_2019 = [
    *PLACE,
    *(f"Number of A&E attendances {each}" for each in ("Type 1", "Type 2", "Other A&E Department")),
    *(
        f"Number of attendances over 4hrs {each}"
        for each in ("Type 1", "Type 2", "Other A&E Department")
    ),
    *DTA,
    *ADMISSIONS,
]
HEADER_2024 = [
    *PLACE,
    *(f"A&E attendances {each}" for each in ("Type 1", "Type 2", "Other A&E Department")),
    *(
        f"A&E attendances Booked Appointments {each}"
        for each in ("Type 1", "Type 2", "Other Department")
    ),
    *(f"Attendances over 4hrs {each}" for each in ("Type 1", "Type 2", "Other Department")),
    *(
        f"Attendances over 4hrs Booked Appointments {each}"
        for each in ("Type 1", "Type 2", "Other Department")
    ),
    *DTA,
    *ADMISSIONS,
]
# Three types of attendances, as many over four hours, 4-12 and 12+ hours, four ways of admission.
RTH_2019 = [100, 20, 30, 25, 1, 4, 9, 2, 40, 3, 2, 5]
RNA_2019 = [60, 0, 40, 10, 0, 0, 1, 0, 20, 0, 0, 5]
RGT_2019 = [70, 0, 10, 0, 0, 0, 3, 1, 10, 0, 0, 2]
RTH_2024 = [100, 20, 30, 5, 1, 4, 25, 1, 4, 2, 0, 1, 9, 2, 40, 3, 2, 5]
RNA_2024 = [60, 0, 40, 0, 0, 0, 10, 0, 0, 0, 0, 0, 1, 0, 20, 0, 0, 5]


def provider(code: str, figures: Sequence[object], period: str) -> list[object]:
    return [period, code, "NHS ENGLAND MIDLANDS ", f"TRUST {code}", *figures]


def monthly_2019(
    *providers: list[object], total: bool = True, period: str = "MSitAE-SEPTEMBER-2019"
) -> Rows:
    """Two providers unless others are given, and the row that adds them up."""
    rows = list(providers) or [
        provider("RTH", RTH_2019, period),
        provider("RNA", RNA_2019, period),
    ]
    return [list(HEADER_2019), *rows, *([["", "", "", "TOTAL", *_sums(rows)]] if total else [])]


def monthly_2024() -> Rows:
    period = "MSitAE-SEPTEMBER-2024"
    rows = [provider("RTH", RTH_2024, period), provider("RNA", RNA_2024, period)]
    return [list(HEADER_2024), *rows, ["Total", "Total ", "Total", "Total", *_sums(rows)]]


def _sums(rows: Rows) -> list[object]:
    return [sum(int(str(row[place])) for row in rows) for place in range(4, len(rows[0]))]


def write_monthly(path: Path, rows: Rows, encoding: str = "utf-8", end: str = "\n") -> Path:
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


TYPE_COLUMNS = [
    "Type 1 Departments - Major A&E",
    "Type 2 Departments - Single Specialty",
    "Type 3 Departments - Other A&E/Minor Injury Unit",
]
COUNTS = [
    *TYPE_COLUMNS,
    "Total attendances",
    *TYPE_COLUMNS,
    "Total Attendances < 4 hours",
    *TYPE_COLUMNS,
    "Total Attendances > 4 hours",
    "Percentage in 4 hours or less (all)",
    "Total Emergency Admissions",
    "Number of patients spending >4 hours from decision to admit to admission",
    "Number of patients spending >12 hours from decision to admit to admission",
]
SMALL = ([60, 0, 40], [10, 0, 0], 25, 1)
LARGE = ([100, 20, 30], [25, 1, 4], 50, 2)
BOTH = ([160, 20, 70], [35, 1, 4], 75, 3)


def workbook_row(
    attendances: Sequence[float], over: Sequence[float], admissions: float, waited: float
) -> list[object]:
    within = [all_ - some for all_, some in zip(attendances, over, strict=True)]
    groups = [[*group, sum(group)] for group in (attendances, within, over)]
    share = sum(within) / sum(attendances) if sum(attendances) else "-"
    return [*(cell for group in groups for cell in group), share, admissions, waited + 5, waited]


def ae_title(period: object = "April 2024", revised: object = "14th November 2024") -> Rows:
    return [
        [],
        [None, "Title:", "A&E Attendances & Emergency Admission monthly statistics"],
        [None, "Period:", period],
        [None, "Published:", "9th May 2024"],
        [None, "Revised:", revised],
        [None, "Provider Level Data"],
        [None, None, None, None, "A&E attendances", None, None, None, "less than 4 hours"],
    ]


def workbook_sheets(period: object = "April 2024") -> dict[str, Rows]:
    """Two providers in two systems; the sheet without booked appointments has fewer of them."""
    provider_header: list[object] = [None, "Code", "Region", "Name", *COUNTS]
    system_header: list[object] = [None, "Code", "System", *COUNTS]

    def providers(small: list[object], large: list[object], both: list[object]) -> Rows:
        return [
            *ae_title(period),
            provider_header,
            [None, "-", "-", "England", *both],
            [],
            [None, "RTH", "SOUTH EAST", "Oxford University Hospitals", *large],
            [None, "RNA", "MIDLANDS", "The Dudley Group", *small],
        ]

    small, large, both = (workbook_row(*each) for each in (SMALL, LARGE, BOTH))
    fewer = workbook_row([1, 1, 1], [0, 0, 0], 1, 0)
    twice = workbook_row([2, 2, 2], [0, 0, 0], 2, 0)
    systems: Rows = [[None, "QU9", "NHS Oxfordshire ICB", *large], [None, "QUA", "NHS BC", *small]]
    return {
        "System Level Data": [[None, None, None, "A&E attendances"], system_header, *systems],
        "Provider Level Data": providers(small, large, both),
        "Non-Booked Data": providers(fewer, list(fewer), twice),
    }


def england_sheets(end: str = "April 2019") -> dict[str, Rows]:
    """February to April 2019: waits, with the trusts of the field test to the right; activity."""
    months = [date(2019, month, 1) for month in (2, 3, 4)]
    columns = COUNTS[4:12]
    all_but_tests, tests = _waits([90.5, 9, 60], [10, 1, 2]), _waits([1, 1, 1], [1, 1, 1])
    waits: Rows = [[None, day, *all_but_tests, None, day, *tests] for day in months]
    activity: Rows = [[None, day, 100.5, 10, 62, 172.5, 80, 15, 4] for day in months]
    share = "Percentage in 4 hours or less (all)"
    title: Rows = [
        [],
        [None, "Period:", f"February 2019 - {end}"],
        [None, "Published:", "9th May 2019"],
    ]
    return {
        "Performance": [
            *title,
            [None, "Period", *columns, share, None, "Period", *columns, share],
            *waits,
            [],
            [None, "1. Figures from Nov 2010 to May 2015 have been estimated"],
        ],
        "Activity": [
            *title,
            [None, "Period", *COUNTS[:4], *COUNTS[-3:]],
            *activity,
        ],
    }


def _waits(within: Sequence[float], over: Sequence[float]) -> list[object]:
    share = sum(within) / (sum(within) + sum(over))
    return [*within, sum(within), *over, sum(over), share]
