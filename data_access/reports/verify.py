"""Does what is loaded add up, is nothing there twice, and is nothing impossible?"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from dashboard.indicators.registry import IndicatorRegistry
from data_access.connections import readers
from data_access.reports.duplicates import duplicate_lines
from data_access.reports.england import england_lines
from data_access.reports.impossible import impossible_figures, impossible_lines


def print_verification(
    engine: Engine,
    indicators: IndicatorRegistry,
    as_at: date,
    say: Callable[[str], None] = print,
) -> bool:
    """Whether nothing is impossible. Differences from England's own figures are only named: a
    commissioner may be missing, and publishers differ from themselves."""
    with readers(engine).connect() as connection:
        _section(say, "England", list(england_lines(connection, indicators)))
        _section(say, "There twice", list(duplicate_lines(connection)))
        impossible = list(impossible_figures(connection, indicators, as_at))
        _section(say, "Impossible", list(impossible_lines(impossible)))
    return not impossible


def _section(say: Callable[[str], None], heading: str, lines: list[str]) -> None:
    say(heading if lines else f"{heading}: nothing to say")
    for line in lines:
        say(f"  {line}")
