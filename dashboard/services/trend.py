"""How has it gone against plan, and what explains a reader's next question?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dashboard.calculations.views import View
from dashboard.documents import DataBreak, LocalStandard, ReferenceValue
from dashboard.errors import NoFigures
from dashboard.indicators.registry import Indicator
from dashboard.marking import Mark, MarkKind
from dashboard.organisations import Organisation
from dashboard.periods import add_months, financial_year_start
from dashboard.selection import Selection
from dashboard.services.beside_england import NOT_OFFERED, BesideEngland, beside_england
from dashboard.services.breakdowns import PRACTICE
from dashboard.services.catalogue import (
    Data,
    breakdown_key,
    breakdowns,
    localities_of,
    stand_in_of,
    views_of,
)
from dashboard.services.continued import Continued, Succeeded, continued_by, succeeded_by
from dashboard.services.desk.actions import actions_of, whose_actions
from dashboard.services.desk.effects import EffectLine, effects_of
from dashboard.services.footprint import footprint_of
from dashboard.services.line import Begins, Line, Request, part_of, performance_line
from dashboard.services.on_base import with_base, with_base_of_parts
from dashboard.services.points import Point
from dashboard.services.provenance import Provenance, provenance
from dashboard.services.stand_in import refusal
from dashboard.services.targets import Target, targets_of
from dashboard.services.verdict import Verdict, verdict_on
from dashboard.written.actions import Action

MOST_LINES = 4  # more cannot be told apart on one chart
YEARS_SHOWN = 3
MONTHS_OF_DAYS = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything the trend page says. lines: the organisation first, unless only parts are chosen.

    shown: whose figures they are, the organisation itself or who stands in for it. whole: the
    first line with the periods before what is drawn. chart: how it is to be drawn, as in Selection.
    ranged: whether its months were chosen. left_out: how many chosen parts are not drawn. stand_in:
    what is shown instead, in words. continued: whose figures go on where the organisation's own
    have ended. succeeded: who has the patients of one that has closed. merged: whether it took over
    others. england: whose line stands beside the only one, or why it cannot. actions: its own and
    of the groups that it plans with; effects: what some of them were to bring to the whole of it.
    """

    indicator: Indicator
    organisation: Organisation
    view: View
    as_at: date
    start: date | None
    end: date | None
    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    reference_values: tuple[ReferenceValue, ...]
    local_standards: tuple[LocalStandard, ...]
    data_breaks: tuple[DataBreak, ...]
    actions: tuple[Action, ...]
    provenance: Provenance
    shown: Organisation
    whole: Line
    verdict: Verdict
    chart: str = ""
    ranged: bool = False
    left_out: int = 0
    stand_in: str = ""
    continued: Continued | None = None
    succeeded: Succeeded | None = None
    merged: bool = False
    england: BesideEngland = NOT_OFFERED
    effects: tuple[EffectLine, ...] = ()

    @property
    def main(self) -> Line:
        return self.lines[0]

    @property
    def stands_in(self) -> bool:
        """Whether another organisation is shown, under its own name."""
        return self.shown != self.organisation

    @property
    def illustrative(self) -> bool:
        beside = [self.england.line] if self.england.line else []
        return any(line.illustrative for line in [*self.lines, *beside])


def performance_trend(data: Data, selection: Selection) -> Trend:
    """The trend of a checked selection.

    Raises NoFigures when nothing is loaded, NotAdditive when the view cannot be made.
    """
    organisation = data.store.organisation(selection.organisation)
    as_at = data.as_at(selection)
    indicator, said = _indicator(data, selection, organisation)
    instead = stand_in_of(data, indicator, organisation, selection.view, as_at)
    if selection.localities:
        instead = None
    shown = instead.organisation if instead else organisation
    view = _view(data, selection.view, indicator, organisation, shown)
    requests = _requests(data, selection, indicator, organisation, shown, view, as_at)
    # Of the place whose line is judged, which is the first of the parts where some are chosen.
    marks = data.store.marks(indicator.id, requests[0][0].organisation.code)
    begins = begins_by(selection, marks)
    lines = [
        performance_line(data, indicator, each, name, begins)
        for each, name in requests[:MOST_LINES]
    ]
    if not any(line.points for line in lines):
        if selection.localities:
            raise _no_parts(indicator, [name for _, name in requests])
        if selection.footprint:
            raise _not_published(indicator, organisation)
        raise _nobody(data, indicator, organisation, as_at)
    whole = lines[0]
    start, end = year_range(selection, whole)
    lines = [replace(line, points=within(line.points, start, end)) for line in lines]
    if not any(line.points for line in lines):
        raise NoFigures(
            f"There are no figures of {indicator.short_name} for {organisation.label} in the "
            "months chosen.",
            "Choose other months.",
        )
    england = beside_england(data, selection, lines, begins)
    beside = [england.line] if england.line else []
    places = whose_actions(data.store, organisation.code, as_at)
    drawn = [shown.code] if instead else places
    verdict = verdict_on(data, whole, selection.list_size)
    actions = actions_of(data, indicator.id, places, as_at)
    return Trend(
        indicator,
        organisation,
        view,
        as_at,
        start,
        end,
        tuple(lines),
        () if instead else targets_of(data, indicator, requests[0][0], start, end),
        _of_all(data.store.reference_values, indicator, places),
        _of_all(data.store.local_standards, indicator, drawn),
        data.store.data_breaks(indicator.id, shown.code),
        actions,
        provenance(data, [*lines, *beside], as_at),
        shown,
        whole,
        verdict,
        selection.chart,
        bool(selection.start or selection.end),
        max(0, len(requests) - MOST_LINES),
        instead.note if instead else said,
        continued_by(data, indicator, organisation, whole.last_actual, as_at),
        succeeded_by(data, organisation, as_at),
        footprint_of(data.store, shown.code, as_at) is not None,
        england,
        effects_of(actions, verdict.of) if not (instead or selection.localities) else (),
    )


