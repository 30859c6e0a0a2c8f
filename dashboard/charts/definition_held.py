"""How are standards, breaks and whoever has figures told on the page of an indicator?"""

from dashboard.charts.holdings import lateness
from dashboard.documents import DataBreak
from dashboard.indicators.registry import Indicator
from dashboard.organisations import LEVEL_NAMES, Level
from dashboard.periods import long_date
from dashboard.services.definition import Definition, StandardInTime
from dashboard.services.holdings import Standing
from dashboard.services.wording import units

_TREATMENTS = {
    "annotate": "Marked on the chart; the line goes on.",
    "gap": "No figures for a time: the line is broken.",
    "new_series": "A new series: before and after are not judged together.",
    "rebase_suggested": "New limits may be considered; nothing is changed by itself.",
}
_KINDS = {"national": "National", "interim": "Interim", "local": "Local"}
_COMPARED = {">=": "at least", "<=": "at most", ">": "over", "<": "under"}
_ONE = {
    Level.REGION: ("region", "regions"),
    Level.STP: ("STP or integrated care board", "STPs or integrated care boards"),
    Level.CCG: ("CCG or sub-ICB location", "CCGs or sub-ICB locations"),
    Level.LOCAL_AUTHORITY: ("local authority", "local authorities"),
    Level.TRUST: ("provider", "providers"),
}


def next_due(there: Definition) -> str:
    """When the next figure is expected, as the data page says it."""
    held = there.held
    if held is None:
        return f"No figures are held for {there.organisation.name}."
    match held.standing:
        case Standing.LATE:
            due = f"Was expected on {long_date(held.due)}, " if held.due else ""
            return f"{due}{lateness(held.days_late)}"
        case Standing.UP_TO_DATE:
            return f"{long_date(held.due)}" if held.due else "Up to date"
        case Standing.ENDED:
            return f"Not expected: {held.reason}"
        case Standing.NO_FIGURE:
            return "Periods came in, each without a figure."
        case _:
            return "No date is promised."


def spread(there: Definition) -> str:
    """`Of Feb 20: 5 CCGs and sub-ICB locations, 4 providers.`"""
    if there.spread is None:
        return "Nobody is found to have figures."
    counts = [_level(level, count) for level, count in there.spread.levels]
    return f"For {there.spread.label}: {_listed(counts)}."


def _level(level: Level, count: int) -> str:
    if level is Level.COUNTRY:
        return "England"
    one, several = _ONE.get(level, (LEVEL_NAMES[level], LEVEL_NAMES[level]))
    return f"{count:,} {one if count == 1 else several}"


def standard_level(standard: StandardInTime, indicator: Indicator) -> str:
    """`at least 95%`."""
    return f"{_COMPARED[standard.comparator]} {units.level(standard.value, indicator)}"


def standard_kind(standard: StandardInTime) -> str:
    kind = _KINDS[standard.kind]
    return f"{kind}, {standard.whose}" if standard.whose else kind


def standard_state(standard: StandardInTime, there: Definition) -> str:
    if standard.in_force(there.as_at):
        return "in force"
    return "not yet in force" if standard.valid_from > there.as_at else "ended"


def treatment(each: DataBreak) -> str:
    return _TREATMENTS[each.treatment]


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
