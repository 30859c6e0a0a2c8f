"""What is an indicator, and what is held of it for one organisation?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.calculations.spc.model import Judgement
from dashboard.calculations.views import View
from dashboard.documents import DataBreak
from dashboard.held import Load
from dashboard.indicators.registry import Indicator
from dashboard.organisations import ENGLAND, LEVEL_NAMES, Level, Organisation
from dashboard.periods import Grain, add_months, period_end, period_label
from dashboard.selection import Selection
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data, stand_in_of
from dashboard.services.holdings import Holding, held_rows
from dashboard.services.judged import judged_line
from dashboard.services.line import Line, Request, performance_line
from dashboard.services.plan_versions import PlanVersions, held_plan_versions
from dashboard.services.provenance import Provenance, provenance

_MONTHS_BACK = 12  # in which anybody's figure is looked for


class StandardInTime(NamedTuple):
    """A level between two dates. whose: of whom a local one is, empty for the others."""

    value: float
    comparator: str
    kind: str
    valid_from: date
    valid_to: date | None
    source: str
    note: str = ""
    whose: str = ""

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class SourceFile(NamedTuple):
    """What stands now as one file said it: so many periods, the first and the last by name."""

    load: Load
    periods: int
    first: str
    last: str


class Spread(NamedTuple):
    """How many organisations of each level have a figure of one period."""

    label: str
    levels: tuple[tuple[Level, int], ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything the page of an indicator says, but for the facts that the indicator states.

    shown: whose figures they are. counted: the indicator that is the numerator of one divided by
    a base that the site loads; has_base: whether it is loaded. told: why another stands in and how
    figures are put together, in sentences. held: how far they reach, None where there are none.
    standards: in order of time. spread: None where nobody is found with a figure. grains: of the
    figures held.
    """

    indicator: Indicator
    organisation: Organisation
    shown: Organisation
    counted: Indicator | None
    has_base: bool
    told: tuple[str, ...]
    as_at: date
    line: Line
    held: Holding | None
    grains: tuple[Grain, ...]
    files: tuple[SourceFile, ...]
    standards: tuple[StandardInTime, ...]
    breaks: tuple[DataBreak, ...]
    judgement: Judgement
    spread: Spread | None
    plans: PlanVersions
    provenance: Provenance

    @property
    def illustrative(self) -> bool:
        return self.line.illustrative or any(
            each.version.illustrative for each in self.plans.versions
        )


def definition(data: Data, selection: Selection, versions: Sequence[str] = ()) -> Definition:
    """Of a checked selection. versions: slugs of the two versions of the plan to compare."""
    indicator = data.indicators[selection.indicator]
    organisation = data.store.organisation(selection.organisation)
    as_at = data.as_at(selection)
    instead = stand_in_of(data, indicator, organisation, "", as_at)
    shown = instead.organisation if instead else organisation
    line = _line(data, indicator, shown, as_at, selection.footprint)
    told = (instead.note if instead else "", line.made)
    planned = shown if indicator.stand_in_planned else organisation
    return Definition(
        indicator,
        organisation,
        shown,
        data.indicators[indicator.counted_by] if indicator.counted_by else None,
        bool(indicator.base and data.store.bases(organisation.code, indicator.base)),
        tuple(each for each in told if each),
        as_at,
        line,
        _held(data, indicator, organisation, as_at),
        tuple(sorted(data.store.grains(indicator.id, shown.code), key=list(Grain).index)),
        _files(data, line),
        _standards(data, indicator, (organisation, shown), as_at),
        _breaks(data, indicator, shown),
        judged_line(data, line).judgement,
        _spread(data, indicator, line),
        held_plan_versions(data, indicator, planned, as_at, versions),
        provenance(data, [line], as_at),
    )


def _line(
    data: Data, indicator: Indicator, place: Organisation, as_at: date, footprint: str
) -> Line:
    """Every figure in the indicator's own grain."""
    view = View(str(indicator.grain))
    return performance_line(data, indicator, Request(place, view, as_at, footprint=footprint))


def _held(
    data: Data, indicator: Indicator, organisation: Organisation, as_at: date
) -> Holding | None:
    """As the data page has it, so that the two agree on what is late."""
    rows = held_rows(data, organisation, as_at)
    return next((row for row in rows if row.main and row.indicator.id == indicator.id), None)


def _files(data: Data, line: Line) -> tuple[SourceFile, ...]:
    """The newest first."""
    found = []
    for load in data.store.loads(line.loads):
        own = [point.label for point in line.points if load.id in point.loads]
        found.append(SourceFile(load, len(own), own[0], own[-1]))
    return tuple(reversed(found))


def _standards(
    data: Data, indicator: Indicator, places: Sequence[Organisation], as_at: date
) -> tuple[StandardInTime, ...]:
    """National and interim ones, and the local ones of the places and of their groups."""
    groups = data.store.parents(places[0].code, "group", as_at)
    stated = [
        StandardInTime(
            each.value,
            each.comparator,
            each.kind,
            each.valid_from,
            each.valid_to,
            each.source,
            each.note,
        )
        for each in indicator.standards
    ]
    local = [
        StandardInTime(
            each.value,
            each.comparator,
            "local",
            each.valid_from,
            each.valid_to,
            each.source,
            whose=place.name,
        )
        for place in dict.fromkeys((*places, *groups))
        for each in data.store.local_standards(indicator.id, place.code)
    ]
    return tuple(sorted([*stated, *local], key=lambda each: (each.valid_from, each.kind)))


def _breaks(data: Data, indicator: Indicator, shown: Organisation) -> tuple[DataBreak, ...]:
    """In order of time; of whoever is drawn, as on the trend."""
    found = data.store.data_breaks(indicator.id, shown.code)
    return tuple(sorted(found, key=lambda each: each.on))


def _spread(data: Data, indicator: Indicator, line: Line) -> Spread | None:
    """In the period of the organisation's latest figure; without one in that of England's, and
    else in the last month of which anybody has one."""
    known = line.last_actual or _last_of_england(data, indicator)
    starts = [known] if known else _last_months(indicator, line.request.as_at)
    for start in starts:
        levels = [data.store.organisation(c).level for c in _there(data, indicator, start)]
        if levels:
            counts = tuple((level, levels.count(level)) for level in LEVEL_NAMES if level in levels)
            end = period_end(start, indicator.grain)
            return Spread(period_label(start, end, indicator.grain), counts)
    return None


def _there(data: Data, indicator: Indicator, start: date) -> set[str]:
    """Codes of those with a figure. A rate on a site's base is published as its count."""
    names = filter(None, (indicator.id, indicator.counted_by))
    return {
        each.organisation
        for name in names
        for each in data.store.figures_of_period(name, indicator.grain, start)
        if not each.absent_reason
    }


def _last_months(indicator: Indicator, as_at: date) -> list[date]:
    if indicator.grain is not Grain.MONTH:
        return []
    return [add_months(as_at, -back) for back in range(1, _MONTHS_BACK + 1)]


def _last_of_england(data: Data, indicator: Indicator) -> date | None:
    for name in filter(None, (indicator.id, indicator.counted_by)):
        series = data.store.actual(SeriesKey(name, ENGLAND, indicator.grain))
        there = [o for o in series.observations if not o.absent_reason] if series else []
        if there:
            return there[-1].period_start
    return None
