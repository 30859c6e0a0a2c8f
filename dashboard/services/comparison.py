"""Where does an organisation stand among others of its kind, in one period?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.calculations.aggregation import Part, Total, total_over_organisations
from dashboard.calculations.comparable import comparable
from dashboard.calculations.funnel import FEWEST, Count, Funnel, Place, funnel
from dashboard.calculations.ranking import ranks
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Direction, Family, Indicator, Standard, Unit
from dashboard.organisations import ENGLAND, Organisation
from dashboard.periods import Grain, period_label
from dashboard.selection import Selection
from dashboard.series import Observation, SeriesKey
from dashboard.services.catalogue import Data, grain_of, stand_in_of
from dashboard.services.compared import (
    Compared,
    LeftOut,
    Period,
    compared,
    england_in,
    one_kind,
    period_of,
)
from dashboard.services.figures import figures_of
from dashboard.services.on_base import with_base
from dashboard.services.peers import Peers, is_compared, peers_of
from dashboard.services.provenance import Provenance, expected_after

_COUNTED = (Family.RATIO_FLOW, Family.RATIO_STOCK, Family.ROLLING_RATIO, Family.MAPPED)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure and its place. funnel: None where there is no funnel."""

    figure: Compared
    place: int
    shared: bool
    funnel: Place | None

    @property
    def organisation(self) -> Organisation:
        return self.figure.organisation


@dataclass(frozen=True, slots=True)
class Comparison:
    """ranked: the best first, for an indicator without a better way the highest first.

    place: whose figures are marked, which may stand in for whom the page is about (`note` says
    why). chosen: its own, None where it is not ranked. england: its own published figure of the
    same period and grain, or `england_note`, why it is not beside the others. total: what those
    ranked come to, or why they are not added. funnel: or why there is none. periods: first days of
    those that can be looked at. offered: whom a list can be made of. unavailable: why there is
    nothing, and what would fill the page.
    """

    indicator: Indicator
    asked: Organisation
    place: Organisation
    note: str
    peers: Peers
    grain: Grain
    start: date
    end: date
    label: str
    ranked: tuple[Ranked, ...]
    left_out: tuple[LeftOut, ...]
    england: Compared | None
    england_note: str
    total: Total | None
    total_note: str
    funnel: Funnel | None
    funnel_note: str
    standard: Standard | None
    periods: tuple[date, ...]
    offered: tuple[Organisation, ...]
    provenance: Provenance
    unavailable: tuple[str, str] | None

    @property
    def chosen(self) -> Ranked | None:
        return next((r for r in self.ranked if r.organisation.code == self.place.code), None)

    @property
    def illustrative(self) -> bool:
        return any(each.figure.illustrative for each in self.ranked)

    @property
    def compared(self) -> float | None:
        """The figure that all are held against: England's, and without it their own together."""
        if self.england:
            return self.england.value
        return 100 * self.funnel.mean if self.funnel else None


def comparison(data: Data, selection: Selection) -> Comparison:
    """Of a checked selection; of the last period with a figure up to `end`, if that is chosen."""
    asked = data.store.organisation(selection.organisation)
    indicator, note = with_base(data, data.indicators[selection.indicator], asked)
    as_at = data.as_at(selection)
    instead = stand_in_of(data, indicator, asked, "", as_at)
    place = instead.organisation if instead else asked
    grain = grain_of(indicator, "")
    periods = _periods(data, indicator, place, grain, selection, as_at)
    until = [each for each in periods if selection.end is None or each <= selection.end]
    start = (until or periods or (as_at.replace(day=1),))[-1]
    period = period_of(data, indicator, grain, start)
    peers = peers_of(data, selection, place, period.end)
    figures, left_out = _figures(data, period, peers, place)
    england, england_note = _england(data, period, figures)
    total, total_note = _total(indicator, figures)
    drawn, why_not = _funnel(indicator, figures)
    loads = frozenset().union(*[each.loads for each in figures])
    return Comparison(
        indicator,
        asked,
        place,
        " ".join(filter(None, (instead.note if instead else "", note))),
        peers,
        grain,
        start,
        period.end,
        period_label(start, period.end, grain),
        _ranked(indicator, figures, drawn),
        tuple(left_out),
        england,
        england_note,
        total,
        total_note,
        drawn,
        why_not,
        indicator.standard_for(period.end),
        periods,
        _offered(peers, period, selection),
        _provenance(data, loads, period, as_at),
        None if figures else _unavailable(indicator, peers, period),
    )


def _periods(
    data: Data,
    indicator: Indicator,
    place: Organisation,
    grain: Grain,
    selection: Selection,
    as_at: date,
) -> tuple[date, ...]:
    """Those the place has figures of, else England, else the first of its kind that has any."""
    key = SeriesKey(indicator.id, place.code, grain)
    found = figures_of(data.store, data.indicators, key) if is_compared(place) else None
    if found:
        return _ended(found.series.observations, as_at)
    codes = tuple(each.code for each in peers_of(data, selection, place, as_at).everybody)
    series = data.store.actual_series(indicator.id, codes, grain)
    starts = {start for each in series for start in _ended(each.observations, as_at)}
    return tuple(sorted(starts))


