"""Which date does a file's own name, or the folder it lies in, say it is of?"""

import re
from datetime import date
from pathlib import Path

from dashboard.periods import Grain, period_end
from data_access.ingest.cells import parse_day, parse_month
from data_access.ingest.errors import PeriodNotStated

_COMPACT_DAY = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_COMPACT_MONTH = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)")
# The day that `revised` is followed by: 220720 or 22072020, day first.
_REVISED = re.compile(r"revised[\s\-_]*(\d\d)(\d\d)(20)?(\d\d)(?!\d)", re.IGNORECASE)
# The file, its folder and the folder above; further up, names are no longer about the file.
_NEAR = 3


def place_date(path: Path, as_at: date | None = None) -> date:
    """The option when given, else the date in the file's name, else in the nearest folder's.

    A month alone stands for its last day. Raises PeriodNotStated.
    """
    near = [path.stem, *(parent.name for parent in path.resolve().parents)][:_NEAR]
    found = as_at or next(filter(None, map(_date_in, near)), None)
    if found is None:
        raise PeriodNotStated(path.name)
    return found


def _date_in(name: str) -> date | None:
    spread = name.replace("_", " ")
    spread = _COMPACT_DAY.sub(r"\1-\2-\3", spread)
    day = parse_day(spread)
    if day:
        return day
    month = parse_month(_COMPACT_MONTH.sub(r"\1-\2", spread))
    return period_end(month, Grain.MONTH) if month else None


def revised_on(name: str, period: date) -> date | None:
    """The day of revision in a file's name, as in `...-revised-220720-ab123`; else None.

    Day first, as NHS England writes it; a day that is none, or not after the month that the file
    is of, is something else.
    """
    found = _REVISED.search(name)
    if found is None:
        return None
    day = parse_day(f"{found[1]}/{found[2]}/20{found[4]}")
    return day if day and day > period_end(period, Grain.MONTH) else None
