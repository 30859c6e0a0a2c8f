"""Do commissioners, and providers, come to what is published for England?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from dashboard.indicators.registry import Family, Indicator, IndicatorRegistry
from dashboard.organisations import Level
from dashboard.periods import Grain, period_end, period_label
from data_access.ingest.rounding import MOST_SUPPRESSED, ROUNDED_AWAY
from data_access.reports.text import count, quantity
from data_access.tables import ObservationRow, OrganisationRow, SeriesRow

# Sets of organisations that each are the whole of England.
_SETS = {
    Level.COUNTRY: "England",
    Level.CCG: "commissioners",
    Level.OTHER_COMMISSIONER: "commissioners",
    Level.TRUST: "providers",
    Level.LOCAL_AUTHORITY: "local authorities",
}
# Medians and percentiles of parts say nothing of the whole.
_ADDITIVE = frozenset(Family) - {Family.DISTRIBUTION, Family.ROLLING_RATIO, Family.MAPPED}
_SHOWN = 12  # periods with a difference that are shown of each indicator and set

_Period = tuple[str, str, date]  # indicator, grain, first day


@dataclass(frozen=True, slots=True)
class Sum:
    """What a set of organisations comes to. without: of how many there is no figure, and hidden,
    of how many of these it is suppressed."""

    organisations: int
    numerator: float | None
    denominator: float | None
    without: int
    hidden: int

    @property
    def text(self) -> str:
        if self.denominator is None:
            return quantity(self.numerator)
        return f"{quantity(self.numerator)} of {quantity(self.denominator)}"


def england_lines(connection: Connection, indicators: IndicatorRegistry) -> Iterator[str]:
    """For each indicator what agrees, then every difference with both numbers."""
    sums = _sums(connection)
    for (indicator, grain, whom), periods in sorted(_compared(sums, indicators).items()):
        differing = [
            (start, england, parts)
            for start, england, parts in periods
            if _differs(indicators[indicator], england, parts)
        ]
        agreeing = f"{len(periods) - len(differing):,} of {count(len(periods), 'period')} agree"
        yield f"{indicators[indicator].short_name}, England and its {whom}: {agreeing}"
        for start, england, parts in differing[-_SHOWN:]:
            yield f"  {_difference(start, Grain(grain), england, parts, whom)}"
        if len(differing) > _SHOWN:
            yield f"  and {len(differing) - _SHOWN:,} earlier"


def _compared(
    sums: dict[_Period, dict[str, Sum]], indicators: IndicatorRegistry
) -> dict[tuple[str, str, str], list[tuple[date, Sum, Sum]]]:
    """England's figure and that of each set which has counts, by indicator, grain and set."""
    found: dict[tuple[str, str, str], list[tuple[date, Sum, Sum]]] = defaultdict(list)
    for (indicator, grain, start), sets in sums.items():
        if indicator not in indicators or indicators[indicator].aggregation not in _ADDITIVE:
            continue
        england = sets.pop("England", None)
        for whom, parts in sets.items():
            if england and None not in (england.numerator, parts.numerator):
                found[indicator, grain, whom].append((start, england, parts))
    return found


def _sums(connection: Connection) -> dict[_Period, dict[str, Sum]]:
    """By indicator, grain and period, in order: England and the sets that are its parts."""
    found: dict[_Period, dict[str, Sum]] = defaultdict(dict)
    for indicator, grain, start, whom, *figures in connection.execute(_query()):
        found[indicator, grain, start][whom] = Sum(*figures)
    return found


def _query() -> Select[*tuple[Any, ...]]:
    point, series, place = ObservationRow, SeriesRow, OrganisationRow
    whom = case({str(level): name for level, name in _SETS.items()}, value=place.level)
    period = (series.indicator, series.grain, point.period_start, whom.label("whom"))
    return (
        select(
            *period,
            func.count(),
            func.sum(point.numerator),
            func.sum(point.denominator),
            func.sum(case((point.numerator.is_(None), 1), else_=0)),
            func.sum(case((point.absent_reason == "suppressed", 1), else_=0)),
        )
        .join(series, series.id == point.series_id)
        .join(place, place.code == series.organisation)
        .where(
            series.kind == "actual",
            ~series.illustrative,
            series.provider == "",
            series.dimension == "",
            place.level.in_([str(level) for level in _SETS]),
        )
        .group_by(series.indicator, series.grain, point.period_start, "whom")
        .order_by(series.indicator, series.grain, point.period_start)
    )


def _differs(indicator: Indicator, england: Sum, parts: Sum) -> bool:
    return any(
        whole is not None and part is not None and not _within(indicator, whole - part, parts)
        for whole, part in (
            (england.numerator, parts.numerator),
            (england.denominator, parts.denominator),
        )
    )


def _within(indicator: Indicator, short: float, parts: Sum) -> bool:
    """Parts that are rounded and suppressed are off by so much at the most.

    Halves of patients are shared between two trusts, so that sums of floats are not exact.
    """
    rounded = ROUNDED_AWAY * (parts.organisations - parts.hidden) if indicator.suppression else 0
    return -rounded - 0.01 <= short <= rounded + MOST_SUPPRESSED * parts.hidden + 0.01


def _difference(start: date, grain: Grain, england: Sum, parts: Sum, whom: str) -> str:
    period = period_label(start, period_end(start, grain), grain)
    without = f", {parts.without:,} of them without a figure" if parts.without else ""
    summed = f"{whom} {parts.text} (from {parts.organisations:,}{without})"
    return f"{period}: England {england.text}; {summed}"
