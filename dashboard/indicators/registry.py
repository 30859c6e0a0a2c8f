"""What is measured, which way is better, and what standard applied when?"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.errors import BadDefinition, UnknownIndicator
from dashboard.periods import Grain

DEFINITIONS = Path(__file__).parent / "definitions"


class Family(StrEnum):
    """How figures of an indicator may be put together."""

    RATIO_FLOW = "ratio_flow"
    RATIO_STOCK = "ratio_stock"
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
    BEDS = "beds"
    DAYS = "days"
    WEEKS = "weeks"
    SECONDS = "seconds"  # written as minutes and seconds


GROUPS = {
    "urgent": "Urgent care",
    "elective": "Elective care",
    "cancer": "Cancer",
    "mental_health": "Mental health",
    "learning_disability": "Learning disability",
    "quality": "Quality",
    "prevention": "Prevention",
    "personalisation": "Personalised care",
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
]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Standard(_Facts):
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


class Indicator(_Facts):
    """One measure, as its TOML file states it.

    For a percentage that is better high, `numerator` counts those who met the standard and the
    breaches are the rest; for one that is better low, `numerator` counts the breaches themselves.
    """

    id: str
    name: str = Field(max_length=60)
    short_name: str = Field(max_length=32)
    group: Group
    order: int = Field(description="place within the group, the order of the plan")
    core: bool = False
    unit: Unit
    direction: Direction
    aggregation: Family
    grain: Grain
    decimals: int = Field(ge=0, le=3)
    minimum_denominator: int = Field(default=0, ge=0)
    publisher: str
    source: str
    lag_days: int = Field(ge=0, description="days from the end of a period to its publication")
    levels: tuple[str, ...]
    locality_method: Literal["practice_sum", "record_level", "provider_proxy", "not_possible"]
    locality_note: str
    definition: str
    numerator: str
    denominator: str = ""
    people: str = Field(default="patients", description="whom the counts count, in the plural")
    breach: str = Field(default="", description="what those outside the standard did, a verb")
    suppression: str = ""
    seasonal: bool = False
    spc_suitable: bool = True
    plan_code: str = ""
    plan_keys: tuple[str, ...] = ()
    actual_keys: tuple[str, ...] = ()
    base: str = Field(default="", description="site-supplied base the numerator is divided by")
    counted_by: str = Field(default="", description="indicator whose count is the numerator")
    annualised: bool = False
    stand_in: Literal["", "main_provider", "ambulance", "local_authority"] = Field(
        default="",
        description="who is shown, under its own name, for a commissioner without figures",
    )
    shared_out: bool = Field(
        default=False,
        description="a commissioner's figure is its providers' by shares that the site supplies",
    )
    notes: str = ""
    standards: tuple[Standard, ...] = Field(default=(), alias="standard")

    def standard_at(self, day: date) -> Standard | None:
        """The standard in force; a national one before an interim one of the same day."""
        days, standards = self._changes
        return standards[bisect_right(days, day)]

    @cached_property
    def _changes(self) -> tuple[list[date], list[Standard | None]]:
        """Every day on which another standard may begin to hold, and what holds before the first
        and from each on: every point of a chart asks."""
        ends = [each.valid_to + timedelta(days=1) for each in self.standards if each.valid_to]
        days = sorted({*ends, *(each.valid_from for each in self.standards)})
        return days, [None, *map(self._standard_on, days)]

    def _standard_on(self, day: date) -> Standard | None:
        now = [standard for standard in self.standards if standard.in_force(day)]
        national = [standard for standard in now if standard.kind == "national"]
        return max(national or now, key=lambda standard: standard.valid_from, default=None)


class IndicatorRegistry(Mapping[str, Indicator]):
    """Every indicator by id, in the order of groups and of the plan within them."""

    def __init__(self, indicators: list[Indicator]) -> None:
        groups = list(GROUPS)
        ordered = sorted(indicators, key=lambda i: (groups.index(i.group), i.order, i.id))
        self._indicators = {indicator.id: indicator for indicator in ordered}

    def __getitem__(self, key: str) -> Indicator:
        if key not in self._indicators:
            raise UnknownIndicator(key)
        return self._indicators[key]

    def __contains__(self, key: object) -> bool:
        return key in self._indicators

    def __iter__(self) -> Iterator[str]:
        return iter(self._indicators)

    def __len__(self) -> int:
        return len(self._indicators)


def read_definition(path: Path) -> Indicator:
    """One indicator from its file; the file's name is the id.

    Raises BadDefinition naming every key that is unknown, missing or malformed.
    """
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        return Indicator.model_validate({"id": path.stem, **facts})
    except tomllib.TOMLDecodeError as error:
        raise BadDefinition(path.name, [str(error)]) from error
    except ValidationError as error:
        raise BadDefinition(
            path.name,
            [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()],
        ) from error


def load_indicators(folder: Path = DEFINITIONS) -> IndicatorRegistry:
    return IndicatorRegistry([read_definition(path) for path in sorted(folder.glob("*.toml"))])
