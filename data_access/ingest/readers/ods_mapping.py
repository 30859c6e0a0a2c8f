"""Which network, CCG, STP and region was each practice in for a year of QOF? (mapping file)"""

import re
from collections.abc import Set
from datetime import date

from dashboard.organisations import Level, tidy_name
from data_access.ingest.dated_place import place_date
from data_access.ingest.document import Document
from data_access.ingest.errors import PeriodNotStated
from data_access.ingest.long_table import (
    Line,
    SetAside,
    has_table,
    header_names,
    read_lines,
    use_lines,
)
from data_access.ingest.publication import NewOrganisation, Publication, ReadContext
from data_access.ingest.tiers import check_names, in_tiers, tier_links

TITLE = "Practices by network, CCG, STP and region (mapping of a QOF year)"
ORDER = -2  # before the files that speak of its organisations
# What each tier is called in the files of the years.
_TIERS = (
    (Level.PCN, ("pcn",)),
    (Level.CCG, ("ccg", "sub icb loc", "sub icb location")),
    (Level.STP, ("stp", "icb")),
    (Level.REGION, ("region", "comm region")),
)
_PRACTICE = ("practice code", "practice name")
# A header of a damaged copy may lack so many of its ten names and is still told from others.
_LACKED = 3
_QOF_YEAR = re.compile(r"(?<!\d)(\d\d)[-_/]?(\d\d)(?!\d)")


def _called(tier: tuple[str, ...], names: Set[str]) -> str:
    """What the tier is called here; its first name where neither code nor name stands."""
    found = (each for each in tier if names & {f"{each} ods code", f"{each} name"})
    return next(found, tier[0])


def _needed(names: Set[str]) -> set[str]:
    tiers = [_called(tier, names) for _, tier in _TIERS]
    return {*_PRACTICE, *(f"{tier} {what}" for tier in tiers for what in ("ods code", "name"))}


def _is_header(names: Set[str]) -> bool:
    coded = any(name.endswith(" ods code") for name in names)
    return coded and len(_needed(names) - names) <= _LACKED


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Organisations of every tier, linked as of the date of the file."""
    lines = read_lines(document, _is_header, _needed(header_names(document, _is_header)))
    since = _date_of(document, context.as_at)
    publication = Publication("ods_mapping", TITLE, "NHS Digital", len(lines))
    publication.stated_on = since
    publication.periods = f"as at {since.isoformat()}"
    publication.period_rows = {since.replace(day=1): len(lines)}
    found: dict[str, NewOrganisation] = {}
    names: dict[str, str] = {}

    def use(line: Line) -> None:
        tiers = _tiers(line)
        if tiers[0].code in found:
            raise SetAside("this practice stands in an earlier row", "practice code")
        check_names(tiers[1:], names)
        found.update({each.code: each for each in tiers if each.code not in found})
        publication.links += tier_links(tiers, since)

    publication.rejected = use_lines(lines, use)
    publication.organisations = list(found.values())
    publication.links = list(dict.fromkeys(publication.links))
    return publication


def _date_of(document: Document, as_at: date | None) -> date:
    """As its name or folder says; the 20/21 in its name is the year before 1 April 2021.

    The file of a year has the organisations that began on the day after it.
    """
    try:
        return place_date(document.path, as_at)
    except PeriodNotStated:
        for first, second in _QOF_YEAR.findall(document.path.stem):
            if int(second) == int(first) + 1:
                return date(2000 + int(second), 4, 1)
        raise


def _tiers(line: Line) -> list[NewOrganisation]:
    """The practice and what it is in, from below. Raises SetAside."""
    if not line.fits:
        raise SetAside("expected as many cells as the header has")
    code, name = map(line.needed, _PRACTICE)
    practice = NewOrganisation(code, tidy_name(name), Level.PRACTICE.value)
    return [practice, *filter(in_tiers, (_tier(line, *each) for each in _TIERS))]


def _tier(line: Line, level: Level, tier: tuple[str, ...]) -> NewOrganisation:
    called = _called(tier, line.named.keys())
    return NewOrganisation(
        line.needed(f"{called} ods code"),
        tidy_name(line.needed(f"{called} name")),
        level.value,
        line.text(f"{called} ons code") or None,
    )
