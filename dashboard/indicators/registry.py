"""What is measured, which way is better, and what standard applied when?"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, computed_field, model_validator
from pydantic_core import ErrorDetails

from dashboard.errors import BadDefinition, UnknownIndicator
from dashboard.indicators.facts import (
    GROUPS,
    Direction,
    Facts,
    Family,
    Group,
    PlanCode,
    Standard,
    Unit,
    codes_by_round,
    disagreement,
)
from dashboard.periods import Grain

__all__ = [
    "GROUPS",
    "Direction",
    "Family",
    "Indicator",
    "IndicatorRegistry",
    "PlanCode",
    "Standard",
    "Unit",
    "load_indicators",
    "read_definition",
]

DEFINITIONS = Path(__file__).parent / "definitions"
_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")  # it stands in addresses, and in a column of that length
_NOT_OF_A_FILE = ("id", "local")


class Indicator(Facts):
    """One measure, as its TOML file states it.

    For a percentage that is better high, `numerator` counts those who met the standard and the
    breaches are the rest; for one that is better low, `numerator` counts the breaches themselves.
    """

    id: str
    local: bool = Field(default=False, description="whether a site added it, with its own file")
    name: str = Field(max_length=60)
    short_name: str = Field(max_length=32)
    plural: bool = Field(default=False, description="whether a sentence says `are` of its name")
    group: Group
    order: int = Field(description="place within the group, the order of the plan")
    core: bool = False
    unit: Unit
    unit_name: str = Field(default="", description="what a bare number counts, as `hours`")
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
    may_exceed: bool = Field(default=False, description="whether a share can pass 100 %")
    suppression: str = Field(default="", description="empty where every count is published")
    seasonal: bool = False
    spc_suitable: bool = True
    spc_reason: str = Field(default="", description="why it is not judged by control limits")
    plan_codes: Annotated[tuple[PlanCode, ...], BeforeValidator(codes_by_round)] = ()
    plan_keys: tuple[str, ...] = ()
    actual_keys: tuple[str, ...] = ()
    plan_units: tuple[str, ...] = Field(
        default=(), description="how plan files spell the unit, where not as here"
    )
    base: str = Field(default="", description="site-supplied base the numerator is divided by")
    counted_by: str = Field(default="", description="indicator whose count is the numerator")
    annualised: bool = False
    stand_in: Literal["", "main_provider", "ambulance", "local_authority"] = Field(
        default="",
        description="who is shown, under its own name, for a commissioner without figures",
    )
    stand_in_planned: bool = Field(
        default=False,
        description="whether plans are of who stands in, so that its own is drawn beside it",
    )
    shared_out: bool = Field(
        default=False,
        description="a commissioner's figure is its providers' by shares that the site supplies",
    )
    percentile: float = Field(
        default=0, ge=0, lt=1, description="which share (0-1) of the people the figure is of"
    )
    banded_by: str = Field(default="", description="indicator with the weekly bands of the people")
    notes: str = ""
    standards: tuple[Standard, ...] = Field(default=(), alias="standard")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Indicator":
        wrong = disagreement(self.direction, self.standards)
        if bool(self.spc_reason) == self.spc_suitable:
            wrong = "spc_reason: needed where spc_suitable = false, and only there"
        if bool(self.unit_name) != (self.unit is Unit.NUMBER):
            wrong = f'unit_name: needed for unit = "{Unit.NUMBER}", and only there'
        if self.seasonal and not self.spc_suitable:
            wrong = "seasonal: of use only where spc_suitable = true"
        if wrong:
            raise ValueError(wrong)
        return self

    @computed_field  # type: ignore[prop-decorator]
    @cached_property
    def plan_code(self) -> str:
        """Of the newest round."""
        return self.plan_codes[-1].code if self.plan_codes else ""

    @cached_property
    def units_in_plans(self) -> tuple[str, ...]:
        return self.plan_units or (self.unit.value,)

    def standard_for(self, end: date) -> Standard | None:
        """By which a period that ends then is judged.

        What is counted from April on is held against a year's level when the year is over.
        """
        whole_year = self.aggregation is not Family.RATIO_CUMULATIVE
        return self.standard_at(end) if whole_year or (end.month, end.day) == (3, 31) else None

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


def read_definition(path: Path, local: bool = False) -> Indicator:
    """One indicator from its file; the file's name is the id.

    Raises BadDefinition naming every key that is unknown, missing or malformed.
    """
    if not _ID.fullmatch(path.stem):
        raise BadDefinition(path.name, ["the name must be small letters, digits and _"])
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        wrong = [key for key in _NOT_OF_A_FILE if key in facts]
        if wrong:
            raise BadDefinition(path.name, [f"{key}: not for a file to say" for key in wrong])
        return Indicator.model_validate({**facts, "id": path.stem, "local": local})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDefinition(path.name, [str(error)]) from error
    except ValidationError as error:
        raise BadDefinition(path.name, [_problem(each) for each in error.errors()]) from error


def _problem(error: ErrorDetails) -> str:
    place = ".".join(map(str, error["loc"]))
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


def load_indicators(site: Path | None = None) -> IndicatorRegistry:
    """What is shipped and, after it, what a site adds in a folder of its own.

    Raises BadDefinition, also where a site's file takes what is another's.
    """
    indicators = [read_definition(path) for path in sorted(DEFINITIONS.glob("*.toml"))]
    for path in sorted(site.glob("*.toml")) if site else ():
        added = read_definition(path, local=True)
        if taken := list(_taken(added, indicators)):
            raise BadDefinition(path.name, taken)
        indicators.append(added)
    return IndicatorRegistry(indicators)


def _taken(added: Indicator, there: Iterable[Indicator]) -> Iterator[str]:
    """What another has already, by its key: files name indicators by all of these."""
    for each in there:
        if added.id == each.id:
            yield f"id: {each.id} is there already; give the file another name"
        for key in ("name", "short_name"):
            if getattr(added, key).casefold() in (each.name.casefold(), each.short_name.casefold()):
                yield f"{key}: {each.id} is called so"
        for key in ("plan_keys", "actual_keys"):
            same = {*getattr(added, key)} & {*each.plan_keys, *each.actual_keys}
            yield from (f"{key}: {name} belongs to {each.id}" for name in sorted(same))
