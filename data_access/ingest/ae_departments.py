"""Which columns of an A&E workbook are of which type of department?"""

import re

import pandas as pd

from data_access.ingest.ae_types import TOLERANCE, TYPE_NAMES, TYPES
from data_access.ingest.cells import numbers
from data_access.ingest.errors import FileRefused
from data_access.ingest.layout import Table
from data_access.ingest.rejects import SetAside

Group = dict[str, int]

_DEPARTMENT = re.compile(r"type (\d)\b")
_MEMBER_OF = {"1": "type1", "2": "type2"}
_WITHIN = re.compile(r"<|less|within", re.IGNORECASE)
_OVER = re.compile(r">|greater|over|more", re.IGNORECASE)


def department_groups(of: Table, first: int = 0, last: int | None = None) -> dict[str, Group]:
    """Columns by type under `attendances`, `within` and `over` four hours, each with its `total`.

    A group is three types and the total that ends it, whose name tells which group it is; the
    row above, where it is written too, is merged cells. Refused when a column of one is missing.
    """
    groups: dict[str, Group] = {}
    group: Group = {}
    for place, name in list(enumerate(of.heading.names))[first:last]:
        if found := _DEPARTMENT.match(name):
            member = _MEMBER_OF.get(found[1], "other")
            if member in group:
                raise _unlike(of, "a column of total attendances", place)
            group[member] = place
        elif name.startswith("total attendances"):
            missing = next((member for member in TYPES if member not in group), None)
            if missing:
                raise _unlike(of, f'a column of "{TYPE_NAMES[missing]}"', place)
            groups.setdefault(_kind(of.heading.written[place]), {**group, "total": place})
            group = {}
    if group:
        raise _unlike(of, "a column of total attendances", max(group.values()))
    return groups


def _unlike(of: Table, expected: str, place: int) -> FileRefused:
    column = of.heading.written[place]
    return of.refusal(f"{expected} beside this", "none", of.heading.row, column)


def _kind(written: str) -> str:
    if _WITHIN.search(written):
        return "within"
    return "over" if _OVER.search(written) else "attendances"


def group_counts(of: Table, groups: dict[str, Group], aside: SetAside) -> pd.DataFrame:
    """`attendances_type1` ... of every row, set aside where the types miss their total."""
    found: dict[str, pd.Series] = {}
    for measure, group in groups.items():
        for member, place in group.items():
            column = amounts(of.body[place])
            found[f"{measure}_{member}"] = column
            aside.add(column.isna(), of.heading.written[place], "not a count")
        parts = sum(found[f"{measure}_{member}"] for member in TYPES)
        differs = (parts - found[f"{measure}_total"]).abs() > TOLERANCE
        header = of.heading.written[group["total"]]
        aside.add(differs, header, "the types do not add up to the total")
    return pd.DataFrame(found)


def amounts(column: pd.Series) -> pd.Series:
    """Numbers of 0 and more, whole or not; missing where the cell is anything else."""
    found = numbers(column)
    return found.where(found >= 0)
