"""What does each part do to the whole, by the textbook, one fraction at a time?"""

from collections.abc import Sequence
from fractions import Fraction

Counts = tuple[int, int, int, int]  # met and all of them before, met and all of them after


def effects(parts: Sequence[Counts]) -> list[tuple[Fraction, Fraction]]:
    """Rate effect and mix effect of each part; a part without a rate borrows its other one."""
    plan_rate = Fraction(sum(p[0] for p in parts), sum(p[1] for p in parts))
    actual_rate = Fraction(sum(p[2] for p in parts), sum(p[3] for p in parts))
    found = []
    for planned, base, met, seen in parts:
        plan_weight = Fraction(base, sum(p[1] for p in parts))
        actual_weight = Fraction(seen, sum(p[3] for p in parts))
        before = Fraction(planned, base) if base else Fraction(met, seen) if seen else Fraction(0)
        after = Fraction(met, seen) if seen else before
        rate = (after - before) * (plan_weight + actual_weight) / 2
        mix = (actual_weight - plan_weight) * ((after + before) / 2 - (actual_rate + plan_rate) / 2)
        found.append((rate, mix))
    return found
