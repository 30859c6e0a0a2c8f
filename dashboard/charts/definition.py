"""What do the facts of an indicator mean, in plain English?"""

from collections.abc import Mapping

from dashboard.calculations.spc.words import rule_set
from dashboard.calculations.views import views
from dashboard.indicators.registry import Direction, Family, Indicator, Unit
from dashboard.organisations import LEVEL_NAMES, Level
from dashboard.periods import Grain
from dashboard.services.definition import Definition
from dashboard.services.on_base import base_name

_RATIO = "Numerators are added, denominators are added, and then they are divided."
_AS_PUBLISHED = "Not put together: figures are shown for the periods in which they are published."
_OF_A_YEAR = "Each figure counts from April on already: the latest is the year so far."
# What may be added up, across organisations and over time.
_FAMILIES: Mapping[Family, tuple[str, str]] = {
    Family.RATIO_FLOW: (_RATIO, "The same way: months make quarters and years."),
    Family.RATIO_STOCK: (
        _RATIO,
        "Never: most of the same people are counted again each time. A quarter or a year to date "
        "shows its latest position.",
    ),
    Family.RATIO_CUMULATIVE: (_RATIO, f"Never. {_OF_A_YEAR}"),
    Family.COUNT_FLOW: ("Counts are added.", "Counts are added: months make quarters and years."),
    Family.COUNT_STOCK: (
        "Counts are added.",
        "Never: the same people are counted again each time. A quarter or a year to date shows "
        "its latest position.",
    ),
    Family.COUNT_CUMULATIVE: ("Counts are added.", f"Never. {_OF_A_YEAR}"),
    Family.ROLLING_RATIO: (
        f"{_RATIO} Only where both are published.",
        "Never: the periods overlap. They are shown as they are published, and a longer one is "
        "not compared with a shorter one.",
    ),
    Family.DISTRIBUTION: (
        "Never: a median or a percentile needs every single wait, so people are added up by weeks "
        "waited and it is read from them anew.",
        "Never, for the same reason.",
    ),
    Family.MEAN_TIME: (
        "Times are added, incidents are added, and then they are divided; never a mean of means.",
        "The same way, where times and incidents are published.",
    ),
    Family.MAPPED: (
        "Each provider's counts are shared out by fixed proportions, then added and divided.",
        "The same way: months make quarters and years.",
    ),
    Family.RATE_POP: (
        "Counts are added, populations are added, and then they are divided. A rate that is "
        "published alone is never added.",
        "Counts are added over the months; the population is that of the middle of the period.",
    ),
}
_RATIOS = frozenset(Family) - {Family.COUNT_FLOW, Family.COUNT_STOCK, Family.COUNT_CUMULATIVE}
_DIRECTIONS = {
    Direction.UP: "Higher is better",
    Direction.DOWN: "Lower is better",
    Direction.NEUTRAL: "Neither higher nor lower is better",
}
_UNITS = {
    Unit.PERCENT: "Per cent",
    Unit.COUNT: "A count",
    Unit.RATE_PER_1000: "For every 1,000 people",
    Unit.RATE_PER_100K: "For every 100,000 people",
    Unit.BEDS: "Beds",
    Unit.DAYS: "Days",
    Unit.WEEKS: "Weeks",
    Unit.SECONDS: "Minutes and seconds",
}
_GRAINS = {
    Grain.DAY: "a day",
    Grain.WEEK: "a week, Monday to Sunday",
    Grain.MONTH: "a month",
    Grain.QUARTER: "a quarter",
    Grain.ROLLING_QUARTER: "three months, moving on by one",
    Grain.ROLLING_12M: "twelve months, moving on",
    Grain.YEAR: "a year",
    Grain.ROLLING_3Y: "three years, moving on by one",
    Grain.SNAPSHOT: "one day",
}
_LOCALITIES = {
    "practice_sum": "As the sum of its GP practices.",
    "record_level": "Only from records of single patients, as a local return.",
    "provider_proxy": "Only by way of the providers that its patients use.",
    "not_possible": "It cannot be made.",
}
_STAND_INS = {
    "main_provider": "its lead provider",
    "ambulance": "its ambulance service",
    "local_authority": "the county or borough that stands for it",
}


