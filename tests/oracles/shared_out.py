"""What is a commissioner's part of its providers' people, provider by provider and person by
person?"""

from collections.abc import Mapping
from fractions import Fraction


def part_of(people: int, share: Fraction) -> Fraction:
    """The same part of every one of them."""
    return sum((share for _ in range(people)), Fraction(0))


def shared(counts: Mapping[str, int], shares: Mapping[str, Fraction]) -> Fraction:
    """A commissioner's part of a count at each provider it has a share of."""
    total = Fraction(0)
    for provider, share in shares.items():
        total += part_of(counts[provider], share)
    return total
