"""What are the limits of each phase, and which of its points are more than chance?"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.calculations.spc.model import Limits, Phase, Settings, Signal
from dashboard.calculations.spc.reasons import few_figures, without_limits
from dashboard.calculations.spc.rules import signals_in
from dashboard.calculations.spc.series import FEWEST, Series, Stretch, counted, runs
from dashboard.calculations.spc.xmr import Lines, lines, process_limits
from dashboard.periods import Grain

Values = Sequence[float | None]


class JudgedPhase(NamedTuple):
    """reason: why it has no icons, empty where it has. signals: by place, of points with any."""

    stretch: Stretch
    limits: Limits | None
    reason: str
    signals: dict[int, tuple[Signal, ...]]

    def phase(self) -> Phase:
        stretch, mark = self.stretch, self.stretch.mark
        return Phase(
            stretch.first,
            stretch.last,
            self.limits,
            self.limits is not None and self.reason != "",
            mark.reason if mark else "",
            mark.author if mark else "",
        )


def judged_phase(
    series: Series,
    values: Values,
    stretch: Stretch,
    *,
    grain: Grain,
    settings: Settings,
    noise: float,
) -> JudgedPhase:
    """values: those of the series, or what is left of them without their season."""
    reason = few_figures(series, stretch, grain)
    whole = runs(series, values, stretch.first, stretch.last)
    behind = (
        whole
        if stretch.basis == (stretch.first, stretch.last)
        else runs(series, values, *stretch.basis)
    )
    limits = None
    if counted(values, *stretch.basis) >= FEWEST:
        limits = process_limits(list(behind.values()), noise, settings.screen_outliers)
    if limits is None:
        return JudgedPhase(stretch, None, reason or without_limits(series, stretch), {})
    signals = {} if reason else _signals(whole, lines(limits, noise), settings.run)
    return JudgedPhase(stretch, limits, reason, signals)


def _signals(
    figures: dict[int, list[float]], than: Lines, length: int
) -> dict[int, tuple[Signal, ...]]:
    return {
        first + place: signals
        for first, run in figures.items()
        for place, signals in signals_in(run, than, length).items()
    }
