"""What stands written beside a line, and beside which of its periods may more be written?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.calculations.spc.wording import period
from dashboard.indicators.registry import Indicator
from dashboard.marking import CLOSED, Mark, MarkKind
from dashboard.organisations import Organisation
from dashboard.periods import Grain
from dashboard.selection import Selection
from dashboard.services.catalogue import Data
from dashboard.services.extract import Wanted, extracted
from dashboard.services.judged import is_judged
from dashboard.services.line import Line
from dashboard.services.points import Point


@dataclass(frozen=True, slots=True)
class Standing:
    """The marks of a line, and whether more may be written.

    grain: of the periods that marks are of: the line's, or its indicator's own where the line is
    gathered. part: whether it is of a part of the organisation, which has no marks of its own.
    read_only: whether the site only shows.
    """

    indicator: Indicator
    organisation: Organisation
    grain: Grain
    marks: tuple[Mark, ...]
    part: bool
    read_only: bool


class Place(NamedTuple):
    """Where a mark is to be written, in words as a page sends them back."""

    indicator: str
    organisation: str
    grain: str


@dataclass(frozen=True, slots=True)
class Markable:
    """What may be written, beside which periods.

    kinds: without those that mean nothing where nothing is judged; why_fewer says why, empty where
    all are there. suggestion: a rebase that could be considered, in words, and suggested its first
    period; empty and None where there is none.
    """

    line: Line
    grain: Grain
    points: Sequence[Point]
    kinds: tuple[MarkKind, ...]
    why_fewer: str
    suggestion: str
    suggested: date | None


def standing(data: Data, line: Line) -> Standing:
    request, indicator = line.request, line.indicator
    part = bool(request.provider or request.dimension)
    place = request.organisation
    marks = () if part else data.store.marks(indicator.id, place.code)
    grain = Grain(str(request.view)) if is_judged(line) else indicator.grain
    return Standing(indicator, place, grain, marks, part, data.book is CLOSED)


def markable(data: Data, place: Place, selection: Selection) -> Markable:
    """As a page shows it that is drawn for the selection.

    Raises what `extracted` does: a page sends back what it was given, a program whatever it likes.
    """
    as_at, footprint = data.as_at(selection), selection.footprint
    codes = (data.store.organisation(place.organisation).code,)
    wanted = Wanted(place.indicator, codes, as_at, place.grain, footprint=footprint)
    ((line, judged),) = extracted(data, wanted)
    grain = Grain(str(line.request.view)) if judged else line.indicator.grain
    every = tuple(MarkKind)
    if judged is None:
        return Markable(line, grain, line.points, every, "", "", None)
    judgement = judged.judgement
    suitable = line.indicator.spc_suitable and grain is not Grain.DAY
    return Markable(
        line,
        grain,
        line.points,
        every if suitable else (MarkKind.NOTE, MarkKind.EVENT),
        "" if suitable else judgement.reason,
        judgement.suggestion,
        _suggested(judgement.suggestion, judged.points, grain),
    )


def _suggested(words: str, points: Sequence[Point], grain: Grain) -> date | None:
    """The first day of the period that a suggestion names, as it names it."""
    named = (p.start for p in points if f" from {period(p.start, p.end, grain)} could" in words)
    return next(named, None)
