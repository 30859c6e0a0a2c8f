"""Who is shown, under its own name, where figures are not published by commissioner?"""

from dataclasses import dataclass
from datetime import date

from dashboard.errors import DashboardError, NeedsProviderShares, NoFigures, PublishedElsewhere
from dashboard.indicators.registry import Indicator
from dashboard.organisations import Membership, Organisation
from dashboard.periods import Grain, long_date
from dashboard.series import SeriesKey
from dashboard.services.wording.verbs import is_or_are
from dashboard.store import PerformanceStore

PUBLISHED_BY = {
    "main_provider": "provider",
    "ambulance": "ambulance service",
    "local_authority": "local authority",
}
_ROLES = {
    "main_provider": "lead provider",
    "ambulance": "ambulance service",
    "local_authority": "local authority",
}


@dataclass(frozen=True, slots=True)
class StandIn:
    """organisation: whose figures are shown, never as another's. note: why, in sentences."""

    organisation: Organisation
    note: str


def stand_in(
    store: PerformanceStore,
    indicator: Indicator,
    commissioner: Organisation,
    grain: Grain,
    as_at: date,
) -> StandIn | None:
    """The one of the as-at date; None where nobody stands in, or where it has no figures."""
    if not indicator.stand_in:
        return None
    # Of one that has closed, the one of its last day.
    day = min(as_at, commissioner.valid_to or as_at)
    for each in _on(_history(store, indicator, commissioner), day):
        if store.actual(SeriesKey(indicator.id, each.part.code, grain)):
            return StandIn(each.part, _note(indicator, commissioner, each.part))
    return None


def refusal(
    store: PerformanceStore, indicator: Indicator, commissioner: Organisation, as_at: date
) -> NoFigures | None:
    """That nobody has figures who could stand in, and which earlier one has; None where nobody
    could."""
    history = _history(store, indicator, commissioner)
    if not history:
        return None
    now = [each.part for each in _on(history, as_at)]
    said = f"{indicator.short_name} {_published(indicator)}"
    if now:
        said += f", and no figures are loaded of {_listed(now)}"
    earlier = [each for each in history if each.part not in now and _has(store, indicator, each)]
    role = _ROLES[indicator.stand_in]
    if not earlier:
        return NoFigures(f"{said}.", f"They come from: {indicator.source}.")
    last = max(earlier, key=lambda each: each.valid_to or date.max)
    until = f" until {long_date(last.valid_to)}" if last.valid_to else ""
    return NoFigures(
        f"{said}.",
        f"{last.part.label}, {role} of {commissioner.name}{until}, has figures: choose it as the "
        "organisation.",
    )


def ask_instead(
    store: PerformanceStore, indicator: Indicator, commissioner: Organisation, as_at: date
) -> DashboardError | None:
    """For a program: whom to ask for; None where nobody could stand in."""
    history = _history(store, indicator, commissioner)
    if not indicator.stand_in or not (history or indicator.shared_out):
        return None
    now = [each.part for each in _on(history, as_at)]
    earlier = [each.part for each in history if _has(store, indicator, each)]
    ask = next(iter([*now, *earlier]), None)
    if indicator.shared_out:
        return NeedsProviderShares(indicator.name, commissioner.label, ask)
    by = PUBLISHED_BY[indicator.stand_in]
    return PublishedElsewhere(indicator.name, commissioner.label, by, ask)


def _history(
    store: PerformanceStore, indicator: Indicator, commissioner: Organisation
) -> tuple[Membership, ...]:
    return store.memberships(commissioner.code, indicator.stand_in) if indicator.stand_in else ()


def _on(history: tuple[Membership, ...], day: date) -> list[Membership]:
    return [
        each
        for each in history
        if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to)
    ]


def _has(store: PerformanceStore, indicator: Indicator, one: Membership) -> bool:
    return store.actual(SeriesKey(indicator.id, one.part.code, indicator.grain)) is not None


def _published(indicator: Indicator) -> str:
    by = PUBLISHED_BY[indicator.stand_in]
    return f"{is_or_are(indicator)} published by {by}, not by commissioner"


def _listed(parts: list[Organisation]) -> str:
    return " or ".join(each.label for each in parts)


def _note(indicator: Indicator, commissioner: Organisation, shown: Organisation) -> str:
    role = _ROLES[indicator.stand_in]
    return (
        f"{indicator.short_name} {_published(indicator)}: this is {shown.label}, the {role} of "
        f"{commissioner.name}, and not the commissioner's own patients."
    )
