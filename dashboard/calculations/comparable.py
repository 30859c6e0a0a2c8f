"""May two figures be held against one another, or why not?"""

from dashboard.indicators.registry import Family
from dashboard.periods import Grain

_CALLED = {
    Grain.DAY: "days",
    Grain.WEEK: "weeks",
    Grain.MONTH: "months",
    Grain.QUARTER: "quarters",
    Grain.ROLLING_QUARTER: "rolling quarters",
    Grain.ROLLING_12M: "rolling years",
    Grain.YEAR: "years",
    Grain.ROLLING_3Y: "three years together",
    Grain.SNAPSHOT: "single days",
}


def comparable(
    one: Grain, other: Grain, family: Family | None = None, other_family: Family | None = None
) -> str:
    """Why two figures of one indicator are not compared; '' where they may be.

    A rolling year holds three quarters that a single quarter does not, so that a commissioner's is
    never drawn beside England's quarter, whatever the two percentages look like.
    Source: NHS England, children and young people's eating disorder statistics; the hard rules of
    aggregation.
    """
    if one is not other:
        return f"figures of {_CALLED[one]} are not compared with figures of {_CALLED[other]}"
    if family is not other_family:
        return "figures that are put together in different ways are not compared"
    return ""
