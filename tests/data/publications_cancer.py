"""Small files in the layouts of the cancer waiting times publications."""

from datetime import date
from pathlib import Path

from data_access.ingest.publication import Publication
from tests.data.publications import Rows, write_workbook

CCGS = {"13Q": "NATIONAL COMMISSIONING HUB 1", "02P": "NHS BARNSLEY CCG"}
CCGS |= {"10Q": "NHS OXFORDSHIRE CCG", "12F": "NHS WIRRAL CCG", "UNKNOWN": "UNKNOWN"}
BOARDS = {"14R": "EAST OF ENGLAND - H&J COMMISSIONING HUB"}
BOARDS |= {"QU9": "NHS BUCKINGHAMSHIRE, OXFORDSHIRE AND BERKSHIRE WEST INTEGRATED CARE BOARD"}
BOARDS |= {"QUA": "NHS BLACK COUNTRY INTEGRATED CARE BOARD", "UNKNOWN": "UNKNOWN"}
TRUSTS = {"RTH": "OXFORD UNIVERSITY HOSPITALS NHS TRUST", "RNA": "THE DUDLEY GROUP"}
COMBINED_HEADER = (
    "Period,Basis,Org_Code,Org_Name,Parent_Org,Standard_or_Item,Cancer_Type,"
    "Referral_Route_or_Stage,Treatment_Modality,Total,Within"
)
EXTRACT_HEADER: list[object] = [
    "PERIOD",
    "STANDARD",
    "ORG CODE",
    "TREATMENT MODALITY",
    "CANCER TYPE",
    "STAGE/ROUTE",
    "TOTAL",
    "WITHIN STANDARD",
    "BREACHES",
]


def counts(total: float, within: float) -> list[object]:
    return [total, within, total - within, within / total if total else ""]


def old_sheet(
    period: str = "PERIOD: JUL 2021/22", title: str = "ALL CANCERS TWO WEEK WAIT", days: int = 14
) -> Rows:
    """Five commissioners: 4 of 5 in time, 8 of 10, 12 of 15, 16 of 20 and 20 of 25."""
    rows: Rows = [
        [None, code, name, "ALL SUSPECTED CANCER", *counts(5 * n, 4 * n)]
        for n, (code, name) in enumerate(CCGS.items(), start=1)
    ]
    names = ["TOTAL", f"WITHIN {days} DAYS", f"AFTER {days} DAYS", f"SEEN WITHIN {days} DAYS"]
    label = "CLINICAL COMMISSIONING GROUP (CCG)"
    return [
        [title],
        [period],
        ["BASIS: COMMISSIONER BASED INCLUDING 'UNKNOWNS'"],
        [],
        [None, "CCG CODE", label, "SUSPECTED TYPE OF CANCER", *names],
        *rows,
    ]


def old_workbook(path: Path, sheet: Rows, front: str = "July 2021") -> Path:
    pages: dict[str, Rows] = {
        "Frontpage": [["Status: Final Official Statistics"], ["Waiting Times"], [front]],
        "TWO WEEK WAIT-ALL CANCER": sheet,
    }
    return write_workbook(path, pages)


def _part(title: str, way: str, cancers: dict[str, int], heading: list[object]) -> Rows:
    """`cancers` and how many times 10, 20, 30 and 40.5 patients, of whom half in time."""
    sizes = dict(zip(BOARDS, (10, 20, 30, 40.5), strict=True))
    rows: Rows = [
        [None, code, name, way, cancer, *counts(n * sizes[code], n * sizes[code] / 2)]
        for code, name in BOARDS.items()
        for cancer, n in cancers.items()
    ]
    for row in rows:  # halves of people, but no quarters
        row[6] = float(int(float(str(row[6]))))
        row[7] = float(str(row[5])) - float(str(row[6]))
        row[8] = float(str(row[6])) / float(str(row[5]))
    england: Rows = []
    for cancer in cancers:
        mine = [row for row in rows if row[4] == cancer]
        total, within = (sum(float(str(row[place])) for row in mine) for place in (5, 6))
        england.append([None, "", "ALL ENGLISH COMMISSIONERS", way, cancer, *counts(total, within)])
    return [[title], [], heading, *rows, [""], *england, [], []]


