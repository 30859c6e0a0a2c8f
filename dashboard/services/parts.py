"""Which parts of an organisation stand beside one another, and why are there none?"""

from dataclasses import dataclass
from datetime import date

from dashboard.calculations.views import View
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Level, Organisation
from dashboard.selection import Selection
from dashboard.services.breakdowns import PRACTICE, one_of, several_of
from dashboard.services.catalogue import (
    Data,
    breakdowns,
    has_parts_or_figures,
    localities_of,
    stand_in_of,
)
from dashboard.services.line import Request, part_of
from dashboard.services.on_base import with_base_of_parts

_NETWORKS = ("primary care network", "primary care networks")
_LOCALITIES = ("locality", "localities")


@dataclass(frozen=True, slots=True)
class Parts:
    """requests: each with its name. one, several: what the parts are called.

    indicator: the one that was chosen, or the count it is made from; said: why. by: the dimension
    whose members they are, empty for localities.
    """

    indicator: Indicator
    requests: tuple[tuple[Request, str], ...]
    one: str
    several: str
    said: str = ""
    by: str = ""


def parts_of(
    data: Data, selection: Selection, organisation: Organisation, view: View, as_at: date
) -> Parts:
    """The localities of a checked selection, or the members of the dimension it names."""
    indicator = data.indicators[selection.indicator]
    if selection.by:
        area = selection.footprint
        whole = Request(organisation, view, as_at, plan=selection.plan, footprint=area)
        return _members(data, selection, indicator, whole)
    places = [
        each
        for each in localities_of(data, organisation, as_at, indicator)
        if not selection.localities or each.code in selection.localities
    ]
    if not selection.localities and any(_has_practices(data, each) for each in places):
        # A place of a plan that no practice belongs to is no part that a sum of practices lacks.
        places = [each for each in places if has_parts_or_figures(data, indicator, each)]
    indicator, said = with_base_of_parts(data, indicator, places)
    requests = [(Request(each, view, as_at, plan=selection.plan), each.name) for each in places]
    networks = bool(places) and all(each.level is Level.PCN for each in places)
    names = _NETWORKS if networks else _LOCALITIES
    return Parts(indicator, tuple(requests), *names, said)


def _has_practices(data: Data, place: Organisation) -> bool:
    return bool(data.store.memberships(place.code, "practice"))


def _members(data: Data, selection: Selection, indicator: Indicator, whole: Request) -> Parts:
    members = [
        each
        for each in breakdowns(data, indicator, whole.organisation, selection.view, whole.as_at)
        if each.dimension == selection.by
    ]
    said = ""
    if selection.by == PRACTICE:
        places = [data.store.organisation(each.code) for each in members]
        indicator, said = with_base_of_parts(data, indicator, places)
    requests = [(part_of(data, whole, each.dimension, each.code), each.name) for each in members]
    names = one_of(selection.by), several_of(selection.by)
    return Parts(indicator, tuple(requests), *names, said, selection.by)


def unavailable(
    data: Data, parts: Parts, organisation: Organisation, known: bool, as_at: date
) -> tuple[str, str]:
    """What there is not, and what would fill the page; known: only the months chosen have none."""
    indicator = parts.indicator
    if known:
        return (
            f"No {parts.one} of {organisation.name} has a figure of {indicator.short_name} in the "
            "months chosen.",
            "Choose other months.",
        )
    if organisation.level in (Level.TRUST, Level.HOSPITAL_SITE):
        return (
            f"{organisation.name} is a provider.",
            "Localities are parts of a commissioner: choose a CCG, or other parts than localities.",
        )
    instead = stand_in_of(data, indicator, organisation, "", as_at)
    if instead is not None:
        return f"{instead.note} It has no localities.", indicator.locality_note
    if not parts.requests:
        return (
            f"No localities of {organisation.name} are known to the database.",
            "Fill the locality practices template, at the foot of the page, and load it.",
        )
    return (
        f"There are no figures of {indicator.short_name} by {parts.one} of {organisation.name}.",
        indicator.locality_note,
    )