def _ended(observations: Sequence[Observation], as_at: date) -> tuple[date, ...]:
    """Periods over by the date that have a figure; the last is the one that is shown unasked."""
    return tuple(
        each.period_start
        for each in observations
        if each.period_end <= as_at and not each.absent_reason
    )


def _figures(
    data: Data, period: Period, peers: Peers, place: Organisation
) -> tuple[list[Compared], list[LeftOut]]:
    found = [compared(data, period, each) for each in peers.members]
    figures = [each for each in found if isinstance(each, Compared)]
    left_out = [each for each in found if isinstance(each, LeftOut)]
    own = next((each for each in figures if each.organisation == place), None)
    real = sum(1 for each in figures if not each.illustrative)
    made_up = own.illustrative if own else not real
    kept, other = one_kind(figures, made_up)
    return kept, [*left_out, *other]


def _england(
    data: Data, period: Period, figures: Sequence[Compared]
) -> tuple[Compared | None, str]:
    indicator = period.indicator
    if is_count(indicator):
        return None, "England's count is no measure for one of its parts."
    found = england_in(data, period)
    if found is None:
        other = sorted(data.store.grains(indicator.id, ENGLAND) - {period.grain})
        if other:
            held = " and ".join(each.replace("_", " ") for each in other)
            why = comparable(period.grain, other[0])
            return None, f"England's figures are by {held}: {why}."
        return None, "No figure of England is loaded for this period."
    if figures and found.illustrative != figures[0].illustrative:
        return None, "England's figure is real and these are illustrative, or the other way round."
    return found, ""


def is_count(indicator: Indicator) -> bool:
    """Larger where more people are, so that neither England nor a mean says anything of it."""
    return indicator.unit is Unit.COUNT or indicator.aggregation in (
        Family.COUNT_FLOW,
        Family.COUNT_STOCK,
        Family.COUNT_CUMULATIVE,
    )


def _total(indicator: Indicator, figures: Sequence[Compared]) -> tuple[Total | None, str]:
    parts = [
        Part(
            each.organisation.code,
            each.numerator,
            each.denominator,
            each.value if each.numerator is None else None,
        )
        for each in figures
    ]
    names = [each.name for each in parts]
    try:
        return total_over_organisations(parts, indicator.aggregation, names, indicator.name), ""
    except NotAdditive as refusal:
        return None, refusal.message


def _funnel(indicator: Indicator, figures: Sequence[Compared]) -> tuple[Funnel | None, str]:
    """Its limits are those of a share of people, so only a share of people has one."""
    if indicator.unit is not Unit.PERCENT or indicator.aggregation not in _COUNTED:
        return None, "A funnel needs a share of the people counted, and this is not one."
    if indicator.annualised:
        return None, "A rate by the year is no share of the people counted, so there is no funnel."
    counts = [
        Count(each.numerator, each.denominator)
        for each in figures
        if each.numerator is not None and each.denominator
    ]
    if len(counts) < len(figures):
        return None, "Some publish only a percentage, so there is no funnel."
    if any(each.numerator > each.denominator for each in counts):
        return None, "Some are above 100%, so this is no share of the people counted: no funnel."
    if len(counts) < FEWEST:
        return None, f"A funnel needs at least {FEWEST} organisations."
    try:
        return funnel(counts), ""
    except ValueError:
        return None, "All have the same share, none or everybody, so there is no funnel."


def _ranked(
    indicator: Indicator, figures: Sequence[Compared], drawn: Funnel | None
) -> tuple[Ranked, ...]:
    highest_first = indicator.direction is not Direction.DOWN
    places = ranks([each.exactly for each in figures], highest_first=highest_first)
    ranked = [
        Ranked(each, *rank, drawn.place(_count(each)) if drawn else None)
        for each, rank in zip(figures, places, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda each: (each.place, each.organisation.name)))


def _count(figure: Compared) -> Count:
    return Count(figure.numerator or 0.0, figure.denominator or 0.0)


def _offered(peers: Peers, period: Period, selection: Selection) -> tuple[Organisation, ...]:
    """Those who publish it, and whoever is listed already."""
    there = {*period.stored, *selection.with_}
    return tuple(each for each in peers.everybody if each.code in there)


def _provenance(data: Data, ids: frozenset[int], period: Period, as_at: date) -> Provenance:
    loads = tuple(reversed(data.store.loads(ids)))
    due = expected_after(period.start, period.grain, period.indicator)
    last = max((load.loaded_on for load in loads), default=None)
    return Provenance(
        loads, last, due, bool(due and due <= as_at), data.store.data_version(), as_at
    )


def _unavailable(indicator: Indicator, peers: Peers, period: Period) -> tuple[str, str]:
    label = period_label(period.start, period.end, period.grain)
    return (
        f"No {peers.one} of {peers.name} can be ranked by {indicator.short_name} ({label}).",
        f"They come from: {indicator.source}. Load a publication with figures by {peers.one}, or "
        "choose another indicator or period.",
    )
