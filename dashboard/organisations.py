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
    """One organisation; `code` is ODS or ONS, or a stable slug for localities and groups."""

    code: str
    name: str
    level: Level
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = "active"

    @property
    def label(self) -> str:
        """`Oxfordshire CCG (10Q)`; localities and groups have no code a reader knows."""
        if self.level in (Level.LOCALITY, Level.GROUP, Level.COUNTRY) or self._named_by_code:
            return self.name
        return f"{self.name} ({self.code})"

    @property
    def choice(self) -> str:
        """As in a list: several sub-ICB locations share a long name, so their codes come first."""
        if not self._named_by_code:
            return self.label
        return f"{self.code}, {self.name.removesuffix(self.code).rstrip(' -')}"

    @property
    def _named_by_code(self) -> bool:
        """`NHS Staffordshire and Stoke-on-Trent ICB - 04Y`."""
        return self.name.endswith(f" - {self.code}")

    def closed_by(self, day: date) -> bool:
        """Whether it had closed before the day."""
        return self.valid_to is not None and self.valid_to < day

    def open_at(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Membership:
    """A part of an organisation and when it was one."""

    part: Organisation
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Succession:
    """What one organisation's patients became: another's, from a day on.

    share: 1 for a whole merger, less (0-1) where its practices went to several.
    """

    predecessor: str
    successor: str
    effective_from: date
    share: float
    source: str


_KEPT = {
    "AQP", "BMI", "CAMHS", "CCG", "CIC", "COVID", "CVS", "ENT", "FT", "GP", "IAPT", "ICB", "II",
    "III", "IUC", "LLP", "MIU", "MSK", "NHS", "OOH", "PCN", "STP", "UCC", "UK", "UTC", "WIC",
}  # fmt: skip
# Other pieces without a vowel are initials and stay capital; these are words, or short for words.
_VOWELLESS = {
    "CT", "CTR", "CWM", "DR", "DRS", "GRP", "HLTH", "HTH", "LTD", "MR", "MRS", "MS", "NG", "PLC",
    "RD", "SQ", "ST", "STH",
}  # fmt: skip
_SMALL = {"AND", "OF", "THE", "IN", "ON", "FOR", "WITH", "UPON", "UNDER", "BY", "TO", "AT", "LE"}
_PIECE = re.compile(r"[^\W_]+")


def tidy_name(name: str) -> str:
    """A name as people write it; publications often shout.

    `NHS EAST AND NORTH HERTFORDSHIRE CCG` becomes `NHS East and North Hertfordshire CCG`;
    a name that already has small letters is only trimmed.
    """
    name = re.sub(r"\s+", " ", name).strip()
    if any(letter.islower() for letter in name):
        return name
    return _PIECE.sub(_tidy_piece, name)


def _tidy_piece(match: re.Match[str]) -> str:
    """One run of letters and digits, in the capitals that its surroundings ask for."""
    piece, name = match.group(), match.string
    before, after = name[: match.start()], name[match.end() :]
    if piece in _SMALL and _is_inside(before, after):
        return piece.lower()
    if re.search(r"\w['’]$", before) and len(piece) <= 2:  # the s of KING'S, not the HANLON of O'
        return piece.lower()
    return _in_capitals(piece)


def _is_inside(before: str, after: str) -> bool:
    """Whether words stand on both sides, so that a small word may stay small."""
    between_words = re.search(r"[\w.,'’&)] $", before) and after.startswith(" ")
    between_hyphens = re.search(r"\w-$", before) and after.startswith("-")
    return bool(between_words or between_hyphens)


def _in_capitals(piece: str) -> str:
    if piece in _KEPT:
        return piece
    if piece.endswith("S") and piece[:-1] in _KEPT:  # CCGs
        return piece[:-1] + "s"
    if piece[0].isdigit():  # 1st and 2gether, but the codes 04Y and 92G
        return piece.lower() if re.fullmatch(r"\d+(ST|ND|RD|TH|\D{4,})", piece) else piece
    if not re.search("[AEIOUY]", piece) and piece not in _VOWELLESS:
        return piece
    if re.fullmatch(r"([A-Z]\d){2}[A-Z]", piece):  # the codes M1J4Y and W2U3Z
        return piece
    if re.match("MC..", piece):
        return f"Mc{piece[2:].capitalize()}"
    return piece.capitalize()
