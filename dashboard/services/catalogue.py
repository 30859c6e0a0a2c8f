"""What is there to choose from, and is what a link names among it?"""

from dataclasses import dataclass, fields, replace
from datetime import date

from dashboard.access import ANYONE, OPEN, Actor, Scope
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
from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.selection import Read, Selection
from dashboard.store import Member, PerformanceStore, PlanVersion

FIRST_INDICATOR = "ae_4hour"


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

    def as_at(self, selection: Selection) -> date:
        """The one date that drives latest, late and in force."""
        return selection.as_at or self.fixed_as_at or self.store.carried_as_at() or self.today


def default_organisation(data: Data) -> Organisation:
    """The one the site names, else the first CCG with figures, else anybody with figures."""
    there = [
        each for each in data.store.organisations_with_figures() if data.scope.covers(each.code)
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
    there = {each.code for each in localities_of(data, organisation, as_at)}
    unknown = [each for each in selection.localities if each not in there]
    problems += [UnknownLocality(each, organisation.name) for each in unknown]
    localities = tuple(each for each in selection.localities if each in there)
    view = _view(data, selection.view, indicator, organisation, problems)
    breakdown = _breakdown(data, selection, view, indicator, organisation, problems)
    checked_selection = replace(
        selection,
        organisation=organisation.code,
        indicator=indicator.id,
        localities=localities,
        view=view,
        plan=_plan(data, selection.plan, problems),
        # A breakdown is of the whole organisation; beside localities it would say something else.
        breakdown=() if localities else breakdown,
    )
    return Read(checked_selection, tuple(problems))


def settled(wanted: Selection, there: Selection) -> Selection:
    """What was wanted less what is not there; defaults stay unsaid."""
    refused = {
        field.name: getattr(there, field.name)
        for field in fields(Selection)
        if getattr(wanted, field.name) and getattr(wanted, field.name) != getattr(there, field.name)
    }
    return replace(wanted, **refused)


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
    organisation: Organisation,
    problems: list[DashboardError],
) -> str:
    allowed = [str(each) for each in views_of(data, indicator, organisation)]
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


def _breakdown(
    data: Data,
    selection: Selection,
    view: str,
    indicator: Indicator,
    organisation: Organisation,
    problems: list[DashboardError],
) -> tuple[str, ...]:
    there = {breakdown_key(each) for each in breakdowns(data, indicator, organisation, view)}
    problems += [UnknownBreakdown(each) for each in selection.breakdown if each not in there]
    return tuple(each for each in selection.breakdown if each in there)


def breakdown_key(member: Member) -> str:
    return f"{member.dimension}:{member.code}"


def grain_of(indicator: Indicator, view: str) -> Grain:
    """The grain of the stored figures that a view is made from.

    A view that the family allows is gathered; any other has the figures of its own name.
    """
    gathered = [str(each) for each in views(indicator.aggregation, indicator.grain)]
    stored = view in list(Grain) and view not in gathered
    return Grain(view) if stored else indicator.grain


def breakdowns(
    data: Data, indicator: Indicator, organisation: Organisation, view: str
) -> tuple[Member, ...]:
    return data.store.members(indicator.id, organisation.code, grain_of(indicator, view))


def views_of(data: Data, indicator: Indicator, organisation: Organisation) -> tuple[View, ...]:
    """The views the family allows, and week and day where such figures are loaded."""
    grains = data.store.grains(indicator.id, organisation.code)
    own = views(indicator.aggregation, indicator.grain)
    finer = [View(str(g)) for g in (Grain.WEEK, Grain.DAY) if g in grains]
    return (*own, *[view for view in finer if view not in own])


def localities_of(data: Data, organisation: Organisation, as_at: date) -> tuple[Organisation, ...]:
    """The parts that are drawn beside an organisation: its localities, or a group's members."""
    kind = "group" if organisation.level is Level.GROUP else "locality"
    return data.store.parts(organisation.code, kind, as_at)


def plan_versions_of(
    data: Data, indicator: Indicator, organisation: Organisation
) -> tuple[PlanVersion, ...]:
    return data.store.plan_versions(indicator.id, organisation.code)