def new_sheet(cancers: dict[str, int] | None = None) -> Rows:
    """62 days since October 2023: part A, then two of the parts it is made of."""
    heading: list[object] = [None, "ODS CODE (1)", "INTEGRATED CARE BOARD (ICB)/COMMISSIONING HUB"]
    heading += ["REFERRAL ROUTE", "CANCER TYPE (3)", "TOTAL", "WITHIN 62 DAYS", "AFTER 62 DAYS"]
    heading += ["TREATED WITHIN 62 DAYS", " ", "WITHIN 31 DAYS", "IN 32 TO 38 DAYS"]
    title = "TWO MONTH (62-DAY) WAIT FROM AN URGENT SUSPECTED CANCER OR BREAST SYMPTOMATIC"
    title += " REFERRAL, OR URGENT SCREENING REFERRAL, OR CONSULTANT UPGRADE"
    cancers = cancers or {"ALL CANCERS": 3}
    half = dict.fromkeys(cancers, 1)
    return [
        [title],
        ["Jul-25"],
        ["BASIS: COMMISSIONER BASED"],
        [],
        *_part("PART A: ALL ROUTES", "ALL ROUTES", cancers, heading),
        *_part("PART B: URGENT SUSPECTED CANCER", "Urgent Suspected Cancer", half, heading),
        *_part("PART D: URGENT SCREENING", "Screening", half, heading),
    ]


def provider_csv(period: str = "PERIOD: June 2015") -> str:
    """62 days by provider as CSV: admitted care, then all care; percentages as text."""
    heading = "ONS AREA ID (1),ODS CODE (2),ACCOUNTABLE PROVIDER,CARE SETTING (3),CANCER TYPE,"
    heading += "TOTAL,WITHIN 62 DAYS,AFTER 62 DAYS,,,WITHIN 31 DAYS,32 TO 38 DAYS"
    lines = [
        "62-DAY (URGENT GP REFERRAL TO TREATMENT) WAIT FOR FIRST TREATMENT: ALL CANCERS",
        period,
        '"BASIS: PROVIDER BASED INCLUDING ""UNKNOWNS"""',
        "NOTE: INCLUDES THOSE IN THE 31-DAY STANDARD FOR RARE CANCERS.",
    ]
    for title, setting, times in (("A: ADMITTED", "ADMITTED", 1), ("C:ALL", "ALL CARE", 2)):
        lines += [f"PART {title} CARE", ",,,,,NUMBER OF PEOPLE,,,PERCENTAGE", heading]
        for area, code, name in (("E18000009", "RTH", "OXFORD"), ("N/A", "RNA", "DUDLEY")):
            total, within = 45 * times, 39.25 * times
            within += 0.25 if times == 1 else 0
            share = f"{100 * within / total:.2f}%"
            lines.append(f"{area},{code},{name},{setting},ALL CANCERS,{total},{within},")
            lines[-1] += f"{total - within},{share},,28,7"
        total, within = 90 * times, 79 if times == 1 else 157
        lines += [",,,,,,,,,,,", f",,ALL ENGLISH PROVIDERS,{setting},ALL CANCERS,{total},{within},"]
        lines[-1] += f"{total - within},{100 * within / total:.2f}%,,1,1"
        lines += [",,,,,,,,,,,", ""]
    return (
        "\n".join([*lines, "SOURCE: CANCER WAITING TIMES DATABASE", "NOTES:", "(1) - area"]) + "\n"
    )


