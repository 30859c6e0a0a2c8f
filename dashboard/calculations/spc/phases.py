"""What are the limits of each phase, and which of its points are more than chance?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.calculations.spc.model import Limits, Phase, Settings, Signal
from dashboard.calculations.spc.reasons import few_figures, without_limits
from dashboard.calculations.spc.rules import reach, signals_in
from dashboard.calculations.spc.series import FEWEST, Series, Stretch, counted, runs
from dashboard.calculations.spc.xmr import Lines, Run, lines, process_limits
from dashboard.once import once
from dashboard.periods import Grain

Values = Sequence[float | None]


@dataclass(frozen=True)
class JudgedPhase:
    """reason: why it has no icons, empty where it has.

    judged: figures that follow one another, by the place of the first; none without icons.
    than: what they are held against. length: how many points make a shift or a trend.
    """

    stretch: Stretch
    limits: Limits | None
    reason: str
    judged: Mapping[int, Run]
    than: Lines | None = None
    length: int = 0

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

    @once
    def signals(self) -> dict[int, tuple[Signal, ...]]:
        """By place, of points with any."""
        return {
            first + place: signals
            for first, run in self.judged.items()
            for place, signals in self._signals_in(run).items()
        }

    def signals_of_latest(self) -> tuple[Signal, ...]:
        """Of the last figure, which is all that a summary of forty series asks for."""
        if not self.judged:
            return ()
        run = self.judged[max(self.judged)]
        recent = run[-reach(self.length) :]
        return self._signals_in(recent).get(len(recent) - 1, ())

    def _signals_in(self, run: Run) -> dict[int, tuple[Signal, ...]]:
        return signals_in(run, self.than, self.length) if self.than else {}


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
    if reason:
        return JudgedPhase(stretch, limits, reason, {})
    return JudgedPhase(stretch, limits, "", whole, lines(limits, noise), settings.run)
