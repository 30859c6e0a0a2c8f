"""What do an icon, a rule and the limits of a chart say in words?"""

from dashboard.calculations.spc.model import (
    Assurance,
    Judgement,
    Phase,
    Rule,
    Settings,
    Signal,
    Variation,
)
from dashboard.calculations.spc.wording import number, period, several
from dashboard.calculations.spc.xmr import LIMIT, SCREEN
from dashboard.periods import next_period

_VARIATION = {
    Variation.IMPROVEMENT_HIGH: "Special cause variation: improvement, high figures",
    Variation.IMPROVEMENT_LOW: "Special cause variation: improvement, low figures",
    Variation.CONCERN_HIGH: "Special cause variation: concern, high figures",
    Variation.CONCERN_LOW: "Special cause variation: concern, low figures",
    Variation.COMMON_CAUSE: "Common cause variation",
    Variation.NEITHER_HIGH: "Special cause variation: high figures, neither good nor bad",
    Variation.NEITHER_LOW: "Special cause variation: low figures, neither good nor bad",
    Variation.NOT_JUDGED: "Variation not judged",
}
_ASSURANCE = {
    Assurance.PASS: "Target will be met consistently",
    Assurance.HIT_AND_MISS: "Target will be hit and missed at random",
    Assurance.FAIL: "Target will be missed consistently",
    Assurance.NO_TARGET: "No target to judge against",
    Assurance.NOT_JUDGED: "Assurance not judged",
}


def variation_words(variation: Variation) -> str:
    return _VARIATION[variation]


def assurance_words(assurance: Assurance) -> str:
    return _ASSURANCE[assurance]


def signal_words(signal: Signal, run: int) -> str:
    """`seven in a row above the mean`. run: how many points make a shift or a trend."""
    high = signal.high
    match signal.rule:
        case Rule.ASTRONOMICAL:
            return f"a point {'above the upper' if high else 'below the lower'} process limit"
        case Rule.TREND:
            return f"{number(run)} in a row {'rising' if high else 'falling'}"
        case Rule.TWO_OF_THREE:
            return f"two of three close to or beyond the {'upper' if high else 'lower'} limit"
        case Rule.SHIFT:
            return f"{number(run)} in a row {'above' if high else 'below'} the mean"


def rule_set(judgement: Judgement) -> str:
    """The line on the chart: how its limits and signals come about; empty where it has none."""
    if not any(phase.limits for phase in judgement.phases):
        return ""
    said = (
        f"XmR, limits mean ± {LIMIT} × average moving range",
        _season(judgement.seasonal),
        _signals(judgement.settings),
        _screening(judgement.settings),
        _baseline(judgement),
        *(_rebase(judgement, phase) for phase in judgement.phases[1:]),
        "trial limits, no icons" if judgement.phases[-1].trial else "",
        _left_out(judgement.left_out),
    )
    return "; ".join(part for part in said if part) + "."


def _season(seasonal: bool) -> str:
    if not seasonal:
        return ""
    return (
        "seasonally adjusted: each month's average distance from the level of its year is taken "
        "out before judging, and the limits bend with it"
    )


def _signals(settings: Settings) -> str:
    run = number(settings.run)
    return (
        f"signals: a point outside the limits, {run} in a row one side of the mean, {run} in a row "
        "rising or falling, two of three beyond two sigma"
    )


def _screening(settings: Settings) -> str:
    if not settings.screen_outliers:
        return "outliers not screened"
    return f"moving ranges above {SCREEN} times their average screened out"


def _baseline(judgement: Judgement) -> str:
    """The baseline that is in force, with who set it and why; all points where there is none."""
    baseline, grain = judgement.marks.baseline, judgement.grain
    points = judgement.points[judgement.phases[0].first :]
    within = [
        period(point.start, point.end, grain)
        for point in points
        if baseline
        and point.start <= baseline.end
        and baseline.start < next_period(point.start, grain)
    ]
    if not baseline or not within:
        return "limits from all points" + (" of a phase" if len(judgement.phases) > 1 else "")
    return f"baseline {within[0]} to {within[-1]}{_by(baseline.author, baseline.reason)}"


def _rebase(judgement: Judgement, phase: Phase) -> str:
    point = judgement.points[phase.first]
    since = period(point.start, point.end, judgement.grain)
    return f"rebased from {since}{_by(phase.author, phase.reason)}"


def _by(author: str, reason: str) -> str:
    said = ": ".join(part for part in (author, reason) if part)
    return f" ({said})" if said else ""


def _left_out(left_out: int) -> str:
    return f"{several(left_out, 'period')} left out" if left_out else ""
