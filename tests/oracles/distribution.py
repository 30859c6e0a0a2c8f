"""How long had people waited, counted person by person?"""

from collections.abc import Sequence
from fractions import Fraction


def percentile(bands: Sequence[int], share: Fraction) -> Fraction | str | None:
    """Line people up by their wait, those of one band spread evenly over its week.

    `open` where the place in the line falls among those of the last band; None without people.
    """
    line = [(week, place) for week, count in enumerate(bands) for place in range(count)]
    if not line:
        return None
    target = share * len(line)
    place = 0
    while place + 1 < target:
        place += 1
    week, before = line[place]
    if week == len(bands) - 1:
        return "open"
    into = target - (place - before)
    return week + into / bands[week]


def within(bands: Sequence[int], weeks: int) -> int:
    people = [week for week, count in enumerate(bands) for _ in range(count)]
    return len([week for week in people if week < weeks])
