"""What can be said of each point?"""

from collections.abc import Sequence

from dashboard.calculations.spc.model import JudgedPoint, Signal, Variation
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
_UNKNOWN, _CHANCE = Variation.NOT_JUDGED, Variation.COMMON_CAUSE
Band = tuple[float | None, float | None, float | None]
_NO_BAND: Band = (None, None, None)


def judged_points(
    series: Series, phases: Sequence[JudgedPhase], direction: Direction, seasons: Seasons
) -> tuple[JudgedPoint, ...]:
    """Every point; those before a break and of phases without icons are not judged."""
    size = len(series.starts)
    bands: list[Band] = [_NO_BAND] * size
    signals: list[tuple[Signal, ...]] = [()] * size
    variations = [_UNKNOWN] * size
    for phase in phases:
        places = slice(phase.stretch.first, phase.stretch.last + 1)
        bands[places] = _bands(phase, seasons, places)
        if not phase.reason:
            _judge(phase, series.values, direction, places, signals, variations)
    means, lowers, uppers = zip(*bands, strict=True) if bands else ((), (), ())
    # Column by column: a click has some forty series of three years.
    return tuple(
        map(
            JudgedPoint,
            series.shown,
            means,
            lowers,
            uppers,
            signals,
            variations,
            series.ghosts,
            series.starts,
            series.ends,
        )
    )


def latest_point(
    place: int,
    series: Series,
    phases: Sequence[JudgedPhase],
    direction: Direction,
    seasons: Seasons,
) -> JudgedPoint:
    """One of them alone. place: of the last figure that counts."""
    phase = next((p for p in phases if p.stretch.first <= place <= p.stretch.last), None)
    (band,) = _bands(phase, seasons, slice(place, place + 1)) if phase else [_NO_BAND]
    signals: tuple[Signal, ...] = ()
    variation = _UNKNOWN
    if phase and not phase.reason:
        signals = phase.signals_of_latest()
        variation = _VARIATIONS[direction][signals[0].high] if signals else _CHANCE
    ends = series.ghosts[place], series.starts[place], series.ends[place]
    return JudgedPoint(series.shown[place], *band, signals, variation, *ends)


def _bands(phase: JudgedPhase, seasons: Seasons, places: slice) -> list[Band]:
    if phase.limits is None:
        return [_NO_BAND] * (places.stop - places.start)
    mean, lower, upper = phase.limits.mean, phase.limits.lower, phase.limits.upper
    if not seasons.months:
        return [(mean, lower, upper)] * (places.stop - places.start)
    # A month that never has a figure has no effect and no lines.
    return [
        _NO_BAND if effect is None else (mean + effect, lower + effect, upper + effect)
        for effect in seasons.taken[places]
    ]


def _judge(
    phase: JudgedPhase,
    values: Sequence[float | None],
    direction: Direction,
    places: slice,
    signals: list[tuple[Signal, ...]],
    variations: list[Variation],
) -> None:
    """Fills in what the phase says of its own points."""
    variations[places] = [
        Variation.NOT_JUDGED if value is None else Variation.COMMON_CAUSE
        for value in values[places]
    ]
    for place, found in phase.signals.items():
        signals[place] = found
        variations[place] = _VARIATIONS[direction][found[0].high]
