"""Where does something belong to two at a time?"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, and_, or_, select
from sqlalchemy.orm import aliased

from dashboard.periods import long_date
from data_access.organisations.named import ONE_PARENT, is_open, labels
from data_access.tables import Hierarchy

_PARENTS = {
    "commissioner": "commissioners",
    "pcn": "networks",
    "practice": "localities",
    "locality": "commissioners",
    "provider": "ICBs",
    "region": "regions",
    "stp": "STPs or ICBs",
}


def two_parents(connection: Connection, on: date) -> Iterator[str]:
    """Also of other times than the day: a total of that time counts a practice twice."""
    one, other = aliased(Hierarchy), aliased(Hierarchy)
    alike = and_(one.child == other.child, one.kind == other.kind, one.parent < other.parent)
    together = and_(
        or_(one.valid_to.is_(None), one.valid_to >= other.valid_from),
        or_(other.valid_to.is_(None), other.valid_to >= one.valid_from),
    )
    query = (
        select(one.child, one.kind, one.parent, other.parent, one.valid_from, other.valid_from)
        .join(other, alike)
        .where(one.kind.in_(ONE_PARENT), together)
    )
    named = labels(connection)
    for child, kind, first, second, since, also_since in connection.execute(query):
        day = long_date(max(since, also_since))
        yield f"{named[child]} is in two {_PARENTS[kind]} from {day}: " + (
            f"{named[first]} and {named[second]}"
        )


def networks_across(connection: Connection, on: date) -> Iterator[str]:
    """Networks whose practices are in more than one commissioner on the day."""
    member, practice = aliased(Hierarchy), aliased(Hierarchy)
    query = (
        select(member.parent, practice.parent)
        .join(practice, practice.child == member.child)
        .where(
            member.kind == "pcn",
            practice.kind == "commissioner",
            is_open(member, on),
            is_open(practice, on),
        )
    )
    practices: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for network, commissioner in connection.execute(query):
        practices[network][commissioner] += 1
    named = labels(connection)
    for network, of in practices.items():
        if len(of) > 1:
            parts = [f"{count} of {named[code]}" for code, count in sorted(of.items())]
            yield f"{named[network]} has practices of {len(of)} commissioners: {', '.join(parts)}"
