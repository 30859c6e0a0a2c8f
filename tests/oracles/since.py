"""What should a board be told of a standard? A table of cases, read from what stood and stands."""


def told_of_standard(seen: int, same_today: int, latest: int, level: int) -> set[str]:
    """Kinds of change, of whole percentages.

    seen: what the board saw of its last period; same_today: what that period is now; latest: the
    period after it.
    """
    told = set()
    if same_today != seen:
        told.add("restated")
    sides = [number >= level for number in (seen, same_today, latest)]
    if sides in ([True, True, False], [False, False, True]):
        told.add("crossed_standard")
    return told
