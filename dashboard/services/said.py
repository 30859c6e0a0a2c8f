"""What did a person say, field by field, and can it be used as it was typed?"""

from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import category

from dashboard.errors import BadParameter, UnknownOrganisation
from dashboard.organisations import Organisation
from dashboard.selection import read_day
from dashboard.services.catalogue import Data

LONGEST_TEXT, LONGEST_AUTHOR = 1000, 80
A_DAY = "a date such as 2019-04-01"


def fields_of(given: Mapping[str, object], fields: Sequence[str]) -> dict[str, str]:
    """Every field, empty where it is not said; one that is not asked for is refused."""
    for name in given:
        if name not in fields:
            raise BadParameter(name[:40], "", f"nothing: the fields are {', '.join(fields)}")
    said = {name: given.get(name) or "" for name in fields}
    for name, value in said.items():
        if not isinstance(value, str):
            raise BadParameter(name, str(value)[:40], "text")
    return {name: str(value).strip() for name, value in said.items()}


def needed(said: Mapping[str, str], field: str, expected: str) -> str:
    if not said[field]:
        raise BadParameter(field, "", expected)
    return said[field]


def words_of(
    said: Mapping[str, str], field: str, expected: str, longest: int = LONGEST_TEXT
) -> str:
    """What people typed, as they typed it; no characters that only a machine reads."""
    return _readable(needed(said, field, expected), field, longest)


def words_or_none(said: Mapping[str, str], field: str, longest: int = LONGEST_TEXT) -> str:
    """As `words_of`, where nothing need be said."""
    return _readable(said[field], field, longest)


def _readable(typed: str, field: str, longest: int) -> str:
    words = typed.replace("\r\n", "\n")
    if len(words) > longest:
        raise BadParameter(field, f"{words[:40]}…", f"{longest} characters at most")
    if any(category(each) in ("Cc", "Cs") and each not in "\n\t" for each in words):
        raise BadParameter(field, ascii(words[:40]), "words without control characters")
    return words


def author_of(said: Mapping[str, str], field: str = "author", expected: str = "your name") -> str:
    return " ".join(words_of(said, field, expected, LONGEST_AUTHOR).split())


def name_or_none(said: Mapping[str, str], field: str) -> str:
    """Somebody's name where one is said."""
    return " ".join(words_or_none(said, field, LONGEST_AUTHOR).split())


def place_of(data: Data, code: str) -> Organisation:
    """Raises UnknownOrganisation, also for one that who asks may not see."""
    place = data.store.organisation(code)
    if not data.scope.covers(place.code):
        raise UnknownOrganisation(code)
    return place


def day_or_none(said: Mapping[str, str], field: str) -> date | None:
    return read_day(field, said[field]) if said[field] else None
