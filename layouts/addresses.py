"""What does a whole address choose, its path and its query, and which address chooses it?

The page of an indicator has it in its path, `/indicator/rtt_18week?organisation=10Q`; every other
page has it in its query. Where both name one, the path decides.
"""

from dataclasses import replace

from dashboard.selection import Read, Selection

INDICATOR_PATH = "/indicator/"


def indicator_at(path: str | None) -> str:
    """The indicator whose page is at the path; empty at any other."""
    given = path or ""
    return given.removeprefix(INDICATOR_PATH).strip("/") if given.startswith(INDICATOR_PATH) else ""


def definition_address(indicator: str, query: str = "") -> str:
    """The page of an indicator. query: what else is chosen, as `Selection.to_query` writes it."""
    return f"{INDICATOR_PATH}{indicator}{query}"


def chosen_at(path: str | None, search: str | None) -> Read:
    """The selection of an address."""
    read = Selection.from_query(search)
    named = indicator_at(path)
    return replace(read, selection=replace(read.selection, indicator=named)) if named else read


def address_of(path: str | None, selection: Selection) -> tuple[str, str]:
    """Path and query of a selection on the page of a path; of another indicator on its page."""
    named = indicator_at(path)
    if not named:
        return path or "/", selection.to_query()
    own = selection.to_query("indicator")
    return definition_address(selection.indicator or named), own
