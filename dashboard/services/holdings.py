"""What is held for an organisation, to when, is it late, and what was restated of it?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dashboard.held import FileTotals, HeldSeries, Load, LoadedFile
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import next_period
from dashboard.selection import Selection
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.continued import continued_by
from dashboard.services.desk.checks import Failed, Held, failed_checks
from dashboard.services.figures import made_of_others
from dashboard.services.made import Figures
from dashboard.services.on_base import base_name
from dashboard.services.provenance import Provenance, expected_after
from dashboard.services.restated import Restated, restated_figures
from dashboard.services.stand_in import PUBLISHED_BY, stand_in

FILES_SHOWN = 25
RESTATEMENTS_SHOWN = 50
# Breaks after which a series does not go on as it was.
_ENDS = ("gap", "new_series")


class Standing(StrEnum):
    """Whether what is expected is there."""

    LATE = "late"
    UP_TO_DATE = "up_to_date"
    NO_DATE = "no_date"  # no next publication is promised
    ENDED = "ended"  # a break says that it does not go on as it was
    NO_FIGURE = "no_figure"  # periods came in, each without a figure


@dataclass(frozen=True, slots=True)
class Holding:
    """One indicator at one grain.

    shown: whose figures they are; note: why, where it stands in, or how they are made, or who has
    later ones.
    load: the newest that the last figure came with. due: when the next is expected, and days_late
    how long ago that was. reason: why there is no figure, or why nothing more is expected.
    """

    indicator: Indicator
    series: HeldSeries
    shown: Organisation
    note: str
    load: Load | None
    due: date | None
    days_late: int
    standing: Standing
    reason: str
    stands_in: bool = False

    @property
    def main(self) -> bool:
        """Whether this is the indicator itself, and not a finer series beside it."""
        return self.series.grain is self.indicator.grain


@dataclass(frozen=True, slots=True)
class NotHeld:
    """An indicator without a figure, and what would fill it."""

    indicator: Indicator
    remedy: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """place: the organisation, or the locality chosen. rows: in the plan's order.

    files and restatements: the newest first; file_totals and restated_count are of all of them.
    failed: the checks that an indicator's figures do not pass. set_aside: how many rows of a file,
    by its load, could not be used.
    """

    organisation: Organisation
    place: Organisation
    as_at: date
    rows: tuple[Holding, ...]
    not_held: tuple[NotHeld, ...]
    files: tuple[LoadedFile, ...]
    file_totals: FileTotals
    restatements: tuple[Restated, ...]
    restated_count: int
    provenance: Provenance
    failed: Mapping[Held, tuple[Failed, ...]] = field(default_factory=dict)
    set_aside: Mapping[int, int] = field(default_factory=dict)

    @property
    def expected(self) -> tuple[Holding, ...]:
        """Indicators of which a next figure is expected."""
        judged = (Standing.LATE, Standing.UP_TO_DATE)
        return tuple(row for row in self.rows if row.main and row.standing in judged)

    @property
    def late(self) -> tuple[Holding, ...]:
        """The longest waited for first."""
        late = (row for row in self.expected if row.standing is Standing.LATE)
        return tuple(sorted(late, key=lambda row: -row.days_late))

    @property
    def illustrative(self) -> bool:
        return any(row.series.illustrative for row in self.rows)


def holdings(data: Data, selection: Selection, *, every_file: bool = False) -> Holdings:
    """Of a checked selection; of its first locality where one is chosen."""
    organisation = data.store.organisation(selection.organisation)
    place = data.store.organisation((*selection.localities, organisation.code)[0])
    as_at = data.as_at(selection)
    rows = held_rows(data, place, as_at)
    restated = restated_figures(data, place, as_at)
    return Holdings(
        organisation,
        place,
        as_at,
        rows,
        tuple(_not_held(data, place, rows)),
        data.store.loaded_files(None if every_file else FILES_SHOWN),
        data.store.file_totals(),
        restated[:RESTATEMENTS_SHOWN],
        len(restated),
        _provenance(data, rows, as_at),
        failed_checks(data, place, [(row.indicator, row.series) for row in rows], as_at),
        {file.id: file.set_aside for file in data.store.loaded_files() if file.set_aside},
    )


@dataclass(frozen=True, slots=True)
class _Found:
    indicator: Indicator
    series: HeldSeries
    shown: Organisation
    note: str = ""
    stands_in: bool = False


def held_rows(data: Data, place: Organisation, as_at: date) -> tuple[Holding, ...]:
    """One row for each indicator and grain of which there are figures, own, made or another's."""
    found = list(_found(data, place, as_at))
    ids = frozenset(each.series.load for each in found if each.series.load)
    loads = {load.id: load for load in data.store.loads(ids)}
    return tuple(_holding(data, each, loads, as_at) for each in found)


def _found(data: Data, place: Organisation, as_at: date) -> Iterator[_Found]:
    own: dict[str, list[HeldSeries]] = {}
    for series in data.store.held(place.code, as_at):
        own.setdefault(series.indicator, []).append(series)
    for indicator in data.indicators.values():
        stored = own.get(indicator.id, [])
        if all(series.grain is not indicator.grain for series in stored):
            instead = _instead(data, indicator, place, as_at)
            yield from [instead] if instead else []
        for series in sorted(stored, key=lambda each: each.grain is not indicator.grain):
            yield _Found(indicator, series, place)


