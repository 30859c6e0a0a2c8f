"""What does a judgement tell a lay board member?"""

from dashboard.calculations.spc.model import (
    Assurance,
    JudgedPoint,
    Judgement,
    Rule,
    Signal,
    Variation,
)
from dashboard.calculations.spc.wording import grain_word, period, several
from dashboard.periods import next_period

_VALUED = {
    Variation.IMPROVEMENT_HIGH: ", and for the better",
    Variation.IMPROVEMENT_LOW: ", and for the better",
    Variation.CONCERN_HIGH: ", and for the worse",
    Variation.CONCERN_LOW: ", and for the worse",
}
_OUTLOOK = {
    Assurance.PASS: "As it runs now {target} will be met every {grain}.",
    Assurance.FAIL: "As it runs now {target} will be missed every {grain}.",
    Assurance.HIT_AND_MISS: (
        "As it runs now {target} will be met in some {grain}s and missed in others, by chance."
    ),
}


def lay_sentence(judgement: Judgement, target: str = "the target") -> str:
    """What has happened, whether it is real and what to expect; never why it happened.

    target: what it is called within a sentence, such as `the 95 % standard`.
    """
    said = (what_happened(judgement), outlook(judgement, target), judgement.reason)
    return " ".join(part for part in said if part)


def outlook(judgement: Judgement, target: str) -> str:
    """What to expect of the target; empty where that is not judged."""
    said = _OUTLOOK.get(judgement.assurance, "")
    return said.format(target=target, grain=grain_word(judgement.grain))


def what_happened(judgement: Judgement) -> str:
    """Whether the latest figure is a real change; empty where that is not judged."""
    if judgement.variation is Variation.NOT_JUDGED:
        return ""
    point = judgement.points[judgement.latest]
    if not point.signals:
        return f"{_latest(judgement)} is within what chance alone gives: no sign of a real change."
    signal = point.signals[0]
    change = "rise" if signal.high else "fall"
    valued = _VALUED.get(judgement.variation, "")
    return f"{_seen(judgement, signal)}: this is a real {change}, not chance{valued}."


def _seen(judgement: Judgement, signal: Signal) -> str:
    average = "the average for the time of year" if judgement.seasonal else "the average"
    side = "above" if signal.high else "below"
    match signal.rule:
        case Rule.ASTRONOMICAL:
            extent = "higher" if signal.high else "lower"
            return f"{_latest(judgement)} is {extent} than chance alone gives"
        case Rule.TREND:
            season = " (the time of year apart)" if judgement.seasonal else ""
            way, grain = "risen" if signal.high else "fallen", grain_word(judgement.grain)
            over = _last(judgement, judgement.settings.run)
            return f"The figure has {way} {grain} after {grain} over the {over}{season}"
        case Rule.TWO_OF_THREE:
            return f"At least two of the {_last(judgement, 3)} are far {side} {average}"
        case Rule.SHIFT:
            count = _in_a_row(judgement, signal)
            return f"The {_last(judgement, count)} are all {side} {average}"


def _latest(judgement: Judgement) -> str:
    """`The latest month, March 2020,`: a figure is not always as new as its reader thinks."""
    point = judgement.points[judgement.latest]
    grain = grain_word(judgement.grain)
    return f"The latest {grain}, {period(point.start, point.end, judgement.grain)},"


def _last(judgement: Judgement, count: int) -> str:
    """`last seven months`; with their end where later ones are left out."""
    words = several(count, grain_word(judgement.grain))
    if judgement.latest == len(judgement.points) - 1:
        return f"last {words}"
    point = judgement.points[judgement.latest]
    return f"{words} up to {period(point.start, point.end, judgement.grain)}"


def _in_a_row(judgement: Judgement, signal: Signal) -> int:
    """How many points up to the latest share its signal, without a gap.

    No shift fills its phase, as the mean is among its points: the count ends within the phase.
    """
    count = 0
    later: JudgedPoint | None = None
    for point in reversed(judgement.points[: judgement.latest + 1]):
        joined = later is None or next_period(point.start, judgement.grain) == later.start
        if signal not in point.signals or not joined:
            break
        count, later = count + 1, point
    return count
