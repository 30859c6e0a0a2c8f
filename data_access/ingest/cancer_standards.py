"""Which cancer standard is a sheet or a row about, and which part of those counted?"""

import re
from dataclasses import dataclass
from datetime import date

from data_access.ingest.cells import normalise, text

_OLD_LAST = date(2023, 9, 1)
_COMBINED_FIRST = date(2023, 10, 1)


@dataclass(frozen=True, slots=True)
class CancerStandard:
    """days: the wait that meets it. first, last: months that it is counted for.

    halves: a treatment shared by two trusts counts half to each. ways: the dimension of its
    routes or stages. whole: the word by which its only cancer or treatment type is known.
    """

    days: int
    first: date | None = None
    last: date | None = None
    halves: bool = False
    ways: str = "cancer_route"
    whole: str = ""


FASTER_DIAGNOSIS = "cancer_28day_fds"
STANDARDS = {
    "cancer_2week": CancerStandard(14, last=_OLD_LAST),
    "cancer_2week_breast": CancerStandard(14, last=_OLD_LAST, whole="breast"),
    "cancer_31day": CancerStandard(31, last=_OLD_LAST),
    "cancer_31day_surgery": CancerStandard(31, last=_OLD_LAST, whole="surg"),
    "cancer_31day_drug": CancerStandard(31, last=_OLD_LAST, whole="drug"),
    "cancer_31day_radiotherapy": CancerStandard(31, last=_OLD_LAST, whole="radio"),
    "cancer_62day": CancerStandard(62, last=_OLD_LAST, halves=True),
    "cancer_62day_screening": CancerStandard(62, last=_OLD_LAST, halves=True),
    "cancer_62day_upgrade": CancerStandard(62, last=_OLD_LAST, halves=True),
    FASTER_DIAGNOSIS: CancerStandard(28),
    "cancer_31day_combined": CancerStandard(31, first=_COMBINED_FIRST, ways="cancer_stage"),
    "cancer_62day_combined": CancerStandard(62, first=_COMBINED_FIRST, halves=True),
}
# What the publisher calls by the same words before and since October 2023.
COMBINED = {"cancer_31day": "cancer_31day_combined", "cancer_62day": "cancer_62day_combined"}

# Measures beside the standards: no indicator here.
_NO_STANDARD = re.compile(r"\brare\b|outpatient|hospital assessment|palliative")
_BESIDE = re.compile(r"\b(?:usc|ubs|foa|fha|rare|palliative|other|all|referrals?|attendances?)\b")
# In this order: patterns that a title must all have, and the standard it is then about.
_TITLES = (
    ((r"28 ?day|28d\b|faster diagnosis|\bfds\b|four week",), FASTER_DIAGNOSIS),
    ((r"two week|2 ?ww|2 week|14 ?day", r"breast"), "cancer_2week_breast"),
    ((r"two week|2 ?ww|2 week|14 ?day",), "cancer_2week"),
    ((r"62 ?day|62d\b|two month", r"combined|screening.*upgrade"), "cancer_62day_combined"),
    ((r"62 ?day|62d\b|two month", r"upgrade"), "cancer_62day_upgrade"),
    ((r"62 ?day|62d\b|two month", r"screening"), "cancer_62day_screening"),
    ((r"62 ?day|62d\b|two month",), "cancer_62day"),
    ((r"31 ?day|31d\b|one month", r"combined|first or subsequent"), "cancer_31day_combined"),
    ((r"31 ?day|31d\b|one month", r"\bsub|second", r"surg"), "cancer_31day_surgery"),
    ((r"31 ?day|31d\b|one month", r"\bsub|second", r"drug"), "cancer_31day_drug"),
    ((r"31 ?day|31d\b|one month", r"\bsub|second", r"radio"), "cancer_31day_radiotherapy"),
    ((r"31 ?day|31d\b|one month", r"\bsub|second"), ""),
    ((r"31 ?day|31d\b|one month",), "cancer_31day"),
)
_ALL = re.compile(
    r"|all|total|all (?:suspected )?cancers?(?: types)?|all (?:referral )?routes"
    r"|all (?:treatment )?stages|all (?:treatment )?modalities|all treatments?|all types"
)
# In this order, for a breast symptom is also one where cancer is not suspected.
WAYS = {
    "cancer_route": (
        ("upgrade", "consultant_upgrade", "Consultant upgrade"),
        ("screening", "screening", "Screening"),
        ("breast", "breast_symptomatic", "Breast symptoms, cancer not suspected"),
        ("urgent|two week|2ww|usc", "urgent_suspected", "Urgent suspected cancer"),
    ),
    "cancer_stage": (
        ("subsequent", "subsequent", "Subsequent treatments"),
        ("first", "first", "First treatments"),
    ),
}
_NOTE_MARK = re.compile(r"\s*\([a-z0-9]\)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")
_LONGEST_MEMBER = 40


def standard_of(title: str) -> str:
    """The indicator that a title, a sheet's name or a standard's name is about; '' for none."""
    said = normalise(title)
    if _NO_STANDARD.search(said):
        return ""
    return next(
        (
            indicator
            for patterns, indicator in _TITLES
            if all(re.search(pattern, said) for pattern in patterns)
        ),
        "",
    )


def is_beside(name: str) -> bool:
    """Whether it names a measure that is published with the standards and is none of them."""
    said = normalise(name)
    return bool(_BESIDE.search(said) or _NO_STANDARD.search(said))


def is_counted(indicator: str, month: date) -> bool:
    """Whether the standard was there in that month: old ones ended as the combined ones began."""
    standard = STANDARDS[indicator]
    begun = standard.first is None or standard.first <= month
    return begun and (standard.last is None or month <= standard.last)


def is_all(written: str) -> bool:
    return _ALL.fullmatch(normalise(written)) is not None


def way_of(indicator: str, written: str) -> str | None:
    """The route or stage; '' for all of them, None for one that is not known."""
    if is_all(written):
        return ""
    said = normalise(written)
    ways = WAYS[STANDARDS[indicator].ways]
    return next((member for pattern, member, _ in ways if re.search(pattern, said)), None)


def cancer_of(indicator: str, written: str, one_type: bool = False) -> str | None:
    """The cancer type as it is called; '' for all of them, None for what cannot be one.

    one_type: a standard that is known by its only type has no other.
    """
    if is_all(written):
        return ""
    said, whole = normalise(written), STANDARDS[indicator].whole
    if whole and whole in said:
        return ""
    if whole and one_type:
        return None
    if said.startswith("all ") or not re.search("[a-z]{3}", said):
        return None
    name = _NOTE_MARK.sub("", text(written))
    return name.capitalize() if name.isupper() else name


def tumour_member(name: str) -> str:
    """The code of a cancer type, no longer than the database keeps: whole words of its name."""
    code = normalise(_ASIDE.sub("", name)).replace(" ", "_")
    return code if len(code) <= _LONGEST_MEMBER else code[: _LONGEST_MEMBER + 1].rpartition("_")[0]
