"""Do the parts come to what the publisher says of the whole?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.calculations.aggregation import Part, total_over_organisations
from dashboard.indicators.registry import Family, Indicator
from dashboard.organisations import ENGLAND, Level
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain
from dashboard.services.catalogue import Data
from dashboard.services.line import Request
from dashboard.services.points import Point

# Sets of organisations that each are the whole of England.
_SETS = {
    Level.CCG: ("commissioners", (Level.CCG, Level.OTHER_COMMISSIONER)),
    Level.TRUST: ("providers", (Level.TRUST,)),
    Level.LOCAL_AUTHORITY: ("local authorities", (Level.LOCAL_AUTHORITY,)),
    Level.COUNTRY: ("commissioners", (Level.CCG, Level.OTHER_COMMISSIONER)),
}
_ADDITIVE = frozenset(Family) - {Family.DISTRIBUTION, Family.ROLLING_RATIO, Family.MAPPED}


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """England as it is published beside the sum of everybody of one kind, in the same period.

    whom: commissioners, providers or local authorities; parts: how many of them have a figure,
    and without, how many have none. Counts are None where they are not published.
    """

    whom: str
    parts: int
    without: int
    numerator: float | None
    denominator: float | None
    england_numerator: float | None
    england_denominator: float | None

    @property
    def agrees(self) -> bool:
        return (self.numerator, self.denominator) == (
            self.england_numerator,
            self.england_denominator,
        )


def published_total(
    data: Data, indicator: Indicator, request: Request, point: Point
) -> PublishedTotal | None:
    """None for a part of an organisation, for gathered periods, for measures that do not add up,
    and where England or the parts are not loaded with counts."""
    if request.provider or request.dimension or request.view.value != indicator.grain.value:
        return None
    if request.organisation.level not in _SETS or indicator.aggregation not in _ADDITIVE:
        return None
    grain = Grain(request.view.value)
    figures = data.store.figures_of_period(indicator.id, grain, point.start)
    england = next((each for each in figures if each.organisation == ENGLAND), None)
    if england is None or england.numerator is None:
        return None
    whom, levels = _SETS[request.organisation.level]
    parts = [f for f in figures if data.store.organisation(f.organisation).level in levels]
    return _held_against(whom, indicator, england, parts)


def _held_against(
    whom: str, indicator: Indicator, england: PeriodFigure, parts: Sequence[PeriodFigure]
) -> PublishedTotal | None:
    given = [_part(each) for each in parts]
    if not given:
        return None
    names = [each.organisation for each in parts]
    total = total_over_organisations(given, indicator.aggregation, names, indicator.name)
    if total.numerator is None:
        return None
    return PublishedTotal(
        whom,
        total.parts_present,
        len(total.missing),
        total.numerator,
        total.denominator,
        england.numerator,
        england.denominator,
    )


def _part(given: PeriodFigure) -> Part:
    bare = given.value if given.numerator is None else None
    return Part(given.organisation, given.numerator, given.denominator, bare, given.absent_reason)
