"""The matrix: what gets worse or better, against what will meet its target and what will not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.calculations.spc.model import Assurance, Variation
from dashboard.calculations.spc.wording import number
from dashboard.charts.summary import period_of
from dashboard.services.summary import Summary, SummaryRow
from dashboard.services.wording import units


class Change(StrEnum):
    """The rows, in the order in which they are read."""

    CONCERN = "concern"
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    NEITHER = "neither"


# The columns, in the order in which they are read.
OUTLOOKS = (Assurance.FAIL, Assurance.HIT_AND_MISS, Assurance.PASS, Assurance.NO_TARGET)
CHANGES = {
    Change.CONCERN: "Concern",
    Change.COMMON_CAUSE: "Common cause",
    Change.IMPROVEMENT: "Improvement",
    Change.NEITHER: "Neither",
}
# What heads a column, and what it means.
OUTLOOK_WORDS = {
    Assurance.FAIL: ("Fail", "missed as it runs now"),
    Assurance.HIT_AND_MISS: ("Hit and miss", "met or missed by chance"),
    Assurance.PASS: ("Pass", "met as it runs now"),
    Assurance.NO_TARGET: ("No target", "nothing to meet"),
}
_CHANGES = {
    Variation.CONCERN_HIGH: Change.CONCERN,
    Variation.CONCERN_LOW: Change.CONCERN,
    Variation.COMMON_CAUSE: Change.COMMON_CAUSE,
    Variation.IMPROVEMENT_HIGH: Change.IMPROVEMENT,
    Variation.IMPROVEMENT_LOW: Change.IMPROVEMENT,
    Variation.NEITHER_HIGH: Change.NEITHER,
    Variation.NEITHER_LOW: Change.NEITHER,
}
MEANINGS = {
    (Change.CONCERN, Assurance.FAIL): "Getting worse, and will not meet the target: act first.",
    (Change.CONCERN, Assurance.HIT_AND_MISS): "Getting worse; the target is hit and missed.",
    (Change.CONCERN, Assurance.PASS): "Getting worse, though the target is still met.",
    (Change.CONCERN, Assurance.NO_TARGET): "Getting worse; there is no target.",
    (Change.COMMON_CAUSE, Assurance.FAIL): ("The process cannot meet the target without redesign."),
    (Change.COMMON_CAUSE, Assurance.HIT_AND_MISS): (
        "No real change; the target is hit and missed by chance."
    ),
    (Change.COMMON_CAUSE, Assurance.PASS): "No real change, and the target is met.",
    (Change.COMMON_CAUSE, Assurance.NO_TARGET): "No real change; there is no target.",
    (Change.IMPROVEMENT, Assurance.FAIL): "Getting better, not yet enough to meet the target.",
    (Change.IMPROVEMENT, Assurance.HIT_AND_MISS): (
        "Getting better; the target is hit and missed so far."
    ),
    (Change.IMPROVEMENT, Assurance.PASS): "Getting better, and the target is met.",
    (Change.IMPROVEMENT, Assurance.NO_TARGET): "Getting better; there is no target.",
    # What has no good side has no side of a target either.
    (Change.NEITHER, Assurance.NO_TARGET): "A real change, neither good nor bad.",
}


class Entry(NamedTuple):
    """An indicator in a cell, said. id: of the indicator."""

    id: str
    name: str
    value: str
    period: str


class Unjudged(NamedTuple):
    """Why some are in no cell, and which."""

    reason: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """cells: of those that have any. unjudged: by reason, the most frequent first."""

    cells: Mapping[tuple[Change, Assurance], Sequence[Entry]]
    unjudged: tuple[Unjudged, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rows; what is neither good nor bad has one only where there is any."""
        neither = any(change is Change.NEITHER for change, _ in self.cells)
        return tuple(each for each in Change if neither or each is not Change.NEITHER)

    @property
    def judged(self) -> int:
        return sum(len(each) for each in self.cells.values())


def matrix_of(summary: Summary) -> Matrix:
    """The very rows that the summary shows, in its order, by their icons."""
    cells: dict[tuple[Change, Assurance], list[Entry]] = {}
    unjudged: dict[str, list[Entry]] = {}
    for row in summary.shown:
        if (place := _place(row)) is None:
            unjudged.setdefault(_reason(row), []).append(_entry(row))
        else:
            cells.setdefault(place, []).append(_entry(row))
    ordered = sorted(unjudged.items(), key=lambda each: -len(each[1]))
    return Matrix(cells, tuple(Unjudged(why, tuple(entries)) for why, entries in ordered))


def matrix_title(summary: Summary) -> str:
    """What is worst of all that is judged: `two measures are getting worse and ...`."""
    name, places = summary.place.name, [_place(row) for row in summary.rows]
    if not summary.rows:
        return f"No figures are loaded for {name}"
    if not any(places):
        every = f"none of its {len(places)} indicators" if len(places) > 1 else "its 1 indicator"
        verb = "can" if len(places) > 1 else "cannot"
        return f"{name}: {every} {verb} be judged by control limits"
    worst = _rows_at(summary, (Change.CONCERN, Assurance.FAIL))
    worse = sum(1 for place in places if place and place[0] is Change.CONCERN)
    unable = _rows_at(summary, (Change.COMMON_CAUSE, Assurance.FAIL))
    said = []
    if worst:
        verb = "is" if len(worst) == 1 else "are"
        said.append(f"{_many(len(worst))} {verb} getting worse and will not meet {_target(worst)}")
    elif worse:
        said.append(f"{_many(worse)} {'is' if worse == 1 else 'are'} getting worse")
    if unable:
        many = number(len(unable)) if said else _many(len(unable))
        said.append(f"{many} cannot meet {_target(unable)} without redesign")
    if not said:
        said.append("no indicator that is judged is getting worse or sure to miss its target")
    return f"{name}: {'; '.join(said)}"


def matrix_sentence(summary: Summary) -> str:
    """How many of all that there are have a place in the matrix."""
    places = [_place(row) for row in summary.rows]
    judged, every = sum(1 for place in places if place), len(places)
    if not every:
        return ""
    if judged == every:
        return f"All {every} indicators are judged by control limits."
    rest = every - judged
    others = "1 is not" if rest == 1 else f"{rest} are not"
    return (
        f"{judged} of {every} indicators are judged by control limits; {others}, and below is why."
    )


def _place(row: SummaryRow) -> tuple[Change, Assurance] | None:
    """None where one of the two icons is missing."""
    judgement = row.judged.judgement
    change = _CHANGES.get(judgement.variation)
    place = (change, judgement.assurance) if change else None
    return place if place in MEANINGS else None


def _reason(row: SummaryRow) -> str:
    return row.judged.judgement.reason or "Its target cannot be judged."


def _entry(row: SummaryRow) -> Entry:
    value = units.value(row.latest.value, row.indicator) if row.latest else ""
    return Entry(row.indicator.id, row.indicator.short_name, value, period_of(row))


def _rows_at(summary: Summary, place: tuple[Change, Assurance]) -> list[SummaryRow]:
    return [row for row in summary.rows if _place(row) == place]


def _target(rows: Sequence[SummaryRow]) -> str:
    """`their standard`, `its plan`; `their target` where some have the one and some the other."""
    kinds = {row.judged.target.kind for row in rows if row.judged.target}
    kind = kinds.pop() if len(kinds) == 1 else "target"
    return f"{'its' if len(rows) == 1 else 'their'} {kind}"


def _many(count: int) -> str:
    return f"{number(count)} indicator{'' if count == 1 else 's'}"
