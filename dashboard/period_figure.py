"""What does one organisation have of one period, beside all the others?"""

from typing import NamedTuple


class PeriodFigure(NamedTuple):
    """Counts, value, status and reason as an Observation has them; load: the one it came with."""

    organisation: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    status: str = "published"
    absent_reason: str | None = None
    load: int = 0
    illustrative: bool = False
