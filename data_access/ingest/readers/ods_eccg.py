"""Which commissioners have there been, from when to when, and in which ICB? (ODS eccg)"""

import re
from datetime import date

from dashboard.organisations import Level
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.long_table import Line, SetAside
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

TITLE = "ODS register of CCGs and sub-ICB locations (eccg)"
ORDER = -2  # before the files that speak of its organisations
_CODE = re.compile(r"\d\d[A-Z]|[A-Z]\d[A-Z]\d[A-Z]")
# The roles of commissioning hubs, and of the boroughs that a sub-ICB location reports by.
_NOT_CCGS = {"RO218", "RO327"}
# Footprints, the later ICBs, were drawn then; no CCG was in one before.
_FOOTPRINTS_SINCE = date(2016, 4, 1)


def recognises(document: Document) -> bool:
    return has_rows_of(document, _CODE)


def read(document: Document, context: ReadContext) -> Publication:
    """Commissioners with their dates; closed ones stay in the register.

    The register names one ICB: of an open commissioner that of the day, of a closed one that which
    its area went to, for the time that there were footprints.
    """
    lines = register_lines(document, _CODE)
    stated = place_date(document.path, context.as_at)
    publication = register("ods_eccg", TITLE, len(lines), stated)
    above: dict[str, NewOrganisation] = {}
    regions: dict[str, str] = {}

    def use(line: Line) -> NewOrganisation:
        each = registered(line, _level(line), stated)
        icb, region = footprint(line)
        if each.level == Level.CCG and icb:
            if each.valid_to is None and regions.setdefault(icb, region) != region:
                raise SetAside(f"{icb} is in {regions[icb]} above, here in {region}", "region")
            publication.links += _links(each, (icb, region), stated)
            above.update({one.code: one for one in named_above((icb, region))})
        return each

    read_register(publication, lines, use)
    publication.organisations = [*above.values(), *publication.organisations]
    return publication


def _level(line: Line) -> Level:
    roles = set(line.text("sub-type").split("|"))
    level = commissioner_level(line.text("code"), line.text("name"))
    return Level.OTHER_COMMISSIONER if roles & _NOT_CCGS else level


def _links(each: NewOrganisation, above: tuple[str, str], on: date) -> list[Link]:
    icb, region = above
    if each.valid_to is None:
        up = [Link(icb, region, "region", on)] if region else []
        return [Link(each.code, icb, "stp", on), *up]
    first = max(each.valid_from or _FOOTPRINTS_SINCE, _FOOTPRINTS_SINCE)
    return [Link(each.code, icb, "stp", first, each.valid_to)] if first <= each.valid_to else []
