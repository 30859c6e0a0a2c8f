"""What was an action expected to bring, and what happened in those months?"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.calculations.exact import exact
from dashboard.indicators.registry import Direction
from dashboard.periods import Grain, period_end, period_label
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.written.actions import Action, ActionStatus, Effect

_BY_DAYS = (Grain.DAY, Grain.WEEK)


@dataclass(frozen=True, slots=True)
class Expected:
    """One period. point: what happened in it, a figure where there is one yet."""

    point: Point
    value: float

    @property
    def apart(self) -> float | None:
        """What happened less what was expected, in the indicator's unit; not that one is of the
        other's doing."""
        if self.point.value is None:
            return None
        return float(exact(self.point.value) - exact(self.value))


@dataclass(frozen=True, slots=True)
class EffectLine:
    """base: the last figure before the action began. expected: in order of time."""

    action: Action
    base: Point
    expected: tuple[Expected, ...]

    @property
    def latest(self) -> Expected | None:
        """The last period of them that has a figure."""
        return next((e for e in reversed(self.expected) if e.point.value is not None), None)

    @property
    def last(self) -> Expected:
        return self.expected[-1]


def effects_of(actions: Iterable[Action], line: Line) -> tuple[EffectLine, ...]:
    """Of those that are not dropped; of a part of an organisation there are none."""
    if line.request.provider or line.request.dimension:
        return ()
    told = [
        effect_of(each, line)
        for each in actions
        if each.effects and each.status is not ActionStatus.DROPPED
    ]
    return tuple(each for each in told if each is not None)


def effect_of(action: Action, line: Line) -> EffectLine | None:
    """None where no effect is expected, where nothing is known from before it, and where a line is
    of other periods than its indicator's own: the changes of months add up to no year to date.

    line: with its periods from before the action began.
    """
    view, own = str(line.request.view), line.indicator.grain
    if not action.effects or view != own or own in _BY_DAYS:
        return None
    begins = action.start_on or action.effects[0].month
    before = [p for p in line.points if p.end < begins and p.value is not None]
    if not before or before[-1].value is None:
        return None
    base = exact(before[-1].value)
    # Of several months within one period the last counts.
    last = {p.start: (p, each.change) for each in action.effects if (p := _period(each, line))}
    made = tuple(Expected(point, float(base + exact(change))) for point, change in last.values())
    return EffectLine(action, before[-1], made) if made else None


def _period(effect: Effect, line: Line) -> Point | None:
    """A month to come may be one that the line does not reach."""
    month, grain = effect.month, line.indicator.grain
    if grain is Grain.MONTH and line.points[-1].end < month:
        end = period_end(month, grain)
        return Point(month, end, period_label(month, end, grain))
    return next((each for each in line.points if each.start <= month <= each.end), None)


def is_short(expected: Expected, line: Line) -> bool | None:
    """Whether it is worse than expected; None without a figure, and where neither is better."""
    apart, direction = expected.apart, line.indicator.direction
    if apart is None or direction is Direction.NEUTRAL:
        return None
    return apart < 0 if direction is Direction.UP else apart > 0
