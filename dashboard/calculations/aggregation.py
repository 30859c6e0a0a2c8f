"""What do the parts come to, when the family of the indicator lets them be put together?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import fsum

from dashboard.calculations.exact import exact
from dashboard.errors import NotAdditive
from dashboard.indicators.registry import Family

COUNTS = frozenset({Family.COUNT_FLOW, Family.COUNT_STOCK, Family.COUNT_CUMULATIVE})
# A sum over time would count the same people again; the latest position stands for the whole.
POSITIONS = frozenset(
    {
        Family.RATIO_STOCK,
        Family.RATIO_CUMULATIVE,
        Family.COUNT_STOCK,
        Family.COUNT_CUMULATIVE,
        Family.ROLLING_RATIO,
    }
)
# The base is the same people all the year round, so months share it.
_FIXED_BASE = frozenset({Family.RATE_POP, Family.COUNT_FLOW})
_ONLY_PUBLISHED = {
    Family.MEAN_TIME: "only the mean is published",
    Family.RATE_POP: "only the rate is published",
    Family.COUNT_FLOW: "only a value without its count is published",
    Family.COUNT_STOCK: "only a value without its count is published",
    Family.COUNT_CUMULATIVE: "only a value without its count is published",
}
NO_ACTIVITY = "no_activity"
Number = float | Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation's or one period's figure.

    value: in the indicator's unit, where that is all that is published.
    absent_reason: why there is no figure; a part that had no activity counts as nought.
    """

    name: str
    numerator: Number | None = None
    denominator: Number | None = None
    value: float | None = None
    absent_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What the parts present come to, and what it lacks.

    parts_expected: the parts it should stand on. A position over time stands on one period, so
    earlier gaps do not count; later ones do, and are named in `missing`.
    position_of: for a position over time, the part whose position this is.
    """

    numerator: float | None
    denominator: float | None
    parts_present: int
    parts_expected: int
    missing: tuple[str, ...]
    position_of: str | None = None

    @property
    def coverage(self) -> float:
        """Share (0-1) of the expected parts that are in the total."""
        return self.parts_present / self.parts_expected if self.parts_expected else 0.0

    @property
    def complete(self) -> bool:
        return self.parts_present > 0 and not self.missing


def percentage(numerator: float | None, denominator: float | None) -> float | None:
    """0-100, or None where a count is missing or nobody could have met the standard."""
    if numerator is None or not denominator:
        return None
    return 100 * numerator / denominator


def total_over_organisations(
    parts: Sequence[Part], family: Family, expected: Sequence[str], what: str
) -> Total:
    """The parts of one period added up.

    expected: the names of every part that the whole has, so that missing ones can be named.
    what: how a refusal calls the total.
    Raises NotAdditive when the family forbids a total or a part has no counts.
    Source: definitions of the aggregation families, NHS analysts' practice.
    """
    present = _present(parts, family, expected, what)
    return _sum(present, expected, added)


def total_over_time(
    parts: Sequence[Part], family: Family, expected: Sequence[str], what: str
) -> Total:
    """The periods of one organisation put together: added up, or the latest position.

    expected: the names of every period of the whole, in order of time.
    Otherwise as total_over_organisations.
    """
    present = _present(parts, family, expected, what)
    if family in POSITIONS:
        return _latest(present, expected)
    return _sum(present, expected, _mid_period if family in _FIXED_BASE else added)


def added(numbers: Sequence[Number]) -> float:
    """The exact sum, so that the order of the parts cannot show in it."""
    if any(isinstance(number, Fraction) for number in numbers):
        return float(sum(n if isinstance(n, Fraction) else exact(n) for n in numbers))
    return fsum(numbers)


def _present(
    parts: Sequence[Part], family: Family, expected: Sequence[str], what: str
) -> list[Part]:
    """The parts that can be added, in the order in which they are expected."""
    if family is Family.DISTRIBUTION:
        raise NotAdditive(what, "medians and percentiles need every single wait")
    by_name = _by_name(parts, expected, what)
    counted = [_counted(by_name[name], family, what) for name in expected if name in by_name]
    return [part for part in counted if part is not None]


def _by_name(parts: Sequence[Part], expected: Sequence[str], what: str) -> dict[str, Part]:
    by_name: dict[str, Part] = {}
    for part in parts:
        if part.name in by_name:
            raise NotAdditive(what, f"{part.name} occurs twice")
        if part.name not in expected:
            raise NotAdditive(what, f"{part.name} is not one of its parts")
        by_name[part.name] = part
    return by_name


def _counted(part: Part, family: Family, what: str) -> Part | None:
    """The part with the counts its family needs, or None when it has no figure."""
    if part.absent_reason == NO_ACTIVITY:
        return _nothing_happened(part, family)
    if part.absent_reason is not None:
        return None
    if part.numerator is not None and (part.denominator is not None or family in COUNTS):
        return part
    if part.value is not None:
        raise NotAdditive(what, _ONLY_PUBLISHED.get(family, "only the percentage is published"))
    return None


def _nothing_happened(part: Part, family: Family) -> Part | None:
    """No activity is a figure, nought, and not a gap; a population is there all the same."""
    if part.denominator is None and family is Family.RATE_POP:
        return None
    denominator = part.denominator if family in COUNTS else part.denominator or 0.0
    return replace(part, numerator=part.numerator or 0.0, denominator=denominator)


def _sum(
    present: Sequence[Part], expected: Sequence[str], base: Callable[[Sequence[Number]], float]
) -> Total:
    """base: what the denominators come to. One of them missing leaves the total without any."""
    names = {part.name for part in present}
    denominators = [part.denominator for part in present if part.denominator is not None]
    whole = bool(present) and len(denominators) == len(present)
    return Total(
        numerator=added([part.numerator or 0.0 for part in present]) if present else None,
        denominator=base(denominators) if whole else None,
        parts_present=len(present),
        parts_expected=len(expected),
        missing=tuple(name for name in expected if name not in names),
    )


def _latest(present: Sequence[Part], expected: Sequence[str]) -> Total:
    if not present:
        return Total(None, None, 0, len(expected), tuple(expected))
    position = present[-1]
    later = tuple(expected)[list(expected).index(position.name) + 1 :]
    return Total(
        numerator=_plain(position.numerator),
        denominator=_plain(position.denominator),
        parts_present=1,
        parts_expected=1 + len(later),
        missing=later,
        position_of=position.name,
    )


def _plain(number: Number | None) -> float | None:
    return float(number) if isinstance(number, Fraction) else number


def _mid_period(populations: Sequence[Number]) -> float:
    """The population of the middle period, or the mean of the two middle ones."""
    middle = len(populations) // 2
    if len(populations) % 2:
        return float(populations[middle])
    return float(populations[middle - 1] + populations[middle]) / 2
