"""Two versions of a plan as rows of plain values for CSV and JSON."""

from collections.abc import Iterator

from dashboard.exports.rows import Row, whole
from dashboard.services.plan_differences import PlanDifferences
from dashboard.services.stored import Planned

PLAN_DIFFERENCE_COLUMNS = (
    "indicator", "organisation", "grain", "period_start", "period_end", "earlier_version",
    "earlier_numerator", "earlier_denominator", "earlier_value", "later_version",
    "later_numerator", "later_denominator", "later_value", "difference_points",
    "difference_patients", "missing", "reason", "illustrative", "unit",
)  # fmt: skip


def plan_difference_rows(found: PlanDifferences) -> Iterator[Row]:
    """One row per period, then per quarter, then per year."""
    for each in (*found.periods, *found.quarters, *found.years):
        yield {
            "indicator": found.indicator.id,
            "organisation": found.organisation.code,
            "grain": str(each.grain),
            "period_start": each.start.isoformat(),
            "period_end": each.end.isoformat(),
            "earlier_version": found.earlier.name,
            **_figures("earlier", each.earlier),
            "later_version": found.later.name,
            **_figures("later", each.later),
            "difference_points": each.points,
            "difference_patients": each.patients,
            "missing": ", ".join(each.missing),
            "reason": each.reason,
            "illustrative": found.illustrative,
            "unit": str(found.indicator.unit),
        }


def _figures(side: str, planned: Planned) -> Row:
    return {
        f"{side}_numerator": whole(planned.numerator),
        f"{side}_denominator": whole(planned.denominator),
        f"{side}_value": whole(planned.value),
    }
