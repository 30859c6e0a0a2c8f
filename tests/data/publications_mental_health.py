"""Small files of dementia registers and of talking therapies in the layouts of real ones."""

from collections.abc import Sequence
from pathlib import Path

AREA_HEADER = "INDICATOR,ORG_TYPE,ORG_CODE,NAME,ACH_DATE,MEASURE,VALUE,DQ"
WIDE_HEADER = ",NAME,ORG_TYPE,ACH_DATE,VALUE_REGISTER,VALUE_ESTIMATE"
PRACTICE_HEADER = (
    "ACH_DATE,PRACTICE_CODE,NAME,COMMISSIONER_ORGANISATION_CODE,GEOGRAPHY_CODE,Measure,Value"
)
THERAPY_HEADER = (
    "REPORTING_PERIOD_START,REPORTING_PERIOD_END,GROUP_TYPE,ORG_CODE1,ORG_NAME1,"
    "ORG_CODE2,ORG_NAME2,MEASURE_ID,MEASURE_NAME,MEASURE_VALUE_SUPPRESSED"
)
LAST_OF_APRIL = "2017-04-30"
# Register and estimate; a unitary authority stands in both tiers.
AREAS: list[tuple[str, str, str, float, float]] = [
    ("COUNTRY_GEOGRAPHICAL", "E92000001", "ENGLAND", 300, 450.5),
    ("UTLA", "E08000027", "DUDLEY", 100, 150.0),
    ("LTLA", "E08000027", "DUDLEY", 100, 150.0),
    ("LTLA", "E07000178", "OXFORD", 200, 300.5),
    ("CC", "E10000025", "OXFORDSHIRE", 200, 300.5),
    ("IMD_DECILE", "IMD15-LTLA-D1", "MOST DEPRIVED", 9, 9.0),
]
# Measures of England, and what each half of it has of them.
THERAPIES = {
    "M001,Count_ReferralsReceived": ("202", "100"),
    "M031,Count_AccessingServices": ("121", "60"),
    "M076,Count_FinishedCourseTreatment": ("99", "50"),
    "M179,Count_NotAtCaseness": ("9", "5"),
    "M191,Count_Recovery": ("44", "20"),
    "M192,Percentage_Recovery": ("48.9", "44"),
    "M052,Count_FirstTreatment6WeeksFinishedCourseTreatment": ("90", "45"),
    "M053,Percentage_FirstTreatment6WeeksFinishedCourseTreatment": ("90.9", "90"),
    "M054,Count_FirstTreatment18WeeksFinishedCourseTreatment": ("98", "50"),
    "M193,Count_ReliableRecovery": ("42", "20"),
    "M186,Count_ReliableImprovement": ("66", "35"),
    "M999,Count_SelfReferrals": ("150", "75"),
}


def write_lines(path: Path, header: str, lines: Sequence[str]) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def area_lines(day: str = LAST_OF_APRIL) -> list[str]:
    """Register, estimate and rate of each area."""
    return [
        f"DEMENTIA: 65+ ESTIMATED DIAGNOSIS RATE,{kind},{code},{name},{day},{measure},{value},"
        for kind, code, name, register, estimate in AREAS
        for measure, value in (
            ("DEMENTIA_REGISTER_65_PLUS", register),
            ("DEMENTIA_ESTIMATE_65_PLUS", estimate),
            ("DIAG_RATE_65_PLUS", round(100 * register / estimate, 1)),
            ("DIAG_RATE_65_PLUS_LL", 1),
        )
    ]


def wide_area_lines(day: str = LAST_OF_APRIL) -> list[str]:
    return [
        f"{number},{name},{kind},{day},{register},{estimate}"
        for number, (kind, _, name, register, estimate) in enumerate(AREAS)
    ]


def practice_line(
    value: object,
    practice: str = "K84001",
    day: str = "31/12/2018",
    measure: str = "DEMENTIA_REGISTER_65_PLUS",
    commissioner: str = "10Q",
) -> str:
    return f"{day},{practice},THE HART SURGERY,{commissioner},E38000136,{measure},{value}"


def therapy_line(
    measure: str,
    value: object,
    group: str = "England",
    code: str = "All",
    provider: str = "All",
    month: str = "01/01/2021",
) -> str:
    """measure: its id and name with a comma between."""
    end = month.replace("01/", "31/", 1)
    return f"{month},{end},{group},{code},NAME {code},{provider},NAME {provider},{measure},{value}"


def therapy_lines() -> list[str]:
    """England and two halves of it, by commissioner, by provider and by both."""
    lines = []
    for measure, (england, half) in THERAPIES.items():
        lines.append(therapy_line(measure, england))
        for ccg, provider in (("10Q", "RNU"), ("05C", "RYK")):
            lines += [
                therapy_line(measure, half, "CCG", ccg),
                therapy_line(measure, half, "Provider", provider=provider),
                therapy_line(measure, half, "CCG/Provider", ccg, provider),
            ]
    return lines
