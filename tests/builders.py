"""What rows do tests need? Builders with defaults, so that a test shows only what matters."""

from datetime import date

from dashboard.indicators.registry import Indicator
from dashboard.periods import Grain, period_end
from dashboard.series import Observation, PlanPoint, PlanVersion

APRIL_2017 = date(2017, 4, 1)


def observation(
    start: date = APRIL_2017,
    numerator: float | None = 90,
    denominator: float | None = 100,
    *,
    value: float | None = None,
    grain: Grain = Grain.MONTH,
    status: str = "published",
    absent_reason: str | None = None,
    load: int = 1,
) -> Observation:
    """90 of 100 in April 2017, published."""
    return Observation(
        start, period_end(start, grain), numerator, denominator, value, status, absent_reason, load
    )


def absent(start: date = APRIL_2017, reason: str = "suppressed") -> Observation:
    """A month without a figure."""
    return observation(start, None, None, absent_reason=reason)


def plan_point(
    start: date = APRIL_2017,
    numerator: float | None = 92,
    denominator: float | None = 100,
    *,
    value: float | None = None,
    version: str = "final",
    grain: Grain = Grain.MONTH,
) -> PlanPoint:
    """92 of 100 planned for April 2017 in the version `final`."""
    return PlanPoint(start, period_end(start, grain), version, numerator, denominator, value)


def plan_version(
    slug: str = "final",
    submitted_on: date | None = date(2017, 3, 31),
    *,
    status: str = "final",
    scenario: str = "",
    illustrative: bool = False,
) -> PlanVersion:
    """A final plan of the default scenario, submitted on the eve of 2017/18."""
    return PlanVersion(slug, slug, scenario, status, submitted_on, illustrative)


def indicator(**facts: object) -> Indicator:
    """A monthly percentage that is better high, with a standard of 92 % since April 2012.

    One that is better low has it as its ceiling, one that is neither has none.
    """
    comparator = {"up": ">=", "down": "<="}.get(str(facts.get("direction", "up")))
    defaults: dict[str, object] = {
        "id": "waits",
        "name": "Waits within 18 weeks",
        "short_name": "18 weeks",
        "group": "elective",
        "order": 1,
        "unit": "percent",
        "direction": "up",
        "aggregation": "ratio_flow",
        "grain": "month",
        "decimals": 1,
        "publisher": "NHS England",
        "source": "Statistical release",
        "lag_days": 42,
        "levels": ("ccg",),
        "locality_method": "record_level",
        "locality_note": "From patient records.",
        "definition": "Patients seen within 18 weeks.",
        "numerator": "patients seen within 18 weeks",
        "denominator": "patients seen",
        "standard": [
            {
                "value": 92.0,
                "kind": "national",
                "comparator": comparator,
                "valid_from": date(2012, 4, 1),
            }
        ]
        if comparator
        else [],
    }
    return Indicator.model_validate({**defaults, **facts})
