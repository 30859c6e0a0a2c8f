"""The figures behind a chart, period by period."""

from collections.abc import Iterable, Sequence
from itertools import chain, compress

from dashboard.charts.chart import Column, Table
from dashboard.charts.written import Written, honest_values
from dashboard.indicators.registry import Unit
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.wording import units, words

_NAMES = (
    "Where",
    "Period",
    "Numerator",
    "Denominator",
    "Actual",
    "Status",
    "Plan numerator",
    "Plan denominator",
    "Plan",
    "From plan",
    "People from plan",
    "By activity",
    "Standard",
    "England",
    "Plan version",
)
_WORDS = ("Where", "Period", "Status", "People from plan", "By activity", "Plan version")
_COLUMNS = tuple(Column(name, name not in _WORDS) for name in _NAMES)
_POINTS = Column("Points from plan", True)
Texts = Sequence[str]


def figures_table(said: Sequence[Written], caption: str, england: Line | None = None) -> Table:
    """One row per line and period, the newest first; a column nobody fills is left out.

    england: whose values stand beside those of the same periods.
    """
    indicator = said[0].line.indicator
    columns = [_POINTS if each.label == "From plan" and indicator.unit is Unit.PERCENT else each
               for each in _COLUMNS]  # fmt: skip
    of_lines = [_columns(each, len(said) > 1, england) for each in said]
    by_column = [list(chain.from_iterable(each)) for each in zip(*of_lines, strict=True)]
    keep = [any(cells) for cells in by_column]
    lines = [each.line for each in said]
    return Table(
        f"{caption}{illustrative([*lines, *([england] if england else [])])}",
        tuple(compress(columns, keep)),
        tuple(zip(*compress(by_column, keep), strict=True)),
    )


def _columns(said: Written, several: bool, england: Line | None) -> Iterable[Texts]:
    """The cells of a line by column, the newest first."""
    line, points = said.line, said.line.points
    nothing: Texts = [""] * len(points)
    ratio = line.indicator.unit is not Unit.COUNT
    against = [point.against for point in points]
    versions = {version.slug: version.name for version in line.plan_versions}
    more = words.more_or_fewer
    columns: tuple[Texts, ...] = (
        [line.name] * len(points) if several else nothing,
        [point.label for point in points],
        said.numerators if ratio else nothing,
        said.denominators if ratio else nothing,
        said.values,
        [_status(point) for point in points],
        units.counts([point.plan_numerator for point in points]) if ratio else nothing,
        units.counts([point.plan_denominator for point in points]) if ratio else nothing,
        said.plans,
        units.differences([each.points for each in against], line.indicator),
        [each.reason if each.patients is None else more(each.patients) for each in against],
        ["" if each.activity is None else more(each.activity) for each in against],
        _standards(line),
        _beside(line, england),
        [versions.get(point.plan_version, "") for point in points],
    )
    return (column[::-1] for column in columns)


def _standards(line: Line) -> Texts:
    """One object stands for all the periods in which it is in force."""
    standards = [point.standard for point in line.points]
    apart = {id(each): each for each in standards if each}
    texts = {key: words.standard_text(each, line.indicator) for key, each in apart.items()}
    return [texts.get(id(each), "") for each in standards]


def _beside(line: Line, england: Line | None) -> Texts:
    if england is None:
        return [""] * len(line.points)
    values = honest_values(england.points, england.indicator)
    there = {point.end: value for point, value in zip(england.points, values, strict=True)}
    return [there.get(point.end, "") for point in line.points]


def illustrative(lines: Sequence[Line]) -> str:
    """What of the lines is made up, as the end of a caption."""
    actual = any(line.actual_illustrative for line in lines)
    plan = any(line.plan_illustrative for line in lines)
    if not actual and not plan:
        return ""
    what = "actuals and plans" if actual and plan else "actuals" if actual else "plans"
    return f" ({what} are illustrative)"


def _status(point: Point) -> str:
    if point.value is None:
        return words.absence(point)
    if point.missing or point.lacking:
        return f"without {', '.join([*point.missing, *point.lacking])}"
    return point.status
