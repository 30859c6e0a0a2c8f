"""What did the last version of a plan change from the one before it?"""

from datetime import date

from dashboard.series import PlanVersion
from dashboard.services.catalogue import Data
from dashboard.services.line import Line, key_of
from dashboard.services.plan_differences import PlanDifferences, plan_differences


def replanned(data: Data, line: Line) -> PlanDifferences | None:
    """The last two versions of one scenario that plan the same periods and were submitted by the
    as-at date; None where there are no two."""
    place = line.request.organisation.code
    if len(data.store.plan_versions(line.indicator.id, place)) < 2:
        return None
    plan = data.store.plan(key_of(line.indicator, line.request))
    if plan is None or plan.key.grain is not line.indicator.grain:
        return None
    periods: dict[str, set[date]] = {}
    for point in plan.points:
        periods.setdefault(point.version, set()).add(point.period_start)
    versions = sorted(map(data.store.plan_version, periods), key=_submitted, reverse=True)
    known = [each for each in versions if _submitted(each) <= line.request.as_at]
    for earlier in known[1:]:
        same = earlier.scenario == known[0].scenario
        if same and periods[earlier.slug] & periods[known[0].slug]:
            slugs = earlier.slug, known[0].slug
            return plan_differences(data, line.indicator.id, place, *slugs)
    return None


def _submitted(version: PlanVersion) -> date:
    """An unknown date ranks as the oldest, as it does for what is in force."""
    return version.submitted_on or date.min
