"""Which indicators are exceptions, by which written rules, and in what order?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dashboard.calculations.spc.model import NO_MARKS
from dashboard.periods import add_months
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.desk.actions import actions_of, whose_actions
from dashboard.services.desk.model import ExceptionReport, ExceptionRow
from dashboard.services.desk.rule_facts import Facts, facts_before, facts_of
from dashboard.services.desk.rules import hits_of, people_behind
from dashboard.services.judged import begins_to_judge
from dashboard.services.line import Line, key_of, performance_line
from dashboard.services.summary import SummaryRow, performance_summary
from dashboard.services.what_it_takes import WhatItTakes, what_it_takes
from dashboard.written.exceptions import Override

_AS_JUDGED = begins_to_judge(NO_MARKS)


def exception_report(data: Data, selection: Selection) -> ExceptionReport:
    """The list of a checked selection; of its first locality where one is chosen.

    The same data version, as-at date, rules and overrides always make the same list: it depends on
    nothing else, and the order is total.
    """
    summary = performance_summary(data, selection)
    data.store.read_together([key_of(row.indicator, row.line.request) for row in summary.rows])
    owners = whose_actions(data.store, summary.place.code, summary.as_at)
    said = overrides_in_force(data, summary.place.code, summary.as_at)
    made = [_exception(data, row, said.get(row.indicator.id), owners) for row in summary.rows]
    order = {name: number for number, name in enumerate(data.indicators)}
    planned = sorted(made, key=lambda each: order[each.row.indicator.id])
    ranks = data.rules.ranks
    pressing = sorted(planned, key=lambda each: _pressing(each, ranks))  # the plan's among equals
    return ExceptionReport(
        summary,
        tuple(each for each in pressing if is_listed(each)),
        tuple(each for each in pressing if each.hits and not is_listed(each)),
        tuple(each for each in planned if not each.hits and not is_listed(each)),
        data.rules.label,
    )


def is_listed(exception: ExceptionRow) -> bool:
    """What a person said goes before the rules."""
    if exception.override is not None:
        return exception.override.listed
    return bool(exception.hits)


def overrides_in_force(data: Data, organisation: str, as_at: date) -> Mapping[str, Override]:
    """By indicator: the last that stands and whose last day has not passed."""
    found: dict[str, Override] = {}
    for each in data.store.overrides(organisation):
        if each.until is None or each.until >= as_at:
            found.setdefault(each.indicator, each)
    return found


class _Order(NamedTuple):
    """More rules go first, then those of more pressing ones, then more people."""

    fewer: int
    ranks: tuple[int, ...]
    people: float


def _pressing(exception: ExceptionRow, ranks: Mapping[str, int]) -> _Order:
    met = tuple(sorted(ranks[hit.rule] for hit in exception.hits))
    return _Order(-len(met), met, -exception.people)


def _exception(
    data: Data,
    row: SummaryRow,
    override: Override | None,
    owners: tuple[str, ...],
) -> ExceptionRow:
    """owners: whose actions are its own, the place itself first."""
    line = _whole_line(data, row)
    # Of who stands in nothing is told that a reader could take for the place's own patients.
    takes = WhatItTakes(line, line.latest) if row.stand_in else what_it_takes(data, line)
    as_at = row.line.request.as_at
    whose = (*owners, line.request.organisation.code) if row.stand_in else owners
    actions = actions_of(data, row.indicator.id, whose, as_at)
    exception = ExceptionRow(row, (), takes, actions, override, place=owners[0])
    if line.latest is None or line.latest.end < add_months(as_at, -data.rules.oldest_months):
        return exception
    facts = facts_of(row, takes, as_at)
    hits = hits_of(data.rules, facts)
    return replace(
        exception, hits=hits, people=people(facts), newly=bool(hits) and _is_new(data, row, facts)
    )


def _whole_line(data: Data, row: SummaryRow) -> Line:
    """With the plan of the rest of the year, of which a row of the summary shows nothing."""
    return performance_line(data, row.indicator, row.line.request, row.line.name, _AS_JUDGED)


def _is_new(data: Data, row: SummaryRow, facts: Facts) -> bool:
    before = facts_before(data, facts, stand_in=bool(row.stand_in))
    return before is None or not hits_of(data.rules, before)


def people(facts: Facts) -> float:
    """How many too many: against the plan or the standard, whichever is more; 0 where nobody is,
    or nobody is counted."""
    headroom = facts.takes.headroom
    over = -headroom.left if headroom else 0.0
    return max(people_behind(facts), over, 0.0)
