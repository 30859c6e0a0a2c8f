"""The figures behind a chart, period by period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import compress

from dashboard.charts import units, words
from dashboard.charts.chart import Column, Table
from dashboard.indicators.registry import Unit
from dashboard.services.line import Line
from dashboard.services.points import Point


def figures_table(lines: Sequence[Line], caption: str, england: Line | None = None) -> Table:
    """One row per line and period, the newest first; a column nobody fills is left out.

    england: whose values stand beside those of the same periods.
    """
    several = len(lines) > 1
    indicator = lines[0].indicator
    ratio = indicator.unit is not Unit.COUNT
    points = "Points from plan" if indicator.unit is Unit.PERCENT else "From plan"
    columns = [
        *([Column("Where")] if several else []),
        Column("Period"),
        *([Column("Numerator", True), Column("Denominator", True)] if ratio else []),
        Column("Actual", True),
        Column("Status"),
        *([Column("Plan numerator", True), Column("Plan denominator", True)] if ratio else []),
        Column("Plan", True),
        Column(points, True),
        Column("People from plan"),
        Column("By activity"),
        Column("Standard", True),
        Column("England", True),
        Column("Plan version"),
    ]
    beside = _by_end(england)
    rows = [row for line in lines for row in _rows(line, several, ratio, beside)]
    # By column, so that those that nobody fills are found and left out in one go.
    by_column = list(zip(*rows, strict=True))
    keep = [any(cells) for cells in by_column]
    return Table(
        f"{caption}{illustrative([*lines, *([england] if england else [])])}",
        tuple(compress(columns, keep)),
        tuple(zip(*compress(by_column, keep), strict=True)),
    )


def illustrative(lines: Sequence[Line]) -> str:
    """What of the lines is made up, as the end of a caption."""
    actual = any(line.actual_illustrative for line in lines)
    plan = any(line.plan_illustrative for line in lines)
    if not actual and not plan:
        return ""
    what = "actuals and plans" if actual and plan else "actuals" if actual else "plans"
    return f" ({what} are illustrative)"


def _by_end(england: Line | None) -> dict[date, str]:
    if england is None:
        return {}
    return {each.end: words.honest_value(each, england.indicator) for each in england.points}


def _rows(
    line: Line, several: bool, ratio: bool, england: Mapping[date, str]
) -> Iterator[list[str]]:
    versions = {version.slug: version.name for version in line.plan_versions}
    standards = {words.level_of(p.standard): p.standard for p in line.points if p.standard}
    levels = {v: words.standard_text(each, line.indicator) for v, each in standards.items()}
    name = [line.name] if several else []
    for point in reversed(line.points):
        level = levels[words.level_of(point.standard)] if point.standard else ""
        version = versions.get(point.plan_version, "")
        yield [*name, *_row(point, line, ratio), level, england.get(point.end, ""), version]


def _row(point: Point, line: Line, ratio: bool) -> list[str]:
    """Up to the difference from plan, in performance and then in activity."""
    counts = [_count(point.numerator), _count(point.denominator)] if ratio else []
    planned = [_count(point.plan_numerator), _count(point.plan_denominator)] if ratio else []
    return [
        point.label,
        *counts,
        words.honest_value(point, line.indicator),
        _status(point),
        *planned,
        units.value(point.plan_value, line.indicator),
        words.points_from_plan(point, line.indicator),
        words.patients_from_plan(point),
        "" if point.by_activity is None else words.more_or_fewer(point.by_activity),
    ]


def _count(number: float | None) -> str:
    return "" if number is None else units.count(number)


def _status(point: Point) -> str:
    if point.value is None:
        return words.absence(point)
    if point.missing or point.lacking:
        return f"without {', '.join([*point.missing, *point.lacking])}"
    return point.status
