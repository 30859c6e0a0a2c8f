"""What can be chosen beside what is chosen already?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.errors import DashboardError
from dashboard.periods import short_month
from dashboard.selection import Read, Selection, Sort
from dashboard.series import Member
from dashboard.services.breakdowns import one_of, several_of
from dashboard.services.catalogue import (
    Data,
    breakdown_key,
    breakdowns,
    localities_of,
    plan_versions_of,
    shown_for,
    views_of,
)
from dashboard.services.extent import months_with_figures
from layouts import ids
from layouts.components import plain
from layouts.components.controls import Option
from layouts.components.plain import Element

VIEW_NAMES = {
    "month": "Month",
    "quarter": "Quarter",
    "year_to_date": "Year to date",
    "rolling_12m": "Rolling twelve months",
    "rolling_quarter": "Rolling quarter",
    "week": "Week (local, unvalidated)",
    "day": "Day",
    "snapshot": "Snapshot",
    "year": "Year",
}
LOCALITIES = "localities"  # the parts that are drawn where nothing else is chosen
# What is chosen, in the order in which the browser gathers it.
CONTROLS = (
    ids.ORGANISATION,
    ids.LOCALITY,
    ids.INDICATOR,
    ids.VIEW,
    ids.BREAKDOWN,
    ids.START,
    ids.END,
    ids.PLAN,
    ids.SORT,
    ids.BY,
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Values and options by control."""

    values: Mapping[str, Any]
    options: Mapping[str, Sequence[Option]]


def selection_of(before: Selection, turned: Mapping[str, Any]) -> Read:
    """The selection with what the controls say; another organisation takes its own parts with it.

    turned: values by control. A control that is not among them says what stood there before.
    """
    organisation = turned.get(ids.ORGANISATION, before.organisation) or ""
    indicator = turned.get(ids.INDICATOR, before.indicator) or ""
    moved = organisation != (before.organisation or organisation)
    changed = indicator != (before.indicator or indicator)
    said: dict[str, Any] = {
        name: read(turned[control] or "") for control, (name, read) in _READ.items()
        if control in turned
    }  # fmt: skip
    gone: dict[str, Any] = {}
    if moved or changed:
        gone = {"breakdown": (), "list_size": None}
    if moved:
        gone |= {"localities": (), "plan": ""}
    return Read(replace(before, organisation=organisation, indicator=indicator, **{**said, **gone}))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# Of the controls that stand by themselves: their field, and how it is read.
_READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    ids.LOCALITY: ("localities", tuple),
    ids.VIEW: ("view", str),
    ids.BREAKDOWN: ("breakdown", tuple),
    ids.START: ("start", _day),
    ids.END: ("end", _day),
    ids.PLAN: ("plan", str),
    ids.SORT: ("sort", lambda sort: "" if sort == Sort.ATTENTION else str(sort)),
    ids.BY: ("by", lambda by: "" if by == LOCALITIES else str(by)),
}


def choices(data: Data, selection: Selection, with_months: bool = True) -> Choices:
    """Of a checked selection. with_months: whether the long lists of months are wanted."""
    organisation = data.store.organisation(selection.organisation)
    indicator = data.indicators[selection.indicator]
    as_at = data.as_at(selection)
    shown = shown_for(data, indicator, organisation, selection.view, as_at)
    views = views_of(data, indicator, organisation, shown)
    view = selection.view or str(views[0])
    there = months_with_figures(data, selection) if with_months else ()
    months = [Option(month.isoformat(), short_month(month)) for month in there]
    localities = localities_of(data, organisation, as_at, indicator)
    parts = breakdowns(data, indicator, shown, selection.view, as_at)
    versions = plan_versions_of(data, indicator, organisation) if shown == organisation else ()
    return Choices(
        {
            ids.ORGANISATION: organisation.code,
            ids.LOCALITY: list(selection.localities),
            ids.INDICATOR: indicator.id,
            ids.VIEW: view,
            ids.BREAKDOWN: list(selection.breakdown),
            ids.START: selection.start.isoformat() if selection.start else None,
            ids.END: selection.end.isoformat() if selection.end else None,
            ids.PLAN: selection.plan or None,
            ids.SORT: selection.sort or str(Sort.ATTENTION),
            ids.BY: selection.by or LOCALITIES,
        },
        {
            ids.LOCALITY: [Option(each.code, each.name) for each in localities],
            ids.VIEW: [Option(str(each), VIEW_NAMES.get(str(each), str(each))) for each in views],
            ids.BREAKDOWN: _breakdowns(parts),
            ids.BY: _dimensions(parts),
            ids.START: months,
            ids.END: months,
            ids.PLAN: [Option(each.slug, each.name) for each in versions],
        },
    )


def _breakdowns(parts: Sequence[Member]) -> list[Option]:
    """Each by its name, and by its dimension where there are several."""
    several = len({each.dimension for each in parts}) > 1
    return [
        Option(breakdown_key(each), f"{_capital(one_of(each.dimension))}: {each.name}")
        if several
        else Option(breakdown_key(each), each.name)
        for each in parts
    ]


def _dimensions(parts: Sequence[Member]) -> list[Option]:
    there = dict.fromkeys(each.dimension for each in parts)
    named = [Option(each, _capital(several_of(each))) for each in there]
    return [Option(LOCALITIES, "Localities"), *named]


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def problems(found: Sequence[DashboardError]) -> Element | None:
    """What of a link could not be used; the rest of it stands."""
    if not found:
        return None
    return plain.Alert(
        [
            plain.P("Part of this link could not be used; the rest is shown."),
            plain.Ul([plain.Li(problem.message) for problem in found]),
        ],
        class_name="problems",
        fade=False,
    )
