"""Who is counted for a place, practice by practice and day by day?"""

from collections.abc import Sequence
from datetime import date, timedelta

Stay = tuple[str, date, date]  # a practice, and its first and last day in the place


def sum_of_practices(counts: dict[str, int], stays: Sequence[Stay], day: date) -> int:
    """The count of every practice that, walking its days one by one, was there on the day."""
    total = 0
    for practice, first, last in stays:
        walking = first
        while walking <= last:
            if walking == day:
                total += counts[practice]
            walking += timedelta(days=1)
    return total
