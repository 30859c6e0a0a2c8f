"""What is there to choose from, and is what a link names among it?"""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any

from dashboard.access import ANYONE, OPEN, Actor, Scope
from dashboard.calculations.spc.model import USUAL
from dashboard.calculations.spc.model import Settings as SpcSettings
from dashboard.calculations.views import View, views
from dashboard.errors import (
    BadParameter,
    DashboardError,
    NoFigures,
    UnknownBreakdown,
    UnknownIndicator,
    UnknownLocality,
    UnknownOrganisation,
    UnknownPlanVersion,
)
from dashboard.exceptions.rules import RuleSet, shipped_rules
from dashboard.indicators.registry import GROUPS, Indicator, IndicatorRegistry
from dashboard.jobs import NO_JOBS, Jobs
from dashboard.marking import CLOSED, MarkBook
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.selection import Read, Selection
from dashboard.series import Member, PlanVersion, SeriesKey
from dashboard.services.breakdowns import members_of
from dashboard.services.figures import figures_of
from dashboard.services.stand_in import StandIn, stand_in
from dashboard.store import PerformanceStore
from dashboard.written.ledger import CLOSED_LEDGER, Ledger

FIRST_INDICATOR = "ae_4hour"
_CHOICES = tuple(each.name for each in fields(Selection))
_ALL = attrgetter(*_CHOICES)


@dataclass(frozen=True, slots=True)
class Data:
    """What every service works with: the reads, the definitions, who asks and the default date.

    today: used where neither the link nor the setting nor the database names an as-at date.
    """

    store: PerformanceStore
    indicators: IndicatorRegistry
    today: date
    fixed_as_at: date | None = None
    first_organisation: str = ""
    actor: Actor = ANYONE
    scope: Scope = OPEN
    book: MarkBook = CLOSED
    spc: SpcSettings = USUAL
    ledger: Ledger = CLOSED_LEDGER
    rules: RuleSet = field(default_factory=shipped_rules)
    jobs: Jobs = NO_JOBS

    def as_at(self, selection: Selection) -> date:
        """The one date that drives latest, late and in force."""
        return selection.as_at or self.fixed_as_at or self.store.carried_as_at() or self.today


def default_organisation(data: Data) -> Organisation:
    """The one the site names, else the first CCG with figures, else anybody with figures."""
    there = [
        each
        for each in data.store.organisations_with_figures(data.as_at(Selection()))
        if data.scope.covers(each.code)
    ]
    ccgs = [each for each in there if each.level is Level.CCG]
    named = [each for each in there if each.code == data.first_organisation]
    if not there:
        raise NoFigures("No figures are loaded yet.", 'Load some with: make load FILES="..."')
    return (named or ccgs or there)[0]


def checked(data: Data, read: Read) -> Read:
    """The selection with defaults filled in; what is unknown is left out and named a problem."""
    problems = list(read.problems)
    selection = read.selection
    organisation = _organisation(data, selection.organisation, problems)
    indicator = _indicator(data, selection.indicator, problems)
    as_at = data.as_at(selection)
    there = {each.code for each in localities_of(data, organisation, as_at, indicator)}
    unknown = [each for each in selection.localities if each not in there]
    problems += [UnknownLocality(each, organisation.name) for each in unknown]
    localities = tuple(each for each in selection.localities if each in there)
    shown = shown_for(data, indicator, organisation, selection.view, as_at)
    view = _view(data, selection.view, indicator, (organisation, shown), problems)
    members = breakdowns(data, indicator, shown, view, as_at)
    breakdown = _breakdown(selection, members, problems)
    checked_selection = replace(
        selection,
        organisation=organisation.code,
        indicator=indicator.id,
        localities=localities,
        view=view,
        plan=_plan(data, selection.plan, problems),
        # A breakdown is of the whole organisation; beside localities it would say something else.
        breakdown=() if localities else breakdown,
        by=_by(selection.by, members, problems),
        group=_group(selection.group, problems),
    )
    return Read(checked_selection, tuple(problems))


def settled(wanted: Selection, there: Selection) -> Selection:
    """What was wanted less what is not there; defaults stay unsaid."""
    both = zip(_CHOICES, _ALL(wanted), _ALL(there), strict=True)
    refused: dict[str, Any] = {
        name: stands for name, given, stands in both if given and given != stands
    }
    return replace(wanted, **refused) if refused else wanted


def _organisation(data: Data, code: str, problems: list[DashboardError]) -> Organisation:
    if code:
        try:
            found = data.store.organisation(code)
            if data.scope.covers(found.code):
                return found
            raise UnknownOrganisation(code)
        except UnknownOrganisation as problem:
            problems.append(problem)
    return default_organisation(data)


