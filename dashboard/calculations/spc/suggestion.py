"""Has a process settled at a new level, so that a rebase could be considered?"""

from collections.abc import Sequence
from datetime import date

from dashboard.calculations.spc.model import Limits
from dashboard.calculations.spc.phases import Values
from dashboard.calculations.spc.series import Series, Stretch, counted
from dashboard.calculations.spc.wording import period, several
from dashboard.periods import Grain, long_date

# How many in a row on one side of the mean, and how many before them.
SETTLED = 8
BEFORE = 12


def suggestion(
    series: Series,
    values: Values,
    phase: Stretch,
    limits: Limits,
    noise: float,
    grain: Grain,
    breaks: Sequence[date],
) -> str:
    """Words that name since when; empty where there is nothing to suggest. Never applied by itself.

    values: what is judged, None where left out. phase: the last, and its limits.
    """
    high, settled = _settled(series, values, phase, limits, noise)
    if len(settled) < SETTLED or counted(values, phase.first, settled[-1] - 1) < BEFORE:
        return ""
    first, last = settled[-1], settled[0]
    since = period(series.starts[first], series.ends[first], grain)
    known = [day for day in breaks if series.starts[first] <= day <= series.ends[last]]
    reason = (
        f"A break in the data is registered on {long_date(max(known))}."
        if known
        else "That needs a known reason."
    )
    return (
        f"A rebase from {since} could be considered: since then "
        f"{several(len(settled), 'figure')} in a row are {'above' if high else 'below'} the mean. "
        f"{reason}"
    )


def _settled(
    series: Series, values: Values, phase: Stretch, limits: Limits, noise: float
) -> tuple[bool, list[int]]:
    """Whether the last figures in a row are above the mean, and their places, the latest first."""
    settled: list[int] = []
    high = False
    for place in range(phase.last, phase.first - 1, -1):
        value = values[place]
        if value is None:
            if settled:
                break
            continue
        if not settled:
            high = value > limits.mean
        if (value - limits.mean if high else limits.mean - value) <= noise:
            break
        settled.append(place)
        if series.apart[place]:
            break
    return high, settled
