"""Who asks, and what may they see? Open until people can sign in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or program that asks."""

    name: str = "anyone"


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations an answer may cover; None means all."""

    organisations: frozenset[str] | None = None

    def covers(self, organisation: str) -> bool:
        return self.organisations is None or organisation in self.organisations


ANYONE = Actor()
OPEN = Scope()
