"""For which places are figures made up, and how big are they?"""

import csv
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
# Registered patients in thousands, rounded; a trust's is the population that it mainly serves.
_POPULATION = {
    "10Q": 720.0,
    "05C": 315.0,
    "04Y": 133.0,
    "05V": 149.0,
    "05Q": 224.0,
    "RTH": 760.0,
    "RNA": 340.0,
    "RJE": 690.0,
    "RRK": 980.0,
    "RTG": 1050.0,
}
# Whose levels a place shares: a CCG fares much as its main provider does.
_SYSTEM = {
    "10Q": "oxfordshire",
    "RTH": "oxfordshire",
    "05C": "dudley",
    "RNA": "dudley",
    "04Y": "staffordshire",
    "05V": "staffordshire",
    "RJE": "staffordshire",
    "05Q": "birmingham",
    "RRK": "birmingham",
    "RTG": "staffordshire",
}
TRUSTS = ("RTH", "RNA", "RJE", "RRK")
# Of no CCG the main provider, but of an A&E delivery board: it has figures of A&E only.
AE_TRUSTS = ("RTG",)
CCGS = ("10Q", "05C", "04Y", "05V", "05Q")
# Of the CCG's population. Dudley's are the eligible populations that its plan prints; the others
# are made up, and what they leave over lives in no named locality.
_SHARES = {
    "dudley_netherton": 13_506 / 89_146,
    "halesowen_quarry_bank": 15_783 / 89_146,
    "kingswinford_amblecote_brierley_hill": 24_965 / 89_146,
    "sedgley_coseley_gornal": 15_385 / 89_146,
    "stourbridge_wollescote_lye": 19_507 / 89_146,
    "oxfordshire_rose_hill": 0.03,
    "oxfordshire_banbury": 0.09,
    "oxfordshire_abingdon_caldecott": 0.04,
    "oxfordshire_north": 0.2,
    "staffs_rugeley": 0.24,
    "staffs_great_wyrley": 0.14,
    "staffs_cannock_town": 0.38,
    "staffs_north_stafford": 0.32,
    "staffs_stafford_surrounds": 0.5,
    "staffs_lichfield_burntwood": 0.33,
    "staffs_tamworth": 0.35,
    "staffs_seisdon": 0.25,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A CCG or trust and its parts.

    parts: the localities' codes, and '' for the rest; a trust is its own only part.
    shares: of the population, one per part, adding up to 1.
    """

    code: str
    system: str
    population: float
    parts: tuple[str, ...]
    shares: tuple[float, ...]

    @property
    def is_trust(self) -> bool:
        return self.code in (*TRUSTS, *AE_TRUSTS)


def places() -> list[Place]:
    """The CCGs, then the trusts."""
    return [_ccg(code) for code in CCGS] + [_place(code, (code,), (1.0,)) for code in TRUSTS]


def ae_places() -> list[Place]:
    """Whoever has figures of A&E."""
    return places() + [_place(code, (code,), (1.0,)) for code in AE_TRUSTS]


def _ccg(code: str) -> Place:
    named = _localities(code)
    shares = [_SHARES.get(name, 0.02) for name in named]
    rest = 1 - sum(shares)
    if rest < 1e-6:
        return _place(code, tuple(named), tuple(shares))
    return _place(code, (*named, ""), (*shares, rest))


def _place(code: str, parts: tuple[str, ...], shares: tuple[float, ...]) -> Place:
    return Place(code, _SYSTEM[code], _POPULATION[code], parts, shares)


def _localities(ccg: str) -> list[str]:
    with (SEEDS / "hierarchy.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "locality"]
    return sorted(row["child"] for row in rows if row["parent"] == ccg)
