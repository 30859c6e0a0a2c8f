"""Small files of diagnostics, hospital activity and ambulance response times."""

from collections.abc import Sequence
from pathlib import Path

from tests.data.publications import Rows

WEEKS = [f"{week:02} <{week + 1:02} weeks" for week in range(13)] + ["13+ weeks"]
DM01_COUNTS = [
    "Total Waiting List",
    "Number waiting 6+ Weeks",
    "Number waiting 13+ Weeks",
    "Percentage waiting 6+ weeks",
    *WEEKS,
    "",
    "Planned tests / procedures",
    "Unscheduled tests / procedures",
    "Waiting list tests / procedures (excluding planned)",
]
EXTRACT_NAMES = [
    "Period",
    "Provider Parent Org Code",
    "Provider Parent Name",
    "Provider Org Code",
    "Provider Org Name",
    "Commissioner Parent Org Code",
    "Commissioner Parent Name",
    "Commissioner Org Code",
    "Commissioner Org Name",
    "Diagnostic Tests Sort Order",
    "Diagnostic Tests",
    "00 < 01 Week",
    *[f"{week:02} < {week + 1:02} Weeks" for week in range(1, 13)],
    "13+ Weeks",
    "Total WL",
    "Waiting List Activity",
    "Planned Activity",
    "Unscheduled Activity",
    "Total Activity",
]
MAR_MEASURES = [
    "Elective G&A Ordinary Admissions (FFCEs)",
    "Elective G&A Daycase Admissions (FFCEs)",
    "Elective G&A Total Admissions (FFCEs)",
    "GP Referrals Made (All specialties) ",
    "GP Referrals Seen (All specialties) ",
    "GP Referrals Made (G&A) ",
    "GP Referrals Seen (G&A) ",
    "Other Referrals Made (G&A) ",
    "All 1st Outpatient Attendances (G&A) ",
]
MAR_CCG_NAMES = ["Year", "Period", "Region Code", "Region Name", "Org Code", "Org Name"]
AMBULANCE_NAMES = ["Year", "Month", "Region", "Org Code", "Org Name"]
AMBULANCE_COLUMNS = [*(f"A{number}" for number in (0, 1, 114, 5, 8, 10)), *(
    f"A{number}" for number in range(11, 40)
)]  # fmt: skip


def dm01_counts(waits: dict[int, int]) -> list[object]:
    """Counts, bands and activity of those who waited whole weeks; 13 is 13 and more."""
    bands = [waits.get(week, 0) for week in range(14)]
    total, long = sum(bands), sum(bands[6:])
    return [total, long, bands[13], long / total if total else 0, *bands, None, 5, 0, 9]


def dm01_sheets(basis: str = "Provider", period: object = "May 2024") -> dict[str, Rows]:
    """Two organisations with two tests and a third with nothing, as the workbook has them."""
    magnet, scope = {0: 6, 5: 2, 6: 1, 13: 1}, {2: 3, 7: 2}
    both = {0: 6, 2: 3, 5: 2, 6: 1, 7: 2, 13: 1}
    whole = {week: 2 * count for week, count in both.items()}
    codes = {"Provider": ("RTH", "RNA", "NT405"), "Commissioner": ("10Q", "05C", "X24")}[basis]
    names = ("OXFORD", "DUDLEY", "NHS ENGLAND")
    by_test = {
        code: [[1, "Magnetic Resonance Imaging", *dm01_counts(magnet)],
               [12, "Colonoscopy", *dm01_counts(scope)], [16, "Total", *dm01_counts(both)]]
        for code in codes[:2]
    }  # fmt: skip
    labels = ["Regional Team Code", "Regional Team Name", f"{basis} Code", f"{basis} Name"]
    tests = ["Diagnostic ID", "Diagnostic Test Name"]
    title: Rows = [
        [],
        [None, "Title:", "Monthly Diagnostics"],
        [None, "Period:", period],
        [None, "Basis:", basis],
        [None, "Published:", "11th July 2024"],
        [None, "Revised:", None],
        [None, "Status:", "Published"],
    ]
    places = list(zip(codes, names, strict=True))
    waits = [dm01_counts(both), dm01_counts(both), dm01_counts({})]
    return {
        basis: [
            *title,
            [None, *labels, *DM01_COUNTS],
            [None, None, None, None, "Total", *dm01_counts(whole)],
            [],
            *([None, "Y59", "SOUTH EAST", *place, *row]
              for place, row in zip(places, waits, strict=True)),
        ],
        f"{basis} by Test": [
            *title,
            [None, *labels, *tests, *DM01_COUNTS],
            [None, None, None, None, "Total", None, None, *dm01_counts(whole)],
            [],
            *([None, "Y59", "SOUTH EAST", code, name, *row]
              for code, name in places[:2] for row in by_test[code]),
        ],
    }  # fmt: skip


