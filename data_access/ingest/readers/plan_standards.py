"""Which standards and local levels do the operational plans state? (standards.csv)"""

from collections.abc import Set

from data_access.ingest.document import Document
from data_access.ingest.long_table import Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.plan_documents import (
    LICENCE,
    NEEDED,
    PUBLISHER,
    amount,
    is_header_of,
    needed_indicator,
    place,
    plan_document,
    reference_value,
)
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Operational plans: standards"
_NEEDED = NEEDED["standards"]


def _is_header(names: Set[str]) -> bool:
    return is_header_of("standards", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Dated local levels as local standards; the others as reference values.

    A national level is only repeated by a plan: the dated standards are the indicator's own.
    """
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_standards", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    local: list[dict[str, object]] = []
    stated: list[dict[str, object]] = []

    def use(line: Line) -> None:
        row = _standard(line, context)
        (local if "valid_from" in row else stated).append(row)

    publication.rejected = use_lines(lines, use)
    publication.facts = {"local_standard": local, "reference_value": stated}
    return publication


def _standard(line: Line, context: ReadContext) -> dict[str, object]:
    """A row of local_standard where it is local and dated, else one of reference_value."""
    indicator = needed_indicator(line, context)
    organisation = place(line, context)
    value = amount(line, "target value", indicator.unit)
    if value is None:
        raise SetAside("the text names the standard without a level", "target value")
    comparator = line.text("comparator")
    if comparator not in (">=", "<=", ">", "<"):
        raise SetAside("the text gives a level to start from, not one to reach", "comparator")
    start, end = line.span("applies from", "applies to")
    if line.text("national or local").casefold() != "local" or start is None:
        label = f"{line.text('name')}: {comparator} {value:g}"
        return reference_value(
            line, "standard", indicator, organisation, value, label, (start, end)
        )
    return {
        "indicator": indicator.id,
        "organisation": organisation,
        "comparator": comparator,
        "value": value,
        "valid_from": start,
        "valid_to": end,
        "source": plan_document(line).name,
    }
