"""Which version counted in a period, found by living through the days?"""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.series import PlanVersion


def version_in_force(
    versions: Sequence[PlanVersion], period_end: date, first: date, as_at: date
) -> str | None:
    """The version a commissioner would have had on the desk when the period ended.

    versions: dated or undated versions of one scenario that have the period, none a draft.
    first: a day before every submission. Each morning's post replaces what lay there; where the
    desk is still empty at the period's end, the next post is taken.
    """
    undated = sorted(version.slug for version in versions if version.submitted_on is None)
    desk = undated[-1] if undated else None
    day = first
    while day <= as_at and (day <= period_end or desk is None):
        for version in sorted(versions, key=lambda each: each.slug):
            if version.submitted_on == day:
                desk = version.slug
        day += timedelta(days=1)
    return desk