def _indicator(data: Data, name: str, problems: list[DashboardError]) -> Indicator:
    if name and name not in data.indicators:
        problems.append(UnknownIndicator(name))
        name = ""
    return data.indicators[name or FIRST_INDICATOR if FIRST_INDICATOR in data.indicators else name]


def _view(
    data: Data,
    view: str,
    indicator: Indicator,
    places: tuple[Organisation, ...],
    problems: list[DashboardError],
) -> str:
    allowed = [str(each) for each in views_of(data, indicator, *places)]
    if view and view not in allowed:
        expected = f"one of {', '.join(allowed)} for {indicator.short_name}"
        problems.append(BadParameter("view", view, expected))
        return ""
    return view


def _plan(data: Data, slug: str, problems: list[DashboardError]) -> str:
    if not slug:
        return ""
    try:
        return data.store.plan_version(slug).slug
    except UnknownPlanVersion as problem:
        problems.append(problem)
        return ""


def _group(name: str, problems: list[DashboardError]) -> str:
    if name and name not in GROUPS:
        problems.append(BadParameter("group", name, "one of " + ", ".join(GROUPS)))
        return ""
    return name


def _by(dimension: str, members: tuple[Member, ...], problems: list[DashboardError]) -> str:
    if dimension and dimension not in {each.dimension for each in members}:
        problems.append(UnknownBreakdown(dimension))
        return ""
    return dimension


def _breakdown(
    selection: Selection, members: tuple[Member, ...], problems: list[DashboardError]
) -> tuple[str, ...]:
    there = {breakdown_key(each) for each in members}
    problems += [UnknownBreakdown(each) for each in selection.breakdown if each not in there]
    return tuple(each for each in selection.breakdown if each in there)


def breakdown_key(member: Member) -> str:
    return f"{member.dimension}:{member.code}"


def grain_of(indicator: Indicator, view: str) -> Grain:
    """The grain of the stored figures that a view is made from.

    A view that the family allows is gathered; any other has the figures of its own name.
    """
    if view == indicator.grain:  # nearly always
        return indicator.grain
    gathered = [str(each) for each in _gathered(indicator)]
    stored = view in list(Grain) and view not in gathered
    return Grain(view) if stored else indicator.grain


def _gathered(indicator: Indicator) -> tuple[View, ...]:
    return views(indicator.aggregation, indicator.grain, indicator.annualised)


def breakdowns(
    data: Data, indicator: Indicator, organisation: Organisation, view: str, as_at: date
) -> tuple[Member, ...]:
    grain = grain_of(indicator, view)
    return members_of(data.store, data.indicators, indicator, organisation, grain, as_at)


def stand_in_of(
    data: Data, indicator: Indicator, organisation: Organisation, view: str, as_at: date
) -> StandIn | None:
    """Who is shown in place of an organisation without figures of its own, if anybody."""
    if not indicator.stand_in:
        return None
    grain = grain_of(indicator, view)
    key = SeriesKey(indicator.id, organisation.code, grain)
    if figures_of(data.store, data.indicators, key, as_at) is not None:
        return None
    return stand_in(data.store, indicator, organisation, grain, as_at)


def shown_for(
    data: Data, indicator: Indicator, organisation: Organisation, view: str, as_at: date
) -> Organisation:
    """The organisation itself, or who stands in for it."""
    instead = stand_in_of(data, indicator, organisation, view, as_at)
    return instead.organisation if instead else organisation


def views_of(data: Data, indicator: Indicator, *places: Organisation) -> tuple[View, ...]:
    """The views the family allows, and week and day where such figures are loaded of a place."""
    grains = {g for place in places for g in data.store.grains(indicator.id, place.code)}
    own = _gathered(indicator)
    finer = [View(str(g)) for g in (Grain.WEEK, Grain.DAY) if g in grains]
    return (*own, *[view for view in finer if view not in own])


def localities_of(
    data: Data, organisation: Organisation, as_at: date, indicator: Indicator | None = None
) -> tuple[Organisation, ...]:
    """The parts that are drawn beside an organisation: its localities, or a group's members.

    For an indicator that is a sum of practices, and localities that have none: the networks.
    """
    kind = "group" if organisation.level is Level.GROUP else "locality"
    localities = data.store.parts(organisation.code, kind, as_at)
    if indicator is None or indicator.locality_method != "practice_sum" or kind == "group":
        return localities
    if any(has_parts_or_figures(data, indicator, each) for each in localities):
        return localities
    return data.store.parts(organisation.code, "pcn", as_at) or localities


def has_parts_or_figures(data: Data, indicator: Indicator, place: Organisation) -> bool:
    key = SeriesKey(indicator.id, place.code, indicator.grain)
    return bool(data.store.memberships(place.code, "practice") or data.store.actual(key))


def plan_versions_of(
    data: Data, indicator: Indicator, organisation: Organisation
) -> tuple[PlanVersion, ...]:
    return data.store.plan_versions(indicator.id, organisation.code)
