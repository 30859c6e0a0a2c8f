"""Which organisations does a file name, and how do they hang together through time?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from data_access.ingest.publication import Link, NewOrganisation
from data_access.tables import BreakdownMember, Hierarchy, OrganisationAlias, OrganisationRow

# A practice is in one commissioner, one network and one locality at a time; a group has members of
# many kinds and a provider may be the main one of two commissioners.
_ONE_PARENT = {"commissioner", "pcn", "locality", "stp", "region"}


def keep_organisations(
    connection: Connection, organisations: Iterable[NewOrganisation], authority: bool
) -> None:
    """Add those not known yet; a register (`authority`) also corrects names, dates and status."""
    given = {each.code: each for each in organisations}
    known = set(connection.execute(select(OrganisationRow.code)).scalars())
    new = [_row(each) for code, each in given.items() if code not in known]
    if new:
        connection.execute(insert(OrganisationRow), new)
    named = [each for code, each in given.items() if code in known and each.name != code]
    if authority and named:
        columns = ("name", "valid_from", "valid_to", "status")
        connection.execute(
            update(OrganisationRow.__table__)  # type: ignore[arg-type]
            .where(OrganisationRow.__table__.c.code == bindparam("at_code"))
            .values({name: bindparam(f"now_{name}") for name in columns}),
            [
                {"at_code": each.code, **{f"now_{name}": getattr(each, name) for name in columns}}
                for each in named
            ],
        )


def _row(each: NewOrganisation) -> dict[str, object]:
    return {
        "code": each.code,
        "name": each.name,
        "level": each.level,
        "ons_code": each.ons_code,
        "valid_from": each.valid_from,
        "valid_to": each.valid_to,
        "status": each.status,
    }


def keep_members(connection: Connection, members: Iterable[tuple[str, str, str]]) -> None:
    """Names of the parts of a breakdown; the first name met stays."""
    known = set(
        connection.execute(select(BreakdownMember.dimension, BreakdownMember.code)).tuples()
    )
    new = {(dimension, code): name for dimension, code, name in members}
    rows = [
        {"dimension": dimension, "code": code, "name": name}
        for (dimension, code), name in new.items()
        if (dimension, code) not in known
    ]
    if rows:
        connection.execute(insert(BreakdownMember), rows)


def keep_links(connection: Connection, links: Iterable[Link]) -> None:
    """Merge links into the dated hierarchy, child by child and kind by kind."""
    given: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        given[link.kind, link.child].append(link)
    for kind in {kind for kind, _ in given}:
        stored = _stored(connection, kind)
        rows: list[Link] = []
        for child in [child for each, child in given if each == kind]:
            merged = merge_links(stored.get(child, []) + given[kind, child], kind)
            if merged != stored.get(child):
                rows += merged
        _replace(connection, kind, rows)


def _stored(connection: Connection, kind: str) -> dict[str, list[Link]]:
    stored: dict[str, list[Link]] = defaultdict(list)
    columns = (Hierarchy.child, Hierarchy.parent, Hierarchy.valid_from, Hierarchy.valid_to)
    query = (
        select(*columns)
        .where(Hierarchy.kind == kind)
        .order_by(Hierarchy.valid_from, Hierarchy.parent)
    )
    for child, parent, valid_from, valid_to in connection.execute(query):
        stored[child].append(Link(child, parent, kind, valid_from, valid_to))
    return stored


def merge_links(links: list[Link], kind: str) -> list[Link]:
    """One child's links of one kind, put in order.

    The same parent over touching or overlapping dates becomes one link with the earliest start and
    the end that the last of them states. Where a child has one parent at a time, a link ends at the
    latest on the day before the next parent's begins.
    """
    joined: list[Link] = []
    for link in sorted(links, key=lambda each: (each.valid_from, each.parent)):
        same = next((i for i, each in enumerate(joined) if _continues(each, link)), None)
        if same is None:
            joined.append(link)
        else:
            joined[same] = Link(
                link.child, link.parent, kind, joined[same].valid_from, link.valid_to
            )
    if kind not in _ONE_PARENT:
        return joined
    ended = []
    for link, following in zip(joined, [*joined[1:], None], strict=True):
        end = link.valid_to
        if following and following.valid_from > link.valid_from:
            last = following.valid_from - timedelta(days=1)
            end = min(end or date.max, last)
        ended.append(Link(link.child, link.parent, kind, link.valid_from, end))
    return ended


def _continues(earlier: Link, later: Link) -> bool:
    return earlier.parent == later.parent and (
        earlier.valid_to is None or later.valid_from <= earlier.valid_to + timedelta(days=1)
    )


def _replace(connection: Connection, kind: str, links: list[Link]) -> None:
    if not links:
        return
    children = sorted({link.child for link in links})
    for first in range(0, len(children), 500):
        some = children[first : first + 500]
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
        }
        for link in links
    ]
    connection.execute(insert(Hierarchy), rows)


class Names:
    """Finds an organisation by what people write: its code, ONS code, name or another spelling."""

    def __init__(self, connection: Connection) -> None:
        columns = (OrganisationRow.code, OrganisationRow.name, OrganisationRow.ons_code)
        rows = connection.execute(select(*columns, OrganisationRow.level)).tuples().all()
        self._levels = {code: level for code, _, _, level in rows}
        self._spelt: dict[tuple[str, str], str] = {}
        for code, name, ons_code, level in rows:
            # Practices share names; they are only found by code.
            spellings = (code, ons_code) if level == "practice" else (code, ons_code, name)
            for spelling in filter(None, spellings):
                self._spelt.setdefault(("", spelling.casefold()), code)
        aliases = select(OrganisationAlias.within, OrganisationAlias.alias, OrganisationAlias.code)
        for within, alias, code in connection.execute(aliases):
            self._spelt.setdefault((within, alias.casefold()), code)

    def resolve(self, spelling: str, within: str = "") -> str | None:
        """The code, looked for first among the spellings used within a commissioner."""
        key = " ".join(spelling.split()).casefold()
        return self._spelt.get((within, key)) or self._spelt.get(("", key))

    def level(self, code: str) -> str | None:
        return self._levels.get(code)
