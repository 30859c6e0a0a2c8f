"""Who answers for a figure: levels, names and how they hang together."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Where an organisation stands. Providers are a tree of their own."""

    COUNTRY = "country"
    REGION = "region"
    STP = "stp"  # later the integrated care board
    CCG = "ccg"  # later the sub-ICB location, under the same code
    OTHER_COMMISSIONER = "other_commissioner"  # national hubs, specialised, not known
    LOCALITY = "locality"
    PCN = "pcn"
    PRACTICE = "practice"
    LOCAL_AUTHORITY = "local_authority"
    TRUST = "trust"
    HOSPITAL_SITE = "hospital_site"
    GROUP = "group"  # joint CCGs, partnerships, delivery boards


ENGLAND = "E92000001"

LEVEL_NAMES = {
    Level.COUNTRY: "Country",
    Level.REGION: "Regions",
    Level.STP: "STPs and integrated care boards",
    Level.CCG: "CCGs and sub-ICB locations",
    Level.OTHER_COMMISSIONER: "Other commissioners",
    Level.LOCALITY: "Localities",
    Level.PCN: "Primary care networks",
    Level.PRACTICE: "Practices",
    Level.LOCAL_AUTHORITY: "Local authorities",
    Level.TRUST: "Providers",
    Level.HOSPITAL_SITE: "Hospital sites",
    Level.GROUP: "Groups",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation; `code` is its ODS or ONS code, or a stable slug for localities and groups."""

    code: str
    name: str
    level: Level
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = "active"

    @property
    def label(self) -> str:
        """`Oxfordshire CCG (10Q)`; localities and groups have no code a reader knows."""
        if self.level in (Level.LOCALITY, Level.GROUP, Level.COUNTRY):
            return self.name
        return f"{self.name} ({self.code})"

    def open_at(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


_KEPT = {
    "NHS", "CCG", "PCN", "STP", "ICB", "GP", "UK", "FT", "CIC", "CVS", "IAPT", "LLP", "MIND",
}  # fmt: skip
_SMALL = {"and", "of", "the", "in", "on", "for", "with", "upon", "under", "by", "to", "at"}


def tidy_name(name: str) -> str:
    """A name as people write it; publications often shout.

    `NHS EAST AND NORTH HERTFORDSHIRE CCG` becomes `NHS East and North Hertfordshire CCG`;
    a name that already has small letters is only trimmed.
    """
    name = re.sub(r"\s+", " ", name).strip()
    if any(letter.islower() for letter in name):
        return name
    words = [
        word if re.sub(r"\W", "", word) in _KEPT else word.capitalize() for word in name.split(" ")
    ]
    small = [w.lower() if i and w.lower() in _SMALL else w for i, w in enumerate(words)]
    return re.sub(r"(?<=[-(/])([a-z])", lambda m: m.group(1).upper(), " ".join(small))
