"""What was the last week of A&E, and what must happen by Sunday?"""

from collections.abc import Iterator
from datetime import date

from dashboard.calculations.month_forecast import forecast_month
from dashboard.calculations.weeks import week_ending
from dashboard.errors import NoFigures
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.series import Member
from dashboard.services.ae_week.boards import board_of, boards
from dashboard.services.ae_week.departments import departments
from dashboard.services.ae_week.lines import WeeklyLine, weekly_line
from dashboard.services.ae_week.meeting import agenda
from dashboard.services.ae_week.model import AeWeek
from dashboard.services.ae_week.others import OTHERS, other_measures
from dashboard.services.ae_week.reconciliation import reconciliation
from dashboard.services.ae_week.room import (
    month_room,
    plan_at,
    quarter_room,
    standard_at,
    sunday_needs,
)
from dashboard.services.ae_week.weekly import DIMENSION, FOUR_HOURS, Reading, keys_of
from dashboard.services.catalogue import Data
from dashboard.services.provenance import Provenance


def ae_week(data: Data, selection: Selection) -> AeWeek:
    """Of the board asked for, else that of the chosen organisation; the last complete week with
    figures unless one is asked for.

    Raises UnknownOrganisation, NoFigures.
    """
    board, as_at = board_of(data, selection), data.as_at(selection)
    reading = Reading(data, board.code, as_at)
    types = _types(reading)
    data.store.read_together(keys_of(reading, OTHERS, [code for code, _ in types]))
    line = weekly_line(reading, selection.type_)
    sunday, asked = _week(line, selection, board.name)
    month, version = sunday.replace(day=1), selection.plan
    forecast = forecast_month(line.history, month, sunday)
    figures, last_year = line.shown(sunday), line.year_before(sunday)
    rows = departments(line, sunday, types, version)
    others = other_measures(reading, sunday)
    _note_loads(line)
    return AeWeek(
        board=board,
        boards=boards(data),
        providers=line.providers(sunday),
        types=types,
        type_=selection.type_,
        type_name=dict(types).get(selection.type_, f"Type {selection.type_}")
        if selection.type_
        else "",
        sunday=sunday,
        weeks=line.sundays,
        asked=asked,
        indicator=data.indicators[FOUR_HOURS],
        figures=figures,
        last_year=last_year,
        plan=plan_at(line, sunday, (month,), version),
        standard=standard_at(line, sunday),
        forecast=forecast,
        published=line.history.published.get(month),
        month=month_room(line, sunday, version),
        quarter=quarter_room(line, sunday, version),
        needs=sunday_needs(line, sunday, version),
        departments=rows,
        others=others,
        reconciliation=reconciliation(line, as_at),
        agenda=agenda(reading, sunday),
        provenance=_provenance(reading),
        illustrative=reading.illustrative,
    )


def _types(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The types that any provider returns by week, with their names."""
    members = _members(reading)
    return tuple(
        sorted({(each.code, each.name) for each in members if each.dimension == DIMENSION})
    )


def _members(reading: Reading) -> Iterator[Member]:
    store = reading.data.store
    for provider in reading.every_provider():
        yield from store.members(FOUR_HOURS, provider.code, Grain.WEEK)


def _week(line: WeeklyLine, selection: Selection, board: str) -> tuple[date, date | None]:
    """The Sunday shown, and the one that was asked for where it is another."""
    there = line.sundays
    if not there:
        raise NoFigures(
            f"There are no weekly A&E figures for {board}"
            + (f", type {selection.type_}." if selection.type_ else "."),
            "Load a local return with rows of the grain week for its providers.",
        )
    if selection.week is None:
        return there[0], None
    asked = week_ending(selection.week)
    return (asked, None) if asked in there else (there[0], asked)


def _note_loads(line: WeeklyLine) -> None:
    """The loads of the weeks and months that the page stands on."""
    reading = line.reading
    for provider in reading.every_provider():
        for grain in (Grain.WEEK, Grain.MONTH):
            there = reading.observed(FOUR_HOURS, provider.code, grain, line.type_)
            reading.came_with(there.values())


def _provenance(reading: Reading) -> Provenance:
    """Nobody has promised the next week's figures, so that they cannot be late."""
    store = reading.data.store
    loads = tuple(reversed(store.loads(frozenset(reading.loads))))
    last = max((load.loaded_on for load in loads), default=None)
    return Provenance(loads, last, None, False, store.data_version(), reading.as_at)
