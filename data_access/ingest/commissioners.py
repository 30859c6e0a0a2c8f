"""Is a code that a publication lists among its commissioners a CCG?"""

import re

from dashboard.organisations import Level

# NHS England's specialised commissioning, commissioners outside England, the national hub.
_NOT_CCGS = {"X24", "NONC", "13Q"}
# 10Q; CCGs merged from 2020 on may have five characters, as D2P2L.
_CCG_CODE = re.compile(r"\d{2}[A-Z]|[A-Z]\d[A-Z]\d[A-Z]")
# Hubs of NHS England, and the boroughs that a sub-ICB location reports by.
_HUB_NAME = re.compile(r"commissioning hub|nhs england|reporting entity", re.IGNORECASE)


def commissioner_level(code: str, name: str = "", parent: str = "") -> Level:
    """parent: code of the area or region as written; `-` marks a commissioner that is in none."""
    is_ccg = code not in _NOT_CCGS and _CCG_CODE.fullmatch(code) and parent.strip() != "-"
    return Level.CCG if is_ccg and not _HUB_NAME.search(name) else Level.OTHER_COMMISSIONER
