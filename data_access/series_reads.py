"""How are lines of figures and of plans read: one, several, or all of an organisation?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.held import PlaceInFile
from dashboard.periods import Grain
from dashboard.series import (
    ActualSeries,
    OrganisationSeries,
    PlanPoint,
    PlanSeries,
    PlanVersion,
    SeriesKey,
)
from data_access import queries
from data_access.cache import ReadCache, cached, is_kept, keep
from data_access.queries import Rows
from data_access.rows import Tuples, as_observations, as_plan_points
from data_access.series_of import (
    SeriesOf,
    Stored,
    Wanted,
    batches,
    recent_or_whole,
    series_of,
    stored_of,
)
from data_access.small_tables import SmallTables
from data_access.snapshots import ReadTuples


class SeriesReads:
    """Every read begins with which series an organisation has, and then asks for their points."""

    def __init__(
        self,
        read: ReadTuples,
        cache: ReadCache,
        data_version: Callable[[], int],
        small: SmallTables,
    ) -> None:
        self._read = read
        self.cache = cache
        self.data_version = data_version
        self._small = small

    @cached
    def of(self, organisation: str) -> SeriesOf:
        return series_of(self._read(queries.SERIES_OF, organisation=organisation))

    @cached
    def actual(self, key: SeriesKey) -> ActualSeries | None:
        stored = self.of(key.organisation).actuals.get(key)
        rows = self._read(queries.OBSERVATIONS, series=stored.id) if stored else ()
        if not stored or not rows:
            return None
        return ActualSeries(key, stored.illustrative, as_observations(key.grain, rows))

    @cached
    def place_in_file(self, key: SeriesKey, period_start: date) -> PlaceInFile | None:
        stored = self.of(key.organisation).actuals.get(key)
        if stored is None:
            return None
        rows = self._read(queries.PLACE_IN_FILE, series=stored.id, start=period_start)
        return PlaceInFile(rows[0][0] or "", rows[0][1]) if rows and rows[0][1] else None

    @cached
    def plan(self, key: SeriesKey) -> PlanSeries | None:
        stored = self.of(key.organisation).plans.get(key)
        rows = self._read(queries.PLAN_POINTS, series=stored.id) if stored else ()
        if not stored or not rows:
            return None
        return PlanSeries(key, stored.illustrative, self._points(key.grain, rows))

    @cached
    def actual_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[ActualSeries, ...]:
        keys = [SeriesKey(indicator, code, grain) for code in organisations]
        return self._actuals(self._wanted("actuals", keys), date.min)

    @cached
    def plan_series(
        self, indicator: str, organisations: tuple[str, ...], grain: Grain
    ) -> tuple[PlanSeries, ...]:
        keys = [SeriesKey(indicator, code, grain) for code in organisations]
        return self._plans(self._wanted("plans", keys), date.min)

    @cached
    def headlines(self, organisation: str, since: date) -> OrganisationSeries:
        """Every headline series, from `since` on; a series that ended before then, whole."""
        there = self.of(organisation)
        return OrganisationSeries(
            recent_or_whole(self._actuals, there.actuals, since),
            recent_or_whole(self._plans, there.plans, since),
        )

    @cached
    def plan_versions(self, indicator: str, organisation: str) -> tuple[PlanVersion, ...]:
        """The first submitted first."""
        plans = self.of(organisation).plans
        series = [stored.id for key, stored in plans.items() if key.indicator == indicator]
        if len(series) == 1:  # nearly always, and a page reads that plan in any case
            return self._versions_of(next(key for key in plans if key.indicator == indicator))
        rows = self._read(queries.VERSIONS_USED, series=series) if series else ()
        used = {row[0] for row in rows}
        return tuple(version for id_, version in self._small.plan_versions().items() if id_ in used)

    def _versions_of(self, key: SeriesKey) -> tuple[PlanVersion, ...]:
        plan = self.plan(key)
        used = {point.version for point in plan.points} if plan else set()
        return tuple(each for each in self._small.plan_versions().values() if each.slug in used)

    def read_together(self, keys: Sequence[SeriesKey]) -> None:
        self._read_several(SeriesReads.actual, self._actuals, "actuals", keys)
        self._read_several(SeriesReads.plan, self._plans, "plans", keys)

    def _read_several(
        self,
        method: Callable[..., object],
        several: Callable[[Wanted, date], Sequence[ActualSeries | PlanSeries]],
        kind: str,
        keys: Sequence[SeriesKey],
    ) -> None:
        unread = [key for key in keys if not is_kept(self, method, key)]
        if len(unread) < 2:
            return
        found = {each.key: each for each in several(self._wanted(kind, unread), date.min)}
        for key in unread:
            keep(self, method, found.get(key), key)

    def _wanted(self, kind: str, keys: Sequence[SeriesKey]) -> Wanted:
        """Those of the keys that are stored. kind: actuals or plans."""
        codes = dict.fromkeys(key.organisation for key in keys)
        unknown = tuple(code for code in codes if not is_kept(self, SeriesReads.of, code))
        indicators = tuple(dict.fromkeys(key.indicator for key in keys))
        several = self._of_several(indicators, unknown) if len(unknown) > 1 else {}

        def stored(key: SeriesKey) -> Stored | None:
            of = several.get(key.organisation) or self.of(key.organisation)
            found: Stored | None = getattr(of, kind).get(key)
            return found

        return stored_of((key, stored(key)) for key in keys)

    @cached
    def _of_several(
        self, indicators: tuple[str, ...], organisations: tuple[str, ...]
    ) -> Mapping[str, SeriesOf]:
        """Only what they have of the indicators: all that each has may be thousands."""
        rows: dict[str, list[tuple[Any, ...]]] = {code: [] for code in organisations}
        for batch in batches(organisations):
            for row in self._read(
                queries.SERIES_OF_SEVERAL, organisations=batch, indicators=indicators
            ):
                rows[row[1]].append(row)
        return {code: series_of(each) for code, each in rows.items()}

    def _actuals(self, wanted: Wanted, since: date) -> tuple[ActualSeries, ...]:
        """In the order wanted; what has no figure since the day is left out."""
        found = self._by_series(queries.OBSERVATIONS_OF, wanted, since)
        return tuple(
            ActualSeries(key, illustrative, as_observations(key.grain, found[number]))
            for number, (key, illustrative) in wanted.items()
            if number in found
        )

    def _plans(self, wanted: Wanted, since: date) -> tuple[PlanSeries, ...]:
        found = self._by_series(queries.PLAN_POINTS_OF, wanted, since)
        return tuple(
            PlanSeries(key, illustrative, self._points(key.grain, found[number]))
            for number, (key, illustrative) in wanted.items()
            if number in found
        )

    def _by_series(self, query: Rows, wanted: Wanted, since: date) -> Mapping[int, Tuples]:
        rows = [
            row
            for batch in batches(list(wanted))
            for row in self._read(query, series=batch, since=since)
        ]
        return {number: list(group) for number, group in groupby(rows, key=itemgetter(-1))}

    def _points(self, grain: Grain, rows: Tuples) -> tuple[PlanPoint, ...]:
        return as_plan_points(grain, rows, self._slugs())

    @cached
    def _slugs(self) -> Mapping[int, str]:
        """Of the versions of plans, by their number."""
        return {number: each.slug for number, each in self._small.plan_versions().items()}
