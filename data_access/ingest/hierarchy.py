"""Who belonged to whom at which time, when several files have a say?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, delete, insert, select

from data_access.ingest.kept import Kept
from data_access.ingest.publication import Link
from data_access.tables import Hierarchy

# A practice is in one commissioner, one network and one locality at a time; a group has members of
# many kinds and a provider may be the main one of two commissioners.
_ONE_PARENT = {"commissioner", "pcn", "practice", "locality", "stp", "region", "provider"}
# What sites supply and correct: a newer file of the same parents says all there is to say of them.
_SUPPLIED = {"practice", "board_provider"}
_BATCH = 500
_DAY = timedelta(days=1)


def keep_links(connection: Connection, links: Iterable[Link], stands_on: date) -> Kept:
    """Merge a file's links into the dated hierarchy, child by child and kind by kind."""
    given: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        given[link.kind][link.child].append(replace(link, stands_on=_said_on(stands_on)))
    kept = Kept()
    said_on = _said_on(stands_on)
    for kind, children in given.items():
        parents = {link.parent for some in children.values() for link in some}
        stored = _stored(connection, kind)
        changed: list[Link] = []
        for child, said in children.items():
            before = stored.get(child, [])
            after = merge_links(_left(before, kind, parents, said_on) + said, kind)
            kept += _compared(before, said, after)
            if after != before:
                changed += after
        _replace(connection, kind, changed)
    return kept


def _left(before: list[Link], kind: str, parents: set[str], said_on: date | None) -> list[Link]:
    """What stays of a child's links beside a file that names these parents."""
    if kind not in _SUPPLIED:
        return before
    day = said_on or date.min
    return [
        each for each in before if each.parent not in parents or (each.stands_on or date.min) > day
    ]


def merge_links(links: list[Link], kind: str) -> list[Link]:
    """One child's links of one kind, in order of their dates.

    Files are laid over each other from the oldest to the newest, whatever the order in which they
    were loaded: a link says who the parent is from its first day on, so that it ends what an older
    file says of that time, an older open end included, and nothing older can end it. Where a child
    may have several parents, that holds for each parent by itself.
    """
    one = kind in _ONE_PARENT
    laid: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda each: (each.stands_on or date.min, each.valid_from)):
        whose = "" if one else link.parent
        laid[whose] = _lay(laid[whose], link)
    every = [link for whose in laid.values() for link in whose]
    return sorted(every, key=lambda each: (each.valid_from, each.parent))


def _lay(line: list[Link], link: Link) -> list[Link]:
    """The line of parents after a link that is not older than any of them."""
    before = [each for each in line if each.valid_from < link.valid_from]
    if not before:
        return [link]
    *earlier, last = before
    if _is_sighting(link) and last.parent == link.parent and _reaches(last, link.valid_from):
        return [*earlier, replace(last, valid_to=link.valid_to, stands_on=link.stands_on)]
    end = min(last.valid_to or date.max, link.valid_from - _DAY)
    return [*earlier, replace(last, valid_to=end), link]


def _is_sighting(link: Link) -> bool:
    """A file that states no day of joining dates its links from its own day: the child was there
    on that day, and perhaps long before."""
    return link.valid_from == link.stands_on


def _reaches(link: Link, day: date) -> bool:
    return link.valid_to is None or day <= link.valid_to + _DAY


def _said_on(stands_on: date) -> date | None:
    """What is dated by nothing counts as what is seeded: anything dated goes before it."""
    return None if stands_on == date.min else stands_on


def _compared(before: list[Link], said: list[Link], after: list[Link]) -> Kept:
    """How many of the links that a file states are new, or move an end or a start."""
    was = {(link.parent, link.valid_from): link.valid_to for link in before}
    now = {(link.parent, link.valid_from): link.valid_to for link in after}
    if was == now:
        return Kept(unchanged=len(said))
    new = sum(1 for link in said if (link.parent, link.valid_from) in now.keys() - was.keys())
    return Kept(new=new, restated=len(said) - new)


def _stored(connection: Connection, kind: str) -> dict[str, list[Link]]:
    stored: dict[str, list[Link]] = defaultdict(list)
    table = Hierarchy
    query = (
        select(table.child, table.parent, table.valid_from, table.valid_to, table.stands_on)
        .where(table.kind == kind)
        .order_by(table.valid_from, table.parent)
    )
    for child, parent, valid_from, valid_to, stands_on in connection.execute(query):
        stored[child].append(Link(child, parent, kind, valid_from, valid_to, stands_on))
    return stored


def _replace(connection: Connection, kind: str, links: list[Link]) -> None:
    children = sorted({link.child for link in links})
    for first in range(0, len(children), _BATCH):
        some = children[first : first + _BATCH]
        connection.execute(
            delete(Hierarchy).where(Hierarchy.kind == kind, Hierarchy.child.in_(some))
        )
    rows = [
        {
            "parent": link.parent,
            "kind": kind,
            "child": link.child,
            "valid_from": link.valid_from,
            "valid_to": link.valid_to,
            "stands_on": link.stands_on,
        }
        for link in links
    ]
    if rows:
        connection.execute(insert(Hierarchy), rows)
