"""Which tiers does a practice hang from, in a file that has a row for each practice?"""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.organisations import Level
from data_access.ingest.long_table import SetAside
from data_access.ingest.publication import Link, NewOrganisation

# What a file calls the network of a practice that is in none.
_NO_NETWORK = "U"


def in_tiers(each: NewOrganisation) -> bool:
    return each.code != _NO_NETWORK


def check_names(tiers: Sequence[NewOrganisation], names: dict[str, str]) -> None:
    """Raises SetAside where a code has another name than above, as in a row that was cut short."""
    for each in tiers:
        first = names.get(each.code, each.name)
        if first != each.name:
            raise SetAside(f'{each.code} is called "{first}" above, here "{each.name}"')
    names.update({each.code: each.name for each in tiers})


def tier_links(tiers: Sequence[NewOrganisation], since: date) -> list[Link]:
    """A practice hangs from its network and from its CCG; networks may cross CCGs."""
    by_level: Mapping[str, str] = {each.level: each.code for each in tiers}
    practice, ccg, stp = by_level[Level.PRACTICE], by_level[Level.CCG], by_level[Level.STP]
    links = [
        Link(practice, ccg, "commissioner", since),
        Link(ccg, stp, "stp", since),
        Link(stp, by_level[Level.REGION], "region", since),
    ]
    if Level.PCN in by_level:
        links.append(Link(practice, by_level[Level.PCN], "pcn", since))
    return links
