"""In what words and numbers does a definition state its facts?"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

_ROUND = re.compile(r"20\d\d[/-]\d\d")


class Family(StrEnum):
    """How figures of an indicator may be put together."""

    RATIO_FLOW = "ratio_flow"
    RATIO_STOCK = "ratio_stock"
    RATIO_CUMULATIVE = "ratio_cumulative"  # counted from April on, beginning again each year
    COUNT_FLOW = "count_flow"
    COUNT_STOCK = "count_stock"
    COUNT_CUMULATIVE = "count_cumulative"
    ROLLING_RATIO = "rolling_ratio"
    DISTRIBUTION = "distribution"
    MEAN_TIME = "mean_time"
    MAPPED = "mapped"
    RATE_POP = "rate_pop"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Unit(StrEnum):
    PERCENT = "percent"
    COUNT = "count"
    RATE_PER_1000 = "rate_per_1000"
    RATE_PER_100K = "rate_per_100k"
    BEDS = "beds"
    DAYS = "days"
    WEEKS = "weeks"
    SECONDS = "seconds"  # written as minutes and seconds
    NUMBER = "number"  # of what the definition's unit_name says

    @property
    def per(self) -> int:
        """By how many a numerator over its denominator is multiplied."""
        return _PER.get(self, 1)


_PER = {Unit.PERCENT: 100, Unit.RATE_PER_1000: 1_000, Unit.RATE_PER_100K: 100_000}

GROUPS = {
    "urgent": "Urgent care",
    "elective": "Elective care",
    "cancer": "Cancer",
    "mental_health": "Mental health",
    "learning_disability": "Learning disability",
    "quality": "Quality",
    "prevention": "Prevention",
    "personalisation": "Personalised care",
    "local": "Local measures",
}
Group = Literal[
    "urgent",
    "elective",
    "cancer",
    "mental_health",
    "learning_disability",
    "quality",
    "prevention",
    "personalisation",
    "local",
]


class Facts(BaseModel):
    """What a file states: nothing else, and not to be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Standard(Facts):
    """A level between two dates; `value` is in the indicator's unit (percent: 0-100)."""

    value: float
    kind: Literal["national", "interim", "local"]
    comparator: Literal[">=", "<=", ">", "<"]
    valid_from: date
    valid_to: date | None = None
    source: str = ""
    note: str = ""

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Standard":
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("valid_to: before valid_from")
        return self


class PlanCode(NamedTuple):
    """What a planning round calls the line; rounds use the same code for different things."""

    round: str
    code: str


def codes_by_round(given: object) -> object:
    """A table of codes by round as pairs, the newest round last."""
    if not isinstance(given, Mapping):
        return given
    wrong = [each for each in given if not _ROUND.fullmatch(str(each))]
    if wrong:
        raise ValueError(f'"{wrong[0]}" is not a planning round such as 2017-19 or 2019/20')
    return tuple(PlanCode(*pair) for pair in sorted(given.items()))


def disagreement(direction: Direction, standards: Iterable[Standard]) -> str:
    """Why the standards do not fit the direction or each other, naming the key; '' if they do."""
    wrong_ways = {Direction.UP: ("<",), Direction.DOWN: (">",), Direction.NEUTRAL: ("<", ">")}
    ordered = sorted(standards, key=lambda each: (each.kind, each.valid_from))
    for each in ordered:
        if each.comparator.startswith(wrong_ways[direction]):
            return f'standard: "{each.comparator}" does not fit direction = "{direction}"'
    for before, after in pairwise(ordered):
        if before.kind == after.kind and before.in_force(after.valid_from):
            return f"standard: two {after.kind} ones on {after.valid_from}"
    return ""
