"""What can be said of each point?"""

from collections.abc import Sequence

from dashboard.calculations.spc.model import JudgedPoint, Variation
from dashboard.calculations.spc.phases import JudgedPhase
from dashboard.calculations.spc.seasonal import Seasons
from dashboard.calculations.spc.series import Series
from dashboard.indicators.registry import Direction

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
) -> tuple[JudgedPoint, ...]:
    """Every point, those before a break and of phases without limits as not judged."""
    first = series.first if phases else len(series.points)
    before = [_not_judged(series, place, _NO_BAND) for place in range(first)]
    for phase in phases:
        before.extend(_points_of(series, phase, direction, seasons))
    return tuple(before)


def _points_of(
    series: Series, phase: JudgedPhase, direction: Direction, seasons: Seasons
) -> list[JudgedPoint]:
    first, last = phase.stretch.first, phase.stretch.last
    band, judged = _band(phase), not phase.reason
    low, high = _VARIATIONS[direction]
    signals_of, values, ghosts = phase.signals.get, series.values, series.ghosts
    points = []
    for place, (start, end, value, _) in enumerate(series.points[first : last + 1], first):
        mean, lower, upper = _bent(band, place, seasons) if seasons.effects else band
        signals, variation = signals_of(place, ()), Variation.NOT_JUDGED
        if signals:
            variation = high if signals[0].high else low
        elif judged and values[place] is not None:
            variation = Variation.COMMON_CAUSE
        points.append(
            JudgedPoint(value, mean, lower, upper, signals, variation, ghosts[place], start, end)
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


def _bent(band: Band, place: int, seasons: Seasons) -> Band:
    """The lines with the season of a point; none in a month that never has a figure."""
    effect = seasons.effects.get(seasons.months[place])
    mean, lower, upper = band
    if effect is None or mean is None or lower is None or upper is None:
        return _NO_BAND
    return mean + effect, lower + effect, upper + effect
