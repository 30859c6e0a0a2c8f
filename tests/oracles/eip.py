"""Early intervention totals, recomputed slowly from the file's own rows."""

import csv
from collections import defaultdict
from pathlib import Path

Key = tuple[str, str, str]


def eip_totals(path: Path) -> tuple[dict[Key, tuple[int, int]], dict[Key, int]]:
    """By organisation, year and month: seen within two weeks and completed; and the number waiting.

    Organisations are commissioners, providers and `England`.
    """
    completed: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    waiting: dict[Key, int] = defaultdict(int)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            _, month, year = row["Date"].split("/")
            for organisation in (row["Org_Code"], row["Provider_Org_code"], "England"):
                key = (organisation, year, month)
                if row["Description"] == "EIP pathways completed this month":
                    completed[key][0] += int(row["Gt_0_1_Weeks"]) + int(row["Gt_1_2_Weeks"])
                    completed[key][1] += int(row["Total_Pathways"])
                else:
                    waiting[key] += int(row["Total_Pathways"])
    return {key: (counts[0], counts[1]) for key, counts in completed.items()}, dict(waiting)
