"""Where does a figure stand, looked up in a table of every case?"""

# meets its plan, meets its standard (None: there is none) -> what is said
STANDING = {
    (False, False): "behind_and_below",
    (False, True): "behind",
    (False, None): "behind",
    (True, False): "below",
    (None, False): "below",
    (True, True): "on_track",
    (True, None): "on_track",
    (None, True): "on_track",
    (None, None): "not_judged",
}


def standing(numerator: int, denominator: int, plan: int | None, standard: int | None) -> str:
    """Of a percentage that is better high; plan and standard are whole percentages."""

    def meets(level: int | None) -> bool | None:
        return None if level is None else numerator * 100 >= level * denominator

    return STANDING[meets(plan), meets(standard)]
