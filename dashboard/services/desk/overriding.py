"""May a person put this on the list of exceptions, or take it off? If so, it is done."""

from collections.abc import Mapping
from datetime import date

from dashboard.errors import BadParameter
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.said import author_of, day_or_none, fields_of, needed, place_of, words_of
from dashboard.written.exceptions import NewOverride, Override

FIELDS = ("organisation", "indicator", "listed", "reason", "author", "until")
LISTED = {"yes": True, "no": False}


def override(data: Data, given: Mapping[str, object]) -> Override:
    """Write one down; one that says the same as the one that counts is that one.

    given: words by field, as a form or a program says them. listed: yes puts the indicator on the
    organisation's list, no takes it off. until: the last day for which it counts, if there is one.
    Raises BadParameter naming the field, UnknownIndicator, UnknownOrganisation and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    wanted = NewOverride(
        place_of(data, needed(said, "organisation", "an organisation's code")).code,
        data.indicators[needed(said, "indicator", "an indicator's id")].id,
        _listed(said["listed"]),
        words_of(said, "reason", "why, in words"),
        author_of(said),
        _until(data, said),
    )
    return _standing(data, wanted) or data.ledger.override(wanted)


def withdraw_override(data: Data, number: str, given: Mapping[str, object]) -> None:
    """Give the rules their say again. given: the author, who withdraws it.

    Raises UnknownEntry, BadParameter and ReadOnly.
    """
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadParameter("override", number[:20], "a number, as /api/v1/exceptions gives it")
    data.ledger.withdraw_override(int(number), author_of(fields_of(given, ("author",))))


def _listed(word: str) -> bool:
    if word not in LISTED:
        raise BadParameter("listed", word[:40], "yes, to put it on the list, or no, to take it off")
    return LISTED[word]


def _until(data: Data, said: Mapping[str, str]) -> date | None:
    until, today = day_or_none(said, "until"), data.as_at(Selection())
    if until is not None and until < today:
        raise BadParameter("until", said["until"], f"no day before {today.isoformat()}")
    return until


def _standing(data: Data, wanted: NewOverride) -> Override | None:
    """The same, where it is the last of its indicator: a button pressed twice."""
    there = data.store.overrides(wanted.organisation)
    last = next((each for each in there if each.indicator == wanted.indicator), None)
    if last is None:
        return None
    same = (last.listed, last.reason, last.author, last.until)
    return last if same == (wanted.listed, wanted.reason, wanted.author, wanted.until) else None
