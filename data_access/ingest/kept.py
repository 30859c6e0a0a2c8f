"""How much of what a file says is new?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """How many figures, organisations or facts a load brought, and how many were there already."""

    new: int = 0
    restated: int = 0
    unchanged: int = 0
    older: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(
            self.new + other.new,
            self.restated + other.restated,
            self.unchanged + other.unchanged,
            self.older + other.older,
        )
