"""Where did this number come from?"""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.calculations.aggregation import POSITIONS
from dashboard.calculations.views import View, periods_of
from dashboard.documents import ProviderShare
from dashboard.errors import BadParameter
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.selection import AS_PUBLISHED, Selection
from dashboard.series import Observation, SeriesKey
from dashboard.services.catalogue import (
    Data,
    breakdown_key,
    breakdowns,
    localities_of,
    stand_in_of,
    views_of,
)
from dashboard.services.desk.period_asked import point_asked
from dashboard.services.desk.published_total import published_total
from dashboard.services.desk.sources import (
    SourceRow,
    Stored,
    WhereFrom,
    revisions_of,
    source_rows,
)
from dashboard.services.desk.where_from_board import OF_BOARD, where_from_board
from dashboard.services.footprint import footprint_of
from dashboard.services.line import Line, Request, key_of, part_of, performance_line
from dashboard.services.on_base import with_base, with_base_of_parts
from dashboard.services.points import Point
from dashboard.services.practices import KINDS, belonging
from dashboard.services.provenance import provenance


def where_from(data: Data, selection: Selection, of: str = "") -> WhereFrom:
    """The figure of a checked selection: of its first locality or part where one is chosen.

    of: the name that a table gives the part, where several stand in it; or one of OF_BOARD, for a
    figure of an A&E delivery board.
    selection.period: as a table calls it, or a day within it; the latest with a figure if empty.
    Raises NoFigures where nothing is loaded, BadParameter for a period or a part that is not there.
    """
    if of in OF_BOARD:
        return where_from_board(data, selection, of)
    organisation = data.store.organisation(selection.organisation)
    indicator = _indicator(data, selection, organisation, of)
    request, name = _request(data, selection, indicator, organisation, of)
    line = performance_line(data, indicator, request, name)
    point = point_asked(line, selection.period)
    place = request.organisation
    rows = _rows(data, line, point)
    return WhereFrom(
        organisation,
        place,
        indicator,
        line,
        point,
        rows,
        _version(data, request, point.end),
        _area(data, request, point.end),
        data.store.plan_version(point.plan_version) if point.plan_version else None,
        point.standard,
        revisions_of(data, request, indicator, rows),
        published_total(data, indicator, request, point),
        provenance(data, [line], request.as_at),
    )


def _indicator(data: Data, selection: Selection, organisation: Organisation, of: str) -> Indicator:
    """What was chosen, or the count it is made from where the base is not there, as it is drawn."""
    chosen, as_at = data.indicators[selection.indicator], data.as_at(selection)
    wanted = {*selection.localities, *(each.partition(":")[2] for each in selection.breakdown)}
    there = localities_of(data, organisation, as_at, chosen)
    parts = [each for each in there if each.code in wanted]
    if any(each.name == of for each in there):
        parts = parts or list(there)
    found = (
        with_base_of_parts(data, chosen, parts) if parts else with_base(data, chosen, organisation)
    )
    return found[0]


def _request(
    data: Data, selection: Selection, indicator: Indicator, organisation: Organisation, of: str
) -> tuple[Request, str]:
    """As the trend page asks for the same choice."""
    as_at, shown, name = data.as_at(selection), organisation, organisation.name
    if of or not selection.localities:
        instead = stand_in_of(data, indicator, organisation, selection.view, as_at)
        if instead:
            shown, name = instead.organisation, instead.organisation.label
    planned = shown == organisation or indicator.stand_in_planned
    view = View(selection.view or str(views_of(data, indicator, organisation, shown)[0]))
    whole = Request(
        shown, view, as_at, plan=selection.plan, planned=planned, footprint=selection.footprint
    )
    for part in localities_of(data, organisation, as_at, indicator):
        if part.name == of or (not of and part.code in selection.localities[:1]):
            return _of_place(whole, part), part.name
    for member in breakdowns(data, indicator, shown, selection.view, as_at):
        if member.name == of or (not of and breakdown_key(member) in selection.breakdown[:1]):
            return part_of(data, whole, member.dimension, member.code), f"{name}, {member.name}"
    if of and of not in (name, organisation.name):
        raise BadParameter("of", of[:80], f"a part of {organisation.name} that a table names")
    return whole, name


