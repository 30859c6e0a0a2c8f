"""Which known breaks are those of one indicator and organisation?"""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from dashboard.documents import DataBreak


class ScopedBreak(NamedTuple):
    """A break and whose it is: organisation and levels are empty where it is everybody's."""

    organisation: str
    levels: str
    on: date
    effect: str
    treatment: str

    def concerns(self, organisation: str, level: str) -> bool:
        place = self.organisation in ("", organisation)
        return place and (not self.levels or level in self.levels.split())


Breaks = Mapping[tuple[str, ...], Sequence[ScopedBreak]]


def breaks_of(
    breaks: Breaks, indicator: str, organisation: str, level: str
) -> tuple[DataBreak, ...]:
    """In order of time. breaks: by indicator, '' for every one: what is said of the indicator
    itself goes before what is said of all on the same day."""
    own = [b for b in breaks.get((indicator,), ()) if b.concerns(organisation, level)]
    days = {each.on for each in own}
    shared = [b for b in breaks.get(("",), ()) if b.concerns(organisation, level)]
    there = [*own, *(each for each in shared if each.on not in days)]
    return tuple(DataBreak(*each[2:]) for each in sorted(there, key=attrgetter("on")))
