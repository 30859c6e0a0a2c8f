"""From which of its providers' returns does a figure of an A&E delivery board come?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from dashboard.calculations.aggregation import NO_ACTIVITY
from dashboard.calculations.views import View
from dashboard.calculations.weeks import WEEK, week_ending, weeks_ending_in
from dashboard.errors import BadParameter
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Organisation
from dashboard.periods import Grain, long_date, period_end, period_label, short_date
from dashboard.selection import Selection, read_day
from dashboard.series import Observation, PlanVersion, SeriesKey
from dashboard.services.ae_week.boards import board_of
from dashboard.services.ae_week.lines import weekly_line
from dashboard.services.ae_week.plans import plan_of
from dashboard.services.ae_week.weekly import DIMENSION, FOUR_HOURS, Reading, why_missing
from dashboard.services.catalogue import Data
from dashboard.services.desk.sources import WhereFrom, revisions_of, source_rows
from dashboard.services.line import Line, Request
from dashboard.services.points import Point
from dashboard.services.provenance import provenance
from dashboard.services.stored import value_of

# Its week, the weeks of its month up to one, and its month as it is published.
BOARD_WEEK, BOARD_MONTH, BOARD_PUBLISHED = "board_week", "board_month", "board_published"
OF_BOARD = (BOARD_WEEK, BOARD_MONTH, BOARD_PUBLISHED)
_DAY = timedelta(days=1)


class _Asked(NamedTuple):
    """starts: first days of the stored periods that are added up; last: the last day of them."""

    indicator: Indicator
    type_: str
    grain: Grain
    of: str
    last: date
    starts: tuple[date, ...]


class _Given(NamedTuple):
    """What one provider has of one period; None where nothing is stored."""

    provider: Organisation
    end: date
    key: SeriesKey
    seen: Observation | None

    @property
    def counts(self) -> bool:
        seen = self.seen
        return seen is not None and (
            seen.numerator is not None or seen.absent_reason == NO_ACTIVITY
        )


def where_from_board(data: Data, selection: Selection, of: str) -> WhereFrom:
    """The sum over the providers that it had at the end of each period, as its page adds them up.

    of: one of OF_BOARD. selection.period: a day within the week or the month; the latest if empty.
    Raises UnknownOrganisation, NoFigures, BadParameter for a period without a figure.
    """
    board, indicator = board_of(data, selection), data.indicators[selection.indicator]
    reading = Reading(data, board.code, data.as_at(selection))
    asked = _asked(reading, indicator, selection, of)
    given = [each for start in asked.starts for each in _given(reading, asked, start)]
    lacking = [each for each in given if not each.counts]
    if of == BOARD_MONTH:  # the month to date is that of the weeks that everybody has
        without = {each.end for each in lacking}
        given = [each for each in given if each.end not in without]
    point = _point(asked, given, lacking)
    if point.value is None:
        raise BadParameter("period", selection.period[:40], f"a day of the figures of {board.name}")
    providers = list(dict.fromkeys(each.provider for each in given))
    own = reading.indicator_of(asked.type_) if indicator.id == FOUR_HOURS else None
    point, plan = _planned(reading, own, providers, point, selection.plan)
    rows = source_rows(data, [(e.key, 1.0, e.seen) for e in given if e.seen is not None])
    line = _line(board, reading, asked, point, providers)
    return WhereFrom(
        organisation=board,
        place=board,
        indicator=indicator,
        line=line,
        point=point,
        rows=rows,
        share_version="",
        footprint="",
        plan=plan,
        standard=own.standard_at(point.end) if own else None,
        revisions=revisions_of(data, line.request, indicator, rows),
        published=None,
        provenance=provenance(data, [line], reading.as_at),
        of_board=True,
    )


def _asked(reading: Reading, indicator: Indicator, selection: Selection, of: str) -> _Asked:
    type_ = selection.type_ if indicator.id == FOUR_HOURS else ""
    day = read_day("period", selection.period) if selection.period else _last(reading, type_)
    if of == BOARD_PUBLISHED:
        first = day.replace(day=1)
        return _Asked(indicator, type_, Grain.MONTH, of, period_end(first, Grain.MONTH), (first,))
    sunday = week_ending(day)
    since = sunday.replace(day=1) if of == BOARD_MONTH else sunday
    mondays = tuple(each - WEEK + _DAY for each in weeks_ending_in(since, sunday))
    return _Asked(indicator, type_, Grain.WEEK, of, sunday, mondays)


def _last(reading: Reading, type_: str) -> date:
    """The last week of which anybody has a figure."""
    there = weekly_line(reading, type_).sundays
    return there[0] if there else reading.as_at


def _given(reading: Reading, asked: _Asked, start: date) -> Iterator[_Given]:
    end = period_end(start, asked.grain)
    part = (DIMENSION, asked.type_) if asked.type_ else ("", "")
    for provider in reading.providers_on(end):
        key = SeriesKey(asked.indicator.id, provider.code, asked.grain, "", *part)
        there = reading.observed(asked.indicator.id, provider.code, asked.grain, asked.type_)
        yield _Given(provider, end, key, there.get(start))


def _point(asked: _Asked, given: Sequence[_Given], lacking: Sequence[_Given]) -> Point:
    """Counts are added up, then divided; who is not in it is named, with the reason."""
    seen = [each.seen for each in given if each.seen is not None and each.counts]
    numerator = fsum(each.numerator or 0.0 for each in seen) if seen else None
    denominator = None
    if any(each.denominator is not None for each in seen):
        denominator = fsum(each.denominator or 0.0 for each in seen)
    start = asked.last.replace(day=1) if asked.of != BOARD_WEEK else asked.starts[0]
    return Point(
        start,
        asked.last,
        period_label(start, asked.last, asked.grain),
        numerator,
        denominator,
        value_of(numerator, denominator, None, asked.indicator, 1.0),
        ", ".join(sorted({each.status for each in seen})),
        loads=frozenset(each.load for each in seen),
        lacking=tuple(_lacking(asked, each) for each in lacking if _unsaid(asked, each)),
    )


def _unsaid(asked: _Asked, given: _Given) -> bool:
    """Whether no row of the figure says that it lacks this one."""
    return given.seen is None or asked.of == BOARD_MONTH


def _lacking(asked: _Asked, given: _Given) -> str:
    who = why_missing(given.provider, given.seen)
    return who if asked.of != BOARD_MONTH else f"the week to {short_date(given.end)}: {who}"


def _planned(
    reading: Reading,
    own: Indicator | None,
    providers: Sequence[Organisation],
    point: Point,
    version: str,
) -> tuple[Point, PlanVersion | None]:
    """With what the providers planned together for the month in which the period ends."""
    held = plan_of(reading, own, (point.end.replace(day=1),), providers, version)
    if own is None or held.percentage is None:
        return point, None
    named = [
        each
        for provider in providers
        for each in reading.data.store.plan_versions(own.id, provider.code)
        if each.name == held.version
    ]
    return replace(point, plan_value=held.percentage), named[0] if named else None


def _line(
    board: Organisation,
    reading: Reading,
    asked: _Asked,
    point: Point,
    providers: Sequence[Organisation],
) -> Line:
    """Of the one figure; enough for its page and its provenance."""
    view = View.WEEK if asked.of == BOARD_WEEK else View.MONTH
    part = (DIMENSION, asked.type_) if asked.type_ else ("", "")
    request = Request(board, view, reading.as_at, "", *part)
    name = f"{board.name}, type {asked.type_}" if asked.type_ else board.name
    illustrative = reading.illustrative
    return Line(
        name, request, asked.indicator, (point,), illustrative, illustrative, (),
        made=_made(asked, point, providers),
    )  # fmt: skip


def _made(asked: _Asked, point: Point, providers: Sequence[Organisation]) -> str:
    """`What its providers returned, added up: ...`, and of which weeks where there are several."""
    names = ", ".join(each.name for each in providers)
    whose = f"what its providers returned, added up: {names}"
    if len(providers) == 1:
        whose = f"what its one provider, {names}, returned"
    if asked.of != BOARD_MONTH:
        return f"{whose[0].upper()}{whose[1:]}."
    return f"Of the weeks of the month to Sunday {long_date(point.end)}, {whose}."
