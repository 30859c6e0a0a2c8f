"""What is a target called within a sentence?"""

from dashboard.indicators.registry import Indicator
from dashboard.services.judged import Target
from dashboard.services.wording import units


def target_words(target: Target | None, indicator: Indicator) -> str:
    """`the 95% standard`, `the plan of 92.0% for March 2020`."""
    if target is None:
        return "the target"
    if target.kind == "standard":
        return f"the {units.level(target.value, indicator)} standard"
    return f"the plan of {units.value(target.value, indicator)} for {target.on:%B %Y}"
