"""Which figures does the sample take from the published files and the CCGs' plans?

python -m data_access.sample.derive PATH_TO_PUBLISHED PATH_TO_PLANS

Reads the files by itself, without the readers, so that one can be checked by the other.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from dashboard.indicators.registry import load_indicators
from dashboard.organisations import ENGLAND

HERE = Path(__file__).parent
CCGS = ("10Q", "05C", "04Y", "05V", "05Q")
COLUMNS = (
    "indicator",
    "organisation",
    "period_start",
    "numerator",
    "denominator",
    "value",
    "absent_reason",
)
_COMPLETED = "EIP pathways completed this month"
_IAPT_HEADER = 8
_IAPT_COUNTS = {
    "Referrals Received": "iapt_referrals",
    "First Treatment": "iapt_entering_treatment",
    "Finished a Course of Treatment": "iapt_finished_course",
}
_IAPT_PERCENTAGES = {
    "First Treatment within 6 weeks Finished a Course of Treatment": "iapt_6week",
    "First Treatment within 18 weeks Finished a Course of Treatment": "iapt_18week",
    "Recovery rate": "iapt_recovery",
}

Row = tuple[object, ...]


def eip_rows(published: Path) -> list[Row]:
    """One row per measure, place and month that the publisher has rows for.

    A month in which nobody began treatment keeps its 0 of 0 and says so.
    """
    sums: dict[tuple[str, str, date], list[int]] = {}
    (path,) = sorted((published / "eip").glob("*.csv"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            completed = row["Description"] == _COMPLETED
            indicator = "eip_2week" if completed else "eip_incomplete"
            month = datetime.strptime(row["Date"], "%d/%m/%Y").date()  # noqa: DTZ007
            for place in (ENGLAND, row["Org_Code"]):
                if place in (ENGLAND, *CCGS):
                    within, total = sums.setdefault((indicator, place, month), [0, 0])
                    within += int(row["Gt_0_1_Weeks"]) + int(row["Gt_1_2_Weeks"])
                    sums[indicator, place, month] = [within, total + int(row["Total_Pathways"])]
    return [_eip_row(key, within, total) for key, (within, total) in sorted(sums.items())]


def _eip_row(key: tuple[str, str, date], within: int, total: int) -> Row:
    if key[0] == "eip_incomplete":
        return (*key, total, "", "", "")
    return (*key, within, total, "", "" if total else "no_activity")


def iapt_rows(published: Path) -> list[Row]:
    """One row per measure, place and month; the percentages have no counts behind them."""
    (path,) = sorted((published / "iapt").glob("*.xlsx"))
    table = CalamineWorkbook.from_path(path).get_sheet_by_name("Table 1").to_python(False)
    names = [str(name).strip() for name in table[_IAPT_HEADER - 1]]
    rows: list[Row] = []
    for cells in table[_IAPT_HEADER:]:
        row = dict(zip(names, cells, strict=True))
        if place := _iapt_place(str(row["Group Type"]), str(row["CCG Code"])):
            rows += _iapt_figures(row, place)
    return sorted(rows, key=lambda each: [str(cell) for cell in each[:3]])


def _iapt_place(group: str, code: str) -> str | None:
    if group == "England":
        return ENGLAND
    return code if group == "CCG" and code in CCGS else None


def _iapt_figures(row: Mapping[str, object], place: str) -> Iterator[Row]:
    month = row["Month / Year"]
    for name, indicator in _IAPT_COUNTS.items():
        number, reason = _figure(row[name])
        yield indicator, place, month, number, "", "", reason
    for name, indicator in _IAPT_PERCENTAGES.items():
        number, reason = _figure(row[name])
        yield indicator, place, month, "", "", number, reason


def _figure(cell: object) -> tuple[object, str]:
    """A number as short as it can be written, or the reason why there is none."""
    if str(cell).strip() == "*":
        return "", "suppressed"
    number = float(str(cell))
    return (int(number) if number.is_integer() else number), ""


def write_figures(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def write_plans(plans: Path, folder: Path) -> None:
    """The plan files with the same columns, without the rows whose key has no indicator."""
    indicators = load_indicators().values()
    keys = {key for each in indicators for key in (*each.plan_keys, *each.actual_keys)}
    folder.mkdir(exist_ok=True)
    for name in ("standards", "trajectories", "actuals", "actions", "localities"):
        with (plans / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            kept = [row for row in reader if row.get("standard_key") in {*keys, None}]
            columns = list(reader.fieldnames or [])
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(kept)


if __name__ == "__main__":
    published, plans = map(Path, sys.argv[1:])
    write_figures(HERE / "eip.csv", eip_rows(published))
    write_figures(HERE / "iapt.csv", iapt_rows(published))
    write_plans(plans, HERE / "plans")