def breakdowns(
    publication: Publication, indicator: str, organisation: str
) -> dict[tuple[str, str], tuple[float, float]]:
    """Numerator and denominator by dimension and member, the headline included."""
    rows = publication.observations
    mine = rows[(rows["indicator"] == indicator) & (rows["organisation"] == organisation)]
    columns = ["dimension", "member", "numerator", "denominator"]
    return {
        (dimension, member): (numerator, denominator)
        for dimension, member, numerator, denominator in mine[columns].to_numpy()
    }


def time_series() -> Rows:
    """August to October 2023, wide: 80, 100 and 120 patients of QU9, and more of the others."""
    months: list[object] = [date(2023, 8, 1), "", "", "Sep-23", "", "", date(2023, 10, 1), ""]
    labels: list[object] = ["Total Told", "Within Standard", "Performance"] * 3
    rows: Rows = []
    for code, name, more in (("QU9", "BOB ICB", 0), ("QUA", "BC ICB", 40), ("UNKNOWN", "", -20)):
        totals = [each + more for each in (80, 100, 120)]
        cells = [cell for n in totals for cell in (n, n * 3 // 4, 0.75)]
        rows.append([code, name, "", *cells])
    totals = [sum(int(str(row[place])) for row in rows) for place in (3, 6, 9)]
    england = [cell for n in totals for cell in (n, n * 3 // 4, 0.75)]
    heading: list[object] = ["ODS Code", "Integrated Care Board (ICB) Commissioning Hub", ""]
    return [
        ["Cancer waiting times time series with revisions"],
        ["BASIS: COMMISSIONER"],
        [],
        ["", "", "", *months],
        [*heading, *labels],
        *rows,
        [],
        ["", "England", "", *england],
    ]


def combined_rows() -> list[str]:
    """April 2026: two trusts, two boards, the unknown, and England by either basis."""
    lines = []
    for basis, bodies in (
        ("Provider", {"RTH": 60, "RNA": 40, "Total": 100}),
        ("Commissioner", {"QU9": 70, "QUA": 20, "UNKNOWN": 10, "Total": 100}),
    ):
        for code, n in bodies.items():
            start = f"01/04/2026,{basis},{code},{code} NAME,"
            start += "SOUTH EAST"
            lines += [
                f"{start},FDS,All Cancers,All Routes,,{10 * n},{8 * n}",
                f"{start},62D,All Cancers,All Routes,All Modalities,{2 * n},{n}",
                f"{start},62D,All Cancers,Urgent Suspected Cancer,All Modalities,{n},{n / 2}",
                f"{start},62D,Breast,All Routes,All Modalities,{n / 2},{n / 2}",
                f"{start},62D,Breast,Urgent Suspected Cancer,Surgery,{n / 2},{n / 2}",
                f"{start},USC,All Cancers,All Routes,,{n},{n}",
            ]
    return lines


def write_combined(path: Path, lines: list[str], header: str = COMBINED_HEADER) -> Path:
    path.write_text("\r\n".join([header, *lines]) + "\r\n", encoding="utf-8-sig")
    return path


def extract_rows(month: object = date(2023, 11, 1)) -> Rows:
    """Two trusts: no row of the whole, but cancers by stage and stages by modality."""
    rows: Rows = []
    for code, n in (("RTH", 10), ("RNA", 20)):
        for cancer, way, modality, times in (
            ("Breast", "First Treatment", "ALL MODALITIES", 2),
            ("Lung", "First Treatment", "ALL MODALITIES", 1),
            ("Breast", "Subsequent Treatment", "ALL MODALITIES", 1),
            ("ALL CANCERS", "First Treatment", "Surgery", 3),
            ("ALL CANCERS", "Subsequent Treatment", "Other", 1),
        ):
            counts = [n * times, n * times - 2, 2]
            rows.append([month, "31-day Combined", code, modality, cancer, way, *counts])
        fds = [month, "28-day FDS", code, None]
        rows.append([*fds, "Suspected skin cancer", "URGENT SUSPECTED CANCER", 4 * n, 3 * n, n])
        rows.append([*fds, "Suspected lung cancer", "NATIONAL SCREENING PROGRAMME", n, n, 0])
    return rows