def _nobody(data: Data, indicator: Indicator, organisation: Organisation, as_at: date) -> NoFigures:
    """That there is nothing, and who has figures in its place."""
    system = continued_by(data, indicator, organisation, None, as_at)
    if system is not None:
        return NoFigures(
            f"There are no figures of {indicator.short_name} for {organisation.label}.",
            f"{system.organisation.label}, which it belongs to, has figures: choose it as the "
            "organisation.",
        )
    nobody = refusal(data.store, indicator, organisation, as_at)
    return nobody or no_figures(indicator, organisation)


def _no_parts(indicator: Indicator, names: Sequence[str]) -> NoFigures:
    """Of the parts chosen, whatever there is of the whole."""
    return NoFigures(
        f"There are no figures of {indicator.short_name} for {' or '.join(names)}.",
        f"Choose all localities, or load theirs. {indicator.locality_note}",
    )


def _not_published(indicator: Indicator, organisation: Organisation) -> NoFigures:
    return NoFigures(
        f"Nothing of {indicator.short_name} was published for {organisation.label} itself.",
        'Figures of its area of today are there: take "footprint=as_published" out of the address.',
    )


def _indicator(
    data: Data, selection: Selection, organisation: Organisation
) -> tuple[Indicator, str]:
    """What was chosen, or the count it is made from, and why."""
    chosen = data.indicators[selection.indicator]
    practices = [each for each in selection.breakdown if each.startswith(f"{PRACTICE}:")]
    codes = [*selection.localities, *(each.partition(":")[2] for each in practices)]
    parts = [data.store.organisation(code) for code in codes]
    return (
        with_base_of_parts(data, chosen, parts) if parts else with_base(data, chosen, organisation)
    )


def _of_all(
    read: Callable[[str, str], tuple[T, ...]], indicator: Indicator, places: Sequence[str]
) -> tuple[T, ...]:
    """What is said of an organisation and of the groups it plans with."""
    return tuple(each for place in places for each in read(indicator.id, place))


def no_figures(indicator: Indicator, organisation: Organisation) -> NoFigures:
    return NoFigures(
        f"There are no figures of {indicator.short_name} for {organisation.label}.",
        f"They come from: {indicator.source}. {indicator.locality_note}",
    )


def _view(data: Data, name: str, indicator: Indicator, *places: Organisation) -> View:
    there = views_of(data, indicator, *places)
    return View(name) if name in [str(each) for each in there] else there[0]


def _requests(
    data: Data,
    selection: Selection,
    indicator: Indicator,
    organisation: Organisation,
    shown: Organisation,
    view: View,
    as_at: date,
) -> list[tuple[Request, str]]:
    """Chosen parts with their names, or the whole organisation where none is chosen.

    Who stands in for it is never called by its name, nor held against its plan; against a plan of
    its own where the indicator says that plans are made so.
    """
    planned = shown == organisation or indicator.stand_in_planned
    area = selection.footprint
    whole = Request(shown, view, as_at, plan=selection.plan, planned=planned, footprint=area)
    name = organisation.name if shown == organisation else shown.label
    chosen = [
        (replace(whole, organisation=each), each.name)
        for each in localities_of(data, organisation, as_at, indicator)
        if each.code in selection.localities
    ]
    for member in breakdowns(data, indicator, shown, selection.view, as_at):
        if breakdown_key(member) in selection.breakdown:
            part = part_of(data, whole, member.dimension, member.code)
            said = member.name if shown == organisation else f"{shown.label}, {member.name}"
            chosen.append((part, said))
    return chosen or [(whole, name)]


def within(points: Sequence[Point], start: date | None, end: date | None) -> tuple[Point, ...]:
    """Points whose period ends from `start` on and begins by `end`."""
    return tuple(
        point
        for point in points
        if (start is None or point.end >= start) and (end is None or point.start <= end)
    )


def begins_by(selection: Selection, marks: Sequence[Mark] = ()) -> Begins:
    """Where the points of a chart begin: a year before what is drawn when nothing is chosen, since
    a year to date or a quarter may end later than its last month. Ten years of points, made for
    three that are drawn, would be most of a page's work.

    marks: of the line, for it is judged from its baseline on.
    """
    baselines = [each.on for each in marks if each.kind is MarkKind.BASELINE]

    def begins(last: date) -> date:
        first = date(financial_year_start(last).year - YEARS_SHOWN, 4, 1)
        return min(selection.start or first, first, *baselines)

    return begins


def year_range(selection: Selection, line: Line) -> tuple[date | None, date | None]:
    """The chosen range, else what fits the data: three years back, and the plan's year ahead."""
    latest = line.latest
    if latest is None or line.indicator.grain.yearly:
        return selection.start, selection.end
    year = financial_year_start(latest.end)
    start = date(year.year - YEARS_SHOWN + 1, 4, 1)
    if line.request.view is View.WEEK:
        start = add_months(latest.end, -13)
    if line.request.view is View.DAY:
        start = add_months(latest.end, 1 - MONTHS_OF_DAYS)
    end = date(year.year + 2, 3, 1)
    return selection.start or start, selection.end or end
