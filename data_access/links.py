"""Who belongs to whom on a day? Asked of every organisation that a page is turned to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from dashboard.organisations import Membership, Organisation


class _Link(NamedTuple):
    """One end of a link, and from when to when it holds."""

    other: str
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Links:
    """Every link but those of practices, from above and from below, and what registers said."""

    children: Mapping[tuple[str, str], Sequence[_Link]]
    parents: Mapping[tuple[str, str], Sequence[_Link]]
    statuses: Mapping[str, Sequence[tuple[date, str]]]
    organisations: Mapping[str, Organisation]

    def parts(self, parent: str, kind: str, on: date) -> tuple[Organisation, ...]:
        """Those open on the day, with the status that the registers give them for it, by name."""
        there = self._others(self.children.get((parent, kind), ()), on)
        return tuple(self._on(each, on) for each in there if each.open_at(on))

    def memberships(self, parent: str, kind: str) -> tuple[Membership, ...]:
        """Every part there ever was, by name and date."""
        there = [
            Membership(self.organisations[link.other], link.valid_from, link.valid_to)
            for link in self.children.get((parent, kind), ())
        ]
        there.sort(key=lambda each: (each.part.name, each.part.code, each.valid_from))
        return tuple(there)

    def above(self, child: str, kind: str, on: date) -> tuple[Organisation, ...]:
        return tuple(self._others(self.parents.get((child, kind), ()), on))

    def _others(self, links: Iterable[_Link], on: date) -> list[Organisation]:
        codes = dict.fromkeys(link.other for link in links if link.holds(on))
        return sorted(
            (self.organisations[code] for code in codes), key=lambda each: (each.name, each.code)
        )

    def _on(self, organisation: Organisation, on: date) -> Organisation:
        """What the last register by the day says, else the first after it, else the organisation.

        A register calls closed what closes later too: until that day it is active.
        """
        said = self.statuses.get(organisation.code, ())
        by_then = [status for day, status in said if day <= on]
        later = [status for day, status in said if day > on]
        status = (by_then[-1:] or later[:1] or [organisation.status])[0]
        if status == "closed" and organisation.valid_to and organisation.valid_to >= on:
            status = "active"
        return replace(organisation, status=status)


def links_of(
    links: Iterable[Sequence[Any]],
    statuses: Iterable[Sequence[Any]],
    organisations: Mapping[str, Organisation],
) -> Links:
    """Rows as of queries.LINKS and queries.STATUSES_OF_LINKED; organisations by code."""
    children: dict[tuple[str, str], list[_Link]] = defaultdict(list)
    parents: dict[tuple[str, str], list[_Link]] = defaultdict(list)
    for parent, kind, child, valid_from, valid_to in links:
        children[parent, kind].append(_Link(child, valid_from, valid_to))
        parents[child, kind].append(_Link(parent, valid_from, valid_to))
    said: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for code, day, status in statuses:
        said[code].append((day, status))
    return Links(dict(children), dict(parents), dict(said), organisations)
