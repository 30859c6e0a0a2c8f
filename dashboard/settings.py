"""What can a site choose? The only reader of the environment."""

from collections.abc import Mapping
from datetime import date
from os import cpu_count, environ
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from dashboard.errors import BadSetting

PREFIX = "TRAJECTORY_"
ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseModel):
    """Every setting, with its default; each is the environment variable TRAJECTORY_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = Field(default=f"sqlite:///{(ROOT / 'trajectory.db').as_posix()}")
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    workers: int = Field(default_factory=lambda: min(4, cpu_count() or 1), ge=1, le=64)
    threads: int = Field(default=2, ge=1, le=256)
    as_at: date | None = None
    sample: bool = True
    organisation: str = ""
    indicators: Path | None = None
    exceptions: Path | None = None
    read_only: bool = False
    spc_run: Literal[6, 7] = 7
    spc_screen: bool = False
    jobs: Path | None = None

    @field_validator("as_at", mode="before")
    @classmethod
    def _is_a_date(cls, given: str | date | None) -> date | None:
        """Pydantic alone would take a number for seconds since 1970."""
        try:
            day = date.fromisoformat(given) if isinstance(given, str) else given
        except ValueError as error:
            raise ValueError("a date such as 2020-03-31") from error
        if day and not 1900 <= day.year <= 2200:
            raise ValueError("a date from 1900 to 2200")
        return day

    @field_validator("spc_run", mode="before")
    @classmethod
    def _is_a_run(cls, given: str | int) -> int:
        if str(given) not in ("6", "7"):
            raise ValueError("6 or 7")
        return int(given)

    @field_validator("indicators")
    @classmethod
    def _is_a_folder(cls, given: Path | None) -> Path | None:
        if given is not None and not given.is_dir():
            raise ValueError("a folder that exists")
        return given

    @field_validator("exceptions")
    @classmethod
    def _is_a_file(cls, given: Path | None) -> Path | None:
        if given is not None and not given.is_file():
            raise ValueError("a file that exists")
        return given

    @field_validator("database_url")
    @classmethod
    def _is_a_url(cls, given: str) -> str:
        if "://" not in given:
            raise ValueError("a database URL such as sqlite:///trajectory.db")
        return given


def as_environment(settings: Settings, given: Mapping[str, str] = environ) -> dict[str, str]:
    """The environment of a process that is to have the same settings."""
    chosen = settings.model_dump(mode="json", exclude_none=True)
    others = {name: value for name, value in given.items() if not name.startswith(PREFIX)}
    return {**others, **{PREFIX + name.upper(): str(value) for name, value in chosen.items()}}


def read_settings(environment: Mapping[str, str] = environ) -> Settings:
    """Settings from the environment; an empty variable counts as not set.

    Raises BadSetting naming the variable and what was expected.
    """
    given = {
        name: environment[PREFIX + name.upper()]
        for name in Settings.model_fields
        if environment.get(PREFIX + name.upper())
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        expected = first["msg"].removeprefix("Value error, ").lower()
        raise BadSetting(PREFIX + name.upper(), given[name], expected) from error
