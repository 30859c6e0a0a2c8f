"""Under what name is an address kept, so that others find it again?"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from dashboard.errors import BadParameter
from dashboard.services.catalogue import Data
from dashboard.services.said import author_of, fields_of, needed, words_of
from dashboard.written.meetings import SavedView

FIELDS = ("name", "address", "author")
LONGEST_NAME, LONGEST_ADDRESS = 80, 2000
_AN_ADDRESS = "the path and query of a page of this site, such as /trend?organisation=10Q"


def save_view(data: Data, given: Mapping[str, object]) -> SavedView:
    """given: words by field. The same name for the same address again is the view that stands.

    Raises BadParameter naming the field, NameTaken and ReadOnly.
    """
    said = fields_of(given, FIELDS)
    name = " ".join(words_of(said, "name", "a name for the view", LONGEST_NAME).split())
    address, author = _address(said), author_of(said)
    for view in data.store.saved_views():
        if (view.name, view.address) == (name, address):
            return view
    return data.ledger.save_view(name, address, author)


def remove_view(data: Data, number: str, given: Mapping[str, object]) -> None:
    """given: the author, who removes it. Raises UnknownEntry, BadParameter and ReadOnly."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadParameter("view", number[:20], "a view's number, as /api/v1/views gives it")
    data.ledger.remove_view(int(number), author_of(fields_of(given, ("author",))))


def _address(said: Mapping[str, str]) -> str:
    """Of this site alone: a name that led elsewhere would be a trap."""
    address = needed(said, "address", _AN_ADDRESS)
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/")
    if not ours or address.startswith(("//", "/\\")) or parts.path.startswith("/api/"):
        raise BadParameter("address", address[:80], _AN_ADDRESS)
    if len(address) > LONGEST_ADDRESS or not address.isprintable():
        raise BadParameter("address", f"{address[:40]}…", f"{LONGEST_ADDRESS} characters at most")
    return address
