"""What does the user read of a file that was taken in, or was not?"""

from dataclasses import dataclass
from enum import IntEnum

import pandas as pd

from dashboard.errors import DashboardError
from dashboard.periods import short_month
from data_access.ingest.errors import FileRefused
from data_access.ingest.kept import Kept
from data_access.ingest.publication import Publication, Rejected

# So many rows set aside are shown; the others are in the database.
_SHOWN = 3


class Ending(IntEnum):
    """How a run of loads ends; the numbers are the program's exit status."""

    DONE = 0
    REFUSED = 1
    SET_ASIDE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `line` is what the user reads, `below` what stands under it."""

    file: str
    line: str
    ending: Ending = Ending.DONE
    below: tuple[str, ...] = ()


def refused(file: str, error: Exception) -> Outcome:
    """A message of a refused file begins with its name, which the line has already."""
    if isinstance(error, FileRefused):
        reason = error.message.removeprefix(error.file).lstrip(",: ")
    elif isinstance(error, DashboardError):
        reason = error.message
    else:
        said = " ".join(str(error).split())
        reason = (
            f"This is a fault in Trajectory, not in the file: {type(error).__name__}: {said}"
        ).rstrip(": ")
    return Outcome(file, f"{file}: refused. {reason[:1].upper()}{reason[1:]}", Ending.REFUSED)


def taken_in(file: str, publication: Publication, kept: Kept, seconds: float) -> Outcome:
    parts = [
        publication.title,
        publication.periods or _periods(publication),
        f"{publication.rows:,} rows",
        f"{kept.new:,} new",
        f"{kept.restated:,} restated",
        f"{kept.unchanged:,} unchanged",
        *([f"{kept.older:,} older than what is kept"] if kept.older else []),
        f"{len(publication.rejected):,} set aside",
        f"{seconds:.1f} s",
    ]
    return Outcome(
        file,
        f"{file}: " + " | ".join(part for part in parts if part),
        Ending.SET_ASIDE if _loses(publication) else Ending.DONE,
        (*_set_aside(publication), *(f"warning: {each}" for each in publication.warnings)),
    )


def _loses(publication: Publication) -> bool:
    """A row that another one repeats is kept aside, and nothing is lost with it."""
    return any(not each.needless for each in publication.rejected)


def _periods(publication: Publication) -> str:
    starts = pd.concat(
        [publication.observations["period_start"], publication.plans["period_start"]]
    ).dropna()
    if starts.empty:
        return ""
    first, last = short_month(starts.min()), short_month(starts.max())
    return first if first == last else f"{first} to {last}"


def _set_aside(publication: Publication) -> list[str]:
    """The first rows with their reasons, and how many more there are."""
    said = [_place(each) + each.reason for each in publication.rejected[:_SHOWN]]
    more = len(publication.rejected) - len(said)
    return [*said, *([f"and {more:,} more"] if more else [])]


def _place(each: Rejected) -> str:
    sheet = f"sheet {each.sheet}, " if each.sheet else ""
    column = f", column {each.column}" if each.column else ""
    return f"{sheet}row {each.row}{column}: "
