"""What does each of many organisations have of one period, and who is left out of a ranking?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dashboard.calculations.against_standard import meets_standard
from dashboard.calculations.exact import exact
from dashboard.calculations.views import View, ViewPeriod
from dashboard.indicators.registry import Indicator
from dashboard.organisations import ENGLAND, Level, Organisation
from dashboard.period_figure import PeriodFigure
from dashboard.periods import Grain, period_end
from dashboard.series import SeriesKey
from dashboard.services.catalogue import Data
from dashboard.services.figures import figures_of
from dashboard.services.shared_out import NEEDS_SHARES
from dashboard.services.stored import base_of, scale_of, value_of

NOT_LOADED, NEEDS_BASE, SMALL_NUMBERS = "not_loaded", "needs_base", "small_numbers"
INCOMPLETE, MADE_UP, NOT_MADE_UP = "incomplete", "made_up", "not_made_up"


@dataclass(frozen=True, slots=True)
class Compared:
    """One organisation's figure. value: in the indicator's unit; exactly: the same, unrounded."""

    organisation: Organisation
    numerator: float | None
    denominator: float | None
    value: float
    exactly: Fraction
    meets_standard: bool | None
    status: str
    illustrative: bool
    loads: frozenset[int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """reason: why it has no place, as an absent reason or one of this module's."""

    organisation: Organisation
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """What is compared: an indicator in one period, and everybody's stored figures of it."""

    indicator: Indicator
    grain: Grain
    start: date
    stored: dict[str, PeriodFigure]

    @property
    def end(self) -> date:
        return period_end(self.start, self.grain)


def period_of(data: Data, indicator: Indicator, grain: Grain, start: date) -> Period:
    """One read, or two for a rate of which some have only the count that it is made from."""
    read = data.store.figures_of_period
    counts = read(indicator.counted_by, grain, start) if indicator.counted_by else ()
    counted = {each.organisation: _on_base(data, indicator, each, start) for each in counts}
    own = {each.organisation: each for each in read(indicator.id, grain, start)}
    return Period(indicator, grain, start, {**counted, **own})


def _on_base(data: Data, indicator: Indicator, count: PeriodFigure, start: date) -> PeriodFigure:
    day = period_end(start, indicator.grain)
    bases = [
        each.value
        for each in data.store.bases(count.organisation, indicator.base)
        if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]
    absent = count.absent_reason or (None if bases else NEEDS_BASE)
    return count._replace(denominator=bases[-1] if bases else None, absent_reason=absent)


def england_in(data: Data, period: Period) -> Compared | None:
    """England's own published figure; not what the organisations come to."""
    if ENGLAND not in period.stored:
        return None
    found = compared(data, period, data.store.organisation(ENGLAND))
    return found if isinstance(found, Compared) else None


def compared(data: Data, period: Period, organisation: Organisation) -> Compared | LeftOut:
    figure, loads = _figure(data, period, organisation)
    if figure is None:
        shared = period.indicator.shared_out and organisation.level is Level.CCG
        return LeftOut(organisation, NEEDS_SHARES if shared else NOT_LOADED)
    indicator, counts = period.indicator, (figure.numerator, figure.denominator)
    slot = ViewPeriod(period.start, period.end, (period.start,))
    scale = scale_of(indicator, slot, View(str(period.grain)))
    value = value_of(*counts, figure.value, indicator, scale)
    if figure.absent_reason or value is None:
        return LeftOut(organisation, figure.absent_reason or "no_activity")
    if figure.denominator is not None and figure.denominator < indicator.minimum_denominator:
        return LeftOut(organisation, SMALL_NUMBERS)
    return Compared(
        organisation, *counts, value, _exactly(figure, indicator, value),
        _meets(period, figure, value, scale), figure.status, figure.illustrative, loads,
    )  # fmt: skip


def _figure(
    data: Data, period: Period, organisation: Organisation
) -> tuple[PeriodFigure | None, frozenset[int]]:
    """The stored figure, or what the site's shares make of the providers'."""
    stored = period.stored.get(organisation.code)
    if stored or not period.indicator.shared_out or not data.store.shares(organisation.code):
        return stored, frozenset((stored.load,)) if stored else frozenset()
    key = SeriesKey(period.indicator.id, organisation.code, period.grain)
    made = figures_of(data.store, data.indicators, key)
    there = made.series.observations if made else ()
    found = next((each for each in there if each.period_start == period.start), None)
    if made is None or found is None:
        return None, frozenset()
    # A share of some of its providers is not to be held against a share of all of another's.
    absent = INCOMPLETE if period.start in made.lacking else found.absent_reason
    figure = PeriodFigure(
        organisation.code, found.numerator, found.denominator, found.value, found.status, absent,
        found.load, made.series.illustrative,
    )  # fmt: skip
    return figure, made.loads.get(period.start, frozenset())


def _meets(period: Period, figure: PeriodFigure, value: float, scale: float) -> bool | None:
    indicator, standard = period.indicator, period.indicator.standard_for(period.end)
    if standard is None:
        return None
    base = base_of(figure.denominator, indicator)
    bare = None if figure.numerator is not None else value
    return meets_standard(
        figure.numerator, base, bare, indicator.unit, standard.comparator, standard.value, scale
    )


def _exactly(figure: PeriodFigure, indicator: Indicator, value: float) -> Fraction:
    """What ranks are taken from. One factor is everybody's, so the counts alone decide."""
    base = base_of(figure.denominator, indicator)
    if figure.value is not None or figure.numerator is None:
        return exact(value)
    return exact(figure.numerator) / exact(base) if base else exact(figure.numerator)


def one_kind(
    figures: Sequence[Compared], illustrative: bool
) -> tuple[list[Compared], list[LeftOut]]:
    """Real figures are not ranked among made-up ones, nor these among real ones."""
    reason = NOT_MADE_UP if illustrative else MADE_UP
    kept = [each for each in figures if each.illustrative == illustrative]
    left = [LeftOut(f.organisation, reason) for f in figures if f.illustrative != illustrative]
    return kept, left
