"""How did each provider and each type of department do?"""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.calculations.weeks import WEEK, same_week_last_year
from dashboard.organisations import Organisation
from dashboard.services.ae_week.lines import WeeklyLine, weekly_line
from dashboard.services.ae_week.model import Department
from dashboard.services.ae_week.room import month_room, over_plan, plan_at

Types = Sequence[tuple[str, str]]


def departments(
    line: WeeklyLine, sunday: date, types: Types, version: str
) -> tuple[Department, ...]:
    """A row for each provider and type (of one type: for each provider), and one of them all."""
    providers = line.providers(sunday)
    rows = [
        _department(weekly_line(line.reading, type_, provider.code), name, sunday, version)
        for provider in providers
        for type_, name in _parts(provider, types, line.type_, len(providers) > 1)
    ]
    whole = _department(line, "All together", sunday, version, whole=True)
    return (*rows, whole) if len(rows) != 1 else tuple(rows)


def _parts(
    provider: Organisation, types: Types, wanted: str, several: bool
) -> Iterator[tuple[str, str]]:
    """Types with the name of their row; a provider that returns none by type is one row."""
    chosen = [each for each in types if wanted in ("", each[0])]
    for type_, name in chosen or [("", "")]:
        short = provider.code if several and name else provider.name
        yield type_, f"{short}, {name}" if several and name else name or short


def _department(
    line: WeeklyLine, name: str, sunday: date, version: str, whole: bool = False
) -> Department:
    plan = plan_at(line, sunday, (sunday.replace(day=1),), version)
    week = line.figure(sunday)
    return Department(
        name,
        line.only,
        line.type_,
        week,
        line.figure(sunday - WEEK),
        line.figure(same_week_last_year(sunday)),
        plan,
        over_plan(week.counted if week.complete else None, plan),
        month_room(line, sunday, version),
        whole,
    )
