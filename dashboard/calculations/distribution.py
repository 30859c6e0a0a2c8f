"""How long had people waited, when only the number in each weekly band is known?

Bands are counts of people who had waited 0, 1, 2 ... whole weeks. The last has no upper end: it
begins where the closed ones stop, so 53 bands end with one of 52 weeks and more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.calculations.exact import exact

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Percentile:
    """weeks: None where nobody waits, and where the percentile lies in the last band.

    open_from: the weeks from which the last band begins, where the percentile lies in it.
    """

    weeks: float | None
    open_from: int | None = None


def percentile(bands: Sequence[int], share: float) -> Percentile:
    """The wait that a share (0-1) of the people did not exceed, as far as the bands tell.

    Source: definitions of the NHS England RTT statistics; interpolated within the band in which
    the share is first reached, and never a number in the last one.
    """
    weeks, total = percentiles(np.array([bands], dtype=np.int64), share)[0], sum(bands)
    if np.isfinite(weeks):
        return Percentile(float(weeks))
    return Percentile(None, len(bands) - 1 if total else None)


def percentiles(bands: Counts, share: float) -> npt.NDArray[np.float64]:
    """The same for many: one row of bands each.

    Weeks; not a number where nobody waits or the percentile lies in the last band.
    """
    # In whole numbers, for 0.92 of 25 people is 23 of them, not a little more.
    ratio = exact(share)
    parts, whole = ratio.numerator, ratio.denominator
    bands = bands.astype(np.int64)
    cumulative = bands.cumsum(axis=1)
    target = cumulative[:, -1:] * parts
    week = ((cumulative * whole >= target) & (bands > 0)).argmax(axis=1)[:, None]
    within = np.take_along_axis(bands, week, axis=1)
    before = np.take_along_axis(cumulative, week, axis=1) - within
    closed = (within > 0) & (week < bands.shape[1] - 1)
    into = (target - before * whole) / (np.where(closed, within, 1) * whole)
    weeks: npt.NDArray[np.float64] = np.where(closed, week + into, np.nan)[:, 0]
    return weeks


def within(bands: Sequence[int], weeks: int) -> int:
    """How many had waited less than a number of whole weeks.

    Raises ValueError where the last band begins before then, and cannot tell.
    """
    if weeks > len(bands) - 1:
        raise ValueError(f"bands that end at {len(bands) - 1} weeks cannot tell {weeks}")
    return sum(bands[:weeks])


def add_bands(*parts: Sequence[int]) -> tuple[int, ...]:
    """The people of all parts together, with a last band that begins where the earliest does."""
    last = min(map(len, parts), default=1) - 1
    closed = (sum(part[week] for part in parts) for week in range(last))
    return (*closed, sum(sum(part[last:]) for part in parts))
