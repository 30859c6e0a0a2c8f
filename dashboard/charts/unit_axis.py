"""How is an axis of values marked in the indicator's unit?"""

from collections.abc import Iterator
from typing import Any

from dashboard.charts.chart import value_axis
from dashboard.indicators.registry import Indicator, Unit
from dashboard.services.wording.units import clock

_CLOCK_STEPS = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400)  # seconds
_MOST_TICKS = 7


def unit_axis(low: float, high: float, indicator: Indicator, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """An axis of values, marked in the indicator's unit; its title says what no label says."""
    if indicator.unit is Unit.SECONDS:
        ticks = list(_clock_ticks(low, high, more.get("nticks", _MOST_TICKS)))
        marks = {"tickvals": ticks, "ticktext": [clock(tick) for tick in ticks]}
        return value_axis(low, high, "", **{**more, **marks})
    suffix = "%" if indicator.unit is Unit.PERCENT else ""
    return value_axis(low, high, suffix, **more)


def _clock_ticks(low: float, high: float, most: int) -> Iterator[int]:
    span = high - low
    step = next((step for step in _CLOCK_STEPS if span / step <= most), _CLOCK_STEPS[-1])
    tick = -int(-low // step) * step
    while tick <= high:
        yield tick
        tick += step
