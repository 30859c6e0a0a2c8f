"""Which practices is each locality made of, from when to when, as the site supplies it?"""

from collections import defaultdict
from collections.abc import Set
from datetime import date

from dashboard.exports.template_columns import LOCALITY_PRACTICE_COLUMNS as FORM_COLUMNS
from dashboard.organisations import Level, tidy_name
from data_access.ingest.cells import normalise
from data_access.ingest.document import Document
from data_access.ingest.form_figures import finish, is_untouched
from data_access.ingest.long_table import BadCell, Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.publication import Link, NewOrganisation, Publication, ReadContext

TITLE = "Practices of localities"
ORDER = -1  # after the registers, before the figures of its localities
_FILLED_IN = {"locality", "source"}
_NEEDED = set(FORM_COLUMNS) - {"valid to", "source"}
_LONGEST_NAME = 60

Span = tuple[date, date | None]


def _is_header(names: Set[str]) -> bool:
    return {"locality", "practice code"} <= names and "indicator" not in names


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated links of practices to localities; a locality that is not known yet is a new one.

    A practice that moves has a row for each locality; its stay in one without a last day ends the
    day before the next begins.
    """
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("locality_practices", TITLE, "Supplied locally", len(lines))
    publication.licence = ""
    untouched: list[Line] = []
    stays: dict[str, list[Span]] = defaultdict(list)
    named: dict[str, tuple[str, str, date]] = {}

    def use(line: Line) -> None:
        if is_untouched(line, _FILLED_IN):
            untouched.append(line)
            return
        commissioner = _commissioner(line, context)
        practice, (start, end) = _practice(line, context), _span(line)
        locality = _locality(line, commissioner, context)
        _check_free(stays[practice], (start, end))
        stays[practice].append((start, end))
        since = min(start, named.get(locality, ("", "", start))[2])
        named[locality] = (commissioner, tidy_name(line.text("locality")), since)
        publication.links.append(Link(practice, locality, "practice", start, end))

    publication.rejected = use_lines(lines, use)
    finish(publication, document.name, len(untouched))
    _add_localities(publication, named, context)
    return publication


def _commissioner(line: Line, context: ReadContext) -> str:
    code = context.resolve(line.needed("commissioner"), "")
    if code is None or context.level(code) != Level.CCG:
        expected = "the code or name of a known CCG or sub-ICB location"
        raise BadCell("commissioner", expected, line.text("commissioner"))
    return code


def _practice(line: Line, context: ReadContext) -> str:
    code = line.needed("practice code").upper()
    if context.level(code) != Level.PRACTICE:
        raise BadCell("practice code", "the code of a known practice", code)
    return code


def _span(line: Line) -> Span:
    start, end = line.span("valid from", "valid to")
    if start is None:
        raise BadCell("valid from", "a date", "")
    return start, end


def _locality(line: Line, commissioner: str, context: ReadContext) -> str:
    """Its slug; of a name that the commissioner does not use yet, a new one. Raises BadCell."""
    written = line.needed("locality")
    found = context.resolve(written, commissioner)
    if found and context.level(found) == Level.LOCALITY:
        if context.commissioner_of(found) in (None, commissioner):
            return found
        if found == written:
            raise BadCell("locality", f"a locality of {commissioner}", written)
    return f"{commissioner.lower()}_{normalise(written).replace(' ', '_')}"[:_LONGEST_NAME]


def _check_free(stays: list[Span], stay: Span) -> None:
    """Raises SetAside where the practice is in a locality on that day by a row above."""
    start, end = stay
    for first, last in stays:
        alike = first == start
        into = first < start and last is not None and start <= last
        over = start < first and end is not None and first <= end
        if alike or into or over:
            raise SetAside("this practice is in a locality then by an earlier row", "valid from")


def _add_localities(
    publication: Publication, named: dict[str, tuple[str, str, date]], context: ReadContext
) -> None:
    """Those that are new, in their commissioner from the first day that one of them is stated."""
    spellings: list[dict[str, object]] = []
    for slug, (commissioner, name, since) in named.items():
        if context.level(slug) is None:
            publication.organisations.append(NewOrganisation(slug, name, Level.LOCALITY.value))
            publication.links.append(Link(slug, commissioner, "locality", since))
            alias = " ".join(name.split()).casefold()
            spellings.append({"alias": alias, "within": commissioner, "code": slug})
    publication.facts = {"organisation_alias": spellings}
