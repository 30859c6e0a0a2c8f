"""What can a site choose? The only reader of the environment."""

from collections.abc import Mapping
from datetime import date
from os import environ
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.errors import BadSetting

PREFIX = "TRAJECTORY_"
ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseModel):
    """Every setting, with its default; each is the environment variable TRAJECTORY_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: str = Field(default=f"sqlite:///{(ROOT / 'trajectory.db').as_posix()}")
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    threads: int = Field(default=8, ge=1, le=256)
    as_at: date | None = None
    sample: bool = True
    organisation: str = ""


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
        raise BadSetting(PREFIX + name.upper(), given[name], first["msg"].lower()) from error
