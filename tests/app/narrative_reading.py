"""What does a narrative say, read by somebody who knows the rows of /api/v1/series alone?"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.indicators.registry import Direction, Indicator, Unit
from dashboard.periods import financial_year, long_date, long_month
from dashboard.services.desk.model import ExceptionRow, Narrative, Sentence

Row = dict[str, Any]


class Said(NamedTuple):
    """A narrative and the rows of the same line, up to the as-at date; of: its indicator."""

    exception: ExceptionRow
    narrative: Narrative
    of: Indicator
    rows: Sequence[Row]
    as_at: date

    @property
    def figures(self) -> list[Row]:
        return [row for row in self.rows if row["value"] is not None]

    @property
    def latest(self) -> Row:
        return self.figures[-1]

    @property
    def sentences(self) -> list[Sentence]:
        return [*self.narrative.board, *self.narrative.analyst]

    def texts(self, kind: str) -> list[str]:
        return [each.text for each in self.sentences if each.kind == kind]

    def __str__(self) -> str:
        return f"{self.exception.place} {self.of.id}"


def size(number: float, of: Indicator) -> str:
    """Without sign and unit."""
    if of.unit is Unit.PERCENT:
        return f"{abs(number):,.{of.decimals}f}"
    assert of.unit is Unit.COUNT, of.id
    return f"{abs(number):,.0f}"


def people(number: float) -> str:
    return f"{round(abs(number)):,}" if abs(number) > 0.5 else "under 1"


def when(row: Row) -> str:
    """The period as a sentence names it."""
    start, end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    if row["grain"] == "month":
        return long_month(start)
    assert row["grain"] == "year", row
    if (end.month, end.day) != (3, 31) and start.month == 4:
        return f"{start:%b %y} to {end:%b %y}"
    return financial_year(start) if start.month == 4 else str(start.year)


def year_before(row: Row, rows: Sequence[Row]) -> Row | None:
    start = date.fromisoformat(row["period_start"])
    wanted = start.replace(year=start.year - 1).isoformat()
    found = next((each for each in rows if each["period_start"] == wanted), None)
    return found if found and found["value"] is not None else None


def meets_plan(row: Row, of: Indicator) -> bool | None:
    points = row["points_from_plan"]
    if points is None or of.direction is Direction.NEUTRAL:
        return None
    return bool(points >= -1e-9 if of.direction is Direction.UP else points <= 1e-9)


def meets_standard(row: Row, of: Indicator) -> bool | None:
    level, value = row["standard_value"], row["value"]
    standard = of.standard_for(date.fromisoformat(row["period_end"]))
    if level is None or value is None or standard is None:
        return None
    near = 1e-9 * max(1.0, abs(level))
    met: dict[str, bool] = {
        ">=": value >= level - near,
        "<=": value <= level + near,
        "<": value < level - near,
        ">": value > level + near,
    }
    return met[standard.comparator]


def tokens(text: str, *names: str) -> set[str]:
    """Every number of a text, without those that stand in names and in words of other people."""
    text = re.sub("“[^”]*”", "", text)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return set(re.findall(r"\d[\d,.:/]*(?<![,.:/])", text))


def in_words(day: str) -> str:
    return long_date(date.fromisoformat(day))