def _instead(data: Data, indicator: Indicator, place: Organisation, as_at: date) -> _Found | None:
    """Made of others' figures, on a base of the site, or of who stands in."""
    key = SeriesKey(indicator.id, place.code, indicator.grain)
    if made := made_of_others(data.store, indicator, key):
        return _Found(indicator, _reach(made, as_at), place, made.note)
    if indicator.counted_by and data.store.bases(place.code, indicator.base):
        return _on_base(data, indicator, place, as_at)
    other = stand_in(data.store, indicator, place, indicator.grain, as_at)
    if other is None:
        return None
    code = other.organisation.code
    series = next(
        each
        for each in data.store.held(code, as_at)
        if (each.indicator, each.grain) == (indicator.id, indicator.grain)
    )
    return _Found(indicator, series, other.organisation, other.note, stands_in=True)


def _on_base(data: Data, indicator: Indicator, place: Organisation, as_at: date) -> _Found | None:
    """A rate reaches as far as the count that it is made from."""
    count = data.indicators[indicator.counted_by]
    there = [
        each
        for each in data.store.held(place.code, as_at)
        if (each.indicator, each.grain) == (count.id, indicator.grain)
    ]
    note = f"Made from {count.short_name} and {base_name(indicator)}."
    return _Found(indicator, there[0], place, note) if there else None


def _reach(made: Figures, as_at: date) -> HeldSeries:
    """How far figures reach that are put together when they are read."""
    key, known = made.series.key, [o for o in made.series.observations if o.period_end <= as_at]
    series = HeldSeries(key.indicator, key.organisation, key.grain, made.series.illustrative)
    figures = [each for each in known if not each.absent_reason]
    if not figures:
        return replace(series, absent_reason=(known[-1].absent_reason or "") if known else "")
    first, last = figures[0], figures[-1]
    load = max(made.loads.get(last.period_start, frozenset()), default=last.load)
    return replace(
        series,
        first=first.period_start,
        last=last.period_start,
        last_end=last.period_end,
        status=last.status,
        load=load,
    )


def _holding(data: Data, found: _Found, loads: Mapping[int, Load], as_at: date) -> Holding:
    indicator, series = found.indicator, found.series
    load = loads.get(series.load)
    if series.last is None:
        reason = series.absent_reason
        standing, due = Standing.NO_FIGURE, None
    else:
        due = expected_after(series.last, series.grain, indicator)
        reason = _ended(data, found, as_at) if due else ""
        standing = _standing(due, reason, as_at)
    late = (as_at - due).days if due and standing is Standing.LATE else 0
    note = found.note
    if standing is Standing.LATE and not note:
        note = _goes_on(data, found, as_at)
    due = None if standing is Standing.ENDED else due
    return Holding(
        indicator, series, found.shown, note, load, due, late, standing, reason, found.stands_in
    )


def _standing(due: date | None, ended: str, as_at: date) -> Standing:
    if ended:
        return Standing.ENDED
    if due is None:
        return Standing.NO_DATE
    return Standing.LATE if due <= as_at else Standing.UP_TO_DATE


def _ended(data: Data, found: _Found, as_at: date) -> str:
    """The break that begins with the period waited for, unless the series was resumed since."""
    series, shown = found.series, found.shown
    if series.last is None or series.last_end is None:
        return ""
    following = next_period(series.last, series.grain)
    if shown.valid_to and shown.valid_to < following:
        return "The organisation has closed."
    breaks = data.store.data_breaks(found.indicator.id, shown.code)
    resumed = any(
        each.treatment == "rebase_suggested" and following < each.on <= as_at for each in breaks
    )
    reasons = [
        each.effect
        for each in breaks
        if each.treatment in _ENDS and series.last_end < each.on <= following
    ]
    return "" if resumed or not reasons else reasons[0]


def _goes_on(data: Data, found: _Found, as_at: date) -> str:
    """Who has later figures, where the publication went over to larger areas."""
    after = continued_by(data, found.indicator, found.shown, found.series.last, as_at)
    if after is None:
        return ""
    return f"{after.organisation.label} has later figures of {after.indicator.short_name}."


def _not_held(data: Data, place: Organisation, rows: Sequence[Holding]) -> Iterator[NotHeld]:
    """Of the indicators that are published or made for such a place."""
    there = {row.indicator.id for row in rows if row.main}
    for indicator in data.indicators.values():
        if str(place.level) in indicator.levels and indicator.id not in there:
            yield NotHeld(indicator, _remedy(indicator, place))


def _remedy(indicator: Indicator, place: Organisation) -> str:
    if indicator.base:
        return f"The prevalence base template, filled with {base_name(indicator)}"
    if indicator.stand_in and place.level is Level.CCG:
        by = PUBLISHED_BY[indicator.stand_in]
        return f"{indicator.source}, published by {by} and not by commissioner"
    return indicator.source


def _provenance(data: Data, rows: Sequence[Holding], as_at: date) -> Provenance:
    loads = {row.load.id: row.load for row in rows if row.load}
    coming = [row.due for row in rows if row.due and row.standing is Standing.UP_TO_DATE]
    return Provenance(
        tuple(loads[id_] for id_ in sorted(loads, reverse=True)),
        max((load.loaded_on for load in loads.values()), default=None),
        min(coming, default=None),
        False,
        data.store.data_version(),
        as_at,
    )
