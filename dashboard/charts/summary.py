"""The summary's words: a title that is a finding, and what each row says."""

from typing import NamedTuple

from dashboard.calculations.rag import Rag
from dashboard.calculations.spc.model import Assurance, Judgement, Variation
from dashboard.charts.sparkline import sparkline
from dashboard.indicators.registry import Indicator, Unit
from dashboard.services.summary import State, Summary, SummaryRow
from dashboard.services.wording import units, verbs, words


class SummaryCells(NamedTuple):
    """One row, said. status: what follows the letter's word.

    attention: what its judgement says that asks for attention; empty where nothing does.
    reason: why an icon is missing. shown, why: whose figures these are, where not the place's own.
    """

    period: str
    value: str
    standard: str
    plan: str
    points: str
    patients: str
    wordy: bool
    rag: Rag
    status: str
    attention: str
    variation: Variation
    assurance: Assurance
    reason: str
    limits: str
    sparkline: str
    alternative: str
    illustrative: str
    shown: str
    why: str


def summary_title(summary: Summary) -> str:
    """How many of those with a plan are behind it, and how many get worse."""
    planned, behind, rows = len(summary.planned), len(summary.behind), len(summary.rows)
    name = summary.place.name
    if not rows:
        return f"No figures are loaded for {name}"
    if not planned:
        many = "1 indicator, without" if rows == 1 else f"{rows} indicators, none with"
        said = f"{name}: {many} a plan to hold {'it' if rows == 1 else 'them'} against"
    elif planned == 1:
        said = f"{name} is {'behind' if behind else 'on'} plan on the one indicator that has one"
    elif not behind:
        said = f"{name} is on plan on all {planned} indicators that have one"
    else:
        said = f"{name} is behind plan on {behind} of {planned} indicators"
    worse = len(summary.worse)
    return f"{said}; {worse} {'is' if worse == 1 else 'are'} getting worse" if worse else said


def summary_sentence(summary: Summary) -> str:
    """Where most of the people are who should not be there, from the rows themselves."""
    rows = [
        (row.latest.against.patients, row)
        for row in summary.behind
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
    latest, indicator, judgement = row.latest, row.indicator, row.judged.judgement
    if latest is None:
        return _without_figure(row)
    level = words.standard_text(latest.standard, indicator) if latest.standard else "none"
    planned = latest.plan_value is not None
    recent = row.recent
    return SummaryCells(
        period_of(row),
        words.honest_value(latest, indicator),
        level,
        units.value(latest.plan_value, indicator) if planned else "none",
        words.points_from_plan(latest, indicator),
        words.patients_from_plan(latest),
        latest.against.patients is None,
        row.rag.rag,
        _status(row),
        attention_words(row),
        judgement.variation,
        judgement.assurance,
        judgement.reason,
        limits(judgement, indicator),
        sparkline(recent),
        f"{f'{row.line.name}: ' if row.stand_in else ''}{len(recent)} periods to {latest.label}: "
        f"{units.value(recent[0].value, indicator) or 'no figure'} at first, "
        f"{units.value(latest.value, indicator)} at last",
        _illustrative(row),
        row.line.name if row.stand_in else "",
        row.stand_in,
    )


def _without_figure(row: SummaryRow) -> SummaryCells:
    judgement = row.judged.judgement
    why = words.ABSENT.get(row.absent_reason, row.absent_reason)
    status = why if why.startswith("no figure") else f"no figure{f': {why}' if why else ''}"
    return SummaryCells(
        "", "", "", "", "", "", False, row.rag.rag, status, "", judgement.variation,
        judgement.assurance, judgement.reason, "", "", "", _illustrative(row), "", "",
    )  # fmt: skip


def period_of(row: SummaryRow) -> str:
    """`Feb 20, provisional, next one late`."""
    if row.latest is None:
        return ""
    provisional = ", provisional" if row.latest.status == "provisional" else ""
    way = words.basis(row.indicator, str(row.line.request.view))
    late = ", next one late" if row.late else ""
    return f"{row.latest.label}{f', {way}' if way else ''}{provisional}{late}"


def _status(row: SummaryRow) -> str:
    """The words of the letter; of nothing to hold against, what is missing."""
    latest = row.latest
    if row.state is State.NOT_JUDGED and latest is not None:
        compared = latest.plan_value is None and latest.standard is None
        return "no plan or standard" if compared else "not compared"
    return row.rag.words.partition(": ")[2]


def attention_words(row: SummaryRow) -> str:
    """What the judgement of the figures says beyond plan and standard."""
    target = row.judged.target
    kind = target.kind if target else "target"
    missed = f"will not meet {verbs.its_or_their(row.indicator)} {kind}"
    if row.concern:
        return f"getting worse; {missed}" if row.failing else "getting worse"
    return f"{missed} as it runs now" if row.failing else ""


def limits(judgement: Judgement, indicator: Indicator) -> str:
    """`90.0% (87.7% to 92.2%)`: mean and limits of the latest figure, cut off at what can be."""
    point = judgement.latest_point
    if point is None or point.mean is None or point.lower is None or point.upper is None:
        return ""
    lower, upper = point.lower, point.upper
    if point.mean >= 0:
        lower = max(lower, 0.0)
    if point.mean <= 100 and indicator.unit is Unit.PERCENT:
        upper = min(upper, 100.0)
    ends = f"{units.value(lower, indicator)} to {units.value(upper, indicator)}"
    return f"{units.value(point.mean, indicator)} ({ends})"


def _illustrative(row: SummaryRow) -> str:
    """What of the row is made up."""
    actual, plan = row.line.actual_illustrative, row.line.plan_illustrative
    if actual:
        return "illustrative"
    return "illustrative plan" if plan else ""
