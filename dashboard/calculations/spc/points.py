"""What can be said of each point?"""

from collections.abc import Sequence

from dashboard.calculations.spc.model import JudgedPoint, Measured, Variation
from dashboard.calculations.spc.phases import JudgedPhase
from dashboard.calculations.spc.seasonal import Seasons, season_day
from dashboard.calculations.spc.series import Series
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain

# What a signal means, low and high.
_VARIATIONS = {
    Direction.UP: (Variation.CONCERN_LOW, Variation.IMPROVEMENT_HIGH),
    Direction.DOWN: (Variation.IMPROVEMENT_LOW, Variation.CONCERN_HIGH),
    Direction.NEUTRAL: (Variation.NEITHER_LOW, Variation.NEITHER_HIGH),
}
Band = tuple[float | None, float | None, float | None]
_NO_BAND: Band = (None, None, None)


def judged_points(
    series: Series,
    phases: Sequence[JudgedPhase],
    direction: Direction,
    seasons: Seasons,
    grain: Grain,
) -> tuple[JudgedPoint, ...]:
    """Every point, those before a break and of phases without limits as not judged."""
    first = series.first if phases else len(series.points)
    before = [_not_judged(series, place, _NO_BAND) for place in range(first)]
    for phase in phases:
        before.extend(_points_of(series, phase, direction, seasons, grain))
    return tuple(before)


def _points_of(
    series: Series, phase: JudgedPhase, direction: Direction, seasons: Seasons, grain: Grain
) -> list[JudgedPoint]:
    band = _band(phase)
    low_and_high = _VARIATIONS[direction]
    points = []
    for place in range(phase.stretch.first, phase.stretch.last + 1):
        point = series.points[place]
        lines = _bent(band, point, seasons, grain) if seasons.effects else band
        if phase.reason or series.values[place] is None:
            points.append(_not_judged(series, place, lines))
            continue
        signals = phase.signals.get(place, ())
        variation = low_and_high[signals[0].high] if signals else Variation.COMMON_CAUSE
        points.append(
            JudgedPoint(point.value, *lines, signals, variation, "", point.start, point.end)
        )
    return points


def _not_judged(series: Series, place: int, band: Band) -> JudgedPoint:
    point = series.points[place]
    return JudgedPoint(
        point.value,
        *band,
        (),
        Variation.NOT_JUDGED,
        series.ghosts[place],
        point.start,
        point.end,
    )


def _band(phase: JudgedPhase) -> Band:
    limits = phase.limits
    return (limits.mean, limits.lower, limits.upper) if limits else _NO_BAND


def _bent(band: Band, point: Measured, seasons: Seasons, grain: Grain) -> Band:
    """The lines with the season of a point; none in a month that never has a figure."""
    mean, lower, upper = band
    effect = seasons.effects.get(season_day(point, grain).month)
    if effect is None or mean is None or lower is None or upper is None:
        return _NO_BAND
    return mean + effect, lower + effect, upper + effect
