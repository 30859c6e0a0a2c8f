"""Is an indicator's name followed by `is` or by `are`?"""

from dashboard.indicators.registry import Indicator


def agreeing(indicator: Indicator, one: str, several: str) -> str:
    """The form that goes with its name: `shows` or `show`."""
    return several if indicator.plural else one


def is_or_are(indicator: Indicator) -> str:
    return agreeing(indicator, "is", "are")


def was_or_were(indicator: Indicator) -> str:
    return agreeing(indicator, "was", "were")


def has_or_have(indicator: Indicator) -> str:
    return agreeing(indicator, "has", "have")


def it_or_they(indicator: Indicator) -> str:
    return agreeing(indicator, "it", "they")


def its_or_their(indicator: Indicator) -> str:
    return agreeing(indicator, "its", "their")
