"""How is it said which checks the figures held do not pass?"""

from dashboard.charts.where_from_words import share_words
from dashboard.services.desk.checks import Failed

_NAMED = 3
_KINDS = {
    "impossible": "cannot be so",
    "gap": "nothing was loaded",
    "total": "do not come to England's published figure",
}


def failed_words(failed: Failed) -> str:
    """`Jan 20: nothing was loaded`, `Feb 20: the 191 commissioners come to 7 of 9, England to 8 of
    9`."""
    periods = named_periods(failed.periods)
    total = failed.total
    if total is None:
        return f"{periods}: {_KINDS[failed.kind]}"
    ours = share_words(total.numerator, total.denominator)
    theirs = share_words(total.england_numerator, total.england_denominator)
    return f"{periods}: the {total.parts:,} {total.whom} come to {ours}, England to {theirs}"


def named_periods(periods: tuple[str, ...]) -> str:
    more = len(periods) - _NAMED
    return f"{', '.join(periods[:_NAMED])}{f' and {more:,} more' if more > 0 else ''}"
