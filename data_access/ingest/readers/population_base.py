"""Which bases, such as a prevalence, does a site supply to divide by?"""

from collections.abc import Set

from dashboard.exports.template_columns import POPULATION_BASE_COLUMNS as FORM_COLUMNS
from data_access.ingest.document import Document
from data_access.ingest.form_figures import finish, form_organisation, is_untouched
from data_access.ingest.long_table import BadCell, Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Population base"
_FILLED_IN = {"value", "source"}
_NEEDED = set(FORM_COLUMNS) - {"valid to", "source"}


def _is_header(names: Set[str]) -> bool:
    return names >= {"organisation", "base", "value"} and "indicator" not in names


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated bases by organisation; `valid to` may be empty for one that goes on."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("population_base", TITLE, "Supplied locally", len(lines), licence="")
    bases: dict[tuple[object, ...], dict[str, object]] = {}
    untouched: list[Line] = []

    def use(line: Line) -> None:
        if is_untouched(line, _FILLED_IN):
            untouched.append(line)
            return
        row = _base(line, context)
        key = (row["organisation"], row["base"], row["valid_from"])
        if key in bases:
            raise SetAside("an earlier row gives this base from the same day", "valid from")
        bases[key] = row

    publication.rejected = use_lines(lines, use)
    finish(publication, document.name, len(untouched))
    publication.facts = {"population_base": list(bases.values())}
    return publication


def _base(line: Line, context: ReadContext) -> dict[str, object]:
    known = sorted({each.base for each in context.indicators.values() if each.base})
    base = line.needed("base")
    if base not in known:
        raise BadCell("base", f"one of {', '.join(known)}", base)
    start, end = line.span("valid from", "valid to")
    if start is None:
        raise BadCell("valid from", "a date", "")
    value = line.number("value")
    if not value:
        raise BadCell("value", "a number above 0", line.text("value"))
    return {
        "organisation": form_organisation(line, context),
        "base": base,
        "valid_from": start,
        "valid_to": end,
        "value": value,
        "source": line.text("source"),
    }
