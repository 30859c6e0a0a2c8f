"""What did the commissioners plan to do? (actions.csv)"""

from collections.abc import Set

from data_access.ingest.document import Document
from data_access.ingest.long_table import Line, SetAside, has_table, read_lines, use_lines
from data_access.ingest.plan_documents import (
    LICENCE,
    NEEDED,
    PUBLISHER,
    is_header_of,
    place,
    plan_document,
    plan_indicator,
)
from data_access.ingest.publication import Publication, ReadContext

TITLE = "Operational plans: actions"
_NEEDED = NEEDED["actions"]


def _is_header(names: Set[str]) -> bool:
    return is_header_of("actions", names)


def recognises(document: Document) -> bool:
    return has_table(document, _is_header)


def read(document: Document, context: ReadContext) -> Publication:
    """Every action; its indicator is empty where its key has none."""
    lines = read_lines(document, _is_header, _NEEDED)
    publication = Publication("plan_actions", TITLE, PUBLISHER, len(lines), licence=LICENCE)
    actions: list[dict[str, object]] = []
    publication.rejected = use_lines(lines, lambda line: actions.append(_action(line, context)))
    publication.facts = {"action": actions}
    return publication


def _action(line: Line, context: ReadContext) -> dict[str, object]:
    if not line.fits:
        raise SetAside("expected as many cells as the header has")
    indicator = plan_indicator(line, context.indicators)
    start, end = line.span("start", "end")
    return {
        "organisation": place(line, context),
        "indicator": indicator.id if indicator else "",
        "text": line.needed("action"),
        "milestone": line.text("milestone period"),
        "start_on": start,
        "due_on": end,
        "partner": line.text("lead or partner"),
        "source": plan_document(line).name,
    }
