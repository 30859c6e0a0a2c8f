"""What would it take, in a few short sentences?"""

from dashboard.calculations.aggregation import COUNTS
from dashboard.calculations.headroom import Headroom
from dashboard.services.what_it_takes import WhatItTakes, rounded_to
from dashboard.services.wording import units, words
from dashboard.services.wording.year_end_words import people_apart, sentence, year_end_sentence
from dashboard.services.year_end import NO_AIM

TITLE = "What it would take"


def what_it_would_take(found: WhatItTakes) -> tuple[str, ...]:
    """At most five sentences: the latest period, its plan, and the rest of the year."""
    now, rounding, year = _now(found), _rounding(found), year_end_sentence(found)
    # It follows the sentence whose number it widens.
    said = [*now, rounding] if now else []
    said += [against_plan_words(found), year, *([] if now else [rounding])]
    return tuple(each for each in said if each)


# The latest period


def _now(found: WhatItTakes) -> list[str]:
    indicator = found.line.indicator
    if found.headroom is None:
        return _uncounted(found)
    if indicator.aggregation in COUNTS:
        return [_ceiling(found, found.headroom)]
    if indicator.annualised:
        return [] if found.year else [_takers(found, found.headroom)]
    return _breaches(found, found.headroom)


def _uncounted(found: WhatItTakes) -> list[str]:
    """How far it is all the same, and why nobody is counted."""
    if found.distance is None and found.why_no_year == NO_AIM:
        return []  # which says that there is no standard either
    why = sentence(found.why_no_headroom)
    return [why] if found.distance is None else [_distance(found), why]


def _breaches(found: WhatItTakes, headroom: Headroom) -> list[str]:
    """`2,203 of 14,985 patients waited over four hours. The standard (95%) allows 749: ...`."""
    point, indicator = found.point, found.line.indicator
    assert point is not None and point.denominator is not None
    among = f"{units.count(point.denominator)} {indicator.people}"
    allows = f"The standard ({_level(found)}) allows {units.count(headroom.allowed)}"
    if headroom.breaches < 0:  # more than were estimated to be there
        return [f"{allows} outside it, and there is nobody."]
    when = words.at(point, found.line)
    return [
        f"{units.count(headroom.breaches)} of {among} {indicator.breach} {when}.",
        f"{allows}: {_to_spare(headroom.left)}.",
    ]


def _to_spare(left: float) -> str:
    if left == 0:
        return "not one more"
    return f"{people_apart(left)} {'to spare' if left > 0 else 'too many'}"


def _ceiling(found: WhatItTakes, headroom: Headroom) -> str:
    """Everybody who is counted is one too many, or the standard says how many are not."""
    assert found.point is not None
    people, when = found.line.indicator.people, words.at(found.point, found.line)
    if not headroom.breaches:
        return f"There were no {people} {when}, as the standard asks."
    allowed = units.count(headroom.allowed) if headroom.allowed else "none"
    there = words.counted(headroom.breaches, people)
    return f"{there} {when}, where the standard allows {allowed}: {_to_spare(headroom.left)}."


def _takers(found: WhatItTakes, headroom: Headroom) -> str:
    """A rate that should be high and is of everybody who might come: who came, not who did not."""
    point = found.point
    assert point is not None and point.denominator is not None
    came = words.counted(point.numerator or 0.0, found.counted)
    needed = units.count(point.denominator - headroom.allowed)
    whole = point.whole_standard
    rate = words.standard_text(whole, found.line.indicator) if whole else ""
    said = f"{came} {words.at(point, found.line)}, where {rate} a year takes {needed}"
    if headroom.left >= 0:
        return f"{said}: it is reached."
    return f"{said}: {people_apart(headroom.left)} short."


def _distance(found: WhatItTakes) -> str:
    """Times and beds: `7:32 in February 2020, 0:32 above the standard of 7:00.`"""
    point, indicator, distance = found.point, found.line.indicator, found.distance
    assert point is not None and distance is not None
    here = f"{units.value(point.value, indicator)} {words.at(point, found.line)}"
    if distance == 0:
        return f"{here}, exactly the standard."
    size = units.difference(distance, indicator)
    far = (
        f"just {_side(distance)}" if units.not_any(size.split()[0]) else f"{size} {_side(distance)}"
    )
    return f"{here}, {far} the standard of {_level(found)}."


def _side(distance: float) -> str:
    return "above" if distance > 0 else "below"


def _level(found: WhatItTakes) -> str:
    standard = found.standard
    return words.standard_text(standard, found.line.indicator) if standard else ""


def _rounding(found: WhatItTakes) -> str:
    """What the sum may be where the publisher rounds its counts."""
    rounded = found.rounded
    if rounded is None or rounded.least.left == rounded.most.left:
        return ""
    nearest = rounded_to(found.line.indicator, found.line.request.organisation.level)
    worst, best = (_to_spare(each.left) for each in (rounded.least, rounded.most))
    return f"Counts are rounded to the nearest {nearest}: it may be {worst} or up to {best}."


# Its plan


def against_plan_words(found: WhatItTakes) -> str:
    """Breaches above plan, parted into more of them and more of those: sums, not causes."""
    variance, indicator = found.variance, found.line.indicator
    if variance is None or indicator.annualised:
        return ""
    clauses = []
    if abs(variance.activity) >= 0.5:
        side = "more" if variance.activity > 0 else "fewer"
        clauses.append((variance.activity, f"with {side} {indicator.people} than planned"))
    if abs(variance.performance) >= 0.5:
        share = "larger" if variance.performance > 0 else "smaller"
        clauses.append((variance.performance, f"with a {share} share who {indicator.breach}"))
    total = words.more_or_fewer(variance.total)
    total = "as many as planned" if variance.total == 0 else f"{total} than planned"
    if len(clauses) < 2:
        return "".join([f"That is {total}", *(f", {why}" for _, why in clauses), "."])
    parts = ", ".join(f"{words.more_or_fewer(number)} {why}" for number, why in clauses)
    return f"That is {total}: {parts}."
