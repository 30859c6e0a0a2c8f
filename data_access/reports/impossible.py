"""Which figures cannot be so, whatever they are of?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from dashboard.indicators.registry import Family, IndicatorRegistry, Unit
from dashboard.periods import Grain, period_end, period_label
from data_access.reports.text import count, quantity
from data_access.tables import LoadRow, ObservationRow, SeriesRow

_SHOWN = 10  # figures that are shown of each kind
_SHARES = (Family.RATIO_FLOW, Family.RATIO_STOCK)
# Before the National Health Service there was nothing to count.
_EARLIEST = date(1948, 7, 5)

NEGATIVE = "Less than nothing"
EXCEEDS = "More than those they are among"
NO_SHARE = "A percentage below 0 or above 100"
FUTURE = "Of a period that has not begun"
ANCIENT = "Of a period before July 1948"


@dataclass(frozen=True, slots=True)
class Impossible:
    """Figures of one kind. lines: the first of them, with place, period, numbers and file."""

    what: str
    many: int
    lines: tuple[str, ...]


def impossible_figures(
    connection: Connection, indicators: IndicatorRegistry, as_at: date
) -> Iterator[Impossible]:
    """as_at: a period that begins after it has not begun."""
    for what, wrong in _tests(indicators, as_at).items():
        many = connection.execute(_query(wrong, func.count())).scalar_one()
        if many:
            rows = connection.execute(_query(wrong, *_SAID).order_by(*_ORDER).limit(_SHOWN))
            yield Impossible(what, many, tuple(_line(*row) for row in rows))


def impossible_lines(found: list[Impossible]) -> Iterator[str]:
    for each in found:
        yield f"{each.what}: {count(each.many, 'figure')}"
        yield from (f"  {line}" for line in each.lines)
        if each.many > len(each.lines):
            yield f"  and {each.many - len(each.lines):,} more"


def _tests(indicators: IndicatorRegistry, as_at: date) -> dict[str, ColumnElement[bool]]:
    point = ObservationRow
    shares = [
        each.id
        for each in indicators.values()
        if each.unit is Unit.PERCENT and each.aggregation in _SHARES and not each.may_exceed
    ]
    is_share = SeriesRow.indicator.in_(shares)
    return {
        NEGATIVE: or_(point.numerator < 0, point.denominator < 0, point.value < 0),
        EXCEEDS: and_(is_share, point.numerator > point.denominator),
        NO_SHARE: and_(is_share, point.value > 100),
        FUTURE: point.period_start > as_at,
        ANCIENT: point.period_start < _EARLIEST,
    }


_SAID = (
    SeriesRow.indicator,
    SeriesRow.organisation,
    SeriesRow.provider,
    case((SeriesRow.dimension == "", ""), else_=SeriesRow.dimension + ":" + SeriesRow.member),
    SeriesRow.grain,
    ObservationRow.period_start,
    ObservationRow.numerator,
    ObservationRow.denominator,
    ObservationRow.value,
    LoadRow.file_name,
)
_ORDER = (SeriesRow.indicator, SeriesRow.id, ObservationRow.period_start)


def _query(wrong: ColumnElement[bool], *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    return (
        select(*columns)
        .select_from(ObservationRow)
        .join(SeriesRow, SeriesRow.id == ObservationRow.series_id)
        .join(LoadRow, LoadRow.id == ObservationRow.load_id)
        .where(SeriesRow.kind == "actual", ~SeriesRow.retired, wrong)
    )


def _line(
    indicator: str,
    organisation: str,
    provider: str,
    part: str,
    grain: str,
    start: date,
    numerator: float | None,
    denominator: float | None,
    value: float | None,
    file: str,
) -> str:
    place = ", ".join(filter(None, (organisation, provider, part)))
    period = period_label(start, period_end(start, Grain(grain)), Grain(grain))
    counts = f"{quantity(numerator)} of {quantity(denominator)}"
    said = quantity(value) if value is not None else counts
    return f"{indicator}, {place}, {period}: {said} ({file})"
