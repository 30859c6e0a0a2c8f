"""What else does a delivery board look at by week, where it is loaded?"""

from collections.abc import Sequence
from datetime import date
from math import fsum

from dashboard.calculations.weeks import WEEK
from dashboard.indicators.registry import Indicator, Unit
from dashboard.periods import Grain
from dashboard.series import Observation
from dashboard.services.ae_week.model import OtherMeasure
from dashboard.services.ae_week.weekly import Reading, why_missing

OTHERS = (
    "ae_12hour_dta",
    "ambulance_arrivals",
    "ambulance_handover_30min",
    "ambulance_handover_60min",
    "dtoc_days",
    "bed_occupancy",
)

ByProvider = dict[str, dict[date, Observation]]


def other_measures(reading: Reading, sunday: date) -> tuple[OtherMeasure, ...]:
    """Each of the providers' own, added up; those of which nothing is loaded say so."""
    there = [
        each for name in OTHERS for each in reading.data.indicators.values() if each.id == name
    ]
    return tuple(_measure(reading, each, sunday) for each in there)


def _measure(reading: Reading, indicator: Indicator, sunday: date) -> OtherMeasure:
    stored: ByProvider = {
        each.code: _weeks(reading, indicator, each.code) for each in reading.every_provider()
    }
    if not any(stored.values()):
        return OtherMeasure(indicator, loaded=False)
    value, missing = _value(reading, indicator, stored, sunday)
    before, _ = _value(reading, indicator, stored, sunday - WEEK)
    until = _until(reading, stored, sunday)
    return OtherMeasure(indicator, True, value, before, until, missing if value is None else ())


def _until(reading: Reading, stored: ByProvider, sunday: date) -> date | None:
    """The last week that every provider of its day has a figure of."""
    for end in sorted({end for some in stored.values() for end in some}, reverse=True):
        there = [stored[each.code].get(end) for each in reading.providers_on(end)]
        if end <= sunday and there and all(each and each.numerator is not None for each in there):
            return end
    return None


def _weeks(reading: Reading, indicator: Indicator, provider: str) -> dict[date, Observation]:
    there = reading.observed(indicator.id, provider, Grain.WEEK)
    return {each.period_end: each for each in there.values()}


def _value(
    reading: Reading, indicator: Indicator, stored: ByProvider, sunday: date
) -> tuple[float | None, tuple[str, ...]]:
    """None where any provider lacks the week: a sum without one would look like a good week."""
    providers = reading.providers_on(sunday)
    found = [stored[each.code].get(sunday) for each in providers]
    reading.came_with(each for each in found if each)
    missing = [
        why_missing(provider, each)
        for provider, each in zip(providers, found, strict=True)
        if each is None or each.numerator is None
    ]
    if missing or not found:
        return None, tuple(missing)
    return _sum([each for each in found if each], indicator), ()


def _sum(found: Sequence[Observation], indicator: Indicator) -> float | None:
    numerator = fsum(each.numerator or 0.0 for each in found)
    if indicator.unit is not Unit.PERCENT:
        return numerator
    denominator = fsum(each.denominator or 0.0 for each in found)
    return 100 * numerator / denominator if denominator else None
