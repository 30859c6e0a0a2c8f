"""Which versions of a plan are there, in which periods did each count, and how do two differ?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.calculations.plan_in_force import in_force
from dashboard.errors import DashboardError
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import period_label
from dashboard.series import PlanPoint, PlanSeries, PlanVersion, SeriesKey
from dashboard.services.catalogue import Data, plan_versions_of
from dashboard.services.plan_differences import PlanDifferences, plan_differences

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One version. periods: how many it has in the indicator's own grain, from `first` to `last`.

    in_force: the stretches in which it is the one that counts, as pairs of labels.
    """

    version: PlanVersion
    periods: int
    first: str
    last: str
    in_force: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """versions: in order of their submission. pair: the two that are compared, if there are two.

    difference: None where there is nothing to compare, and `problem` why.
    """

    indicator: Indicator
    place: Organisation
    versions: tuple[HeldVersion, ...]
    pair: Pair | None
    difference: PlanDifferences | None
    problem: str


def held_plan_versions(
    data: Data, indicator: Indicator, place: Organisation, as_at: date, asked: Sequence[str] = ()
) -> PlanVersions:
    """Of an organisation's own plan. asked: slugs of two versions; by default the newest two that
    have a period in common."""
    plan = data.store.plan(SeriesKey(indicator.id, place.code, indicator.grain))
    known = sorted(plan_versions_of(data, indicator, place), key=_submitted)
    held = tuple(_held(data, indicator, plan, known, as_at))
    pair = (asked[0], asked[1]) if len(asked) > 1 else _newest_pair(plan, known)
    if pair is None:
        return PlanVersions(indicator, place, held, None, None, _no_pair(known))
    try:
        found = plan_differences(data, indicator.id, place.code, *pair)
    except DashboardError as problem:
        return PlanVersions(indicator, place, held, pair, None, problem.message)
    return PlanVersions(indicator, place, held, pair, found, "")


def _submitted(version: PlanVersion) -> tuple[date, str]:
    """An unknown date ranks as the oldest, as it does for what is in force."""
    return version.submitted_on or date.min, version.slug


def _held(
    data: Data,
    indicator: Indicator,
    plan: PlanSeries | None,
    known: Sequence[PlanVersion],
    as_at: date,
) -> list[HeldVersion]:
    points = sorted(plan.points, key=lambda each: each.period_start) if plan else []
    slugs = {each.version for each in points}
    counting = in_force(points, {s: data.store.plan_version(s) for s in slugs}, as_at)
    stretches = _stretches(counting, indicator)
    held = []
    for version in known:
        own = [_label(each, indicator) for each in points if each.version == version.slug]
        ends = (own[0], own[-1]) if own else ("", "")
        held.append(HeldVersion(version, len(own), *ends, stretches.get(version.slug, ())))
    return held


def _stretches(
    counting: Sequence[PlanPoint], indicator: Indicator
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """First and last period of every run of periods in which one version counts."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for slug, run in groupby(counting, key=lambda each: each.version):
        labels = [_label(each, indicator) for each in run]
        found[slug] = (*found.get(slug, ()), (labels[0], labels[-1]))
    return found


def _label(point: PlanPoint, indicator: Indicator) -> str:
    return period_label(point.period_start, point.period_end, indicator.grain)


def _newest_pair(plan: PlanSeries | None, known: Sequence[PlanVersion]) -> Pair | None:
    """The newest version that shares a period with an older one, and the newest of those."""
    starts: dict[str, set[date]] = {}
    for point in plan.points if plan else ():
        starts.setdefault(point.version, set()).add(point.period_start)
    there = [each.slug for each in reversed(known) if each.slug in starts]
    for place, later in enumerate(there):
        for earlier in there[place + 1 :]:
            if starts[earlier] & starts[later]:
                return earlier, later
    return None


def _no_pair(known: Sequence[PlanVersion]) -> str:
    if len(known) < 2:
        return ""
    return "No two of these versions have a period in common, so there is nothing to compare."
