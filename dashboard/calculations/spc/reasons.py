"""Why is a series, or its target, not judged?"""

from dashboard.calculations.spc.series import FEWEST, FROZEN, Series, Stretch, counted, full
from dashboard.calculations.spc.wording import period, several
from dashboard.periods import Grain

UNSUITABLE = "Limits of chance do not suit this indicator."
NO_FIGURE = "There is no figure to judge."
PENDING = "Assurance pending since rebase."
ON_TARGET = "Every figure is exactly the target: none shows whether it will go on being met."
_NEVER_MOVES = (
    "Figures of neighbouring periods never differ, so there is nothing to take limits from."
)


def few_figures(series: Series, phase: Stretch, grain: Grain) -> str:
    """Why a phase has no limits or no icons; empty where it has enough figures for both."""
    figures = counted(series.values, phase.first, phase.last)
    behind = counted(series.values, *phase.basis)
    if figures < full(grain):
        since = _since(series, phase, grain) if phase.mark else ""
        needed, words = full(grain), f"{_only(figures)}{since}"
    elif behind < FROZEN:
        needed, words = FROZEN, f"The baseline has {several(behind, 'figure')}"
    else:
        return ""
    if behind < FEWEST:
        return f"{words}: limits need {FEWEST}, and icons {needed}."
    return f"{words}: limits are on trial, and icons need {needed}."


def without_limits(series: Series, phase: Stretch) -> str:
    """Why a phase of enough figures has no limits."""
    first, last = phase.basis
    there = [value is not None for value in series.values[first : last + 1]]
    joined = any(
        there[place] and there[place - 1] and not series.apart[first + place]
        for place in range(1, len(there))
    )
    return _NEVER_MOVES if joined else "No two periods in a row have figures, so no limits."


def _since(series: Series, phase: Stretch, grain: Grain) -> str:
    return f" since {period(series.starts[phase.first], series.ends[phase.first], grain)}"


def _only(figures: int) -> str:
    return f"Only {several(figures, 'figure')}" if figures else "No figures"
