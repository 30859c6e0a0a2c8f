"""Where do the registers of organisations leave gaps, overlaps and orphans?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from data_access.organisations import gaps, orphans, overlaps, reuse

Finder = Callable[[Connection, date], Iterator[str]]

# Under which heading each kind of finding is printed, in this order.
_FINDERS: tuple[tuple[str, Finder], ...] = (
    ("Commissioners that closed without a successor", gaps.without_successor),
    ("Practices that were in no commissioner for a time", gaps.between_commissioners),
    ("Two parents of one kind at a time", overlaps.two_parents),
    ("Networks with practices of several commissioners", overlaps.networks_across),
    ("Open practices without a commissioner", orphans.practices),
    ("Localities without a commissioner or without practices", orphans.localities),
    ("Figures of providers that no file has named", orphans.providers),
    ("Commissioners with figures that are in no STP or ICB", orphans.commissioners),
    ("Codes that stand for another organisation than before", reuse.codes),
)


@dataclass(frozen=True, slots=True)
class Findings:
    """One kind of finding; a line for each, in order of name."""

    heading: str
    lines: tuple[str, ...]


def check_organisations(engine: Engine, on: date) -> list[Findings]:
    """Facts about the data, on which no figure depends: nothing is changed.

    on: the day whose networks, practices and localities are looked at.
    """
    with engine.connect() as connection:
        return [
            Findings(heading, tuple(sorted(find(connection, on)))) for heading, find in _FINDERS
        ]


def print_findings(findings: list[Findings], say: Callable[[str], None] = print) -> None:
    for each in findings:
        say(f"{each.heading}: {len(each.lines) or 'none'}")
        for line in each.lines:
            say(f"  {line}")
