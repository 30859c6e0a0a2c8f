"""The figures of one or more series, row by row, for programs."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dashboard.calculations.views import View
from dashboard.errors import BadParameter, DashboardError, NoFigures, UnknownBreakdown
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data, views_of
from dashboard.services.judged import Judged, is_judged, judged_line
from dashboard.services.line import Line, Request, part_of, performance_line
from dashboard.services.on_base import base_name
from dashboard.services.stand_in import ask_instead
from dashboard.services.trend import no_figures, within


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; breakdown: `dimension:code`, one or more; plan: a version's slug;
    footprint: as in Selection."""

    indicator: str
    organisations: tuple[str, ...]
    as_at: date
    grain: str = ""
    provider: str = ""
    breakdown: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    plan: str = ""
    footprint: str = ""


class Extracted(NamedTuple):
    """The periods asked for, and the verdict on the whole line; None for what is gathered."""

    line: Line
    judged: Judged | None


def extracted_lines(data: Data, wanted: Wanted) -> tuple[Line, ...]:
    """As `extracted`, without the verdicts."""
    return tuple(each.line for each in extracted(data, wanted))


def extracted(data: Data, wanted: Wanted) -> tuple[Extracted, ...]:
    """One line per organisation and breakdown.

    Raises UnknownOrganisation, UnknownIndicator, UnknownPlanVersion, BadParameter for a grain
    there is not, NotAdditive for a view that cannot be made, NoFigures when nothing is loaded.
    """
    indicator = data.indicators[wanted.indicator]
    if wanted.start and wanted.end and wanted.start > wanted.end:
        raise BadParameter("from", wanted.start.isoformat(), f"a day before {wanted.end}")
    if wanted.plan:
        data.store.plan_version(wanted.plan)
    lines = []
    for code in wanted.organisations:
        organisation = data.store.organisation(code)
        view = _view(data, wanted.grain, indicator, organisation)
        for request, name in _requests(data, wanted, organisation, view):
            line = performance_line(data, indicator, request, name)
            if not line.points or _only_planned(indicator, wanted, line):
                raise _nothing(data, indicator, request)
            judged = judged_line(data, line) if is_judged(line) else None
            cut = replace(line, points=within(line.points, wanted.start, wanted.end))
            lines.append(Extracted(cut, judged))
    return tuple(lines)


def _view(data: Data, grain: str, indicator: Indicator, organisation: Organisation) -> View:
    """The view of a grain's name; a grain the figures or plans are stored in counts as well."""
    there = [str(each) for each in views_of(data, indicator, organisation)]
    if not grain:
        return View(there[0])
    stored = {str(g) for g in Grain if _stored(data, indicator, organisation, g)}
    if grain not in there and grain not in stored:
        raise BadParameter("grain", grain, "one of " + ", ".join(sorted({*there, *stored})))
    return View(grain)


def _stored(data: Data, indicator: Indicator, organisation: Organisation, grain: Grain) -> bool:
    key = SeriesKey(indicator.id, organisation.code, grain)
    return data.store.actual(key) is not None or data.store.plan(key) is not None


def _requests(
    data: Data, wanted: Wanted, organisation: Organisation, view: View
) -> list[tuple[Request, str]]:
    whole = Request(
        organisation,
        view,
        wanted.as_at,
        provider=wanted.provider,
        plan=wanted.plan,
        footprint=wanted.footprint,
    )
    if not wanted.breakdown:
        return [(whole, organisation.name)]
    return [(_part(data, whole, each), each) for each in wanted.breakdown]


def _part(data: Data, whole: Request, breakdown: str) -> Request:
    dimension, separator, member = breakdown.partition(":")
    if not separator or not member:
        raise BadParameter("breakdown", breakdown, "dimension:code, such as treatment_function:110")
    return part_of(data, whole, dimension, member)


def _only_planned(indicator: Indicator, wanted: Wanted, line: Line) -> bool:
    """A plan alone is no answer where another organisation has the figures, unless it is asked
    for."""
    known = any(point.value is not None for point in line.points)
    return bool(indicator.stand_in or indicator.shared_out) and not (known or wanted.plan)


def _nothing(data: Data, indicator: Indicator, request: Request) -> DashboardError:
    organisation = request.organisation
    if request.dimension:
        return UnknownBreakdown(f"{request.dimension}:{request.member}")
    if request.provider:
        return UnknownBreakdown(f"provider:{request.provider}")
    instead = ask_instead(data.store, indicator, organisation, request.as_at)
    if organisation.level is Level.CCG and instead:
        return instead
    if indicator.base and not data.store.bases(organisation.code, indicator.base):
        return NoFigures(
            f"{indicator.name} needs {base_name(indicator)} for {organisation.name}, and there is "
            "none.",
            f"Load one with the base template, or ask for {indicator.counted_by}.",
        )
    return no_figures(indicator, organisation)
