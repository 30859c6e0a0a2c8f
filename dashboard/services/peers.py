"""Who is compared with whom: a region, an STP, all of England, or a list of one's own?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.organisations import Level, Membership, Organisation
from dashboard.selection import Selection
from dashboard.services.catalogue import Data

REGION, STP, EVERYBODY, LIST = "region", "stp", "england", "list"
# Who stands beside others of its kind; for anybody else CCGs are compared.
_COMPARED = (Level.CCG, Level.STP, Level.REGION, Level.TRUST, Level.LOCAL_AUTHORITY)
_KINDS = {
    Level.CCG: ("CCG", "CCGs"),
    Level.STP: ("STP", "STPs"),
    Level.REGION: ("region", "regions"),
    Level.TRUST: ("provider", "providers"),
    Level.LOCAL_AUTHORITY: ("local authority", "local authorities"),
}


@dataclass(frozen=True, slots=True)
class Peers:
    """group: the set that is shown, and `name` what it is called. groups: every set there is, with
    its name. members: who is in it; everybody: whom a list may be made of. unknown: codes of a
    list that name nobody of this kind."""

    group: str
    name: str
    groups: tuple[tuple[str, str], ...]
    members: tuple[Organisation, ...]
    everybody: tuple[Organisation, ...]
    unknown: tuple[str, ...]
    one: str
    several: str


def peers_of(data: Data, selection: Selection, place: Organisation, day: date) -> Peers:
    """Those of a place's kind that are open on the day; its region's, if it has one and no set is
    chosen."""
    level = place.level if is_compared(place) else Level.CCG
    everybody = tuple(
        each
        for each in data.store.organisations(level)
        if each.open_at(day) and data.scope.covers(each.code)
    )
    sets = _sets(data, place, everybody, day)
    codes = [each for each in selection.with_ if each not in sets]
    group, name, members = _chosen(selection, sets, codes, place, everybody)
    there = {each.code for each in everybody}
    return Peers(
        group,
        name,
        tuple((key, called) for key, (called, _) in sets.items()),
        members,
        everybody,
        tuple(code for code in codes if code not in there and code not in (REGION, STP)),
        *_KINDS[level],
    )


def is_compared(place: Organisation) -> bool:
    """Whether others of its kind can stand beside it; countries, localities and groups cannot."""
    return place.level in _COMPARED


Sets = Mapping[str, tuple[str, tuple[Organisation, ...]]]


def _chosen(
    selection: Selection,
    sets: Sets,
    codes: list[str],
    place: Organisation,
    everybody: tuple[Organisation, ...],
) -> tuple[str, str, tuple[Organisation, ...]]:
    listed = tuple(each for each in everybody if each.code in codes)
    if listed:
        with_it = tuple(each for each in everybody if each in listed or each.code == place.code)
        return LIST, "those chosen", with_it
    group = next((each for each in selection.with_ if each in sets), next(iter(sets)))
    return group, *sets[group]


def _sets(
    data: Data, place: Organisation, everybody: tuple[Organisation, ...], day: date
) -> dict[str, tuple[str, tuple[Organisation, ...]]]:
    """By what a link calls them; the first is the one that is shown unasked."""
    sets: dict[str, tuple[str, tuple[Organisation, ...]]] = {}
    stps = _above(data, Level.STP, STP, day)
    regions = _above(data, Level.REGION, REGION, day)
    region = {
        each.code: regions.get(each.code) or regions.get(stps.get(each.code, ""))
        for each in everybody
    }
    for key, above in ((REGION, region), (STP, stps)):
        code = above.get(place.code)
        members = tuple(each for each in everybody if code and above.get(each.code) == code)
        if code and len(members) > 1:
            sets[key] = (data.store.organisation(code).name, members)
    sets[EVERYBODY] = ("England", everybody)
    return sets


def _above(data: Data, level: Level, kind: str, day: date) -> dict[str, str]:
    """Who belongs to whom on a day. Of a day before the registers begin, as they first say."""
    found: dict[str, tuple[bool, date, str]] = {}
    for parent in data.store.organisations(level):
        for each in data.store.memberships(parent.code, kind):
            held = (not _holds(each, day), each.valid_from, parent.code)
            if each.valid_to is None or each.valid_to >= day:
                found[each.part.code] = min(held, found.get(each.part.code, held))
    return {code: parent for code, (_, _, parent) in found.items()}


def _holds(membership: Membership, day: date) -> bool:
    return membership.valid_from <= day
