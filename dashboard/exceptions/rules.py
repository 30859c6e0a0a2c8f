"""What do the written rules say, and is a site's own set of them well made?"""

import hashlib
import tomllib
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from dashboard.errors import BadDefinition

SHIPPED = Path(__file__).parent / "rules.toml"
_FACTS = frozenset({"id", "name", "words", "kind", "rank"})


class _Written(BaseModel):
    """Nothing but what is asked for, and not to be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Rule(_Written):
    """words: what it means; a threshold stands there by its name in braces. rank: 1 presses most;
    no two rules share one."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    name: str = Field(min_length=1, max_length=32)
    words: str = Field(min_length=1, max_length=400)
    rank: int = Field(ge=1)

    @model_validator(mode="after")
    def _words_name_thresholds(self) -> "_Rule":
        own = {*type(self).model_fields} - _FACTS
        named = {name for _, name, _, _ in Formatter().parse(self.words) if name is not None}
        if named - own:
            allowed = ", ".join(sorted(own)) or "none, for this kind has no thresholds"
            raise ValueError(
                f"words name {{{min(named - own)}}}, expected one of its thresholds: {allowed}"
            )
        return self

    @cached_property
    def means(self) -> str:
        """The words with the thresholds as numbers."""
        own = (name for name in type(self).model_fields if name not in _FACTS)
        return self.words.format(**{name: f"{getattr(self, name):g}" for name in own})


class MissesStandard(_Rule):
    """periods: so many figures, one after another, miss it."""

    kind: Literal["misses_standard"]
    periods: int = Field(ge=1, le=36)


class GettingWorse(_Rule):
    """The control chart's icon of concern."""

    kind: Literal["getting_worse"]


class WillMiss(_Rule):
    """As it runs now its target will go on being missed: the icon of assurance."""

    kind: Literal["will_miss"]


class BehindPlan(_Rule):
    """people: more than so many. share: more than so much of the denominator, in percent.

    fewest: a share counts only from so many people on.
    """

    kind: Literal["behind_plan"]
    people: float = Field(ge=0)
    share: float = Field(ge=0, le=100)
    fewest: float = Field(default=0, ge=0)


class BehindPlanUncounted(_Rule):
    """points: more than so many percentage points. share: of the plan, in percent, for others."""

    kind: Literal["behind_plan_uncounted"]
    points: float = Field(ge=0, le=100)
    share: float = Field(ge=0, le=100)


class HeadroomGone(_Rule):
    """left: at most so many more may miss the standard."""

    kind: Literal["headroom_gone"]
    left: float = Field(default=0, ge=0)


class NoData(_Rule):
    """publications: so many were due since the last figure."""

    kind: Literal["no_data"]
    publications: int = Field(ge=1, le=24)


class OutOfReach(_Rule):
    """The year can no longer end where it should."""

    kind: Literal["out_of_reach"]


Rule = Annotated[
    MissesStandard
    | GettingWorse
    | WillMiss
    | BehindPlan
    | BehindPlanUncounted
    | HeadroomGone
    | NoData
    | OutOfReach,
    Field(discriminator="kind"),
]


class RuleSet(_Written):
    """oldest_months: figures of periods that ended longer ago are not judged at all."""

    name: str = Field(min_length=1, max_length=60)
    oldest_months: int = Field(default=24, ge=1, le=600)
    rules: tuple[Rule, ...] = Field(alias="rule")

    @model_validator(mode="after")
    def _told_apart(self) -> "RuleSet":
        if not self.rules:
            raise ValueError("rule: expected at least one [[rule]]")
        for key in ("id", "rank"):
            given = [getattr(rule, key) for rule in self.rules]
            twice = sorted({each for each in given if given.count(each) > 1})
            if twice:
                raise ValueError(f"{key} = {twice[0]!r} stands twice, expected another for each")
        return self

    @cached_property
    def by_rank(self) -> tuple[Rule, ...]:
        return tuple(sorted(self.rules, key=lambda rule: rule.rank))

    @cached_property
    def ranks(self) -> dict[str, int]:
        return {rule.id: rule.rank for rule in self.rules}

    @cached_property
    def version(self) -> str:
        """Of what the rules say: the order in which a file has them makes none."""
        said = [self.name, self.oldest_months, *(each.model_dump_json() for each in self.by_rank)]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:8]

    @property
    def label(self) -> str:
        """`Standard rules, version 1a2b3c4d`."""
        return f"{self.name}, version {self.version}"


def read_rules(path: Path) -> RuleSet:
    """Raises BadDefinition naming the file, every key that is wrong and what was expected."""
    try:
        return RuleSet.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDefinition(path.name, [str(error)]) from error
    except OSError as error:
        raise BadDefinition(path.name, [f"cannot be read: {error.strerror}"]) from error
    except ValidationError as error:
        raise BadDefinition(path.name, [_problem(each) for each in error.errors()]) from error


def load_rules(site: Path | None = None) -> RuleSet:
    """The site's own where it gives a file, else those that are shipped."""
    return read_rules(site) if site else shipped_rules()


@cache
def shipped_rules() -> RuleSet:
    return read_rules(SHIPPED)


def _problem(error: ErrorDetails) -> str:
    """`rule 3, patients: Extra inputs are not permitted`."""
    place = _place([*error["loc"]])
    said = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


def _place(parts: list[int | str]) -> str:
    """A rule by its number, counted as people count; its kind says nothing of where it stands."""
    if parts[:1] != ["rule"] or len(parts) < 2:
        return ".".join(map(str, parts))
    which = f"rule {int(parts[1]) + 1}"
    return ", ".join([which, *map(str, parts[3:])])
