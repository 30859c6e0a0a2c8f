"""What changed in one indicator between what a board saw and now?

A restatement is never shown as performance: where a standard is crossed, or a signal is there, by
restated figures alone, the sentence of the restatement says so and no other does.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from math import isclose
from typing import NamedTuple

from dashboard.calculations.spc.model import Variation
from dashboard.calculations.spc.words import signal_words
from dashboard.periods import period_end, period_label
from dashboard.services.board.model import Change
from dashboard.services.line import Line
from dashboard.services.points import Point
from dashboard.services.summary import SummaryRow
from dashboard.services.wording import units, words
from dashboard.written.meetings import KeptFigure

_SIDES = {
    Variation.IMPROVEMENT_HIGH: "better",
    Variation.IMPROVEMENT_LOW: "better",
    Variation.CONCERN_HIGH: "worse",
    Variation.CONCERN_LOW: "worse",
}
_MOST_NAMED = 2  # restated periods; more of them are counted


class Seen(NamedTuple):
    """One indicator then and now.

    again: what is judged today of the figures up to the last period that the board saw.
    version: a plan version's name by its slug.
    """

    kept: KeptFigure
    row: SummaryRow
    again: Callable[[], Variation]
    version: Callable[[str], str]

    @property
    def name(self) -> str:
        return self.row.indicator.short_name

    @property
    def old(self) -> Point | None:
        """The last period that the board saw, as it is today."""
        return next((p for p in self.row.line.points if p.start == self.kept.period), None)

    @property
    def new_period(self) -> bool:
        """Whether there is a figure that the board did not see."""
        latest = self.row.latest
        return latest is not None and latest.start != self.kept.period

    @property
    def other_kind(self) -> bool:
        """Whether it showed made-up figures and shows real ones now, or the other way round: the
        two are never held against each other."""
        was, latest = self.kept.illustrative, self.row.latest
        if was is None or self.kept.period is None or latest is None:
            return False
        return was is not self.row.line.actual_illustrative


class Restated(NamedTuple):
    """point: as it is today."""

    point: Point
    was: float


def changes_of(seen: Seen) -> Iterator[Change]:
    """All but that another version of the plan is in force, which is said of many at once."""
    if seen.other_kind:
        yield _change(seen, "restated", _other_kind(seen))
        return
    restated = restated_points(seen.kept, seen.row.line)
    crossed, signal = _crossed(seen), _new_side(seen)
    by_restating = []
    if crossed and _crossed_before(seen, restated):
        by_restating.append(_standing(seen))
    elif crossed:
        yield _change(seen, "crossed_standard", _crossing(seen))
    already = bool(signal) and _SIDES.get(seen.again(), "") == signal
    if signal and already and restated:
        by_restating.append(f"as restated they show a real change for the {signal}")
    elif signal:
        yield _change(seen, "new_signal", _signal(seen, signal, already))
    if text := plan_value_words(seen):
        yield _change(seen, "plan_changed", text)
    if restated:
        yield _change(seen, "restated", _restatement(seen, restated, by_restating))


def _change(seen: Seen, kind: str, text: str) -> Change:
    return Change(kind, seen.row.indicator.id, seen.name, text)


def restated_points(kept: KeptFigure, line: Line) -> tuple[Restated, ...]:
    """Periods that the board saw and that have another figure now, or none any more; the last
    first. What lies before the first point is not shown, and so not withdrawn."""
    there = {point.start: point for point in line.points}
    first = min(there, default=date.max)
    both = [
        Restated(there.get(start) or _withdrawn(start, line), was)
        for start, was in kept.figures
        if start >= first
    ]
    both.sort(key=lambda each: each.point.start, reverse=True)
    return tuple(each for each in both if not _same(each.point.value, each.was))


def _withdrawn(start: date, line: Line) -> Point:
    end = period_end(start, line.indicator.grain)
    return Point(start, end, period_label(start, end, line.indicator.grain))


def _same(now: float | None, was: float) -> bool:
    """Unrounded; what the sum of shares may differ by in its last digit is no restatement."""
    return now is not None and isclose(now, was, rel_tol=1e-12, abs_tol=1e-12)


# Standards


def _crossed(seen: Seen) -> bool:
    """Whether the latest figure stands on the other side of the standard from what was seen."""
    now = seen.row.latest.meets_standard if seen.row.latest else None
    return None not in (now, seen.kept.meets_standard) and now is not seen.kept.meets_standard


def _crossed_before(seen: Seen, restated: Sequence[Restated]) -> bool:
    """Whether that comes of a restatement: the period the board saw is on that side itself now, or
    has no figure to tell by."""
    if seen.kept.period not in {each.point.start for each in restated}:
        return False
    latest, again = seen.row.latest, seen.old.meets_standard if seen.old else None
    return latest is not None and again in (None, latest.meets_standard)


def _level(seen: Seen) -> str:
    standard = seen.row.latest.standard if seen.row.latest else None
    return f"{words.standard_text(standard, seen.row.indicator)} standard" if standard else ""


def _crossing(seen: Seen) -> str:
    """`now misses the 92% standard: 91.0% in March 2020, after 92.3% in February 2020.`"""
    latest, line = seen.row.latest, seen.row.line
    assert latest is not None
    verb = "meets" if latest.meets_standard else "misses"
    here = f"{_value(seen, latest)} {words.at(latest, line)}"
    if not seen.new_period:
        return (
            f"The same figure, {here}, is held against another standard: it {verb} {_level(seen)}."
        )
    after = ""
    if seen.old is not None and seen.old.value is not None:
        after = f", after {_value(seen, seen.old)} {words.at(seen.old, line)}"
    return f"Now {verb} the {_level(seen)}: {here}{after}."


def _standing(seen: Seen) -> str:
    latest = seen.row.latest
    assert latest is not None
    if seen.old is None or seen.old.value is None:
        return "whether it crossed the standard since cannot be told"
    return f"as restated it {'met' if seen.old.meets_standard else 'missed'} the {_level(seen)}"


# Signals


def _new_side(seen: Seen) -> str:
    """`better` or `worse` where that is new; empty otherwise."""
    side = _SIDES.get(seen.row.judged.judgement.variation, "")
    return "" if side == _SIDES.get(_variation(seen.kept.variation), "") else side


def _variation(text: str) -> Variation:
    return Variation(text) if text in list(Variation) else Variation.NOT_JUDGED


def _signal(seen: Seen, side: str, already: bool) -> str:
    judgement, latest = seen.row.judged.judgement, seen.row.latest
    assert latest is not None
    rule = signal_words(judgement.points[judgement.latest].signals[0], judgement.settings.run)
    if already:
        return f"The same figures are judged anew: a real change for the {side}, {rule}."
    here = f"{_value(seen, latest)} {words.at(latest, seen.row.line)}"
    return f"A real change for the {side}: {rule}, to {here}."


# Plans


def plan_value_words(seen: Seen) -> str:
    """Another value of the period that the board saw; empty where it is the same."""
    if seen.old is None:
        return ""
    kept, now = seen.kept, seen.old
    when = words.at(now, seen.row.line).partition(" ")[2]
    by = f" ({seen.version(now.plan_version)})" if now.plan_version else ""
    if kept.plan_value is None or now.plan_value is None:
        if kept.plan_value is now.plan_value:
            return ""
        if now.plan_value is None:
            return f"Has no plan for {when} any more; it was {_planned(seen, kept.plan_value)}."
        return f"Has a plan for {when} now: {_planned(seen, now.plan_value)}{by}."
    if not _same(now.plan_value, kept.plan_value):
        was = _planned(seen, kept.plan_value)
        return f"The plan for {when} was {was} and is now {_planned(seen, now.plan_value)}{by}."
    return ""


def _planned(seen: Seen, value: float | None) -> str:
    return units.value(value, seen.row.indicator)


# Restatements


def _other_kind(seen: Seen) -> str:
    now, was = (
        ("illustrative", "real") if seen.row.line.actual_illustrative else ("real", "illustrative")
    )
    return f"Now shows {now} figures where it showed {was} ones: the two are not compared."


def _restatement(seen: Seen, restated: Sequence[Restated], so: Sequence[str]) -> str:
    """`February 2020 was 92.3% and is now 91.7%, and 2 more months changed; as restated it missed
    the 92% standard.`"""
    said = [_one(seen, each) for each in restated[:_MOST_NAMED]]
    if more := len(restated) - _MOST_NAMED:
        said += [f"{more} more {'period' if more == 1 else 'periods'}"] if more > 0 else []
    text = "; ".join([" and ".join(said) if len(said) < 3 else ", ".join(said), *so])
    return f"Restated: {text}."


def _one(seen: Seen, restated: Restated) -> str:
    point, indicator = restated.point, seen.row.indicator
    when = words.at(point, seen.row.line).partition(" ")[2]
    was, now = units.value(restated.was, indicator), units.value(point.value, indicator)
    if point.value is None:
        return f"{when} was {was} and has no figure now"
    if was == now:
        return f"{when} is {now} as before, by a little less or more than can be shown"
    return f"{when} was {was}, is now {now}"


def _value(seen: Seen, point: Point | None) -> str:
    return words.honest_value(point, seen.row.indicator) if point else ""
