"""Small registers of organisations and look-ups in the layouts of the real ones."""

from collections.abc import Sequence
from pathlib import Path

from data_access.ingest.document import Document
from tests.data.publications import Rows, write_workbook

ECCG_NAME, ETR_NAME, EPCN_NAME = "eccg.csv", "etr.csv", "ePCN.xlsx"
NETWORKS = [
    "PCN Code",
    "PCN Name",
    "Current Clinical \nCommissioning \nGroup Code",
    "Clinical\nCommissioning\nGroup Name",
    "Open Date",
    "Close Date",
    "Postcode",
]
PARTNERS = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nCCG Code",
    "Practice\nParent\nCCG Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nCCG Code",
    "PCN Parent\nCCG Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
    "Practice CCG and PCN\nCCG Match ",
]
LOOKUP = "FID,CCG21CD,CCG21CDH,CCG21NM,STP21CD,STP21CDH,STP21NM,NHSER21CD,NHSER21CDH,NHSER21NM"
LOOKUP_ROW = (
    "1,E38000136,10Q,NHS Oxfordshire CCG,E54000044,QU9,"
    '"Buckinghamshire, Oxfordshire and Berkshire West",E40000005,Y59,South East'
)
MAPPING = (
    "NAT_ONS_CODE,NAT_CODE,COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,STP_ODS_CODE,"
    "STP_ONS_CODE,STP_NAME,CCG_ODS_CODE,CCG_ONS_CODE,CCG_NAME,PCN_ODS_CODE,PCN_NAME,"
    "PRACTICE_CODE,PRACTICE_NAME"
)
MAPPING_ROW = (
    "E92000001,ENG,England,Y59,E40000005,South East,QU9,E54000044,BOB,10Q,E38000136,"
    "NHS Oxfordshire CCG,U96099,Henley SonNet PCN,K84001,The Hart Surgery"
)
SYSTEMS = "Code,Name,ICB Code,ICB Name,Region Name"
SYSTEMS_ROW = "RTH,Oxford University Hospitals,QU9,NHS BOB Integrated Care Board,South East Region"
LOCALITIES = "commissioner,locality,practice code,valid from,valid to,source"


def register_row(
    code: str = "10Q",
    name: str = "NHS OXFORDSHIRE CCG",
    opened: str = "20130401",
    closed: str = "",
    icb: str = "QU9",
    region: str = "Y59",
    roles: str = "RO319",
) -> list[str]:
    """The 27 cells of an ODS register without a header."""
    start = [code, name, region, icb, *[""] * 5, "OX4 2LH", opened, closed, "", roles]
    return [*start, *[""] * (27 - len(start))]


def quoted(*rows: Sequence[str]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def written(path: Path, text: str) -> Path:
    """With the byte order mark that the look-ups have."""
    path.write_text(text, encoding="utf-8-sig", newline="")
    return path


def register(folder: Path, *rows: Sequence[str], name: str = ECCG_NAME) -> Document:
    return Document(written(folder / name, quoted(*rows)))


def network(
    code: str = "U96099", name: str = "HENLEY SONNET PCN", closed: str = ""
) -> list[object]:
    return [code, name, "10Q", "NHS OXFORDSHIRE CCG", "20191001", closed, "RG9 2DR"]


def partner(
    practice: str = "K84001",
    pcn: str = "U96099",
    start: object = "20191001",
    end: object = None,
    ccg: str = "10Q",
) -> list[object]:
    names = ("A PRACTICE", f"NHS {ccg} CCG", "A PCN", "NHS OXFORDSHIRE CCG")
    return [
        practice,
        names[0],
        ccg,
        names[1],
        pcn,
        names[2],
        "10Q",
        names[3],
        start,
        end,
        ccg == "10Q",
    ]


def epcn_sheets(networks: Rows, partners: Rows) -> dict[str, Rows]:
    return {
        "PCNDetails": [list(NETWORKS), *networks],
        "PCN Core Partner Details": [list(PARTNERS), *partners],
    }


def write_epcn(folder: Path, networks: Rows, partners: Rows) -> Path:
    return write_workbook(folder / EPCN_NAME, epcn_sheets(networks, partners))
