"""Green, amber, red or grey: which letter does a figure have, and in which words?"""

from enum import StrEnum


class Rag(StrEnum):
    """The letter boards ask for; it never says more than the words beside it."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    GREY = "grey"

    @property
    def word(self) -> str:
        return self.name.capitalize()

    @property
    def letter(self) -> str:
        """What stands in a coloured field; grey is no verdict and has none."""
        return "" if self is Rag.GREY else self.value


# By whether the standard is met and whether the plan is; None where there is nothing to meet, or
# the two may not be compared.
_WORDS = {
    (True, True): "meets the standard and its plan",
    (True, False): "meets the standard, behind its own plan",
    (True, None): "meets the standard",
    (False, True): "meets its plan, not the standard",
    (False, False): "misses its plan and the standard",
    (False, None): "misses the standard; there is no plan",
    (None, True): "meets its plan; there is no standard",
    (None, False): "misses its plan; there is no standard",
    (None, None): "not judged",
}


def rag(
    meets_standard: bool | None, meets_plan: bool | None, has_figure: bool, small_numbers: bool
) -> Rag:
    """Without a tolerance band: a hair's breadth below is below.

    Green meets the standard, whatever its plan asks; amber meets the plan but not the standard; red
    misses the plan, or the standard where there is no plan. Where no standard applies, the plan
    alone decides between green and red. Grey has no figure, too few people to judge by, or neither
    a plan nor a standard.
    """
    if not has_figure or small_numbers or (meets_standard is None and meets_plan is None):
        return Rag.GREY
    if meets_standard or (meets_standard is None and meets_plan):
        return Rag.GREEN
    return Rag.AMBER if meets_plan else Rag.RED


def status_words(meets_standard: bool | None, meets_plan: bool | None) -> str:
    """Plan and standard kept apart: meeting the trajectory but not the standard is usual."""
    return _WORDS[meets_standard, meets_plan]


def rag_words(
    meets_standard: bool | None, meets_plan: bool | None, has_figure: bool, small_numbers: bool
) -> str:
    """`Amber: meets its plan, not the standard`, `Grey: small numbers`."""
    letter = rag(meets_standard, meets_plan, has_figure, small_numbers)
    if not has_figure:
        return f"{letter.word}: no figure"
    if small_numbers:
        return f"{letter.word}: small numbers"
    return f"{letter.word}: {status_words(meets_standard, meets_plan)}"
