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
    header_names,
    read_lines,
    use_lines,
)
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext
from data_access.ingest.tiers import check_names, in_tiers, tier_links

TITLE = "Practices by network, CCG, STP and region (patients registered at a GP practice)"
ORDER = -2  # before the files that speak of its organisations
# From July 2022 the same columns are named after sub-ICB locations and integrated care boards.
_LATER_NAMES = {"sub icb location": "ccg", "icb": "stp"}
_TIERS = (
    ("pcn", Level.PCN),
    ("ccg", Level.CCG),
    ("stp", Level.STP),
    ("comm region", Level.REGION),
)
_PRACTICE = {"extract date", "practice code", "practice name"}
# A header of a damaged copy may lack so many of its names and is still told from others.
_LACKED = 4


def _needed(names: Set[str]) -> set[str]:
    """The columns of the file's own time."""
    tiers = [_name_of(tier, names) for tier, _ in _TIERS]
    return _PRACTICE | {f"{tier} {what}" for tier in tiers for what in ("code", "name")}


def _name_of(tier: str, names: Set[str]) -> str:
    later = next((name for name, now in _LATER_NAMES.items() if now == tier), tier)
    return later if names & {f"{later} code", f"{later} name"} else tier


def _is_header(names: Set[str]) -> bool:
    said = bool(names & {"practice code", "practice name"})
    return said and len(_needed(names) - names) <= _LACKED


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Organisations of every tier, linked as of the extract date.

    A practice of the network `U`, Unallocated, is in no network.
    """
    needed = _needed(header_names(document, _is_header))
    lines = read_lines(document, _is_header, needed)
    publication = Publication("ods_practice_map", TITLE, "NHS Digital", len(lines))
    organisations: dict[str, NewOrganisation] = {}
    links: dict[Link, None] = {}
    names: dict[str, str] = {}
    dates: list[date] = []

    def use(line: Line) -> None:
        extracted = line.day("extract date")
        if extracted is None:
            raise BadCell("extract date", "a date", "")
        tiers = _tiers(line)
        if tiers[0].code in organisations:
            raise SetAside("this practice stands in an earlier row", "practice code")
        check_names(tiers[1:], names)
        for each in tiers:
            organisations.setdefault(each.code, each)
        links.update(dict.fromkeys(tier_links(tiers, extracted)))
        dates.append(extracted)

    publication.rejected = use_lines(lines, use)
    if not dates:
        raise PeriodNotStated(document.name)
    publication.organisations, publication.links = list(organisations.values()), list(links)
    publication.published_on = publication.stated_on = max(dates)
    publication.periods = f"as at {max(dates).isoformat()}"
    publication.period_rows = {max(dates).replace(day=1): len(lines)}
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
    return [practice, *filter(in_tiers, above)]


def _column(line: Line, tier: str, what: str) -> str:
    return f"{_name_of(tier, line.named.keys())} {what}"
