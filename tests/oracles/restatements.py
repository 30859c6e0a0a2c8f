"""Which figure stands after a sequence of loads, and what was replaced on the way, one by one?"""

from dataclasses import dataclass, field, replace
from datetime import date

Key = tuple[object, ...]


@dataclass(frozen=True)
class Said:
    """What one file says of one thing. carried: what makes no restatement, such as the status."""

    figures: tuple[object, ...]
    carried: str
    load: int
    stands_on: date


@dataclass
class Ledger:
    """What stands, and what stood before with the load that replaced it."""

    stands: dict[Key, Said] = field(default_factory=dict)
    replaced: dict[tuple[Key, int], Said] = field(default_factory=dict)

    def hear(self, key: Key, said: Said) -> str:
        """Take in what a file says, and call it by what it is."""
        before = self.stands.get(key)
        if before is None:
            self.stands[key] = said
            return "new"
        if before.stands_on > said.stands_on:
            return "older"
        final = before.stands_on == said.stands_on and before.carried not in ("", "provisional")
        if final and said.carried == "provisional":
            return "older"
        if before.figures != said.figures:
            self.replaced[key, said.load] = before
            self.stands[key] = said
            return "restated"
        if before.stands_on < said.stands_on or before.carried != said.carried:
            self.stands[key] = replace(said, figures=before.figures)
        return "unchanged"
