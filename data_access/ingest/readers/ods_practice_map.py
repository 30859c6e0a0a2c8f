"""Which network, CCG, STP and region is each practice in? (patients registered: mapping file)"""

from collections.abc import Set
from datetime import date

from dashboard.organisations import Level, tidy_name
from data_access.ingest.document import Document
from data_access.ingest.errors import PeriodNotStated
from data_access.ingest.long_table import (
    BadCell,
    Line,
    SetAside,
    has_table,
    read_lines,
    use_lines,
)
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "Practices by network, CCG, STP and region (patients registered at a GP practice)"
ORDER = -1  # before the files that speak of its organisations
# From July 2022 the same columns are named after sub-ICB locations and integrated care boards.
_LATER_NAMES = {"sub icb location": "ccg", "icb": "stp"}
_TIERS = (
    ("pcn", Level.PCN),
    ("ccg", Level.CCG),
    ("stp", Level.STP),
    ("comm region", Level.REGION),
)
_NEEDED = {
    "extract date",
    "practice code",
    "practice name",
    *(f"{tier} {what}" for tier in ("pcn", "comm region") for what in ("code", "name")),
}


def _is_header(names: Set[str]) -> bool:
    return names >= {"practice code", "pcn code", "extract date", "comm region code"} and (
        "ccg code" in names or "sub icb location code" in names
    )


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Organisations of every tier, linked as of the extract date.

    A practice of the network `U`, Unallocated, is in no network.
    """
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("ods_practice_map", TITLE, "NHS Digital", len(lines))
    organisations: dict[str, NewOrganisation] = {}
    links: dict[Link, None] = {}
    dates: list[date] = []

    def use(line: Line) -> None:
        extracted = line.day("extract date")
        if extracted is None:
            raise BadCell("extract date", "a date", "")
        tiers = _tiers(line)
        if tiers[0].code in organisations:
            raise SetAside("this practice stands in an earlier row", "practice code")
        for each in tiers:
            organisations.setdefault(each.code, each)
        links.update(dict.fromkeys(_links(tiers, extracted)))
        dates.append(extracted)

    publication.rejected = use_lines(lines, use)
    if not dates:
        raise PeriodNotStated(document.name)
    publication.organisations, publication.links = list(organisations.values()), list(links)
    publication.published_on = publication.stated_on = max(dates)
    publication.periods = f"as at {max(dates).isoformat()}"
    return publication


def _tiers(line: Line) -> list[NewOrganisation]:
    """The practice and what it is in, from below. Raises BadCell."""
    if not line.fits:
        raise SetAside("expected as many cells as the header has")
    practice = NewOrganisation(
        line.needed("practice code"), tidy_name(line.needed("practice name")), Level.PRACTICE.value
    )
    above = [
        NewOrganisation(
            line.needed(_column(line, tier, "code")),
            tidy_name(line.needed(_column(line, tier, "name"))),
            level.value,
            line.text("ons " + _column(line, tier, "code")) or None,
        )
        for tier, level in _TIERS
    ]
    return [practice, *(each for each in above if each.code != "U")]


def _column(line: Line, tier: str, what: str) -> str:
    """The name the file has for a tier's column."""
    later = next((name for name, now in _LATER_NAMES.items() if now == tier), tier)
    return f"{later} {what}" if f"{later} {what}" in line.named else f"{tier} {what}"


def _links(tiers: list[NewOrganisation], since: date) -> list[Link]:
    """A practice hangs from its network and from its CCG; networks may cross CCGs."""
    by_level = {each.level: each.code for each in tiers}
    practice, ccg, stp = by_level[Level.PRACTICE], by_level[Level.CCG], by_level[Level.STP]
    links = [
        Link(practice, ccg, "commissioner", since),
        Link(ccg, stp, "stp", since),
        Link(stp, by_level[Level.REGION], "region", since),
    ]
    if Level.PCN in by_level:
        links.append(Link(practice, by_level[Level.PCN], "pcn", since))
    return links
