"""What does the store tell of files, of what is held of them and of what they restated?"""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.periods import Grain


@dataclass(frozen=True, slots=True)
class Load:
    """Where figures came from. loaded_at: in universal time."""

    id: int
    title: str
    publisher: str
    file_name: str
    published_on: date | None
    loaded_on: date
    illustrative: bool
    loaded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlaceInFile:
    """Where a figure stood: the sheet, empty for a file without sheets, and the row as a
    spreadsheet counts it, from 1; of a sum over rows the first of them."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class HeldSeries:
    """How far one headline series reaches.

    first, last: first days of the first and the last period with a figure, None without any.
    status, load: of the last one. restated: how often a figure was replaced.
    absent_reason: why the newest period has none, where the series has no figure at all.
    """

    indicator: str
    organisation: str
    grain: Grain
    illustrative: bool
    first: date | None = None
    last: date | None = None
    last_end: date | None = None
    status: str = ""
    load: int = 0
    restated: int = 0
    absent_reason: str = ""


@dataclass(frozen=True, slots=True)
class RowSetAside:
    """A row that could not be used: where it stood, why, and what its cells said."""

    sheet: str
    row: int
    column: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file that was taken in. first, last: first days of its first and last period.

    aside: the first of the rows set aside; `set_aside` counts all of them.
    """

    id: int
    file_name: str
    publication: str
    title: str
    publisher: str
    published_on: date | None
    loaded_at: datetime
    illustrative: bool
    rows: int
    new: int
    restated: int
    unchanged: int
    older: int
    set_aside: int
    first: date | None = None
    last: date | None = None
    periods: int = 0
    warnings: tuple[str, ...] = ()
    aside: tuple[RowSetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTotals:
    """Of everything that was taken in. rows_aside: set aside, in so many files."""

    files: int
    files_aside: int
    rows_aside: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a file said of one period."""

    period_end: date
    numerator: float | None
    denominator: float | None
    value: float | None
    status: str
    absent_reason: str | None
    load: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """A headline figure that a newer file replaced.

    now: what the load `replaced_by` said; that file may since have been confirmed by another.
    again: it was replaced once more later.
    """

    indicator: str
    organisation: str
    grain: Grain
    illustrative: bool
    period_start: date
    was: Said
    now: Said
    replaced_by: int
    again: bool = False
