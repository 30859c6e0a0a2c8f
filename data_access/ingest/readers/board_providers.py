"""Which providers does each A&E delivery board cover, from when to when, as a site says it?"""

from collections import defaultdict
from collections.abc import Set
from datetime import date

from dashboard.exports.template_columns import BOARD_PROVIDER_COLUMNS as FORM_COLUMNS
from dashboard.organisations import Level, tidy_name
from data_access.ingest.cells import normalise
from data_access.ingest.document import Document
from data_access.ingest.form_figures import finish, is_untouched
from data_access.ingest.long_table import BadCell, Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "Providers of A&E delivery boards"
ORDER = -1  # before the figures that a board is looked at with
_FILLED_IN = {"provider"}
_NEEDED = set(FORM_COLUMNS) - {"valid to"}
_LONGEST = 60
_PROVIDERS = {Level.TRUST.value, Level.HOSPITAL_SITE.value}

Span = tuple[date, date | None]


def _is_header(names: Set[str]) -> bool:
    return {"board", "provider"} <= names and "indicator" not in names


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated links of providers to boards; a board that is not known yet is a new group.

    A provider that left has a row with its last day.
    """
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("board_providers", TITLE, "Supplied locally", len(lines))
    publication.licence = ""
    untouched: list[Line] = []
    stays: dict[tuple[str, str], list[Span]] = defaultdict(list)
    named: dict[str, str] = {}

    def use(line: Line) -> None:
        if is_untouched(line, _FILLED_IN):
            untouched.append(line)
            return
        board, provider, span = _board(line, context), _provider(line, context), _span(line)
        _check_free(stays[board, provider], span)
        stays[board, provider].append(span)
        named.setdefault(board, tidy_name(line.text("board name")))
        publication.links.append(Link(provider, board, "board_provider", *span))

    publication.rejected = use_lines(lines, use)
    finish(publication, document.name, len(untouched))
    publication.organisations = [
        NewOrganisation(board, name or board, Level.GROUP.value)
        for board, name in named.items()
        if context.level(board) is None
    ]
    return publication


def _board(line: Line, context: ReadContext) -> str:
    """The slug of a group; of one that is not known yet, a new one. Raises BadCell."""
    written = line.needed("board")
    name = line.text("board name")
    found = context.resolve(written, "") or (context.resolve(name, "") if name else None)
    if found is None:
        return normalise(written).replace(" ", "_")[:_LONGEST]
    if context.level(found) != Level.GROUP:
        raise BadCell("board", "a delivery board, not another organisation", written)
    return found


def _provider(line: Line, context: ReadContext) -> str:
    written = line.needed("provider")
    code = context.resolve(written, "")
    if code is None or context.level(code) not in _PROVIDERS:
        raise BadCell("provider", "the code or name of a known provider", written)
    return code


def _span(line: Line) -> Span:
    start, end = line.span("valid from", "valid to")
    if start is None:
        raise BadCell("valid from", "a date", "")
    return start, end


def _check_free(stays: list[Span], stay: Span) -> None:
    """Raises SetAside where an earlier row has the provider in the board on one of these days."""
    start, end = stay
    for first, last in stays:
        if start <= (last or date.max) and first <= (end or date.max):
            raise SetAside("this provider is in the board then by an earlier row", "valid from")
