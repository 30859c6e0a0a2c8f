"""Where do the figures come from, and when do the next ones come?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.held import Load
from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, next_period, period_end
from dashboard.services.catalogue import Data, grain_of
from dashboard.services.line import Line


@dataclass(frozen=True, slots=True)
class Provenance:
    """loads: the newest first. next_expected: when the period after the latest is due, if one is.

    late: that day had passed by the as-at date.
    """

    loads: tuple[Load, ...]
    last_loaded: date | None
    next_expected: date | None
    late: bool
    data_version: int
    as_at: date


def provenance(data: Data, lines: Iterable[Line], as_at: date) -> Provenance:
    """Of everything the lines show."""
    drawn = list(lines)
    ids = frozenset().union(*[line.loads for line in drawn])
    loads = tuple(reversed(data.store.loads(ids)))
    due = next_expected(drawn[0]) if drawn else None
    return Provenance(
        loads,
        max((load.loaded_on for load in loads), default=None),
        due,
        bool(due and due <= as_at),
        data.store.data_version(),
        as_at,
    )


def next_expected(line: Line) -> date | None:
    """When the figure after the last one is due; None for series that no one promised."""
    if line.last_actual is None:
        return None
    grain = grain_of(line.indicator, str(line.request.view))
    return expected_after(line.last_actual, grain, line.indicator)


def expected_after(last: date, grain: Grain, indicator: Indicator) -> date | None:
    """When the figure after that of the period beginning at `last` is due, if one is promised."""
    if grain not in (Grain.MONTH, Grain.WEEK):
        return None
    return period_end(next_period(last, grain), grain) + timedelta(days=indicator.lag_days)
