"""Which version of a plan counted in each period?"""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Protocol, TypeVar

_BEGINS = attrgetter("period_start")


class _Point(Protocol):
    """What is asked of one period's plan."""

    @property
    def period_start(self) -> date: ...
    @property
    def period_end(self) -> date: ...
    @property
    def version(self) -> str: ...


class _Version(Protocol):
    """What is asked of a plan version; submitted_on is None when it is not known."""

    @property
    def slug(self) -> str: ...
    @property
    def scenario(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def submitted_on(self) -> date | None: ...


P = TypeVar("P", bound=_Point)


def in_force(points: Sequence[P], versions: Mapping[str, _Version], as_at: date) -> tuple[P, ...]:
    """One point per period, in order of time: that of the version in force in the period.

    versions: by slug. Versions submitted after `as_at` are not known yet. In force is the one
    submitted last by the end of the period, else the first submitted after it; a draft only where
    a period has nothing else. One scenario only: the default one, if there is any plan of it.
    """
    there = {point.version for point in points}
    submitted = {slug for slug in there if _submitted(versions[slug]) <= as_at}
    known = [point for point in points if point.version in submitted]
    if len(submitted) == 1:  # most plans: nothing to choose from
        return tuple(sorted(known, key=_BEGINS))
    scenario = _scenario([versions[point.version] for point in known])
    periods: dict[date, list[P]] = {}
    for point in known:
        if versions[point.version].scenario == scenario:
            periods.setdefault(point.period_start, []).append(point)
    return tuple(_of_period(periods[start], versions) for start in sorted(periods))


def of_version(points: Sequence[P], slug: str) -> tuple[P, ...]:
    """One version's points, in order of time."""
    chosen = [point for point in points if point.version == slug]
    return tuple(sorted(chosen, key=_BEGINS))


def _submitted(version: _Version) -> date:
    """An unknown date ranks as the oldest."""
    return version.submitted_on or date.min


def _rank(version: _Version) -> tuple[date, str]:
    """Of two versions of one day the later slug counts."""
    return _submitted(version), version.slug


def _scenario(versions: Sequence[_Version]) -> str:
    """The default scenario, or that of the newest version where every version has another."""
    if not versions or any(version.scenario == "" for version in versions):
        return ""
    return max(versions, key=_rank).scenario


def _of_period(candidates: Sequence[P], versions: Mapping[str, _Version]) -> P:
    firm = [point for point in candidates if versions[point.version].status != "draft"]
    pool = firm or candidates
    in_time = [point for point in pool if _submitted(versions[point.version]) <= point.period_end]
    if not in_time:
        first = min(_submitted(versions[point.version]) for point in pool)
        in_time = [point for point in pool if _submitted(versions[point.version]) == first]
    return max(in_time, key=lambda point: _rank(versions[point.version]))