def extract_rows(
    waits: dict[int, dict[int, int]], commissioner: str = "10Q", provider: str = "RTH"
) -> list[list[object]]:
    """A row for each test, by its number, and the pseudo-test that is their sum."""
    whole: dict[int, int] = {}
    for each in waits.values():
        whole = {week: whole.get(week, 0) + each.get(week, 0) for week in {*whole, *each}}
    rows = []
    for test, each in {**waits, 16: whole}.items():
        bands = [each.get(week, 0) for week in range(14)]
        place = ["QU9", "ICB", provider, "A TRUST", "QU9", "ICB", commissioner, "NHS PART OF ICB"]
        name = "TOTAL" if test == 16 else f"TEST_{test}"
        rows.append(["DM01-MAY-2026", *place, test, name, *bands, sum(bands), 4, 3, 2, 9])
    return rows


def write_extract(
    path: Path, rows: Sequence[Sequence[object]], names: Sequence[str] = EXTRACT_NAMES
) -> Path:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (names, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def mar_title(period: str, status: str = "Published") -> Rows:
    return [
        [],
        [None, "Title:", "Monthly Hospital Activity"],
        [None, "Period:", period],
        [None, "Basis:", "Commissioner"],
        [None, "Published:", "9th July 2020"],
        [None, "Revised:", "-"],
        [None, "Status:", status],
        [],
    ]


def mar_series(rows: Rows, period: str = "February 2016 to May 2016") -> dict[str, Rows]:
    title = mar_title(period, "Revised up to, and including, March 2016")
    return {"Commissioner Timeseries": [*title, [None, "Year", "Period", *MAR_MEASURES], *rows]}


def mar_month(year: str, month: str, made: object = 1000, seen: object = 700) -> list[object]:
    return [None, year, month, 10, 20, 30, made, 800, 900, seen, 50, 1500]


def mar_ccg_lines(counts: dict[str, tuple[int, int, int]]) -> list[str]:
    """The CCG file: text with tabs, blanks and commas, a dash for 0, England without a code.

    counts: referrals made and seen and first attendances of each code; England is their sum.
    """
    sums = [sum(each[place] for each in counts.values()) for place in range(3)]
    title = [",".join(str(cell or "") for cell in row) for row in mar_title("May 2020")]
    england = ["", "2020-21", "May", "", "", "", "England", *_mar_cells(*sums)]
    return [
        *title,
        ",".join(["", *MAR_CCG_NAMES, *MAR_MEASURES]),
        ",".join(england),
        ",".join([""] * len(england)),
        *(
            ",".join(["", "2020-21", "May", "Y59", "SOUTH EAST", code, "NHS", *_mar_cells(*each)])
            for code, each in counts.items()
        ),
        "",
        ",Note: Excludes non-English commissioned activity",
    ]


def _mar_cells(made: int, seen: int, first: int) -> list[str]:
    figures = (0, 3, 3, made, 0, 0, seen, 0, first)
    return [f'" \t{each:,} "' if each else "\t-   " for each in figures]


def ambulance_line(
    code: str, month: int = 3, c1: Sequence[object] = (10, 4200), c2: Sequence[object] = (90, 99000)
) -> list[object]:
    """One row of March 2019, or another month of it. c1, c2: incidents and seconds, or `.`."""
    cells: dict[str, object] = dict.fromkeys(AMBULANCE_COLUMNS, ".")
    for (incidents, seconds), places in ((c1, (8, 24, 25)), (c2, (10, 30, 31))):
        mean = (
            "." if "." in (incidents, seconds) else round(int(str(seconds)) / int(str(incidents)))
        )
        cells |= dict(zip((f"A{each}" for each in places), (incidents, seconds, mean), strict=True))
    region = {"Eng": "Eng", "Y60": "Midlands"}.get(code, "Y60")
    name = {"Eng": "England", "Y60": "Midlands"}.get(code, "A SERVICE NHS TRUST")
    return [2019, month, region, code, name, *cells.values()]


def ambulance_month(month: int = 3) -> list[list[object]]:
    """England, two services, one of which did not send anything, and a region."""
    return [
        ambulance_line("Eng", month),
        ambulance_line("RYA", month),
        ambulance_line("R1F", month, (".", "."), (".", ".")),
        ambulance_line("Y60", month),
    ]


def write_ambulance(
    path: Path, rows: Sequence[Sequence[object]], names: Sequence[str] | None = None
) -> Path:
    header = names or [*AMBULANCE_NAMES, *AMBULANCE_COLUMNS]
    lines = [",".join(map(str, row)) for row in (header, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
