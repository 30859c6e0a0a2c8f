"""Which localities do the operational plans name, and in which CCG? (localities.csv)"""

from collections.abc import Set
from datetime import date

from data_access.ingest.document import Document
from data_access.ingest.long_table import (
    BadCell,
    Line,
    SetAside,
    has_table,
    read_lines,
    use_lines,
)
from data_access.ingest.plan_documents import (
    LICENCE,
    NEEDED,
    PUBLISHER,
    is_header_of,
    plan_document,
)
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "Operational plans: localities"
ORDER = -1  # before the files that speak of its organisations
_NEEDED = NEEDED["localities"]
# A network of practices or a named place stands for a locality where the text has no other word.
_ONE_PLACE = {"locality", "network", "place", "neighbourhood"}
# The plans do not date their localities; CCGs began then.
_SINCE = date(2013, 4, 1)


def _is_header(names: Set[str]) -> bool:
    return is_header_of("localities", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_localities", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    publication.facts = {"organisation_alias": []}
    publication.rejected = use_lines(lines, lambda line: _add_locality(publication, line, context))
    return publication


def _add_locality(publication: Publication, line: Line, context: ReadContext) -> None:
    """The locality, its spellings and its CCG; without a CCG in the text it hangs from none."""
    if line.text("level").casefold() not in _ONE_PLACE:
        raise BadCell("level", "one named locality, network or place", line.text("level"))
    key, name = line.needed("locality key"), line.needed("canonical name")
    ccg = context.resolve(line.text("ccg"), "") if line.text("ccg") else ""
    if ccg is None:
        raise BadCell("ccg", "a known CCG", line.text("ccg"))
    if any(each.code == key for each in publication.organisations):
        raise SetAside("this key stands in an earlier row", "locality key")
    publication.organisations.append(NewOrganisation(key, name, "locality"))
    if ccg:
        publication.links.append(Link(key, ccg, "locality", _SINCE))
    within = ccg or plan_document(line).commissioner
    spellings = [name, *line.text("aliases").split(" | ")]
    publication.facts["organisation_alias"] += [
        {"alias": spelling, "within": within, "code": key}
        for spelling in dict.fromkeys(" ".join(each.split()).casefold() for each in spellings)
        if spelling
    ]
