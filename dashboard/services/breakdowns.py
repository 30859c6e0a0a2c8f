"""Into which parts can a figure be broken down, and what are they called?"""

from datetime import date

from dashboard.indicators.registry import Indicator, IndicatorRegistry
from dashboard.organisations import Level, Organisation
from dashboard.periods import Grain
from dashboard.series import Member
from dashboard.services.practices import KINDS
from dashboard.store import PerformanceStore

PRACTICE = "practice"
# One of them, and several.
DIMENSIONS = {
    "provider": ("provider", "providers"),
    "ae_type": ("A&E type", "A&E types"),
    "treatment_function": ("treatment function", "treatment functions"),
    "diagnostic_test": ("diagnostic test", "diagnostic tests"),
    "tumour_site": ("tumour site", "tumour sites"),
    "cancer_route": ("route", "routes"),
    "cancer_stage": ("stage of treatment", "stages of treatment"),
    "delay_responsibility": ("responsible body", "responsible bodies"),
    "care_type": ("type of care", "types of care"),
    PRACTICE: ("practice", "practices"),
}


def one_of(dimension: str) -> str:
    return DIMENSIONS.get(dimension, (dimension.replace("_", " "), ""))[0]


def several_of(dimension: str) -> str:
    return DIMENSIONS.get(dimension, ("", f"{dimension.replace('_', ' ')}s"))[1]


def members_of(
    store: PerformanceStore,
    indicators: IndicatorRegistry,
    indicator: Indicator,
    organisation: Organisation,
    grain: Grain,
    as_at: date,
) -> tuple[Member, ...]:
    """Stored parts; those of its providers where its figure is shared out; its practices."""
    stored = store.members(indicator.id, organisation.code, grain)
    if not stored and indicator.shared_out:
        stored = _of_providers(store, indicator, organisation, grain)
    return (*stored, *_practices(store, indicators, indicator, organisation, grain, as_at))


def _of_providers(
    store: PerformanceStore, indicator: Indicator, organisation: Organisation, grain: Grain
) -> tuple[Member, ...]:
    codes = dict.fromkeys(each.provider for each in store.shares(organisation.code))
    found = [m for code in codes for m in store.members(indicator.id, code, grain)]
    return tuple(dict.fromkeys(each for each in found if each.dimension != "provider"))


def _practices(
    store: PerformanceStore,
    indicators: IndicatorRegistry,
    indicator: Indicator,
    organisation: Organisation,
    grain: Grain,
    as_at: date,
) -> tuple[Member, ...]:
    """Those of the as-at date that have a figure, or the count it is made from."""
    kind = {Level.CCG: "commissioner", **KINDS}.get(organisation.level)
    if indicator.locality_method != "practice_sum" or not kind:
        return ()
    places = {
        each.code: each
        for each in store.parts(organisation.code, kind, as_at)
        if each.level is Level.PRACTICE
    }
    series = store.actual_series(indicator.id, tuple(places), grain) if places else ()
    if places and not series and indicator.counted_by in indicators:
        series = store.actual_series(indicator.counted_by, tuple(places), grain)
    return tuple(
        Member(PRACTICE, each.key.organisation, places[each.key.organisation].label)
        for each in series
    )
