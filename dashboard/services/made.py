"""What are figures that several organisations' come to, period by period?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dashboard.calculations.aggregation import NO_ACTIVITY, Part, total_over_organisations
from dashboard.calculations.exact import exact
from dashboard.indicators.registry import Indicator
from dashboard.series import ActualSeries, Observation

INCOMPLETE_FOOTPRINT = "incomplete_footprint"


@dataclass(frozen=True, slots=True)
class Figures:
    """A series, stored or made when it is read, and what must be said of a made one.

    lacking: by first day, the organisations a total is without. loads: where a period's parts came
    from, besides its own load. note: how it is made, in a sentence. source: the same for a file.
    breaks: days on which the line goes on as another area's under the same code.
    """

    series: ActualSeries
    lacking: Mapping[date, tuple[str, ...]] = field(default_factory=dict)
    loads: Mapping[date, frozenset[int]] = field(default_factory=dict)
    note: str = ""
    source: str = ""
    breaks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """One organisation's figure of one period, if there is one, and the part (0-1) that counts."""

    name: str
    observation: Observation | None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Made:
    """One period put together. lacking: who is missing, with the reason where one is known."""

    observation: Observation
    lacking: tuple[str, ...]
    loads: frozenset[int]


def put_together(
    start: date, end: date, contributions: Sequence[Contribution], indicator: Indicator
) -> Made:
    """The figure of one period; without any part it says why, and lacks nothing.

    Raises NotAdditive when the family forbids a total.
    """
    parts = [_part(each) for each in contributions if each.observation]
    names = [each.name for each in contributions]
    total = total_over_organisations(parts, indicator.aggregation, names, indicator.name)
    there = [each.observation for each in contributions if each.observation]
    loads = frozenset(each.load for each in there)
    status = "provisional" if any(o.status == "provisional" for o in there) else "published"
    nothing = all(o.absent_reason == NO_ACTIVITY for o in there) and total.parts_present
    reasons = [o.absent_reason for o in there if o.absent_reason]
    absent = NO_ACTIVITY if nothing else None
    if not total.parts_present:
        absent = reasons[0] if reasons else "not_submitted"
    observation = Observation(
        start,
        end,
        total.numerator,
        total.denominator,
        None,
        status,
        absent,
        min(loads, default=0),
    )
    lacking = [_why(each) for each in contributions if each.name in total.missing]
    return Made(observation, tuple(lacking) if total.parts_present else (), loads)


def _part(given: Contribution) -> Part:
    found = given.observation
    assert found is not None
    return Part(
        given.name,
        _scaled(found.numerator, given.share),
        _scaled(found.denominator, given.share),
        found.value if found.numerator is None else None,
        found.absent_reason,
    )


def _scaled(number: float | None, share: float) -> float | Fraction | None:
    """Exact, so that what is shared out adds up to what there was."""
    return number if number is None or share == 1 else exact(number) * exact(share)


def _why(missing: Contribution) -> str:
    reason = missing.observation.absent_reason if missing.observation else None
    return f"{missing.name} ({reason.replace('_', ' ')})" if reason else missing.name