def _of_place(whole: Request, place: Organisation) -> Request:
    return Request(place, whole.view, whole.as_at, plan=whole.plan, footprint=whole.footprint)


def _rows(data: Data, line: Line, point: Point) -> tuple[SourceRow, ...]:
    """Every stored figure behind the point, part by part and period by period."""
    key = key_of(line.indicator, line.request)
    (slot,) = periods_of(line.request.view, _starts(line, point), key.grain)
    found = [
        (_key_stored(data, line, key._replace(organisation=code)), share, observation)
        for code, share in _parts(data, line, key, point.end)
        for observation in _stored(data, line, key._replace(organisation=code), slot.expected)
    ]
    return source_rows(data, _that_count(line, found))


def _that_count(line: Line, found: list[Stored]) -> list[Stored]:
    """Of what is not added up over time only the last that is there."""
    if line.indicator.aggregation not in POSITIONS:
        return found
    there = [each.period_start for *_, each in found if each.absent_reason is None]
    last = max(there, default=None)
    return [each for each in found if last is None or each[2].period_start >= last]


def _starts(line: Line, point: Point) -> list[date]:
    """First days of the stored periods that may be within the point."""
    if line.request.view.value == key_of(line.indicator, line.request).grain.value:
        return [point.start]
    return [date(point.end.year, point.end.month, 1)]


def _parts(data: Data, line: Line, key: SeriesKey, end: date) -> list[tuple[str, float]]:
    """Whose stored figures make up the line at a day, and what part of each."""
    codes = [key.organisation]
    if line.request.footprint != AS_PUBLISHED:
        area = footprint_of(data.store, key.organisation, line.request.as_at)
        codes = list(area.members_at(end)) if area else codes
    return [part for code in codes for part in _parts_of(data, line.indicator, key, code, end)]


def _parts_of(
    data: Data, indicator: Indicator, key: SeriesKey, code: str, end: date
) -> list[tuple[str, float]]:
    """Stored figures before made ones, as everywhere."""
    own = key._replace(organisation=code)
    if data.store.actual(_key_stored_of(data, indicator, own)) or key.provider:
        return [(code, 1.0)]
    if indicator.shared_out:
        return [(each.provider, each.share) for each in _shares_at(data, code, end)]
    if indicator.locality_method == "practice_sum":
        kind = KINDS.get(data.store.organisation(code).level)
        members = data.store.memberships(code, kind) if kind else ()
        return [(practice, 1.0) for practice, _ in belonging(members, end)]
    return [(code, 1.0)]


def _key_stored(data: Data, line: Line, key: SeriesKey) -> SeriesKey:
    return _key_stored_of(data, line.indicator, key)


def _key_stored_of(data: Data, indicator: Indicator, key: SeriesKey) -> SeriesKey:
    """Of a rate on a site's base the count that it is made from."""
    if indicator.counted_by and data.store.actual(key) is None:
        return key._replace(indicator=indicator.counted_by)
    return key


def _stored(
    data: Data, line: Line, key: SeriesKey, wanted: Sequence[date]
) -> Iterator[Observation]:
    series = data.store.actual(_key_stored(data, line, key))
    if series is not None:
        yield from (each for each in series.observations if each.period_start in wanted)


def _shares_at(data: Data, code: str, day: date) -> list[ProviderShare]:
    return [
        each
        for each in data.store.shares(code)
        if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]


def _version(data: Data, request: Request, end: date) -> str:
    versions = {each.version for each in _shares_at(data, request.organisation.code, end)}
    return ", ".join(sorted(versions))


def _area(data: Data, request: Request, end: date) -> str:
    """Whose figures were added up, for a period before the organisation was what it is."""
    code = request.organisation.code
    area = footprint_of(data.store, code, request.as_at)
    if area is None:
        return ""
    if request.footprint == AS_PUBLISHED:
        return "as published then, for the area that the organisation had"
    members = area.members_at(end)
    if members == (code,):
        return "the organisation's own, of its area of today"
    return f"today's area: the sum of {', '.join(members)}"
