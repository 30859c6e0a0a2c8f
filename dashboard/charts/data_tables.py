"""What is said of each file that was loaded, and of each figure that was restated?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.held import Load, LoadedFile, RowSetAside, Said
from dashboard.periods import (
    Grain,
    long_date,
    long_month,
    period_end,
    period_label,
    short_date,
    short_month,
)
from dashboard.services.restated import Restated
from dashboard.services.wording import units, words

_LONGEST = 240  # characters of a row's cells; what is longer is in the database and in the CSV


@dataclass(frozen=True, slots=True)
class FileCells:
    """One file, said. counts: rows, then what became of them, by the columns' names.

    aside: the first rows set aside, each with its cells. more: what is said where there are more.
    """

    id: int
    name: str
    source: str
    illustrative: str
    published: str
    loaded: str
    periods: str
    counts: tuple[tuple[str, str], ...]
    set_aside: str
    fold: str
    warnings: tuple[str, ...]
    aside: tuple[tuple[str, str], ...]
    more: str


@dataclass(frozen=True, slots=True)
class RestatedCells:
    """One restatement, said. change: with its sign, in the indicator's unit."""

    name: str
    illustrative: str
    sentence: str
    change: str
    was_file: str
    now_file: str


def file_cells(file: LoadedFile) -> FileCells:
    counts = {
        "rows": file.rows,
        "new": file.new,
        "restated": file.restated,
        "unchanged": file.unchanged,
        "older": file.older,
    }
    return FileCells(
        file.id,
        file.file_name,
        file.title if file.publisher in file.title else f"{file.title} · {file.publisher}",
        "illustrative" if file.illustrative else "",
        short_date(file.published_on) if file.published_on else "",
        short_date(file.loaded_at.date()),
        periods(file.first, file.last),
        tuple((name, f"{number:,}") for name, number in counts.items()),
        f"{file.set_aside:,}",
        _fold(file),
        file.warnings,
        tuple((_place(row) + row.reason, _shortened(row.cells)) for row in file.aside),
        f"All {file.set_aside:,} rows as CSV" if file.set_aside > len(file.aside) else "",
    )


def periods(first: date | None, last: date | None) -> str:
    """`Apr 15`, `Dec 15 to Sep 19`; empty where a file has no periods."""
    if first is None or last is None:
        return ""
    names = (short_month(first), short_month(last))
    return names[0] if names[0] == names[1] else f"{names[0]} to {names[1]}"


def _fold(file: LoadedFile) -> str:
    warned, aside = len(file.warnings), file.set_aside
    said = [f"{warned:,} warning{'s' if warned > 1 else ''}"] if warned else []
    said += [f"{aside:,} row{'s' if aside > 1 else ''} set aside"] if aside else []
    return " and ".join(said)


def _place(row: RowSetAside) -> str:
    """`Sheet Commissioner, row 12, column period: `."""
    at = f"Sheet {row.sheet}, row {row.row:,}" if row.sheet else f"Row {row.row:,}"
    return f"{at}, column {row.column}: " if row.column else f"{at}: "


def _shortened(cells: Sequence[str]) -> str:
    text = " | ".join(cells)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"


def restated_cells(row: Restated) -> RestatedCells:
    return RestatedCells(
        row.indicator.short_name,
        "illustrative" if row.given.illustrative else "",
        restated_sentence(row),
        _change(row),
        _file(row.was_file),
        _file(row.now_file),
    )


def restated_sentence(row: Restated) -> str:
    """`June 2019 was 92.1%, restated 91.4% on 9 July 2019`; counts where both look alike."""
    given, when, period = row.given, _when(row.now_file), _period(row)
    again = "; restated again since" if given.again else ""
    if row.was is None and row.now is None:
        reasons = _reason(given.was), _reason(given.now)
        return f"{period} had no figure ({reasons[0]}), and still has none{when} ({reasons[1]})"
    if row.was is None:
        said = f"had no figure ({_reason(given.was)}), and was given {_value(row, row.now)}"
    elif row.now is None:
        said = f"was {_value(row, row.was)}, withdrawn ({_reason(given.now)})"
    else:
        said = f"was {_value(row, row.was)}, restated {_value(row, row.now)}"
    return f"{period} {said}{when}{_counts(row)}{again}"


def _period(row: Restated) -> str:
    """The month in full, as people say it; any other period by its label."""
    start, end, grain = row.given.period_start, row.given.now.period_end, row.given.grain
    if grain is Grain.MONTH and end == period_end(start, grain):
        return long_month(start)
    return period_label(start, end, grain)


def _change(row: Restated) -> str:
    """With its sign and unit; empty where it cannot be said or is not any once rounded."""
    change = row.change
    size = "" if change is None else units.difference(change, row.indicator)
    if change is None or units.not_any(size.split()[0]):
        return ""
    return f"{'+' if change > 0 else units.MINUS}{size}"


def _when(load: Load | None) -> str:
    return f" on {long_date(load.published_on or load.loaded_on)}" if load else ""


def _value(row: Restated, number: float | None) -> str:
    return units.value(number, row.indicator)


def _reason(said: Said) -> str:
    return words.ABSENT.get(said.absent_reason or "", said.absent_reason or "") or "no activity"


def _counts(row: Restated) -> str:
    """The people behind figures that are the same once rounded."""
    was, now = row.given.was, row.given.now
    if row.was is None or _value(row, row.was) != _value(row, row.now):
        return ""
    if None in (was.numerator, was.denominator, now.numerator, now.denominator):
        return " (the same once rounded)"
    return f" ({_share(was)}, then {_share(now)})"


def _share(said: Said) -> str:
    return f"{units.count(said.numerator or 0)} of {units.count(said.denominator or 0)}"


def _file(load: Load | None) -> str:
    if load is None:
        return ""
    day = short_date(load.published_on or load.loaded_on)
    return f"{load.file_name}, {'published' if load.published_on else 'loaded'} {day}"
