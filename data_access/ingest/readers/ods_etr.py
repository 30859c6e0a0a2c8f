"""Which NHS trusts are there, and in which ICB does each lie? (ODS etr)"""

import re

from dashboard.organisations import Level
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.long_table import Line
from data_access.ingest.ods_file import (
    footprint,
    has_rows_of,
    named_above,
    read_register,
    register,
    register_lines,
    registered,
)
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "ODS register of NHS trusts (etr)"
ORDER = -2  # before the files that speak of its organisations
_CODE = re.compile(r"[RT][A-Z0-9]{2}")


def recognises(document: Document) -> bool:
    return has_rows_of(document, _CODE)


def read(document: Document, context: ReadContext) -> Publication:
    lines = register_lines(document, _CODE)
    stated = place_date(document.path, context.as_at)
    publication = register("ods_etr", TITLE, len(lines), stated)
    above: dict[str, NewOrganisation] = {}

    def use(line: Line) -> NewOrganisation:
        each = registered(line, Level.TRUST, stated)
        icb, region = footprint(line)
        above.update({one.code: one for one in named_above((icb, region))})
        if icb and each.status == "active":
            publication.links.append(Link(each.code, icb, "provider", stated))
        return each

    read_register(publication, lines, use)
    publication.organisations = [*above.values(), *publication.organisations]
    return publication
