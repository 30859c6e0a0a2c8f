"""What did a later version of a plan change, in a sentence for a board?"""

from collections.abc import Sequence

from dashboard.indicators.registry import Unit
from dashboard.periods import Grain, financial_year, long_month
from dashboard.series import PlanVersion
from dashboard.services.plan_differences import PlanDifferences
from dashboard.services.two_plans import PlanDifference
from dashboard.services.wording import units

_NAMES = {
    "draft": "The draft",
    "final": "The final plan",
    "resubmission": "The re-submission",
    "local": "The local plan",
}


def plan_difference_sentence(found: PlanDifferences) -> str:
    """`The re-submission lowers quarter 4 of 2019/20 by 1.2 points, worth 480 patients.`

    Said of the quarter that changes most, or of the period where there are no quarters; then how
    many others change, and what only one version has.
    """
    compared = [each for each in found.quarters or found.periods if each.points is not None]
    changed = sorted(filter(_differs, compared), key=_weight, reverse=True)
    sentences = [_finding(found, compared, changed), *_alone(found)]
    return " ".join(filter(None, sentences))


def version_name(found: PlanDifferences, version: PlanVersion) -> str:
    """`The re-submission`; by its own name where the other version is of the same kind."""
    known = _NAMES.get(version.status, "")
    alike = found.earlier.status == found.later.status
    return f'The version "{version.name}"' if alike or not known else known


def _finding(
    found: PlanDifferences, compared: Sequence[PlanDifference], changed: Sequence[PlanDifference]
) -> str:
    later = version_name(found, found.later)
    if not compared:
        reasons = [each.reason for each in found.periods if each.reason]
        return f"The two versions cannot be compared: {(reasons or ['no period is in both'])[0]}."
    earlier = version_name(found, found.earlier).replace("The ", "the ", 1)
    if not changed:
        return f"{later} says the same as {earlier} wherever both have a figure."
    return f"{later} {_change(found, changed[0])}.{_others(changed)}"


def _change(found: PlanDifferences, most: PlanDifference) -> str:
    indicator, points = found.indicator, most.points or 0.0
    verb = "raises" if points > 0 else "lowers"
    size = units.difference(points, indicator)
    if units.not_any(size.split()[0]):
        size = f"under {units.difference(10**-indicator.decimals, indicator)}"
    if indicator.unit is Unit.COUNT:
        return f"{verb} {_when(most)} by {size}"
    worth = f", worth {_people(most.patients, indicator.people)}" if most.patients else ""
    return f"{verb} {_when(most)} by {size}{worth}"


def _people(patients: float, people: str) -> str:
    if abs(patients) < 1.5:
        return f"{'1' if abs(patients) > 0.5 else 'under 1'} of the {people}"
    return f"{round(abs(patients)):,} {people}"


def _when(period: PlanDifference) -> str:
    """`quarter 4 of 2019/20`, `February 2020`; a total that lacks months says so."""
    if period.grain is Grain.QUARTER:
        number = (period.start.month - 4) % 12 // 3 + 1
        named = f"quarter {number} of {financial_year(period.start)}"
    else:
        named = long_month(period.start) if period.grain is Grain.MONTH else period.label
    return f"{named} (without {', '.join(period.missing)})" if period.missing else named


def _others(changed: Sequence[PlanDifference]) -> str:
    more = len(changed) - 1
    if not more:
        return ""
    noun = "quarter" if changed[0].grain is Grain.QUARTER else "period"
    return (
        f" {more} other {noun}{'s' if more > 1 else ''} {'change' if more > 1 else 'changes'} too."
    )


def _alone(found: PlanDifferences) -> list[str]:
    said = []
    for version, labels in (
        (found.earlier, found.only_earlier),
        (found.later, found.only_later),
    ):
        if labels:
            span = labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"
            count = f"{len(labels)} periods, {span}, are" if len(labels) > 1 else f"{span} is"
            said.append(
                f"{count} in {version_name(found, version).replace('The', 'the', 1)} alone."
            )
    return said


def _differs(period: PlanDifference) -> bool:
    return bool(period.points)


def _weight(period: PlanDifference) -> tuple[float, float]:
    """By people where they are counted, else by points."""
    return abs(period.patients or 0.0), abs(period.points or 0.0)
