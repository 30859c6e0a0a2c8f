"""Which risks do the operational plans name? (risks.csv)"""

from collections.abc import Set

from data_access.ingest.document import Document
from data_access.ingest.long_table import Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.plan_documents import (
    LICENCE,
    NEEDED,
    PUBLISHER,
    is_header_of,
    place,
    plan_document,
)
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Operational plans: risks"
_NEEDED = NEEDED["risks"]


def _is_header(names: Set[str]) -> bool:
    return is_header_of("risks", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_risks", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    risks: list[dict[str, object]] = []
    publication.rejected = use_lines(lines, lambda line: risks.append(_risk(line, context)))
    publication.facts = {"risk": risks}
    return publication


def _risk(line: Line, context: ReadContext) -> dict[str, object]:
    if not line.fits:
        raise SetAside("expected as many cells as the header has")
    return {
        "organisation": place(line, context),
        "area": line.text("area")[:200],
        "text": line.needed("risk"),
        "mitigation": line.text("mitigation"),
        "source": plan_document(line).name,
    }
