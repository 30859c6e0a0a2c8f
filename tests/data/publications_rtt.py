"""Small files in the layouts of the RTT extract and of England's RTT series."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.data.publications import Rows

LABELS = [
    "Period",
    "Provider Parent Org Code",
    "Provider Parent Name",
    "Provider Org Code",
    "Provider Org Name",
    "Commissioner Parent Org Code",
    "Commissioner Parent Name",
    "Commissioner Org Code",
    "Commissioner Org Name",
    "RTT Part Type",
    "RTT Part Description",
    "Treatment Function Code",
    "Treatment Function Name",
]
TOTALS = ["Total", "Patients with unknown clock start date", "Total All"]
FUNCTION_NAMES = {"C_100": "General Surgery", "C_110": "Orthopaedics", "C_999": "Total"}
BOARDS = {"RAA": "QAA", "RZZ": "QZZ"}
# England needs a hundred commissioners; each has both providers.
COMMISSIONERS = ["10Q", *(f"{number:02}A" for number in range(1, 100)), "NONC"]
SURGERY, ORTHOPAEDICS = {5: 4}, {0: 3, 20: 2, 60: 1}

Line = list[str]


def extract_header(weeks: int = 104) -> Line:
    closed = [f"Gt {week:02} To {week + 1:02} Weeks SUM 1" for week in range(weeks)]
    return [*LABELS, *closed, f"Gt {weeks} Weeks SUM 1", *TOTALS]


def extract_line(
    waits: dict[int, int],
    function: str = "C_110",
    provider: str = "RAA",
    commissioner: str = "10Q",
    part: str = "Part_2",
    weeks: int = 104,
    period: str = "RTT-May-2023",
    unknown: str = "",
) -> Line:
    """One row; waits beyond the last week are in the open band, and bands of nobody are blank."""
    bands = [""] * (weeks + 1)
    for week, count in waits.items():
        bands[min(week, weeks)] = str(int(bands[min(week, weeks)] or 0) + count)
    board, parent = BOARDS.get(provider, "QZZ"), "QAA" if commissioner < "50A" else "QZZ"
    parent = "" if commissioner == "NONC" else parent
    name = "#N/A" if commissioner == "NONC" else f"NHS {commissioner} (SUB ICB LOCATION)"
    labels = [period, board, "A BOARD", provider, f"{provider} HOSPITAL", parent, "A BOARD"]
    labels += [commissioner, name, part, "Incomplete Pathways", function, FUNCTION_NAMES[function]]
    return [*labels, *bands, "", unknown, str(sum(waits.values()) + int(unknown or 0))]


def extract_lines(weeks: int = 104, providers: Sequence[str] = ("RAA", "RZZ")) -> list[Line]:
    """Each provider's orthopaedics and surgery for each commissioner, and part 2A of them."""
    functions = {"C_100": SURGERY, "C_110": ORTHOPAEDICS, "C_999": SURGERY | ORTHOPAEDICS}
    return [
        extract_line(waits, function, provider, commissioner, part, weeks)
        for provider in providers
        for commissioner in COMMISSIONERS
        for part in ("Part_2", "Part_2A")
        for function, waits in functions.items()
    ]


def write_extract(
    path: Path,
    lines: Sequence[Line],
    header: Line | None = None,
    encoding: str = "utf-8",
    end: str = "\n",
) -> Path:
    rows = [header or extract_header(), *lines]
    text = "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + end
                   for row in rows)  # fmt: skip
    path.write_bytes(text.encode(encoding))
    return path


SERIES_PARTS: list[object] = [None, "Year", "Month", "Incomplete RTT pathways", *[None] * 7]
SERIES_PARTS += ["Admitted (unadjusted) RTT pathways", None]
SERIES_NAMES: list[object] = [
    *[None] * 3,
    "Median wait (weeks)",
    "92nd percentile (weeks)",
    "No. within 18 weeks",
    "No. within 18 weeks with estimates for missing data",
    "% within 18 weeks",
    "No. > 18 weeks",
    "No. > 52 weeks",
    "Total waiting (mil)",
    "Median wait (weeks)",
    "No. within 18 weeks",
]


def series_row(
    month: object,
    within: object = 90,
    over: object = 10,
    long: object = 2,
    median: object = 6.5,
    percentile: object = 19.25,
) -> list[object]:
    counted = isinstance(within, int) and isinstance(over, int)
    total = within + over if isinstance(within, int) and isinstance(over, int) else "-"
    share = within / total if counted else "-"  # type: ignore[operator]
    return [None, None, month, median, percentile, within, within, share, over, long, total, 9, 50]


def series_sheets(
    *rows: list[object], period: str = "August 2021 to October 2021"
) -> dict[str, Rows]:
    """Four rows before the two of names; the first month of the series has no figures yet."""
    before = series_row(date(2021, 7, 1), "-", "-", "-", "-", "-")
    months = [series_row(date(2021, month, 1), within=80 + month) for month in (8, 9, 10)]
    title: Rows = [
        [None, "Title:", "Referral to Treatment (RTT) Waiting Times, England"],
        [None, "Period:", period],
        [None, "Missing Data for Oct 21: a trust (RXX)"],
        [],
    ]
    notes: Rows = [[], [None, "Notes:"], [None, "1. Medians are estimates"]]
    return {
        "Full Time Series": [
            *title, [*SERIES_PARTS], [*SERIES_NAMES], before, *(rows or months), *notes
        ]
    }  # fmt: skip
