"""Is it real, and will it meet its target? One answer for chart, table, matrix and export."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from dashboard.calculations.spc.assurance import assurance, high_is_good
from dashboard.calculations.spc.model import (
    NO_MARKS,
    USUAL,
    Assurance,
    Given,
    Judgement,
    Marks,
    Settings,
    Variation,
)
from dashboard.calculations.spc.phases import JudgedPhase, Values, judged_phase
from dashboard.calculations.spc.points import judged_points, latest_point
from dashboard.calculations.spc.reasons import NO_FIGURE, ON_TARGET, PENDING, UNSUITABLE
from dashboard.calculations.spc.seasonal import (
    NO_SEASONS,
    Seasons,
    has_season,
    seasons_of,
    without_season,
)
from dashboard.calculations.spc.series import Series, baseline_places, series_of, stretches
from dashboard.calculations.spc.suggestion import suggestion
from dashboard.calculations.spc.xmr import noise_of
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain

# Levels and effects are found by turns, which leaves more than the noise of fractions.
_SEASONAL_NOISE = 1000


class _Work(NamedTuple):
    """values: what is judged, None where left out, less the season where there is one."""

    values: Values
    phases: list[JudgedPhase]
    seasons: Seasons
    noise: float


def judged(
    points: Sequence[Given],
    direction: Direction,
    *,
    comparator: str = "",
    target: float | None = None,
    suitable: bool = True,
    why_unsuitable: str = "",
    seasonal: bool = False,
    grain: Grain = Grain.MONTH,
    marks: Marks = NO_MARKS,
    settings: Settings = USUAL,
    breaks: Sequence[date] = (),
    rebase_breaks: Sequence[date] = (),
) -> Judgement:
    """Points, phases and icons of a series, with the reason in words where there is no icon.

    points: in time order, all that is to be judged.
    comparator: of the target, which says what side of it is good; empty: the direction says it.
    target: the one in force, or the next to be met.
    breaks: where a new series begins; only what follows the last is judged.
    rebase_breaks: registered breaks that a suggested rebase may name.
    """
    seasonal = seasonal and has_season(grain)
    series = series_of(points, grain, marks, breaks)
    work = _worked(series, grain, marks, settings, suitable, seasonal)
    assured = _assured(work, target, high_is_good(direction, comparator), suitable)
    latest, told = _latest(series), (series, work.phases, direction, work.seasons)
    last = latest_point(latest, *told) if latest >= 0 else None
    return Judgement(
        drawn=partial(judged_points, *told),
        latest_point=last,
        phases=tuple([phase.phase() for phase in work.phases]),
        variation=last.variation if last else Variation.NOT_JUDGED,
        assurance=assured,
        target=target,
        reason=_reason(work, assured) if suitable else why_unsuitable or UNSUITABLE,
        seasonal=seasonal,
        suggestion=_suggestion(series, work, grain, rebase_breaks),
        left_out=series.left_out,
        latest=latest,
        direction=direction,
        grain=grain,
        marks=marks,
        settings=settings,
    )


def _worked(
    series: Series, grain: Grain, marks: Marks, settings: Settings, suitable: bool, seasonal: bool
) -> _Work:
    """The phases; none where the series does not suit or has no figure."""
    figures = [value for value in series.values[series.first :] if value is not None]
    noise = noise_of(figures) * (_SEASONAL_NOISE if seasonal else 1)
    if not suitable or not figures:
        return _Work(series.values, [], NO_SEASONS, noise)
    kept = baseline_places(series, grain, marks.baseline)
    parts = stretches(series, grain, marks.rebases, kept)
    seasons = seasons_of(series, parts, kept, grain) if seasonal else NO_SEASONS
    if seasons.reason:
        unjudged = [JudgedPhase(part, None, seasons.reason, {}) for part in parts]
        return _Work(series.values, unjudged, seasons, noise)
    values = without_season(series, seasons) if seasonal else series.values
    phases = [
        judged_phase(
            series,
            values,
            part,
            grain=grain,
            settings=settings,
            noise=noise,
        )
        for part in parts
    ]
    return _Work(values, phases, seasons, noise)


def _latest(series: Series) -> int:
    """The last place with a figure that counts; -1 where there is none."""
    for place in range(len(series.values) - 1, series.first - 1, -1):
        if series.values[place] is not None:
            return place
    return -1


def _assured(
    work: _Work, target: float | None, high_is_good: bool | None, suitable: bool
) -> Assurance:
    if not suitable:
        return Assurance.NOT_JUDGED
    if target is None or high_is_good is None:
        return Assurance.NO_TARGET
    limits = work.phases[-1].limits if work.phases else None
    if limits is None or work.phases[-1].reason:
        return Assurance.NOT_JUDGED
    effects = work.seasons.months.values()
    if not effects and limits.upper == limits.lower and abs(target - limits.mean) <= work.noise:
        return Assurance.NOT_JUDGED
    return assurance(limits, target, high_is_good, effects, work.noise)


def _reason(work: _Work, assured: Assurance) -> str:
    if not work.phases:
        return NO_FIGURE
    last = work.phases[-1]
    if not last.reason:
        return ON_TARGET if assured is Assurance.NOT_JUDGED else ""
    pending = assured is Assurance.NOT_JUDGED and last.stretch.mark and not work.seasons.reason
    return f"{PENDING} {last.reason}" if pending else last.reason


def _suggestion(series: Series, work: _Work, grain: Grain, rebase_breaks: Sequence[date]) -> str:
    if not work.phases or work.phases[-1].reason:
        return ""
    last = work.phases[-1]
    assert last.limits is not None
    return suggestion(
        series, work.values, last.stretch, last.limits, work.noise, grain, rebase_breaks
    )
