"""The summary's words: a title that is a finding, and what each row says."""

from dataclasses import dataclass

from dashboard.charts import units, words
from dashboard.charts.sparkline import sparkline
from dashboard.indicators.registry import Unit
from dashboard.services.summary import State, Summary, SummaryRow

STATES = {
    State.BEHIND_AND_BELOW: "Behind plan, misses standard",
    State.BEHIND: "Behind plan",
    State.BELOW: "Misses standard",
    State.NO_FIGURE: "No figure",
    State.ON_TRACK: "On track",
    State.NOT_JUDGED: "No plan or standard",
}


@dataclass(frozen=True, slots=True)
class SummaryCells:
    """One row, said. mark: the kind of mark that stands beside the words."""

    period: str
    value: str
    points: str
    patients: str
    standard: str
    state: str
    mark: str
    sparkline: str
    alternative: str
    illustrative: str
    wordy: bool = False
    shown: str = ""
    why: str = ""


def summary_title(summary: Summary) -> str:
    """How many of those with a plan are behind it."""
    planned, behind = len(summary.planned), len(summary.attention)
    name = summary.place.name
    if not summary.rows:
        return f"No figures are loaded for {name}"
    if not planned:
        if len(summary.rows) == 1:
            return f"{name}: 1 indicator, without a plan to hold it against"
        return f"{name}: {len(summary.rows)} indicators, none with a plan to hold them against"
    if planned == 1:
        return f"{name} is {'behind' if behind else 'on'} plan on the one indicator that has one"
    if not behind:
        return f"{name} is on plan on all {planned} indicators that have one"
    return f"{name} is behind plan on {behind} of {planned} indicators"


def summary_sentence(summary: Summary) -> str:
    """Where most of the people are who should not be there, from the rows themselves."""
    rows = [
        (row.latest.against.patients, row)
        for row in summary.attention
        if row.latest and row.latest.against.patients and row.indicator.unit is Unit.PERCENT
    ]
    counted = sorted(rows, key=lambda each: -(each[0] or 0))[:2]
    if not counted:
        return ""
    said = [
        f"{row.indicator.short_name} ({words.more_or_fewer(patients or 0)}, {row.latest.label})"
        for patients, row in counted
        if row.latest
    ]
    return "Most people against plan: " + " and ".join(said) + "."


def summary_cells(row: SummaryRow) -> SummaryCells:
    latest, indicator, illustrative = row.latest, row.indicator, _illustrative(row)
    if latest is None:
        why = words.ABSENT.get(row.absent_reason, row.absent_reason)
        state = f"{STATES[row.state]}: {why}" if why else STATES[row.state]
        return SummaryCells(
            "", "", "", "", _standard(row), state, "no_figure", "", "", illustrative
        )
    provisional = ", provisional" if latest.status == "provisional" else ""
    late = ", next one late" if row.late else ""
    recent = row.recent
    alternative = (
        f"{f'{row.line.name}: ' if row.stand_in else ''}{indicator.name}, "
        f"{len(recent)} periods to {latest.label}: "
        f"{units.value(recent[0].value, indicator) or 'no figure'} at first, "
        f"{units.value(latest.value, indicator)} at last"
    )
    return SummaryCells(
        f"{latest.label}{provisional}{late}",
        words.honest_value(latest, indicator),
        words.points_from_plan(latest, indicator),
        words.patients_from_plan(latest),
        _standard(row),
        STATES[row.state] + (", small numbers" if row.small_numbers else ""),
        row.state.name.lower(),
        sparkline(recent),
        alternative,
        illustrative,
        latest.against.patients is None,
        row.line.name if row.stand_in else "",
        row.stand_in,
    )


def _illustrative(row: SummaryRow) -> str:
    """What of the row is made up."""
    actual, plan = row.line.actual_illustrative, row.line.plan_illustrative
    if actual:
        return "illustrative"
    return "illustrative plan" if plan else ""


def _standard(row: SummaryRow) -> str:
    point = row.latest
    if point is None or point.standard is None:
        return "none"
    level = words.standard_text(point.standard, row.indicator)
    if point.meets_standard is None:
        return level
    return f"{'meets' if point.meets_standard else 'misses'} {level}"