def unit(indicator: Indicator) -> str:
    """What a figure is in, with how finely it is shown."""
    if indicator.unit is Unit.NUMBER:
        name = f"{indicator.unit_name[0].upper()}{indicator.unit_name[1:]}"
    else:
        name = _UNITS[indicator.unit]
    places = indicator.decimals
    if not places or indicator.unit in (Unit.COUNT, Unit.SECONDS):
        return name
    shown = f"{name}, shown to {places} decimal place{'s' if places > 1 else ''}"
    return f"{shown}; it can pass 100%" if indicator.may_exceed else shown


def direction(indicator: Indicator) -> str:
    return _DIRECTIONS[indicator.direction]


def period(there: Definition) -> str:
    """How long a figure's period is, and which finer or other ones are held."""
    own = there.indicator.grain
    others = [_GRAINS[grain] for grain in there.grains if grain is not own]
    said = capital(_GRAINS[own])
    return f"{said}; also held: {', '.join(others)}" if others else said


def across_organisations(indicator: Indicator) -> str:
    return _FAMILIES[indicator.aggregation][0]


def over_time(indicator: Indicator) -> str:
    said = _FAMILIES[indicator.aggregation][1]
    if len(views(indicator.aggregation, indicator.grain, indicator.annualised)) == 1:
        return said if said.startswith("Never") else _AS_PUBLISHED
    if not indicator.annualised:
        return said
    return (
        f"{said} It is put as a yearly rate: one month times twelve, three months times four. The "
        "year to date is what has come together so far."
    )


def averages(indicator: Indicator) -> str:
    """The rule that holds for every share and rate."""
    return "Percentages, means and medians are never averaged." if _is_ratio(indicator) else ""


def _is_ratio(indicator: Indicator) -> bool:
    return indicator.aggregation in _RATIOS


def locality(indicator: Indicator) -> str:
    return f"{_LOCALITIES[indicator.locality_method]} {indicator.locality_note}"


def small_numbers(indicator: Indicator) -> str:
    least = indicator.minimum_denominator
    if not least:
        return "No least number of people is set."
    return f"Below {least:,} in the denominator a figure is shown as small numbers and not rated."


def suppression(indicator: Indicator) -> str:
    return indicator.suppression or "Every count is published."


def commissioners(indicator: Indicator) -> str:
    """Whose figures a commissioner without its own has; empty where that does not arise."""
    said = []
    if indicator.shared_out:
        said.append(
            "A commissioner's figure can be made of its providers' by shares that the site loads."
        )
    if indicator.stand_in:
        who = _STAND_INS[indicator.stand_in]
        said.append(
            f"For a commissioner without figures of its own {who} is shown, under its own name."
        )
    if indicator.banded_by or indicator.percentile:
        said.append("Read from how many had waited each number of weeks; the last has no end.")
    return " ".join(said)


def made_from(there: Definition) -> str:
    """A count over a base of the site's; empty for what is published whole."""
    if not there.indicator.base:
        return ""
    count = f"{there.counted.name}, divided by " if there.counted else ""
    said = f"{count}{base_name(there.indicator)}, which the site loads with the base template."
    if there.has_base:
        return said
    return f"{said} None is loaded for {there.organisation.name}, so there is no rate of its own."


def levels(indicator: Indicator) -> str:
    """Each a plural but for the country, parted so that an `and` within a name does not mislead."""
    names = [LEVEL_NAMES[Level(each)] for each in indicator.levels]
    return "; ".join("England" if each == LEVEL_NAMES[Level.COUNTRY] else each for each in names)


def plan_codes(indicator: Indicator) -> str:
    if not indicator.plan_codes:
        return "None is known."
    return "; ".join(f"{each.code} ({each.round})" for each in indicator.plan_codes)


def judged(there: Definition) -> str:
    """Whether limits of chance are drawn, and why not where they are not."""
    indicator = there.indicator
    if not indicator.spc_suitable:
        return f"Not by control limits. {indicator.spc_reason}"
    return f"By statistical process control. {there.judgement.reason}".strip()


def rules(there: Definition) -> str:
    """The rules of the chart of the organisation's own figures."""
    return rule_set(there.judgement) if there.indicator.spc_suitable else ""


def seasonal(indicator: Indicator) -> str:
    if indicator.seasonal:
        return "Seasonal: the time of year is taken out before it is judged."
    return "Not seasonal: the time of year is not taken out."


def lag(indicator: Indicator) -> str:
    days = indicator.lag_days
    return f"{days} day{'' if days == 1 else 's'} after the period ends"


def capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
