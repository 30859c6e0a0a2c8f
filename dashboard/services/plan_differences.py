"""What did a later version of a plan change, period by period and in all?"""

from dataclasses import dataclass
from datetime import date

from dashboard.calculations.plan_in_force import of_version
from dashboard.errors import BadParameter, NoFigures, UnknownOrganisation
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import Grain
from dashboard.series import PlanSeries, PlanVersion, SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.two_plans import PlanDifference, Side, differences, label, totals


@dataclass(frozen=True, slots=True)
class PlanDifferences:
    """only_earlier, only_later: labels of the periods that the other version is without.

    Nothing is stored: the same two versions, in either order, always give the same answer.
    """

    indicator: Indicator
    organisation: Organisation
    earlier: PlanVersion
    later: PlanVersion
    periods: tuple[PlanDifference, ...]
    quarters: tuple[PlanDifference, ...]
    years: tuple[PlanDifference, ...]
    only_earlier: tuple[str, ...]
    only_later: tuple[str, ...]
    illustrative: bool


def plan_differences(
    data: Data, indicator: str, organisation: str, one: str, other: str
) -> PlanDifferences:
    """Two versions of an organisation's own plan; the one submitted first is the earlier.

    one, other: slugs; they are the earlier and the later where the days do not tell.
    Raises UnknownIndicator, UnknownOrganisation, UnknownPlanVersion, BadParameter for one version
    twice, NoFigures where a version has no plan of it.
    """
    of, place = data.indicators[indicator], data.store.organisation(organisation)
    if not data.scope.covers(place.code):
        raise UnknownOrganisation(organisation)
    if one == other:
        raise BadParameter("with", other, "another version than that of plan")
    first, last = sorted(map(data.store.plan_version, (one, other)), key=_submitted)
    plan = data.store.plan(SeriesKey(of.id, place.code, of.grain))
    earlier, later = _side(of, place, plan, first), _side(of, place, plan, last)
    return PlanDifferences(
        of,
        place,
        first,
        last,
        tuple(differences(of, earlier, later)),
        tuple(totals(of, earlier, later, Grain.QUARTER)),
        tuple(totals(of, earlier, later, Grain.YEAR)),
        _only(earlier, later, of.grain),
        _only(later, earlier, of.grain),
        plan is not None and plan.illustrative,
    )


def _submitted(version: PlanVersion) -> date:
    """An unknown date ranks as the oldest, as it does for what is in force."""
    return version.submitted_on or date.min


def _side(
    indicator: Indicator, place: Organisation, plan: PlanSeries | None, version: PlanVersion
) -> Side:
    """One version's points by first day."""
    points = of_version(plan.points, version.slug) if plan else ()
    if not points:
        raise NoFigures(
            f"There is no plan of {indicator.short_name} for {place.label} "
            f'in the version "{version.name}".',
            "Load it with the plan template.",
        )
    return {point.period_start: point for point in points}


def _only(one: Side, other: Side, grain: Grain) -> tuple[str, ...]:
    return tuple(label(start, grain) for start in sorted(one) if start not in other)
