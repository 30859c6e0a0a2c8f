"""Which organisations does a file of commissioners and providers name?"""

from collections.abc import Iterable, Iterator

import pandas as pd

from dashboard.organisations import ENGLAND, Level, tidy_name
from data_access.ingest.commissioners import commissioner_level
from data_access.ingest.publication import NewOrganisation

# The code of every commissioner outside England.
OUTSIDE = "NONC"
_FIXED_NAMES = {OUTSIDE: "Commissioner not in England"}


def latest_names(rows: pd.DataFrame, who: str) -> Iterator[tuple[str, str]]:
    """Each code of the column `who` with its last name in `<who>_name`; '' is nobody's code."""
    once = rows[rows[who] != ""].drop_duplicates(who, keep="last")
    return zip(once[who], once[f"{who}_name"], strict=True)


def commissioners_and_providers(
    commissioners: Iterable[tuple[str, str]], providers: Iterable[tuple[str, str]]
) -> list[NewOrganisation]:
    """England, then both, by their codes and the names that the file has for them."""
    return [
        NewOrganisation(ENGLAND, "England", Level.COUNTRY),
        *(
            NewOrganisation(
                code,
                _FIXED_NAMES.get(code) or tidy_name(name) or code,
                commissioner_level(code, name),
            )
            for code, name in commissioners
        ),
        *(NewOrganisation(code, tidy_name(name) or code, Level.TRUST) for code, name in providers),
    ]
